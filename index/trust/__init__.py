"""How far a score and a rank can be trusted."""

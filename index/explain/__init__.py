"""Why a score is what it is, and who does better."""

"""Numbers to numbers: a scheme applied to a table of observations gives scores, ranks, tiers and their explanation."""

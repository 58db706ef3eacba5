"""The steps from raw values to ranks: plain functions over arrays, each found by its name."""

"""Every reader fed with whatever may come: by coverage in `python -m bench.fuzz`, by fixed seeds in the tests."""

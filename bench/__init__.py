"""Side-by-side measurements, each a command: python -m bench.crawl, .store, .cards, .demo from the repository root."""

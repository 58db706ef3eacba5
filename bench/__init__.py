"""Side-by-side measurements, each a command from the repository root: python -m bench.crawl, .links, .pages, .store, .cards."""

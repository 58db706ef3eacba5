"""Side-by-side measurements, each a command from the root: python -m bench.crawl, .links, .pages, .store, .cards, .index."""

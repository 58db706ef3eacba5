"""Pictures and words: a frozen CardContext in, a report card out. Nothing here reads the store or the network."""

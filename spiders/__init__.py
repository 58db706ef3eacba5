"""How bytes are fetched: one spider a channel, polite and resumable. No metric, no score."""

"""What an evaluator asks of an index before he believes it: are the data there, do the parts hang together, what counts."""

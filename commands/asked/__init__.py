"""What commands are asked: options, the scores they begin with, what is meant by a name, files handed over."""

"""What dedupe remembers of a lane: the entries of `news.seen` and the index over them."""

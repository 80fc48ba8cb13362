"""The child processes of hop 1: the pool, the child, and the chunks that travel between them."""

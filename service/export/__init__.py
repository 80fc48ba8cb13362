"""Files that `demarche export` writes: what they hold, and in which forms."""

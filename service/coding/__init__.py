"""The coder: scans for triggers, reads the sentences that have one, matches frames, and merges what they report into events."""

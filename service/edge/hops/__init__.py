"""The two hops at work: what they take, in which order they acknowledge, and what they need of the world (`ports.py`)."""

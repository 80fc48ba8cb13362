"""Frames on a sentence: which act a trigger tells, what its words lack for it, and how the text presents it."""

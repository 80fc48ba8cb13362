"""Trains and measures the judge and the gate before it."""

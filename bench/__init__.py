"""Benchmarks: every figure stands beside another from the same run, as the machines are shared and noisy."""

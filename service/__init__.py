"""Demarche: raw news articles in, evidence-backed events about diplomatic protest and defection out."""

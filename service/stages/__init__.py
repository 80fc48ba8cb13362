"""The stages: one file, one stage, pure functions of (article, context)."""

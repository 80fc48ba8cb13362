"""What the project learns from: its own labelled passages, and the programs that train on them. Never needed to run the service."""

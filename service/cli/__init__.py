"""The command line: thin; each file is one group of commands, the work is done elsewhere."""

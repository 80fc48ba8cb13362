"""Real time: what is tested here talks to a broker or to a process."""

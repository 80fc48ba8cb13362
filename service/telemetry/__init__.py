"""What the service tells of itself: logs, metrics, and the HTTP side with the live page."""

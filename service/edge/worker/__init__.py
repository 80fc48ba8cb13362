"""The worker process: how it is put together, becomes a member of the group, works, and ends."""

"""What an event needs beside who did what to whom: when, where, and what was said."""

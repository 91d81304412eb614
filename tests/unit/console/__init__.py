"""The console, a piece at a time."""

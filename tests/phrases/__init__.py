"""Phrases about time, and how well they are read."""

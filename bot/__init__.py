"""Knuffel's own rooms, from what may happen (domain) to how it is started (entrypoints)."""

"""One module for each card."""

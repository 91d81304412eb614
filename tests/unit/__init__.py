"""One rule at a time, with nothing started."""

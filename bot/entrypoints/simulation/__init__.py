"""A year in an invented company, on a clock that jumps: what `simulate` plays, and judges."""

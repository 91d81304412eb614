"""How fast it is, in ratios: against a bare minimum in the same run, or small against large."""

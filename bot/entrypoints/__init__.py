"""How Knuffel is started: one file per process."""

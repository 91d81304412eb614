"""Where posts are heard: one file per source."""

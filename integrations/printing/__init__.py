"""Things that are printed: pictures of what the presentation worded."""

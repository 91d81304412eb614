"""Several rooms together, on real databases and servers."""

"""What is read out of a post: its language and its private data."""

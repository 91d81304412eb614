"""What is read out of a post: its language, its links, private data."""

"""The only door from a chat to the use cases: an Interaction in, a Reply out."""

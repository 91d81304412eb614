"""The same questions to every chat."""

"""The same questions to every implementation of a port."""

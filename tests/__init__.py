"""The tests, by how much of Knuffel they start."""

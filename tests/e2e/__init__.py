"""Stories in a real browser and real clients."""

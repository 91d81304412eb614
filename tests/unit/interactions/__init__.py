"""The doors and what comes through them."""

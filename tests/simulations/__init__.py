"""An invented company, for a month and more: `python -m tests.simulations`."""

"""What may happen: frozen values and pure rules, with no clock and no input or output."""

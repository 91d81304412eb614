"""What the bot needs from outside, as Protocols."""

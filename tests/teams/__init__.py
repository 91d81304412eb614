"""The proof of Teams: what draws a card, who looks at it, and a Teams to play in."""

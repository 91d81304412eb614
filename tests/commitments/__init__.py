"""How well commitments are found: sentences that were labelled first, and the score."""

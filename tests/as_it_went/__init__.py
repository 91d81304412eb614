"""What customers told us, as it really went: who did what, and which alarm would have rung when."""

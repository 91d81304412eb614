"""What brings rows that are behind to the people who must see them."""

"""Whole stories, as a person would tell them."""

"""Draadloos, an invented telecom company: its people, its stories, and how they are played."""

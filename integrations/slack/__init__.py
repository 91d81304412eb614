"""Slack: its doors, its drawing, and the way out to it."""

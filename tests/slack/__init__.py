"""A Slack on this machine, and the hands and eyes of the people in it."""

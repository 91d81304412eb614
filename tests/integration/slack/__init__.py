"""Slack on real databases and sockets, against a strict Slack on loopback."""

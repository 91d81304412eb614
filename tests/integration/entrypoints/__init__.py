"""Processes and commands, as they are started."""

"""Tests of what the processes are made of."""

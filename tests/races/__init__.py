"""Many people and several processes at once: `python -m tests.races` is the large one."""

"""Random actions of everybody on a handful of cases, and what must hold after every one of them.

`acts` chooses what happens next, a world (`memory`, `database`) does it, `watch` looks at what
became of the cases. `python -m tests.properties --actions 10000 --seed 1` is the longer log.
"""

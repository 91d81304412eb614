"""By when: what people write about time, in Dutch and English, as a moment (D14).

`tokens` cuts a text up, `patterns` and `rules` find pieces of moments in it, `joining` puts the
pieces of one moment together, `bearing` says which moments are no promise, `resolving` turns one
into UTC. `reading` is the way in. A small grammar by hand, so that every reading can be explained.
"""

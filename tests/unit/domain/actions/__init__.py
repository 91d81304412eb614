"""Every action: the good path, and each refusal."""

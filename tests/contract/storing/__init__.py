"""The same questions to every store: what `bot.ports.storing` promises."""

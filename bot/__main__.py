"""`python -m bot`: every command of Knuffel."""

from __future__ import annotations

import sys

from bot.entrypoints.admin import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

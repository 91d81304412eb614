"""Longer texts to read: a case, my cases, what waits, the digest, help, all actions, me."""

from __future__ import annotations

from bot.presentation.pages.actions import more_page
from bot.presentation.pages.case import case_page
from bot.presentation.pages.digest import digest_cases_page, digest_page
from bot.presentation.pages.help import help_page
from bot.presentation.pages.home import home_page, unknown_home_page
from bot.presentation.pages.kept import kept_page
from bot.presentation.pages.lists import (
    bundle_page,
    found_page,
    mine_page,
    notices_page,
    search_page,
    waiting_page,
)
from bot.presentation.pages.practice import practice_page

__all__ = [
    "bundle_page",
    "case_page",
    "digest_cases_page",
    "digest_page",
    "found_page",
    "help_page",
    "home_page",
    "kept_page",
    "mine_page",
    "more_page",
    "notices_page",
    "practice_page",
    "search_page",
    "unknown_home_page",
    "waiting_page",
]

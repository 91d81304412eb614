"""An example of everything that people can see, which every chat draws in its tests.

What is added to the presentation gets its example here; a test says so for every form, kind of
notice, outcome and refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from bot.domain.view import Audience, Sight
from bot.presentation.card import Card
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.cards.intro import intro_card
from bot.presentation.cards.notices import notice_card
from bot.presentation.cards.pointer import pointer_card
from bot.presentation.form import Form
from bot.presentation.gallery.digests import digests
from bot.presentation.gallery.examples import ERIK, SANNE, views
from bot.presentation.gallery.forms import forms
from bot.presentation.gallery.notices import notices
from bot.presentation.gallery.pages import pages
from bot.presentation.gallery.toasts import toasts
from bot.presentation.page import Page
from bot.presentation.toast import Toast

Shown = Card | Form | Page | Toast


_OUTSIDE = ("open", "open.called", "claimed", "sensitive")
"""What is shown of a channel with strangers in it, for every reader of the gallery."""


@lru_cache(maxsize=32)
def gallery(audience: Audience) -> Mapping[str, Shown]:
    """Everything in every variant, by name, for an audience's language, zone and sight.

    The reader is the one whom each thing is for, where it is for somebody.
    """
    return MappingProxyType(dict(_everything(audience)))


def _everything(audience: Audience) -> Iterator[tuple[str, Shown]]:
    yield from _cards(audience)
    yield from forms(replace(audience, reader=ERIK.id))
    yield from pages(replace(audience, reader=ERIK.id))
    yield from digests(replace(audience, reader=ERIK.id))
    yield from toasts(replace(audience, reader=ERIK.id))


def _cards(audience: Audience) -> Iterator[tuple[str, Card]]:
    channel = replace(audience, reader=None)
    for name, view in views().items():
        yield f"card.channel.{name}", channel_card(view, channel)
        if view.case.owner is not None:
            owner = replace(audience, reader=view.case.owner)
            yield f"card.briefing.{name}", briefing_card(view, owner)
        former = replace(audience, reader=SANNE.id)
        yield f"card.briefing.former.{name}", briefing_card(view, former)
    outside = replace(channel, sight=Sight.OUTSIDE)
    for name in _OUTSIDE:
        yield f"card.outside.{name}", channel_card(views()[name], outside)
    yield "card.intro", intro_card(channel, company="Voorbeeld Telecom")
    yield "card.intro.nameless", intro_card(channel)
    yield "card.pointer", pointer_card(views()["open"], channel)
    for name, (told, reader) in notices().items():
        yield f"card.notice.{name}", notice_card(told, replace(audience, reader=reader))

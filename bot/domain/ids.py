"""What things are called by: whole numbers of 63 bits, one type per kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NewType

CaseId = NewType("CaseId", int)
PostId = NewType("PostId", int)
CustomerId = NewType("CustomerId", int)
EmployeeId = NewType("EmployeeId", int)
PromiseId = NewType("PromiseId", int)
ReplyId = NewType("ReplyId", int)
HandoverId = NewType("HandoverId", int)
PlacingId = NewType("PlacingId", int)
GoodwillId = NewType("GoodwillId", int)
BroadcastId = NewType("BroadcastId", int)
WordsId = NewType("WordsId", int)
"""A row with a person's own words, which can be erased while history still points to it."""
NoticeId = NewType("NoticeId", int)
CardId = NewType("CardId", int)
LaneId = NewType("LaneId", int)

NewId = Callable[[], int]
"""Gives a number that no row of this deployment has yet."""

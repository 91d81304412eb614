"""What can go wrong: rules that a person ran into, and technical failures.

Error
└── (technical failures of the inner rooms)
Refusal
└── one class per rule; its name is its code, its facts are ids and numbers
"""

from __future__ import annotations

from collections.abc import Mapping

Fact = str | int | float | bool | None | tuple[int, ...] | tuple[str, ...]
"""What outcomes, events and notices may carry: codes, ids and numbers, moments as ISO text."""
Facts = Mapping[str, Fact]


class Error(Exception):
    """A technical failure, translated from whatever the outside called it."""


class Broken(Error):
    """The bot's own rule does not hold: a fault of ours, never of a person's."""


class Refusal(Exception):
    """A rule that a person ran into: the wording has one sentence for each code."""

    def __init__(self, **facts: Fact) -> None:
        """Keep the facts that the sentence needs: ids, codes and numbers, no words."""
        super().__init__(type(self).__name__)
        self.facts: Facts = facts

    @property
    def code(self) -> str:
        """The name of the rule, as stored and as looked up in the wording."""
        return type(self).__name__


class AlreadyClaimed(Refusal):
    """A colleague was first. Facts: owner."""


class AlreadyYours(Refusal):
    """You own it already."""


class TooManyCases(Refusal):
    """You have as many cases as you may: hand one over or solve it first.

    Facts: count, cap, first (nobody begins with two at once).
    """


class AlreadyHelping(Refusal):
    """You are a back-up on this case already, or its owner."""


class NeedsTraining(Refusal):
    """The case is sensitive: trained webcare only."""


class OnlyWebcare(Refusal):
    """Only webcare may do this."""


class OnlyLead(Refusal):
    """Only the webcare lead may do this."""


class OnlyOwner(Refusal):
    """Only the owner may do this. Facts: owner."""


class OnlyHelpers(Refusal):
    """Only the owner, a back-up or webcare may do this. Facts: owner."""


class OnlyAsked(Refusal):
    """Only the colleague who was asked may answer this. Facts: asked."""


class OnlyReaders(Refusal):
    """The digest is acknowledged by those for whom it is made; all others may read along."""


class OnlySamePerson(Refusal):
    """Only who did it may change or undo it."""


class ClaimFirst(Refusal):
    """Nobody owns the case: somebody has to claim it before this."""


class NotNow(Refusal):
    """The case's state does not allow this. Facts: state."""


class PromiseStillOpen(Refusal):
    """There are open promises, which are named. Facts: promises."""


class NoReplyYet(Refusal):
    """The customer has had no reply, and no reason why not is recorded."""


class PromiseNotOpen(Refusal):
    """The promise was settled already. Facts: promise, state."""


class UnknownPromise(Refusal):
    """The case has no such promise. Facts: promise."""


class UnknownReply(Refusal):
    """The case has no such reply. Facts: reply."""


class UnknownGoodwill(Refusal):
    """The case has no such goodwill. Facts: goodwill."""


class UnknownCase(Refusal):
    """There is no such case."""


class UnknownPost(Refusal):
    """The case has no such post."""


class UnknownPerson(Refusal):
    """We do not know who this is, or they have left."""


class UnknownChannel(Refusal):
    """There is no such channel."""


class NotForGuests(Refusal):
    """Guests and people of other companies may look, not act."""


class NotKnownYet(Refusal):
    """The chat could not tell in time who this is: the same press may do in a moment."""


class WrongCode(Refusal):
    """No such code, or its time is over, or it was used. Facts: field."""


class TooManyTries(Refusal):
    """So many wrong codes that guessing must rest. Facts: count."""


class TiedAlready(Refusal):
    """The account is a colleague's already."""


class NoHandover(Refusal):
    """No handover is on offer."""


class HandoverPending(Refusal):
    """A handover is on offer already. Facts: asked."""


class HandoverToOwner(Refusal):
    """The colleague asked is the owner already."""


class TooManyHandovers(Refusal):
    """A third handover needs the manager's or the webcare lead's word. Facts: count."""


class NoPlacing(Refusal):
    """No request to place words is open."""


class PlacingPending(Refusal):
    """A request to place words is open already. Facts: asked."""


class GoodwillNotProposed(Refusal):
    """The goodwill waits for nobody's approval. Facts: goodwill."""


class GoodwillNotApproved(Refusal):
    """The goodwill is not approved, so it may not be told yet. Facts: goodwill."""


class NothingToGive(Refusal):
    """Goodwill needs an amount above zero or a word on what it is."""


class OwnerDoesNotGrade(Refusal):
    """The owner does not grade himself: the customer or webcare closes the case."""


class OutcomeMissing(Refusal):
    """Closing needs what the customer said."""


class InThePast(Refusal):
    """The moment has passed already. Facts: at."""


class TooFarAhead(Refusal):
    """The moment is further away than is allowed. Facts: at, until."""


class PutOffAlready(Refusal):
    """A late promise is put off once, and no more."""


class WordsMissing(Refusal):
    """A sentence is needed here. Facts: field."""


class WordsTooLong(Refusal):
    """The text is longer than is kept. Facts: field, limit."""


class NotWaiting(Refusal):
    """The case does not wait for the customer."""


class SameCase(Refusal):
    """A case cannot be merged with itself."""


class NothingToSplit(Refusal):
    """A split needs at least one post to move and one to stay."""


class HighestLevel(Refusal):
    """The case is at the highest level already."""


class NothingToUndo(Refusal):
    """This cannot be undone: it is not on the list, or something happened since."""


class BadField(Refusal):
    """A field of a form cannot be read. Facts: field; empty where nothing stands in it."""


class NotShownYet(Refusal):
    """A moment was read that nobody saw yet. Facts: field, due_at (ISO, UTC), of (the text)."""


class NoAbsence(Refusal):
    """No such absence is noted, or it is over."""


class UnknownNotice(Refusal):
    """There is no such reminder."""


class UnknownDigest(Refusal):
    """There is no digest of that week."""

"""What every chat's gateway promises, asked of each of them over the whole gallery."""

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress

import pytest

from bot.domain.ids import EmployeeId
from bot.domain.theirs import theirs
from bot.domain.view import Audience, Sight
from bot.ports.chatting import ChatAway, MessageGone
from bot.ports.storing import Address
from bot.presentation.card import Card
from bot.presentation.gallery import gallery
from tests.contract.chatting.chats import CHATS, MORNING, ChatUnderTest
from tests.contract.chatting.examples import EXAMPLES, HARMFUL, a_card, a_long_card

READER = Audience("nl", "Europe/Amsterdam")
CHANNEL = "channel:klanten"


@pytest.fixture(params=CHATS)
async def chat(request: pytest.FixtureRequest, sqlite_stored: str) -> AsyncIterator[ChatUnderTest]:
    made = await CHATS[request.param](sqlite_stored)
    yield made
    await made.close()


def address(chat: ChatUnderTest, conversation: str = CHANNEL) -> Address:
    return Address(chat.gateway.chat, chat.workspace, conversation)


def for_all(chat: ChatUnderTest, card: Card) -> Mapping[Audience, Card]:
    return dict.fromkeys(chat.gateway.audiences(address(chat), READER), card)


def texts_of(card: Card) -> list[str]:
    """All that somebody is to read on it."""
    lines = [*card.lines, *(line for section in card.sections for line in section.lines)]
    buttons = [*card.buttons, *card.overflow]
    return [
        card.title.plain,
        *(section.title for section in card.sections),
        *(line.says.plain for line in lines),
        *(button.label for button in buttons),
    ]


def on_one_line(text: str) -> str:
    """Where lines break is a chat's own matter."""
    return " ".join(text.split())


@pytest.mark.parametrize("card", EXAMPLES.values(), ids=EXAMPLES)
async def test_everything_on_a_card_can_be_read(chat: ChatUnderTest, card: Card) -> None:
    await chat.gateway.post(address(chat), "key", for_all(chat, card))

    (seen,) = chat.look(CHANNEL, "nl")
    assert [text for text in texts_of(card) if text not in seen.text] == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("sight", Sight)
async def test_everything_in_the_gallery_can_be_read(
    chat: ChatUnderTest, language: str, sight: Sight
) -> None:
    shown = gallery(Audience(language, READER.zone, sight))
    cards = {name: card for name, card in shown.items() if isinstance(card, Card)}
    for name, card in cards.items():
        await chat.gateway.post(address(chat), name, for_all(chat, card))

    seen = chat.look(CHANNEL, language)

    assert len(cards) > 100
    unread = [
        (name, text)
        for (name, card), message in zip(cards.items(), seen, strict=True)
        for text in texts_of(card)
        if on_one_line(text) not in on_one_line(message.text)
    ]
    assert unread == []


@pytest.mark.parametrize("words", HARMFUL)
async def test_a_strangers_words_are_text_and_nothing_else(chat: ChatUnderTest, words: str) -> None:
    harmful = theirs(words)

    await chat.gateway.post(address(chat), "1", for_all(chat, a_card()))
    await chat.gateway.post(address(chat), "2", for_all(chat, a_card(harmful)))
    await chat.gateway.post(address(chat), "3", for_all(chat, a_long_card()))
    await chat.gateway.post(address(chat), "4", for_all(chat, a_long_card(harmful)))

    card, harmful_card, long, harmful_long = chat.look(CHANNEL, "nl")
    assert harmful_card.marks == card.marks
    assert harmful_long.marks == long.marks
    assert harmful.literal in harmful_card.text
    assert harmful.literal in harmful_long.text


async def found(
    chat: ChatUnderTest, key: str, ref: str | None, conversation: str = CHANNEL
) -> bool:
    """Whether a key leads to a ref; a chat that cannot be asked always says no."""
    expected = ref if chat.gateway.abilities.finds else None
    return await chat.gateway.find(address(chat, conversation), key) == expected


async def test_what_was_posted_is_found_by_its_key(chat: ChatUnderTest) -> None:
    first = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))
    second = await chat.gateway.post(address(chat), "case:2", for_all(chat, a_card()))

    assert first != second
    assert await found(chat, "case:1", first)
    assert await found(chat, "case:2", second)


async def test_what_was_not_posted_here_is_not_found(chat: ChatUnderTest) -> None:
    await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))

    assert await chat.gateway.find(address(chat), "case:9") is None
    assert await chat.gateway.find(address(chat, "channel:netwerk"), "case:1") is None


async def test_a_redrawn_card_changes_in_place(chat: ChatUnderTest) -> None:
    ref = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))

    await chat.gateway.redraw(address(chat), ref, for_all(chat, EXAMPLES["settled"]))

    (seen,) = chat.look(CHANNEL, "nl")
    assert "Jos · opgelost" in seen.text
    assert "Ik pak dit op" not in seen.text
    assert await found(chat, "case:1", ref)


async def test_the_same_redrawing_twice_changes_nothing(chat: ChatUnderTest) -> None:
    ref = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))

    for _ in range(2):
        await chat.gateway.redraw(address(chat), ref, for_all(chat, EXAMPLES["settled"]))

    assert len(chat.look(CHANNEL, "nl")) == 1


async def test_the_same_card_in_two_conversations_is_two_messages(chat: ChatUnderTest) -> None:
    await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))
    await chat.gateway.post(address(chat, "channel:netwerk"), "case:1", for_all(chat, a_card()))

    assert len(chat.look(CHANNEL, "nl")) == 1
    assert len(chat.look("channel:netwerk", "nl")) == 1


async def redrawn_in_the_end(chat: ChatUnderTest, ref: str) -> None:
    """As whoever carries does it: again, where the chat does not know yet."""
    for _ in range(10):
        with suppress(ChatAway):
            await chat.gateway.redraw(address(chat), ref, for_all(chat, a_card()))
            return


async def test_a_message_that_was_taken_away_cannot_be_redrawn(chat: ChatUnderTest) -> None:
    ref = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))
    chat.remove(ref)

    with pytest.raises(MessageGone):
        await redrawn_in_the_end(chat, ref)
    assert await chat.gateway.find(address(chat), "case:1") is None


async def test_a_message_that_was_taken_away_can_be_posted_again(chat: ChatUnderTest) -> None:
    gone = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))
    chat.remove(gone)

    again = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))

    assert again != gone
    assert await found(chat, "case:1", again)


@pytest.mark.parametrize("conversation", [CHANNEL, "private:erik"])
async def test_nobody_sees_more_than_the_audience_may(
    chat: ChatUnderTest, conversation: str
) -> None:
    asked = Audience("nl", "Europe/Amsterdam", Sight.WEBCARE, EmployeeId(7))

    drawn_for = chat.gateway.audiences(address(chat, conversation), asked)

    assert drawn_for
    assert {(one.sight, one.reader, one.zone) for one in drawn_for} == {
        (Sight.WEBCARE, EmployeeId(7), "Europe/Amsterdam")
    }


async def test_a_key_that_is_posted_twice_doubles_nothing_where_the_chat_can_tell(
    chat: ChatUnderTest,
) -> None:
    if chat.gateway.chat != "console":
        pytest.skip("Elsewhere whoever carries asks first; only the console refuses a double.")

    first = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))
    again = await chat.gateway.post(address(chat), "case:1", for_all(chat, a_card()))

    assert first == again
    assert len(chat.look(CHANNEL, "nl")) == 1


async def test_a_chat_knows_whether_a_message_still_stands(chat: ChatUnderTest) -> None:
    if not chat.gateway.abilities.checks and chat.gateway.chat != "console":
        pytest.skip("It cannot be asked, and says so.")
    ref = await chat.gateway.post(address(chat), "key", for_all(chat, a_card()))
    assert await chat.gateway.stands(address(chat), ref)

    chat.remove(ref)

    assert not await chat.gateway.stands(address(chat), ref)


async def test_what_belongs_under_another_message_can_be_read_like_any(
    chat: ChatUnderTest,
) -> None:
    first = await chat.gateway.post(address(chat), "first", for_all(chat, a_card()))
    again = await chat.gateway.post(
        address(chat), "again", for_all(chat, a_card()), under=first, pressed=True
    )

    assert again != first
    assert len(chat.look(CHANNEL, "nl")) == 2
    later = await chat.gateway.find(address(chat), "again", since=MORNING)
    assert later == (again if chat.gateway.abilities.finds else None)

"""What a person can do in one chat they can do in every other, and the documentation says how."""

from bot.presentation.intent import Verb
from tests.parity import (
    CHATS,
    DOCUMENT,
    INSTEAD,
    NATIVE,
    NOT_HERE,
    OTHERWISE,
    SUBSTITUTE,
    actions,
    document,
    ways,
)


def test_the_table_is_the_one_in_the_documentation() -> None:
    assert DOCUMENT.read_text() == document(), "run python -m tests.parity"


def test_no_cell_is_empty() -> None:
    for name, cells in {**actions(), **ways()}.items():
        assert len(cells) == len(CHATS), name
        assert all(
            cell == NATIVE
            or (cell.startswith((SUBSTITUTE, NOT_HERE)) and not cell.endswith((": ", "because ")))
            for cell in cells
        ), (name, cells)


def test_every_action_can_be_done_in_every_chat() -> None:
    missing = [name for name, cells in actions().items() if NOT_HERE in " ".join(cells)]

    assert missing == []


def test_nothing_is_called_missing_that_is_there() -> None:
    has = {chat.name: chat for chat in CHATS}

    assert [one for one in OTHERWISE if has[one[0]].ways[one[1]]] == []
    assert [one for one in INSTEAD if has[one[0]].own[Verb(one[1])]] == []

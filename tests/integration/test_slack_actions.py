"""Every action of the product is in Slack, and the documentation says where."""

from tests.slack_actions import DOCUMENT, DOORS, document, table


def test_the_table_is_the_one_in_the_documentation() -> None:
    assert DOCUMENT.read_text() == document(), "run python -m tests.slack_actions"


def test_no_cell_is_empty_and_every_action_is_somewhere() -> None:
    for verb, cells in table().items():
        assert len(cells) == len(DOORS), verb
        assert all(cells), verb
        assert any(not cell.startswith("—") for cell in cells), verb

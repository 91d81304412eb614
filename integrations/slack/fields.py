"""What somebody typed and chose in a modal, as neutral values; and what is wrong, by its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.presentation.form import Form
from bot.presentation.intent import Intent, decode
from integrations.slack import blocks, inputs, limits

Typed = dict[str, str | tuple[str, ...]]
"""What was filled in, by field name."""

_FORM = "form:"
_FIELD = "f"


def sent_intent(view: Mapping[str, object]) -> Intent:
    """What sending a form asks for. Raises ValueError for a view that is no form of ours."""
    name = _table(view).get("callback_id")
    if not isinstance(name, str) or not name.startswith(_FORM):
        raise ValueError("not a form of ours")
    return decode(name.removeprefix(_FORM))


def typed(view: Mapping[str, object]) -> Typed:
    """The fields that stand in a modal, the empty ones too. Raises ValueError.

    A moment is ISO in UTC; somebody out of Slack's own list of people is `user:` and their id.
    """
    values = _table(_table(_table(view).get("state")).get("values"))
    found: Typed = {}
    for block, state in values.items():
        name = _name(block)
        if name is None:
            continue
        for kind, element in _table(state).items():
            found[name] = _value(kind, _table(element))
    return found


def errors(form: Form, view: Mapping[str, object]) -> dict[str, str] | None:
    """What is wrong by the block it stands under; None where it cannot be said in this modal.

    Slack refuses a word on a block that is no input of the modal.
    """
    wrong = {
        inputs.block_id(form, one.name): blocks.cut(one.error, limits.LABEL)
        for one in form.fields
        if one.error
    }
    if form.error or not wrong or not set(wrong) <= set(_inputs(view)):
        return None
    return wrong


def first_input(view: Mapping[str, object]) -> str | None:
    """The block of the first field in a modal; None where it has none."""
    return next(iter(_inputs(view)), None)


def _inputs(view: Mapping[str, object]) -> list[str]:
    """The blocks of a modal that one fills in; none in what is no modal."""
    held = view.get("blocks") if isinstance(view, Mapping) else None
    found = held if isinstance(held, list) else []
    return [
        one["block_id"]
        for one in found
        if isinstance(one, dict)
        and one.get("type") == "input"
        and isinstance(one.get("block_id"), str)
    ]


def _name(block: object) -> str | None:
    """The field's name in the name of a block; None where it is no field's."""
    if not isinstance(block, str):
        raise ValueError("a block without a name")
    parts = block.split(".", 2)
    return parts[2] if len(parts) == 3 and parts[0] == _FIELD and parts[2] else None


def _value(kind: object, element: Mapping[str, object]) -> str | tuple[str, ...]:
    read = _READ.get(str(element.get("type")))
    if read is None:
        raise ValueError("an input that we do not draw")
    value = read(element)
    if kind == inputs.TICKED:
        return inputs.ON if inputs.ON in value else ""
    return value


def _text(element: Mapping[str, object]) -> str:
    return _word(element.get("value")).replace("\r\n", "\n")


def _option(element: Mapping[str, object]) -> str:
    return _chosen(element.get("selected_option"))


def _options(element: Mapping[str, object]) -> tuple[str, ...]:
    held = element.get("selected_options") or []
    if not isinstance(held, list):
        raise ValueError("not a list of choices")
    return tuple(value for one in held if (value := _chosen(one)))


def _user(element: Mapping[str, object]) -> str:
    user = _word(element.get("selected_user"))
    return f"user:{user}" if user else ""


def _date(element: Mapping[str, object]) -> str:
    return _word(element.get("selected_date"))


def _moment(element: Mapping[str, object]) -> str:
    seconds = element.get("selected_date_time")
    if seconds is None:
        return ""
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise ValueError("not a moment")
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, OSError) as failure:
        raise ValueError("not a moment") from failure


def _chosen(option: object) -> str:
    return "" if option is None else _word(_table(option).get("value"))


def _word(held: object) -> str:
    if held is None:
        return ""
    if not isinstance(held, str):
        raise ValueError("not a text")
    return held


def _table(held: object) -> Mapping[str, object]:
    if not isinstance(held, Mapping):
        raise ValueError("not what a view holds")
    return held


_READ: Mapping[str, Callable[[Mapping[str, object]], str | tuple[str, ...]]] = {
    "plain_text_input": _text,
    "radio_buttons": _option,
    "static_select": _option,
    "checkboxes": _options,
    "multi_static_select": _options,
    "users_select": _user,
    "datepicker": _date,
    "datetimepicker": _moment,
}

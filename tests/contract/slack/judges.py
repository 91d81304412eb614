"""Three judges of what goes to Slack: two independent libraries, and what none of them knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import blockkit
import slackblocks

from bot.presentation.intent import decode
from tests.contract.slack import rules

Json = Mapping[str, Any]
Judge = Callable[[Json], list[str]]
"""What it has against a message (`text`, `blocks`) or a view; nothing is fine."""


def by_blockkit(sent: Json) -> list[str]:
    """What blockkit says: its classes are built from the JSON, and must give the same again."""
    known = {"private_metadata": "None", **_as_they_know_it(sent)}  # as it writes nothing
    known = known if "type" in sent else _as_they_know_it(sent)
    return _complaint(lambda: _as_blockkit(known).build(), known)


def by_slackblocks(sent: Json) -> list[str]:
    """What slackblocks says."""
    return _complaint(lambda: _as_slackblocks(_as_they_know_it(sent)).to_dict(), None)


def by_us(sent: Json) -> list[str]:
    """What our own checks say."""
    return list(_against(sent))


JUDGES: Mapping[str, Judge] = {
    "blockkit": by_blockkit,
    "slackblocks": by_slackblocks,
    "ours": by_us,
}


def _as_they_know_it(held: Any) -> Any:
    """Without what both take for a mistake: an option out of a group, chosen to begin with."""
    if isinstance(held, list):
        return [_as_they_know_it(one) for one in held]
    if not isinstance(held, Mapping):
        return held
    left_out = {"initial_option", "initial_options"} if "option_groups" in held else set()
    return {name: _as_they_know_it(one) for name, one in held.items() if name not in left_out}


def _complaint(building: Callable[[], Any], expected: Json | None) -> list[str]:
    try:
        built = building()
    except Exception as failure:  # whatever a judge throws is what it says
        return [f"{type(failure).__name__}: {failure}"]
    if expected is not None and built != expected:
        return ["it was built, but something else came out"]
    return []


# --- blockkit: its arguments are called as Slack's keys -----------------------------------------

_BLOCKKIT: Mapping[str, Any] = {
    "actions": blockkit.Actions,
    "context": blockkit.Context,
    "header": blockkit.Header,
    "input": blockkit.Input,
    "rich_text": blockkit.RichText,
    "section": blockkit.Section,
    "button": blockkit.Button,
    "checkboxes": blockkit.Checkboxes,
    "datepicker": blockkit.DatePicker,
    "datetimepicker": blockkit.DatetimePicker,
    "multi_static_select": blockkit.MultiStaticSelect,
    "overflow": blockkit.Overflow,
    "plain_text_input": blockkit.PlainTextInput,
    "radio_buttons": blockkit.RadioButtons,
    "static_select": blockkit.StaticSelect,
    "users_select": blockkit.UsersSelect,
    "emoji": blockkit.RichEmojiEl,
    "rich_text_quote": blockkit.RichTextQuote,
    "rich_text_section": blockkit.RichTextSection,
    "text": blockkit.RichTextEl,
    "home": blockkit.Home,
    "modal": blockkit.Modal,
}
_NAMELESS: Mapping[str, Any] = {
    "initial_option": blockkit.Option,
    "initial_options": blockkit.Option,
    "option_groups": blockkit.OptionGroup,
    "options": blockkit.Option,
    "style": blockkit.RichStyle,
}
"""What bears no type is known by where it stands."""
_READ: Mapping[str, Callable[[Any], Any]] = {
    "initial_date": date.fromisoformat,
    "initial_date_time": lambda seconds: datetime.fromtimestamp(seconds, UTC),
}


def _as_blockkit(sent: Json) -> Any:
    if "type" in sent:
        return _one(sent, "")
    return blockkit.Message(text=sent["text"], blocks=_built(sent["blocks"], "blocks"))


def _built(held: Any, key: str) -> Any:
    if isinstance(held, list):
        return [_built(one, key) for one in held]
    return _one(held, key) if isinstance(held, Mapping) else _READ.get(key, lambda it: it)(held)


def _one(held: Json, key: str) -> Any:
    kind = held.get("type")
    given = {name: _built(value, name) for name, value in held.items() if name != "type"}
    if kind in {"plain_text", "mrkdwn"}:
        return blockkit.Text(**given, type=kind)
    return (_BLOCKKIT[kind] if kind else _NAMELESS[key])(**given)


# --- slackblocks: its arguments have names of its own -------------------------------------------

_SLACKBLOCKS: Mapping[str, Any] = {
    "actions": slackblocks.ActionsBlock,
    "context": slackblocks.ContextBlock,
    "header": slackblocks.HeaderBlock,
    "input": slackblocks.InputBlock,
    "rich_text": slackblocks.RichTextBlock,
    "section": slackblocks.SectionBlock,
    "button": slackblocks.Button,
    "checkboxes": slackblocks.CheckboxGroup,
    "datepicker": slackblocks.DatePicker,
    "datetimepicker": slackblocks.DateTimePicker,
    "multi_static_select": slackblocks.StaticMultiSelectMenu,
    "overflow": slackblocks.OverflowMenu,
    "plain_text_input": slackblocks.PlainTextInput,
    "radio_buttons": slackblocks.RadioButtonGroup,
    "static_select": slackblocks.StaticSelectMenu,
    "users_select": slackblocks.UserSelectMenu,
    "emoji": slackblocks.RichTextEmoji,
    "rich_text_quote": slackblocks.RichTextQuote,
    "rich_text_section": slackblocks.RichTextSection,
    "home": slackblocks.HomeTabView,
    "modal": slackblocks.ModalView,
}
_CALLED = {"initial_date_time": "initial_datetime"}
_NAMED = {
    "initial_option": slackblocks.Option,
    "initial_options": slackblocks.Option,
    "option_groups": slackblocks.OptionGroup,
    "options": slackblocks.Option,
}


def _as_slackblocks(sent: Json) -> Any:
    if "type" in sent:
        return _other(sent, "")
    blocks = [_other(one, "blocks") for one in sent["blocks"]]
    return slackblocks.Message(channel="C1", text=sent["text"], blocks=blocks)


def _made(held: Any, key: str) -> Any:
    if isinstance(held, list):
        return [_made(one, key) for one in held]
    return _other(held, key) if isinstance(held, Mapping) else held


def _other(held: Json, key: str) -> Any:
    kind = held.get("type")
    given = {
        _CALLED.get(name, name): _made(value, name)
        for name, value in held.items()
        if name not in {"type", "style"}
    }
    if kind in {"plain_text", "mrkdwn"}:
        return slackblocks.Text(**given, type_=slackblocks.TextType(kind))
    if kind == "text":
        return slackblocks.RichText(**given, **held.get("style", {}))
    if "style" in held:
        given["style"] = held["style"]
    return (_SLACKBLOCKS[kind] if kind else _NAMED[key])(**given)


# --- ours: what the others do not look at -------------------------------------------------------


def _against(sent: Json) -> Iterator[str]:
    kind = sent.get("type", "message")
    yield from _keys(sent, rules.SURFACES[kind], kind)
    found = list(_things(sent))
    yield from _twice(one.get("block_id") for one in sent["blocks"])
    yield from _twice(one["action_id"] for one in found if _is_pressed(one))
    for thing in found:
        yield from _thing(thing)
    yield from rules.sizes(sent, kind)
    if sum("focus_on_load" in one for one in found) > 1:
        yield "the focus is in two places"
    if kind == "modal" and "submit" not in sent and _has_input(sent):
        yield "nothing sends what is typed"


def _things(held: Any) -> Iterator[Json]:
    """Everything on it that has a type or a place."""
    if isinstance(held, list):
        for one in held:
            yield from _things(one)
    elif isinstance(held, Mapping):
        yield held
        for value in held.values():
            yield from _things(value)


def _is_pressed(thing: Json) -> bool:
    """Inputs are all called the same, each in a block of its own."""
    return thing.get("type") in {"button", "overflow"} and "action_id" in thing


def _has_input(sent: Json) -> bool:
    return any(one["type"] == "input" for one in sent["blocks"])


def _twice(names: Iterator[Any]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if name is None:
            yield "a block without a name"
        elif count > 1:
            yield f"two are called {name}"


def _keys(thing: Json, rule: rules.Rule, kind: str) -> Iterator[str]:
    for name in thing.keys() - rule.must - rule.may:
        yield f"{kind} knows no {name}"
    for name in rule.must - thing.keys():
        yield f"{kind} needs {name}"


def _thing(thing: Json) -> Iterator[str]:
    kind = thing.get("type")
    if kind in rules.SURFACES or "blocks" in thing:
        return
    if kind is not None and kind not in rules.THINGS:
        yield f"{kind} is nothing that we draw"
        return
    if kind is not None:
        yield from _keys(thing, rules.THINGS[kind], kind)
    elif "value" in thing:
        yield from _keys(thing, rules.OPTION, "option")
    yield from rules.lengths(thing)
    yield from _choices(thing)
    yield from _meant(thing)


def _choices(thing: Json) -> Iterator[str]:
    groups = thing.get("option_groups") or [thing]
    options = [one for group in groups for one in group.get("options", ())]
    values = [one.get("value") for one in options]
    if len(set(values)) < len(values):
        yield "two choices have one value"
    begun = [*thing.get("initial_options", ()), thing.get("initial_option")]
    if any(one is not None and one not in options for one in begun):
        yield "it begins with what cannot be chosen"


def _is_menu(thing: Json) -> bool:
    return thing.get("type") == "overflow"


def _meant(thing: Json) -> Iterator[str]:
    """What is pressed says what it means, in a way that we can read back."""
    values = [one["value"] for one in thing.get("options", ()) if _is_menu(thing)]
    if thing.get("type") == "button" and "value" in thing:
        values.append(thing["value"])
    for value in values:
        try:
            decode(value)
        except ValueError:
            if not value.startswith("u."):
                yield "nobody knows what it means"
    if thing.get("type") == "button" and "value" not in thing and "url" not in thing:
        yield "a button that does nothing"

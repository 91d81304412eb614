"""Where a case goes: by source, brand, language, topic words and flags."""

import pytest

from bot.domain.flags import Flag
from bot.domain.ids import LaneId
from bot.domain.policy import Channel, Policy, Route
from bot.domain.routing import FALLBACK, channels_of, choose_route, wide_channels_of
from tests.builders import ZONE, a_policy


def a_channel(key: str, *, wide: bool = False, webcare: bool = False) -> Channel:
    return Channel(key, key, LaneId(1), "nl", ZONE, wide=wide, webcare=webcare)


CHANNELS = (
    a_channel("webcare", webcare=True),
    a_channel("network"),
    a_channel("billing"),
    a_channel("everybody", wide=True),
)
POLICY = a_policy(
    channels=CHANNELS,
    routes=(
        Route("care", channels=("webcare",), flags=frozenset({Flag.LEGAL})),
        Route(
            "network",
            channels=("network", "webcare"),
            wide=("everybody",),
            topics=frozenset({"storing", "internet", "glas vezel"}),
        ),
        Route("english", channels=("billing",), languages=frozenset({"en"})),
        Route("brand", channels=("billing",), companies=frozenset({"Bel"})),
        Route("mail", channels=("billing",), sources=frozenset({"mail"})),
    ),
)


def route(
    text: str = "",
    policy: Policy = POLICY,
    *,
    source: str = "facebook",
    company: str | None = None,
    language: str | None = "nl",
    flags: tuple[Flag, ...] = (),
) -> str:
    return choose_route(
        policy, source=source, company=company, language=language, flags=flags, text=text
    )


def keys(channels: tuple[Channel, ...]) -> list[str]:
    return [channel.key for channel in channels]


# --- which route ------------------------------------------------------------------------------


def test_the_first_route_that_fits_wins() -> None:
    assert route("storing", flags=(Flag.LEGAL,)) == "care"
    assert route("storing", language="en") == "network"


@pytest.mark.parametrize(
    "text",
    [
        "al drie dagen STORING",
        "weer storingen hier",
        "(storing)",
        "Internet!",
        "mijn glas vezel",
        "internetten lukt niet",
    ],
)
def test_topics_are_words_with_their_inflections_whatever_their_case(text: str) -> None:
    assert route(text) == "network"


@pytest.mark.parametrize(
    "text", ["storingsmonteur", "verstoring", "glas, vezel", "intern", "internetprovider", ""]
)
def test_topics_are_not_found_inside_other_words(text: str) -> None:
    assert route(text) == FALLBACK


def test_a_topic_may_end_in_a_sign_or_be_written_with_a_capital() -> None:
    policy = a_policy(routes=(Route("tv", channels=(), topics=frozenset({"Canal+", "HBO"})),))

    assert route("ik kijk canal+ niet", policy) == "tv"
    assert route("hbo doet het niet", policy) == "tv"


def test_a_flag_fits_a_route_as_a_topic_does() -> None:
    mixed = Route(
        "mixed", channels=(), flags=frozenset({Flag.MONEY}), topics=frozenset({"factuur"})
    )
    policy = a_policy(routes=(mixed,))

    assert route("factuur", policy) == "mixed"
    assert route("", policy, flags=(Flag.MONEY,)) == "mixed"
    assert route("", policy) == FALLBACK


def test_source_brand_and_language_must_all_fit() -> None:
    both = Route("both", channels=(), sources=frozenset({"mail"}), languages=frozenset({"en"}))
    policy = a_policy(routes=(both,))

    assert route(source="mail", language="en", policy=policy) == "both"
    assert route(source="mail", language=None, policy=policy) == FALLBACK
    assert route(company="Bel") == "brand"
    assert route(source="mail") == "mail"


def test_a_route_without_conditions_takes_everything() -> None:
    assert route(policy=a_policy(routes=(Route("all", channels=()),))) == "all"


# --- which channels ---------------------------------------------------------------------------


def test_a_case_goes_to_the_channels_of_its_route() -> None:
    assert keys(channels_of(POLICY, "network", sensitive=False)) == ["webcare", "network"]


@pytest.mark.parametrize("key", ["network", "english", "brand", FALLBACK, "gone"])
def test_what_is_sensitive_goes_to_trained_webcare_only(key: str) -> None:
    assert keys(channels_of(POLICY, key, sensitive=True)) == ["webcare"]


@pytest.mark.parametrize("key", [FALLBACK, "gone"])
def test_without_a_route_every_channel_that_is_not_wide_gets_it(key: str) -> None:
    assert keys(channels_of(POLICY, key, sensitive=False)) == ["webcare", "network", "billing"]


def test_a_wide_channel_gets_nothing_at_once_even_where_a_route_names_it() -> None:
    policy = a_policy(channels=CHANNELS, routes=(Route("loud", channels=("everybody", "network")),))

    assert keys(channels_of(policy, "loud", sensitive=False)) == ["network"]


def test_a_route_whose_channels_are_gone_falls_back_on_webcare() -> None:
    policy = a_policy(channels=CHANNELS, routes=(Route("lost", channels=("closed",)),))

    assert keys(channels_of(policy, "lost", sensitive=False)) == ["webcare"]


def test_what_nobody_took_goes_to_the_wide_channels_of_its_route() -> None:
    assert keys(wide_channels_of(POLICY, "network")) == ["everybody"]
    assert wide_channels_of(POLICY, "english") == ()
    assert wide_channels_of(POLICY, "gone") == ()


def test_a_narrow_channel_is_not_made_wide_by_a_route() -> None:
    policy = a_policy(channels=CHANNELS, routes=(Route("r", channels=(), wide=("network",)),))

    assert wide_channels_of(policy, "r") == ()

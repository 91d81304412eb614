"""How Teams is set up: combinations that work, and for every other a sentence with a remedy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.config import BadConfig, Config, House, parse_house
from bot.entrypoints.web import HOST, OpenDoor, refuse_open_door
from integrations.teams.config import AppType, Secret, TeamsConfig

TENANT = "11111111-1111-1111-1111-111111111111"
OTHER = "33333333-3333-3333-3333-333333333333"
APP = "22222222-2222-2222-2222-222222222222"
COMPANY = """
[company]
name = "Draadloos"
[people.amy]
name = "Amy"
department = "Webcare"
[[routes]]
key = "everything"
channels = ["webcare"]
[channels.webcare]
webcare = true
"""
FILE = f"""
[teams]
tenants = ["{OTHER}"]
url = "https://knuffel.example/"
"""
APP_ONLY = {"MICROSOFT_APP_ID": APP.upper(), "MICROSOFT_APP_PASSWORD": "secret-word"}
SINGLE = {**APP_ONLY, "MICROSOFT_APP_TENANT_ID": TENANT}
MANAGED = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_TYPE": "UserAssignedMSI",
    "MICROSOFT_APP_TENANT_ID": TENANT,
}
EVERYWHERE = "0.0.0.0"  # noqa: S104 - to be refused
BARE = {"KNUFFEL_TEAMS_UNAUTHENTICATED": "1"}


def house(environ: dict[str, str], file: str = "") -> House:
    return parse_house(COMPANY + file, "company.toml", environ)


def teams(environ: dict[str, str], file: str = "") -> TeamsConfig:
    found = house(environ, file).teams
    assert found is not None
    return found


def mistakes(environ: dict[str, str], file: str = "") -> tuple[str, ...]:
    with pytest.raises(BadConfig) as bad:
        house(environ, file)
    return bad.value.mistakes


def test_without_a_word_of_teams_there_is_no_teams() -> None:
    assert house({}).teams is None
    assert house({"KNUFFEL_TEAMS_UNAUTHENTICATED": "0"}).teams is None


def test_a_bot_of_one_organisation() -> None:
    assert teams(SINGLE, FILE) == TeamsConfig(
        app_id=APP,
        password=Secret("secret-word"),
        type=AppType.SINGLE_TENANT,
        tenant=TENANT,
        tenants=(TENANT, OTHER),
        public_url="https://knuffel.example",
    )


def test_a_bot_that_its_machine_vouches_for_has_no_password() -> None:
    found = teams(MANAGED)

    assert (found.type, found.password) == (AppType.MANAGED_IDENTITY, Secret(""))


def test_a_bot_of_many_organisations_names_them_in_the_file() -> None:
    found = teams({**APP_ONLY, "MICROSOFT_APP_TYPE": "multitenant"}, FILE)

    assert (found.type, found.tenants) == (AppType.MULTI_TENANT, (OTHER,))


def test_only_people_of_named_organisations_may_come() -> None:
    found = teams(SINGLE)

    assert found.allows(TENANT.upper())
    assert not found.allows(OTHER)
    assert not found.allows("")


def test_without_an_app_any_organisation_comes_unless_some_are_named() -> None:
    named = f'[teams]\ntenants = ["{TENANT}"]\n'

    assert teams(BARE).allows(OTHER)
    assert teams(BARE, named).allows(TENANT)
    assert not teams(BARE, named).allows(OTHER)


@pytest.mark.parametrize(
    ("environ", "file", "begins"),
    [
        ({}, FILE, "MICROSOFT_APP_ID: is missing"),
        ({"MICROSOFT_APP_PASSWORD": "x"}, "", "MICROSOFT_APP_ID: is missing"),
        ({**SINGLE, "MICROSOFT_APP_ID": "knuffel"}, "", "MICROSOFT_APP_ID: this is no app id"),
        ({**SINGLE, "MICROSOFT_APP_PASSWORD": ""}, "", "MICROSOFT_APP_PASSWORD: is missing"),
        ({**MANAGED, "MICROSOFT_APP_PASSWORD": "x"}, "", "MICROSOFT_APP_PASSWORD: a managed"),
        ({**SINGLE, "MICROSOFT_APP_TYPE": "Double"}, "", "MICROSOFT_APP_TYPE: 'Double' is no"),
        (APP_ONLY, FILE, "MICROSOFT_APP_TENANT_ID: is missing"),
        ({**SINGLE, "MICROSOFT_APP_TENANT_ID": "x"}, "", "MICROSOFT_APP_TENANT_ID: this is no"),
        ({**APP_ONLY, "MICROSOFT_APP_TYPE": "MultiTenant"}, "", "company.toml, [teams]: tenants:"),
        (SINGLE, '[teams]\ntenants = ["us"]\n', "company.toml, [teams]: tenants: 'us' is no"),
        (SINGLE, '[teams]\nurl = "http://x"\n', "company.toml, [teams]: url: write the address"),
        (SINGLE, '[teams]\ntenant = "x"\n', "company.toml, [teams]: tenant: is unknown"),
        ({**SINGLE, **BARE}, "", "KNUFFEL_TEAMS_UNAUTHENTICATED: is set beside MICROSOFT_APP_ID"),
        ({"KNUFFEL_TEAMS_UNAUTHENTICATED": "yes"}, "", "KNUFFEL_TEAMS_UNAUTHENTICATED: write 1"),
        (BARE, '[teams]\nurl = "https://x.example"\n', "KNUFFEL_TEAMS_UNAUTHENTICATED: is for one"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_do(
    environ: dict[str, str], file: str, begins: str
) -> None:
    said = mistakes(environ, file)

    assert said[0].startswith(begins)
    assert said[0][-1] in ".?"
    assert "secret-word" not in "".join(said)


def test_a_password_is_never_shown() -> None:
    assert "secret-word" not in repr(teams(SINGLE))


def config(environ: dict[str, str]) -> Config:
    return Config("sqlite://", 8300, "INFO", house(environ))


def test_without_an_app_the_port_is_for_this_machine_only() -> None:
    refuse_open_door(config(BARE), HOST)
    refuse_open_door(config(SINGLE), EVERYWHERE)
    refuse_open_door(replace(config({}), port=1), EVERYWHERE)

    with pytest.raises(OpenDoor, match=r"KNUFFEL_TEAMS_UNAUTHENTICATED: .*0\.0\.0\.0"):
        refuse_open_door(config(BARE), EVERYWHERE)

"""What `doctor` says of Teams: how it is set up, and where nothing of ours can go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.config import House
from bot.entrypoints.finding import Finding, Health
from bot.ports.storing import Met
from integrations.teams.config import MESSAGES_PATH, TEAMS, UNAUTHENTICATED, AppType

HOW = "docs/how-to/teams.md"


def teams_setup(house: House, *, used: bool) -> Iterator[Finding]:
    """How Teams reaches us; `used`: somebody or something is in it."""
    teams = house.teams
    if teams is None:
        if used:
            yield Finding(Health.FAIL, TEAMS, f"is named in the file and not set up; see {HOW}")
        return
    if teams.unauthenticated:
        said = (
            f"{UNAUTHENTICATED} is set: whoever reaches the port is believed; let nothing outside "
            "this machine reach it, and take it out before you connect Teams"
        )
        yield Finding(Health.WARN, TEAMS, said)
        return
    told = f"a bot of type {teams.type}, for {len(teams.tenants)} organisation(s)"
    yield Finding(Health.OK, TEAMS, told)
    if teams.type is AppType.MULTI_TENANT:
        said = (
            "MultiTenant: Microsoft registers no new ones; keep this one, or move to SingleTenant"
        )
        yield Finding(Health.WARN, TEAMS, said)
    if not teams.public_url:
        said = f"write url under [teams]; Teams calls it at {MESSAGES_PATH}"
        yield Finding(Health.WARN, TEAMS, said)
    if not used:
        said = 'no channel and nobody is in it: write at = "teams:TENANT/19:…@thread.tacv2" on one'
        yield Finding(Health.WARN, TEAMS, said)


def teams_conversations(house: House, met: Sequence[Met]) -> Iterator[Finding]:
    """Whether Teams was heard of, and who lets nothing of ours in; no names."""
    if house.teams is None:
        return
    blocked = [one for one in met if one.blocked_at is not None]
    if not met:
        said = f"was not heard of yet: upload the package and write to Knuffel there; see {HOW}"
        yield Finding(Health.WARN, TEAMS, said)
    elif blocked:
        said = f"{len(blocked)} of {len(met)} conversations take nothing: blocked, or not installed"
        yield Finding(Health.WARN, TEAMS, said)
    else:
        yield Finding(Health.OK, TEAMS, f"{len(met)} conversations are known")

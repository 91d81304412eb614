"""The house's own choices as data."""

from bot.domain.case import Level
from bot.domain.policy import Policy
from tests.builders import KARIN, LEA, OTTO, a_policy


def test_without_a_mandate_nobody_promises_money() -> None:
    """SCREENS: no mandate configured, promise no money."""
    assert Policy().mandate_of("Projects") == 0


def test_a_department_may_have_a_mandate_of_its_own() -> None:
    """D19."""
    policy = a_policy(mandates={"Webcare": 10_000})

    assert (policy.mandate_of("Webcare"), policy.mandate_of("Projects")) == (10_000, 2500)


def test_a_level_is_a_person_and_on_level_two_the_departments_manager() -> None:
    """D23."""
    policy = a_policy(managers={"Network": (OTTO.id,)})

    assert policy.leader(Level.LEAD, "Network") == LEA.id
    assert policy.leader(Level.MANAGER, "Network") == OTTO.id
    assert policy.leader(Level.MANAGER, "Billing") == KARIN.id
    assert policy.leader(Level.MANAGER, None) == KARIN.id
    assert Policy().leader(Level.LEAD, None) is None


def test_what_is_not_configured_is_not_found() -> None:
    policy = a_policy()

    assert policy.channel("gone") is None
    assert policy.route("gone") is None
    assert policy.route("care") is not None

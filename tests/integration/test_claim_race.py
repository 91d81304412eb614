"""Two processes, several people, the same cases: the database decides, and everybody is told."""

from pathlib import Path

from tests.races.claiming import race


def test_the_same_cases_claimed_at_once_have_one_owner_each(
    stored_url: str, tmp_path: Path
) -> None:

    run = race(stored_url, people=8, cases=10, processes=2, folder=tmp_path)

    assert (run.claimed, run.refused) == (10, 70)

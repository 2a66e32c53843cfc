"""`debrief demo` as a person runs it: the sample club, its reports once, and nobody else's."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from club import MONDAY, add_athlete, add_organization, add_workouts, every_day
from commands import Debrief
from sqlalchemy import Engine, text

NOW = ("--now", "2026-11-21T10:00:00Z")


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.fixture
def stranger(engine: Engine) -> UUID:
    """An athlete of another club, with all the data that a report takes."""
    athlete_id = add_athlete(engine, add_organization(engine), name="Robin Vale")
    add_workouts(engine, athlete_id, every_day(MONDAY - timedelta(days=60), 67, 60))
    return athlete_id


def test_the_demo_makes_eight_reports_once_and_leaves_other_clubs_alone(
    debrief: Debrief, engine: Engine, stranger: UUID
) -> None:
    first = debrief("demo", *NOW)
    assert first.code == 0, first.err
    assert re.search(r"^The sample club has \d+ new rows\.$", first.err, re.MULTILINE)
    assert len(re.findall(r"\bCOMPLETED\b", first.out)) == 8
    assert "Robin Vale" not in first.out
    files = [Path(line.partition(": ")[2]) for line in first.out.splitlines() if line.endswith(".pdf")]
    assert len({file for file in files if file.read_bytes().startswith(b"%PDF")}) == 8
    made = rows(engine, "SELECT id, status, athlete_id FROM reports ORDER BY id")
    assert [status for _, status, _ in made] == ["COMPLETED"] * 8
    assert stranger not in {athlete for _, _, athlete in made}

    second = debrief("demo", *NOW)
    assert (second.code, second.out) == (0, first.out)
    assert second.sentence == "The sample club is up to date."
    assert rows(engine, "SELECT id, status, athlete_id FROM reports ORDER BY id") == made


def test_the_demo_refuses_to_fill_a_database_in_production(
    inside: Debrief, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBRIEF_ENV", "production")
    done = inside("demo", *NOW)
    assert (done.code, done.out) == (2, "")
    assert done.sentence == (
        "The demo fills a database with made-up people; it does not run where DEBRIEF_ENV is production."
    )
    assert rows(engine, "SELECT count(*) FROM users") == [(0,)]

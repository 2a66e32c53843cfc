"""`debrief facts` and `debrief series` for every kind of days, as programs read them."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts, every_day
from commands import Debrief
from json_schemas import faults
from sqlalchemy import Engine, insert

from models.session import session_scope
from models.training import Race, Workout

NOW = ("--now", "2026-11-18T06:00:00Z")
WHO = "robin@club.example"
SERIES = (
    "date load load_fatigue fitness fatigue form form_end_of_day ramp_7d load_ratio load_ratio_uncoupled monotony strain"
    " coverage"
)


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    return add_athlete(engine, add_organization(engine), email=WHO, time_zone="Europe/Berlin")


def facts(inside: Debrief, *days: str) -> dict[str, Any]:
    done = inside("facts", WHO, *days, "--json", *NOW)
    assert done.code == 0, done.err
    told: dict[str, Any] = json.loads(done.out)
    assert faults("facts.schema.json", told) == []
    return told


def span(told: dict[str, Any]) -> tuple[str, str, str]:
    return told["report"]["type"], told["report"]["period_start"], told["report"]["period_end"]


def test_an_empty_week_is_a_sheet_of_missing_facts(inside: Debrief, athlete: UUID) -> None:
    told = facts(inside)
    assert span(told) == ("WEEKLY_ANALYSIS", str(MONDAY), str(SUNDAY))
    assert {one["quality"] for one in told["facts"].values()} == {"missing", "ok"}
    assert told["facts"]["load.week"]["value"] is None
    assert (told["sessions"], told["notes"]) == ([], [])


def test_a_week_of_sixty_sessions_lists_them_all(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    started = [f"{MONDAY + timedelta(days=at % 7)}T{5 + at // 7:02d}:00:00Z" for at in range(60)]
    row = {"athlete_id": athlete, "source": "garmin", "sport": "Ride", "duration_s": 1800, "source_load": 20}
    with session_scope(engine) as session:
        session.execute(insert(Workout), [{**row, "local_date": at[:10], "started_at": at} for at in started])
    told = facts(inside, "--week", "2026-W46")
    assert len(told["sessions"]) == 60
    assert (told["facts"]["load.week"]["value"], told["facts"]["sessions.week"]["value"]) == (1200, 60)


def test_the_signs_and_days_of_the_sheet_are_in_the_json(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    add_workouts(engine, athlete, every_day(MONDAY - timedelta(days=60), 67, 50))
    told = facts(inside)
    assert {one["key"] for one in told["signals"]} >= {"hrv.week", "sleep.debt", "form.now"}
    (load,) = [one for one in told["series"] if one["key"] == "load"]
    assert sum(load["values"][-7:]) == told["facts"]["load.week"]["value"] == 350


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("--from", "2026-10-01", "--to", "2026-10-31"), ("CUSTOM", "2026-10-01", "2026-10-31")),
        (("--from", "2026-11-12", "--to", "2026-11-12"), ("CUSTOM", "2026-11-12", "2026-11-12")),
        (
            ("--type", "daily", "--from", "2026-11-12", "--to", "2026-11-12"),
            ("DAILY_SUGGESTION", "2026-11-12", "2026-11-12"),
        ),
        (("--type", "daily"), ("DAILY_SUGGESTION", "2026-11-17", "2026-11-17")),
        (("--week", "2026-W47", "--partial"), ("WEEKLY_ANALYSIS", "2026-11-16", "2026-11-17")),
    ],
)
def test_facts_of_other_days_than_a_week(
    inside: Debrief, athlete: UUID, engine: Engine, days: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    add_workouts(engine, athlete, every_day(MONDAY - timedelta(days=60), 90, 50))
    told = facts(inside, *days)
    assert span(told) == expected
    n_days = (date.fromisoformat(expected[2]) - date.fromisoformat(expected[1])).days + 1
    assert told["facts"]["load.week"]["value"] == 50 * n_days
    assert told["facts"]["load.week"]["window"] == ("1 day" if n_days == 1 else f"{n_days} days")


def test_race_facts_look_ahead_to_the_next_race_whatever_its_priority(
    inside: Debrief, athlete: UUID, engine: Engine
) -> None:
    add_workouts(engine, athlete, every_day(MONDAY - timedelta(days=60), 69, 50))
    races = [
        {"athlete_id": athlete, "name": "Last week's", "local_date": date(2026, 11, 15), "priority": "A"},
        {"athlete_id": athlete, "name": "Two weeks on", "local_date": date(2026, 12, 2), "priority": "C"},
        {"athlete_id": athlete, "name": "In spring", "local_date": date(2027, 4, 2), "priority": "A"},
    ]
    with session_scope(engine) as session:
        session.execute(insert(Race), races)
    told = facts(inside, "--type", "race")
    assert span(told) == ("RACE_PREP", "2026-11-11", "2026-11-17")
    assert told["facts"]["race.days_to"]["value"] == 14


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (("--type", "race"), "There is no race after 2026-11-17; race facts look ahead to one."),
        (
            ("--type", "daily", "--from", "2026-11-11", "--to", "2026-11-12"),
            "Daily facts are of one day: give the same day as --from and --to, or nothing for yesterday.",
        ),
        (
            ("--type", "daily", "--week", "2026-W46"),
            "Daily and race facts are of days, not of a week; give --from and --to, or nothing.",
        ),
        (
            ("--type", "daily", "--from", "2026-11-18", "--to", "2026-11-18"),
            "The range must end with a day that is over: 2026-11-17 at the latest.",
        ),
        (
            ("--type", "custom"),
            "A custom report needs its first and last day: --from 2026-10-01 --to 2026-10-31.",
        ),
    ],
)
def test_days_that_cannot_be_are_one_clear_sentence(
    inside: Debrief, athlete: UUID, wish: tuple[str, ...], sentence: str
) -> None:
    done = inside("facts", WHO, *wish, *NOW)
    assert (done.code, done.out) == (2, "")
    assert done.sentence == sentence


def test_a_table_for_the_eye_has_every_fact_every_sign_and_every_note(
    inside: Debrief, athlete: UUID, engine: Engine
) -> None:
    add_workouts(engine, athlete, every_day(MONDAY, 7, 50))
    told, shown = facts(inside), inside("facts", WHO, *NOW).out
    assert [key for key in told["facts"] if key not in shown] == []
    said = " ".join(shown.split())
    assert [one["text"] for one in told["notes"] if " ".join(one["text"].split()) not in said] == []
    assert [one["why"] for one in told["signals"] if one["why"] not in said] == []


def test_a_series_is_an_object_a_day(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    add_workouts(engine, athlete, every_day(MONDAY - timedelta(days=60), 67, 50))
    days = json.loads(inside("series", WHO, "--from", "2026-08-01", "--to", str(SUNDAY), "--json").out)
    assert faults("series.schema.json", days) == []
    assert [list(one) for one in days] == [SERIES.split()] * 107
    assert (days[0]["date"], days[-1]["date"]) == ("2026-08-01", str(SUNDAY))
    assert (days[0]["fitness"], days[-1]["load"]) == (None, 50)

"""Scoring an athlete anew at the command line."""

import json

import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts
from commands import Debrief
from sqlalchemy import Engine, text

WHO = "robin@club.example"


@pytest.fixture(autouse=True)
def athlete(engine: Engine) -> None:
    athlete_id = add_athlete(engine, add_organization(engine), email=WHO, ftp_w=250)
    add_workouts(engine, athlete_id, {MONDAY: 50, SUNDAY: 60})


def test_a_first_scoring_says_what_it_found_and_a_second_that_nothing_changed(inside: Debrief) -> None:
    first, second = inside("rescore", WHO), inside("rescore", WHO)
    assert (first.code, first.sentence) == (0, "Scored 2 workouts; 2 changed.")
    assert [line.split() for line in first.out.splitlines()] == [
        ["2026-11-09", "Ride", "–", "→", "50.0", "→", "source"],
        ["2026-11-15", "Ride", "–", "→", "60.0", "→", "source"],
    ]
    assert (second.code, second.out, second.sentence) == (0, "", "Scored 2 workouts; nothing changed.")


def test_programs_are_told_each_change(inside: Debrief, engine: Engine) -> None:
    inside("rescore", WHO)
    with engine.begin() as connection:
        connection.execute(text("UPDATE athletes SET load_preference = 'computed'"))
        connection.execute(
            text("UPDATE workouts SET normalized_power_w = 250 WHERE local_date = :day"), {"day": SUNDAY}
        )
    told = json.loads(inside("rescore", WHO, "--json").out)
    assert told["scored"] == 2
    assert [(one["before"], one["after"], one["method_after"]) for one in told["changed"]] == [
        (50.0, None, "unscored"),
        (60.0, 100.0, "power"),
    ]


def test_nobody_by_that_name_is_one_sentence(inside: Debrief) -> None:
    done = inside("rescore", "nobody@club.example")
    assert (done.code, done.sentence) == (
        2,
        "There is no athlete 'nobody@club.example'. Give an athlete's e-mail address or id.",
    )

"""Scoring from samples over a real database: what is written, when it is written again, and records that are one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization
from sqlalchemy import Engine, insert, text

from models.identity import Threshold
from models.session import session_scope
from models.training import Workout
from models.values import Period
from tasks.analyse.score.door import rescore, score_new

HOUR = 3600
LIMITS = {"ftp_w": 250, "lthr_bpm": 170, "max_hr_bpm": 190, "resting_hr_bpm": 50, "sex": "male"}
RIDE = {"time": list(range(HOUR)), "watts": [250] * HOUR, "heartrate": [150] * HOUR}


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    return add_athlete(engine, add_organization(engine), **LIMITS)


def add(engine: Engine, athlete_id: UUID, day: date = MONDAY, **values: Any) -> UUID:
    start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    row = {"athlete_id": athlete_id, "source": "garmin", "started_at": start, "local_date": day, "sport": "Ride"}
    with session_scope(engine) as session:
        query = insert(Workout).values({**row, "duration_s": HOUR, **values}).returning(Workout.id)
        return session.execute(query).scalar_one()


def set_threshold(engine: Engine, athlete_id: UUID, since: date, **values: Any) -> None:
    with session_scope(engine) as session:
        session.execute(insert(Threshold).values(athlete_id=athlete_id, valid_from=since, **values))


def score(engine: Engine) -> int:
    with session_scope(engine) as session:
        return score_new(session)


def row(engine: Engine, workout: UUID) -> Any:
    with engine.connect() as connection:
        return connection.execute(text("SELECT * FROM workouts WHERE id = :id"), {"id": workout}).one()


def test_samples_fill_everything_that_scoring_finds_once(engine: Engine, athlete: UUID) -> None:
    workout = add(engine, athlete, raw={"streams": RIDE})
    assert [score(engine), score(engine)] == [1, 0]
    found = row(engine, workout)
    assert (found.normalized_power_w, found.load, found.intensity) == (250.0, 100.0, 1.0)
    assert (found.load_method, found.load_approximate, found.scoring_version) == ("power", False, 2)
    assert found.load_inputs == {"np_w": 250.0, "np_from": "samples", "ftp_w": 250.0, "hours": 1.0}
    assert found.zones["power"] == {"easy_s": 0.0, "moderate_s": 3600.0, "hard_s": 0.0}
    assert found.zones["hr"] == {"easy_s": 3599.0, "moderate_s": 0.0, "hard_s": 0.0}
    assert found.curve["3600"] == 250.0
    assert (found.decoupling_pct, found.sample_notes) == (0.0, [])


def test_heart_rate_samples_score_what_has_no_power(engine: Engine, athlete: UUID) -> None:
    beats = {"time": list(range(HOUR + 1)), "heartrate": [170] * (HOUR + 1)}
    found = row(engine, (workout := add(engine, athlete, raw=beats))) and score(engine) and row(engine, workout)
    assert (round(found.load, 6), found.load_method, found.load_approximate) == (100.0, "hr_samples", False)
    assert (found.load_inputs["k"], found.load_inputs["lthr_from"]) == (1.92, "set")


def test_a_strap_that_was_silent_for_most_of_it_is_not_scored_from(engine: Engine, athlete: UUID) -> None:
    beats = {"time": list(range(HOUR)), "heartrate": [170] * 1200 + [None] * 2400}
    workout = add(engine, athlete, raw=beats, average_hr_bpm=150, moving_s=HOUR)
    score(engine)
    assert row(engine, workout).load_method == "hr_average"


def test_a_strap_that_was_silent_for_a_while_makes_the_load_approximate(engine: Engine, athlete: UUID) -> None:
    beats = {"time": list(range(HOUR)), "heartrate": [170] * 3000 + [None] * 600}
    workout = add(engine, athlete, raw=beats, moving_s=HOUR)
    score(engine)
    assert (row(engine, workout).load_method, row(engine, workout).load_approximate) == ("hr_samples", True)


def test_a_strap_that_was_silent_for_most_of_it_is_better_than_nothing(engine: Engine, athlete: UUID) -> None:
    beats = {"time": list(range(HOUR)), "heartrate": [170] * 1200 + [None] * 2400}
    workout = add(engine, athlete, raw=beats, moving_s=HOUR)
    score(engine)
    assert (row(engine, workout).load_method, row(engine, workout).load_approximate) == ("hr_samples", True)


def test_zones_are_the_athletes_own_since_the_day_that_says_so(engine: Engine, athlete: UUID) -> None:
    before, after, run = (
        add(engine, athlete, day, raw=RIDE, sport=sport)
        for day, sport in ((MONDAY, "Ride"), (SUNDAY, "Ride"), (SUNDAY + timedelta(days=1), "Run"))
    )
    set_threshold(engine, athlete, SUNDAY, sport="Ride", zones={"power_w": [300, 400], "hr_bpm": [100, 140]})
    score(engine)
    bands = [{band[:-2]: s for band, s in row(engine, one).zones["power"].items() if s} for one in (before, after, run)]
    assert bands == [{"moderate": 3600.0}, {"easy": 3600.0}, {"moderate": 3600.0}]
    assert row(engine, after).zones["hr"]["hard_s"] == 3599.0


def test_a_run_is_scored_by_its_speed_as_on_the_flat(engine: Engine, athlete: UUID) -> None:
    climb = {"velocity_smooth": [3.0] * HOUR, "altitude": [0.3 * at for at in range(HOUR)]}
    flat = {"velocity_smooth": [4.0] * HOUR, "altitude": [100.0] * HOUR}
    set_threshold(engine, athlete, MONDAY, sport="Run", threshold_speed_m_s=4.0)
    uphill, level = (
        add(engine, athlete, sport="Run", raw=raw, source=name) for name, raw in (("a", climb), ("a", flat))
    )
    score(engine)
    assert row(engine, level).load == pytest.approx(100.0)
    assert row(engine, level).load_inputs["speed_is"] == "grade_adjusted"
    assert row(engine, uphill).load == pytest.approx(100 * (3.0 * 5.968214 / 3.6 / 4.0) ** 2, rel=0.01)


def test_a_swim_weighs_with_the_third_power_of_its_speed(engine: Engine, athlete: UUID) -> None:
    set_threshold(engine, athlete, MONDAY, css_m_s=1.25)
    workout = add(engine, athlete, sport="Swim", distance_m=3600, moving_s=HOUR)
    score(engine)
    assert row(engine, workout).load == pytest.approx(100 * 0.8**3)
    assert row(engine, workout).load_method == "swim"


def test_a_threshold_that_changes_scores_again_what_it_applies_to_and_nothing_before(
    engine: Engine, athlete: UUID
) -> None:
    before, after = (add(engine, athlete, day, raw=RIDE) for day in (MONDAY, SUNDAY))
    score(engine)
    set_threshold(engine, athlete, SUNDAY, ftp_w=200)
    assert score(engine) == 1
    assert (row(engine, before).load, row(engine, after).load) == (100.0, 156.25)
    assert row(engine, after).zones["power"]["hard_s"] == 3600.0
    with engine.begin() as connection:
        connection.execute(text("UPDATE thresholds SET ftp_w = 250, valid_from = :day"), {"day": MONDAY})
    assert score(engine) == 2
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM thresholds"))
    assert score(engine) == 2
    assert score(engine) == 0


def test_what_the_athlete_is_said_to_be_scores_everything_again(engine: Engine, athlete: UUID) -> None:
    workout = add(engine, athlete, raw=RIDE)
    score(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE athletes SET ftp_w = 200"))
    assert score(engine) == 1
    assert row(engine, workout).load == 156.25
    with engine.begin() as connection:
        connection.execute(text("UPDATE athletes SET report_hour = 7"))
    assert score(engine) == 0


def test_one_ride_from_two_platforms_counts_once_as_the_richer_record(engine: Engine, athlete: UUID) -> None:
    start = datetime(2026, 11, 9, 7, 1, 59, tzinfo=UTC)
    poor = add(engine, athlete, source="strava", started_at=start, duration_s=3500, source_load=90)
    rich = add(engine, athlete, source="garmin", raw=RIDE)
    other = add(engine, athlete, source="garmin", started_at=start + timedelta(hours=3), duration_s=3500)
    assert score(engine) == 3
    assert row(engine, poor).duplicate_of == rich
    assert (row(engine, rich).duplicate_of, row(engine, other).duplicate_of) == (None, None)
    assert score(engine) == 0


@pytest.mark.parametrize(
    "values",
    [
        {"source": "garmin", "external_id": "second"},
        {"source": "strava", "duration_s": 3480},
        {"source": "strava", "started_at": datetime(2026, 11, 9, 7, 2, 1, tzinfo=UTC)},
        {"source": "strava", "sport": "Run"},
    ],
    ids=["same platform", "other duration", "other start", "other sport"],
)
def test_records_that_differ_are_two_workouts(engine: Engine, athlete: UUID, values: dict[str, Any]) -> None:
    add(engine, athlete)
    second = add(engine, athlete, **values)
    score(engine)
    assert row(engine, second).duplicate_of is None


def test_when_the_record_that_counted_is_deleted_the_other_one_counts(engine: Engine, athlete: UUID) -> None:
    poor, rich = add(engine, athlete, source="strava", source_load=90), add(engine, athlete, raw=RIDE)
    score(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM workouts WHERE id = :id"), {"id": rich})
    assert score(engine) == 1
    assert (row(engine, poor).duplicate_of, row(engine, poor).load) == (None, 90.0)


def test_rescoring_says_what_changed(engine: Engine, athlete: UUID) -> None:
    workout = add(engine, athlete, raw=RIDE)
    add(engine, athlete, SUNDAY, source_load=40)
    score(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE workouts SET load = 7, load_method = 'manual' WHERE id = :id"), {"id": workout})
    with session_scope(engine) as session:
        count, (change,) = rescore(session, athlete)
    assert (count, change.workout_id, change.before, change.after) == (2, workout, 7.0, 100.0)
    assert (change.method_before, change.method_after) == ("manual", "power")
    with session_scope(engine) as session:
        assert rescore(session, athlete) == (2, [])


def test_workouts_of_the_future_are_not_scored_and_teach_nothing(engine: Engine, athlete: UUID) -> None:
    for day in range(12):
        add(engine, athlete, date(2099, 1, 1) + timedelta(days=day), rpe=5, source_load=60)
    felt = add(engine, athlete, rpe=5)
    assert [score(engine), score(engine)] == [1, 0]
    assert row(engine, felt).load_method == "unscored"


def test_a_payload_of_nonsense_leaves_its_workout_unscored_and_others_alone(engine: Engine, athlete: UUID) -> None:
    odd = add(engine, athlete, raw={"watts": ["x", None, {}, []], "time": ["soon", "later", 1, 2]})
    fine = add(engine, athlete, SUNDAY, raw=RIDE)
    assert score(engine) == 2
    assert (row(engine, odd).load_method, row(engine, fine).load) == ("unscored", 100.0)


def test_what_is_not_scored_yet_is_scored_in_memory_from_its_samples(engine: Engine, athlete: UUID) -> None:
    from flows.figures import series
    from tasks.commission.request import find_athlete

    add(engine, athlete, raw=RIDE)
    add(engine, athlete, source="strava", source_load=90)
    with session_scope(engine) as session:
        person = find_athlete(session, str(athlete))
    (day,) = series(engine, person, Period(MONDAY, MONDAY))
    assert day["load"] == 100.0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(scored_at) FROM workouts")).scalar_one() == 0

from typing import Any

import pytest
from analyse.scored import WATCHED, fact, reference, scored, sheet
from builders import END, Row, day, histories, report, synced, who
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Quality, ReportType
from models.facts import MEAN4, PREVIOUS
from models.sports import Family
from tasks.analyse.catalogue import CATALOGUE, PATTERNS, definition
from tasks.analyse.facts import analyse


def done(back: int, sport: str = "Ride", load: float | None = 50.0, km: float | None = None, **fields: Any) -> Row:
    return scored(day(back), load, sport=sport, distance_m=None if km is None else 1000.0 * km, **fields)


def of_sports(**given: Any) -> dict[str, float | None]:
    return {one.key.removeprefix("sport."): one.value for one in sheet(**given) if one.key.startswith("sport.")}


def test_each_kind_of_sport_is_counted_apart() -> None:
    rides = [
        done(1, "VirtualRide", 60.0, 30.0),
        done(2, "GravelRide", 40.0, 25.0, moving_s=3000.0),
        done(3, "TrailRun", 70.0, 12.0),
        done(4, "WeightTraining", 20.0),
        done(5, "Yoga", None),
    ]
    assert of_sports(workouts=rides) == {
        "ride.load": 100.0,
        "ride.duration": 6600.0,
        "ride.distance": 55000.0,
        "ride.sessions": 2,
        "run.load": 70.0,
        "run.duration": 3600.0,
        "run.distance": 12000.0,
        "run.sessions": 1,
        "strength.load": 20.0,
        "strength.duration": 3600.0,
        "strength.sessions": 1,
        "other.load": None,
        "other.duration": 3600.0,
        "other.sessions": 1,
    }


def test_a_sport_is_on_the_sheet_when_it_was_trained_in_the_period_or_the_one_before() -> None:
    assert of_sports(workouts=[done(13, "Swim", 30.0, 2.0)]) == {
        "swim.load": 0.0,
        "swim.duration": 0.0,
        "swim.distance": 0.0,
        "swim.sessions": 0,
    }
    assert of_sports(workouts=[done(14, "Swim", 30.0, 2.0)]) == {}
    assert of_sports() == {}


def test_a_sport_is_held_beside_the_week_and_the_four_weeks_before() -> None:
    loads = (120.0, 100.0, 60.0, 80.0, 80.0)
    runs = [done(4 + 7 * back, "Run", load, load / 10) for back, load in enumerate(loads)]
    found = sheet(workouts=[*runs, done(8, "Ride", 500.0, 90.0)])
    load, distance, sessions = (found.get(f"sport.run.{one}") for one in ("load", "distance", "sessions"))
    assert (reference(load, PREVIOUS), reference(load, MEAN4)) == (100.0, 80.0)
    assert load.comparison(PREVIOUS).change_pct == pytest.approx(20.0)
    assert (reference(distance, PREVIOUS), reference(distance, MEAN4)) == (10_000.0, 8000.0)
    assert (reference(sessions, MEAN4), sessions.comparison(PREVIOUS).direction) == (1.0, "same")
    assert (load.n_days, load.n_expected, load.window, load.quality) == (7, 7, "7 days", Quality.OK)
    assert [(one.table, one.rows, one.last) for one in load.provenance] == [("workouts", 1, day(4))]


def test_what_sessions_leave_open_makes_the_sum_provisional_and_nothing_is_held_against_it() -> None:
    rides = [done(1, km=30.0), done(2, km=None), done(3, load=None, km=0.0), done(8, km=20.0)]
    found = sheet(workouts=rides)
    for key, value in (("sport.ride.distance", 30_000.0), ("sport.ride.load", 100.0), ("distance.week", 30_000.0)):
        one = found.get(key)
        assert (one.value, one.quality, one.comparisons) == (value, Quality.PROVISIONAL, ())
    assert found.get("sport.ride.duration").quality is Quality.OK
    earlier = sheet(workouts=[done(1, km=30.0), done(8, km=None), done(9, km=20.0)]).get("distance.week")
    assert (earlier.quality, earlier.comparisons) == (Quality.OK, ())


def test_sessions_that_state_nothing_have_no_sum_rather_than_zero() -> None:
    found = sheet(workouts=[done(1, load=None, km=0.0), done(8, km=20.0)])
    assert {found.get(key).quality for key in ("sport.ride.load", "sport.ride.distance", "distance.week")} == {
        Quality.MISSING
    }


def test_distance_and_climbing_are_of_all_sports() -> None:
    rides = [
        done(1, km=30.0, elevation_gain_m=400.0),
        done(2, "Hike", km=8.0, elevation_gain_m=700.0),
        done(3, "WeightTraining"),
        done(4, "Swim", km=2.0),
        done(9, km=20.0, elevation_gain_m=0.0),
    ]
    found = sheet(workouts=rides)
    distance, climbed = found.get("distance.week"), found.get("elevation.week")
    assert (distance.value, distance.unit, distance.quality, distance.provenance[0].rows) == (
        40_000,
        "m",
        Quality.OK,
        3,
    )
    assert (climbed.value, climbed.unit, climbed.quality, climbed.provenance[0].rows) == (1100, "m_gain", Quality.OK, 2)
    assert (reference(distance, PREVIOUS), reference(distance, MEAN4)) == (20_000, 5000)
    assert (reference(climbed, PREVIOUS), reference(climbed, MEAN4)) == (0.0, 0.0)


def test_who_never_records_a_distance_has_none() -> None:
    lifts = [done(back, "WeightTraining") for back in range(20)]
    found = sheet(workouts=lifts)
    assert {found.get(key).quality for key in ("distance.week", "elevation.week")} == {Quality.MISSING}
    assert sheet(workouts=[*lifts, done(20, km=9.0)]).value("distance.week") == 0.0


def test_a_week_that_nobody_watched_has_no_sums_and_a_thin_one_provisional_ones() -> None:
    rides = [done(2, km=30.0), done(8, km=20.0)]
    thin = fact("sport.ride.load", workouts=rides, integrations=[synced("2024-01-01", day(2))])
    assert (thin.value, thin.quality, thin.n_days, thin.comparisons) == (50.0, Quality.PROVISIONAL, 5, ())
    unseen = sheet(workouts=rides[1:], integrations=[synced("2024-01-01", day(7))])
    assert {unseen.get(key).value for key in ("sport.ride.load", "sport.ride.sessions", "distance.week")} == {None}


def test_a_long_period_is_held_only_against_what_was_read() -> None:
    asked = report(start=day(399), type=ReportType.CUSTOM)
    found = fact("sport.ride.load", reports=[asked], workouts=[done(back) for back in range(0, 600, 10)])
    assert (found.value, reference(found, PREVIOUS), reference(found, MEAN4)) == (2000.0, 1000.0, None)


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("what", ["load", "duration", "distance", "sessions"])
def test_every_sport_is_defined_by_its_name(family: Family, what: str) -> None:
    found = definition(f"sport.{family}.{what}")
    assert (found.key, found.window) == (f"sport.{family}.{what}", "period")
    assert found.key not in CATALOGUE


@pytest.mark.parametrize("key", ["sport.chess.load", "sport.ride.elegance", "sport.ride", "spot.ride.load"])
def test_no_other_sport_is_defined(key: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        definition(key)


def test_facts_stand_in_the_order_of_the_catalogue_and_those_of_patterns_stand_apart() -> None:
    found = [one.key for one in sheet(workouts=[done(1, km=30.0), done(2, "Run")])]
    assert [key for key in found if key in CATALOGUE] == list(CATALOGUE)
    assert all(any(key.startswith(one.prefix) for one in PATTERNS) for key in found if key not in CATALOGUE)


def test_the_example_of_a_pattern_is_defined() -> None:
    for pattern in PATTERNS:
        assert definition(pattern.prefix + pattern.example).key == pattern.prefix + pattern.example


names = st.sampled_from(["Ride", "Run", "Swim", "WeightTraining", "Hike"])
workouts = st.lists(
    st.builds(
        lambda back, hour, sport, load, km: done(back, sport, load, km, at=f"{hour:02}:00"),
        st.integers(0, 40),
        st.integers(0, 23),
        names,
        st.one_of(st.none(), st.integers(1, 200).map(float)),
        st.one_of(st.none(), st.integers(0, 90).map(float)),
    ),
    max_size=12,
    unique_by=lambda one: one["started_at"],
)


@settings(max_examples=40, deadline=None)
@given(workouts, st.randoms(use_true_random=False))
def test_the_sports_add_up_to_the_whole_in_any_order(rides: list[Row], chance: Any) -> None:
    found = sheet(workouts=rides)
    of_sport = of_sports(workouts=rides)
    for what in ("load", "distance", "sessions", "duration"):
        parts = [value for key, value in of_sport.items() if key.endswith(what) and value is not None]
        assert sum(parts) == (found.value(f"{what}.week") or 0.0)
    chance.shuffle(rides)
    assert of_sports(workouts=[*rides, done(41, "Run", 99.0, 99.0)]) == of_sport


@settings(max_examples=20, deadline=None)
@given(workouts, workouts)
def test_the_sports_of_one_are_nothing_to_another(mine: list[Row], theirs: list[Row]) -> None:
    tables = {
        "workouts": [*({**one, "athlete_id": str(who(2))} for one in theirs), *mine],
        "integrations": [*WATCHED, synced("2024-01-01", END, athlete=2)],
    }
    reports = [report(1), report(2, day(8), day(2)), report(1, day(30), day(1), number=3)]
    together = analyse(histories(reports=reports, **tables))
    for one in reports:
        assert together[one.report_id].hash() == analyse(histories(reports=[one], **tables))[one.report_id].hash()

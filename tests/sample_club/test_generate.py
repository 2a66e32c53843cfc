"""The rows themselves, without a database."""

import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import mean
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.sample_club import body
from desk.sample_club.checkin_rows import SCORE_OF_EFFORT
from desk.sample_club.fill import SEED
from desk.sample_club.generate import TABLES, rows
from desk.sample_club.life import Life, known
from desk.sample_club.people import COACHES, PEOPLE
from tasks.commission.weeks import last_complete_week
from tasks.local_days import local_day

ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)
# Europe turned its clocks in the first one's week, America in the second's; a year ends in the last one's.
ANCHORS = [datetime(*day, 10, tzinfo=UTC) for day in ((2026, 3, 31), (2026, 11, 3), (2026, 11, 21), (2027, 1, 5))]
ONCE = {
    "workouts": ("athlete_id", "source", "external_id"),
    "daily_metrics": ("athlete_id", "local_date", "source"),
    "sleep_records": ("athlete_id", "source", "started_at"),
    "entries": ("athlete_id", "local_date"),
    "checkins": ("athlete_id", "journey_id", "local_date"),
    "checkin_details": ("checkin_id", "dimension_id"),
    "strength_sets": ("workout_id", "exercise_id", "set_index"),
    "integrations": ("athlete_id", "provider"),
    "thresholds": ("athlete_id", "valid_from"),
}
ZONE_OF = {known(SEED, one, ANCHOR, ANCHOR).athlete_id: ZoneInfo(one.time_zone) for one in PEOPLE}
WEEK_OF = {one.story: known(SEED, one, ANCHOR, ANCHOR).week_start for one in PEOPLE}


@cache
def club_at(anchor):
    return rows(SEED, anchor, anchor)


@pytest.fixture
def club():
    return club_at(ANCHOR)


def person(story):
    return next(one for one in PEOPLE if one.story == story)


def of_athlete(club, table, story):
    mine = known(SEED, person(story), ANCHOR, ANCHOR).athlete_id
    return [row for row in club[table] if row["athlete_id"] == mine]


def by_id(table_rows):
    return {row.get("id", row.get("user_id")): row for row in table_rows}


def test_the_same_seed_and_anchor_give_the_same_rows(club):
    assert rows(SEED, ANCHOR, ANCHOR) == club


def test_another_seed_gives_another_club_of_the_same_people(club):
    other = rows(SEED + 1, ANCHOR, ANCHOR)
    assert [row["name"] for row in other["users"]] == [row["name"] for row in club["users"]]
    for table in TABLES:
        assert not by_id(other[table]).keys() & by_id(club[table]).keys()


@settings(max_examples=6, deadline=None)
@given(hours=st.integers(1, 24 * 40))
def test_a_later_through_adds_rows_and_changes_none(hours):
    before = club_at(ANCHOR)
    after = rows(SEED, ANCHOR, ANCHOR + timedelta(hours=hours))
    for table in TABLES:
        later = by_id(after[table])
        assert {key: later.get(key) for key in by_id(before[table])} == by_id(before[table])


def test_a_week_later_each_daily_table_has_grown(club):
    after = rows(SEED, ANCHOR, ANCHOR + timedelta(days=7))
    for table in ("workouts", "daily_metrics", "sleep_records", "entries", "checkins", "strength_sets"):
        assert len(after[table]) > len(club[table])


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_a_day_has_one_row_of_each_kind(anchor):
    club = club_at(anchor)
    for table in TABLES:
        assert len(by_id(club[table])) == len(club[table])
    for table, columns in ONCE.items():
        twice = [key for key, n in Counter(tuple(row[c] for c in columns) for row in club[table]).items() if n > 1]
        assert not twice


def test_rows_of_a_table_have_the_same_columns(club):
    for table in TABLES:
        assert len({tuple(row) for row in club[table]}) == 1


@pytest.mark.parametrize("through", [*ANCHORS, datetime(2026, 11, 21, 13, 45, tzinfo=UTC)], ids=str)
def test_only_days_that_are_over_where_the_athlete_lives_have_rows(through):
    club = rows(SEED, ANCHORS[0], max(through, ANCHORS[0]))
    for table in ("workouts", "daily_metrics", "sleep_records", "entries", "checkins"):
        latest = {}
        for row in club[table]:
            latest[row["athlete_id"]] = max(row["local_date"], latest.get(row["athlete_id"], date.min))
        for athlete_id, day in latest.items():
            assert day < max(through, ANCHORS[0]).astimezone(ZONE_OF[athlete_id]).date()


def test_what_lies_ahead_is_planned(club):
    today = local_day(ANCHOR, person("taper").time_zone)
    assert any(row["local_date"] > today for row in of_athlete(club, "planned_workouts", "taper"))
    assert [(row["local_date"] - today).days for row in of_athlete(club, "races", "taper")] == [1]


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_the_local_date_is_what_the_clock_on_the_wall_says(anchor):
    club = club_at(anchor)
    for row in club["workouts"]:
        wall = row["started_at"].astimezone(ZONE_OF[row["athlete_id"]])
        assert wall.date() == row["local_date"]
        assert 5 <= wall.hour <= 20
    for row in club["sleep_records"]:
        assert row["ended_at"].astimezone(ZONE_OF[row["athlete_id"]]).date() == row["local_date"]
        slept = row["ended_at"] - row["started_at"]
        assert row["asleep_s"] <= slept.total_seconds() <= 1.2 * row["asleep_s"]


def test_a_story_is_the_same_whenever_it_is_told():
    def told(anchor):
        club = club_at(anchor)
        weeks = {
            known(SEED, one, anchor, anchor).athlete_id: known(SEED, one, anchor, anchor).week_start for one in PEOPLE
        }
        return [
            (row["title"], (row["local_date"] - weeks[row["athlete_id"]]).days, row["moving_s"], row["average_hr_bpm"])
            for row in club["workouts"]
            if row["local_date"] < weeks[row["athlete_id"]] + timedelta(days=7)
        ]

    assert told(ANCHORS[0]) == told(ANCHORS[1]) == told(ANCHORS[3])


def test_the_club_lives_in_five_zones_and_one_of_them_is_half_an_hour_off():
    zones = {one.time_zone for one in PEOPLE}
    assert len(zones) == 5
    offsets = [ANCHOR.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones]
    assert any(offset % timedelta(hours=1) == timedelta(minutes=30) for offset in offsets)
    assert {one.week_starts_on for one in PEOPLE} == {1, 7}
    assert len(PEOPLE) == 8
    assert {one.coach for one in PEOPLE} == {one.key for one in COACHES}


@pytest.mark.parametrize(("anchor", "zone"), [(ANCHORS[0], "Europe/London"), (ANCHORS[1], "America/New_York")], ids=str)
def test_somebodys_clock_changes_inside_the_anchors_week(anchor, zone):
    week = last_complete_week(local_day(anchor, zone), 1)
    first, after = (
        datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        for day in (week.start, week.end + timedelta(days=1))
    )
    assert first.utcoffset() != after.utcoffset()
    assert zone in {one.time_zone for one in PEOPLE}


def test_addresses_can_never_reach_anybody(club):
    assert all(row["email"].endswith(".example") for row in club["users"])
    assert all(row["email_verified_at"] < ANCHOR for row in club["users"])


@pytest.mark.parametrize("one", PEOPLE, ids=lambda one: one.story)
def test_forty_weeks_lie_before_the_anchors_week(one, club):
    first = min(row["local_date"] for row in of_athlete(club, "daily_metrics", one.story))
    expected = 2 if one.story == "newcomer" else 280
    assert 0 <= (first - (WEEK_OF[one.story] - timedelta(days=expected))).days <= 3


def test_power_heart_rate_and_speed_fit_the_body_that_made_them(club):
    people = {known(SEED, one, ANCHOR, ANCHOR).athlete_id: one for one in PEOPLE}
    for row in club["workouts"]:
        one = people[row["athlete_id"]]
        assert 13 * 60 <= row["moving_s"] <= row["duration_s"] <= 6 * 3600
        if row["average_hr_bpm"]:
            assert one.resting_hr_bpm + 30 < row["average_hr_bpm"] < row["max_hr_bpm"] <= one.max_hr_bpm
            assert row["average_hr_bpm"] <= one.lthr_bpm + 1
        if row["normalized_power_w"]:
            assert row["average_power_w"] < row["normalized_power_w"] < one.ftp_w
            assert row["max_power_w"] > row["normalized_power_w"]
        if row["distance_m"]:
            slow, fast = (3.5, 11.0) if "bik" in row["sport"].lower() or "cycl" in row["sport"].lower() else (0.8, 9.5)
            assert slow < row["distance_m"] / row["moving_s"] < fast


@pytest.mark.parametrize("one", PEOPLE, ids=lambda one: one.story)
@pytest.mark.parametrize("intensity", [0.55, 0.7, 0.85, 0.95])
def test_a_heart_rate_weighs_what_the_intensity_does(one, intensity):
    """Scored from its average an hour comes out a little under one scored from power."""
    k = 1.92 if one.sex == "male" else 1.67
    span = one.max_hr_bpm - one.resting_hr_bpm

    def effort(bpm):
        share = (bpm - one.resting_hr_bpm) / span
        return share * math.exp(k * share)

    load = 100 * effort(body.heart_rate_bpm(one, intensity)) / effort(one.lthr_bpm)
    assert load == pytest.approx(0.97 * 100 * intensity**2, abs=0.1)


def test_hard_days_lower_the_next_mornings_hrv():
    life = Life(known(SEED, person("builder"), ANCHOR, ANCHOR))
    mornings = sorted(range(-280, 7), key=life.strain)
    fresh, worn = ([math.log(life.morning(day).hrv_ms) for day in some] for some in (mornings[:90], mornings[-90:]))
    assert mean(fresh) > mean(worn) + 0.01


def test_a_checkins_score_is_weight_times_what_the_effort_is_worth(club):
    weights = {row["id"]: row["weight"] for row in club["dimensions"]}
    totals = Counter()
    for row in club["checkin_details"]:
        assert row["score"] == weights[row["dimension_id"]] * SCORE_OF_EFFORT[row["effort"]]
        totals[row["checkin_id"]] += row["score"]
    assert totals == {row["id"]: row["total_score"] for row in club["checkins"]}


def test_nobody_answers_for_a_dimension_before_it_began(club):
    began = {row["id"]: row["started_on"] for row in club["dimensions"]}
    days = {row["id"]: row["local_date"] for row in club["checkins"]}
    asked = [(days[row["checkin_id"]], began[row["dimension_id"]]) for row in club["checkin_details"]]
    assert all(day >= first for day, first in asked)
    assert {first for _, first in asked} == set(began.values())


def test_sets_belong_to_a_strength_workout_of_their_day(club):
    workouts = by_id(club["workouts"])
    known_exercises = by_id(club["exercises"])
    assert len(known_exercises) >= 12
    for row in club["strength_sets"]:
        assert workouts[row["workout_id"]]["local_date"] == row["local_date"]
        assert "Strength" in workouts[row["workout_id"]]["sport"]
        assert row["exercise_id"] in known_exercises


def test_every_way_of_scoring_has_rows_to_score(club):
    def has(row, column):
        return row[column] is not None

    kinds = Counter(
        "source"
        if has(row, "source_load")
        else "power"
        if has(row, "normalized_power_w")
        else "hr_average"
        if has(row, "average_hr_bpm")
        else "session_rpe"
        if has(row, "rpe")
        else "unscored"
        for row in club["workouts"]
    )
    assert all(kinds[kind] >= 20 for kind in ("source", "power", "hr_average", "session_rpe", "unscored"))
    assert {row["source"] for row in club["workouts"]} == {"garmin", "wahoo", "healthkit", "strava"}


def test_thresholds_change_once_in_a_while_and_workouts_follow(club):
    history = of_athlete(club, "thresholds", "builder")
    assert [row["ftp_w"] for row in history] == [218, 227, 236]
    assert max(row["valid_from"] for row in history) < WEEK_OF["builder"]
    hard = [row for row in of_athlete(club, "workouts", "builder") if row["title"] == "Threshold intervals"]
    early, late = hard[:8], hard[-8:]
    assert mean(row["normalized_power_w"] for row in late) > mean(row["normalized_power_w"] for row in early) + 10


def test_the_patchy_record_holds_two_sources_gaps_and_figures_no_body_has(club):
    metrics = of_athlete(club, "daily_metrics", "patchy")
    days = Counter(row["local_date"] for row in metrics)
    assert sum(n == 2 for n in days.values()) > 50
    week = {row["local_date"] for row in metrics if 0 <= (row["local_date"] - WEEK_OF["patchy"]).days < 7}
    assert len(week) == 3
    assert any(row["resting_hr_bpm"] == 0 for row in metrics)
    assert any((row["hrv_rmssd_ms"] or 0) > 500 for row in metrics)
    gaps = of_athlete(club, "integrations", "patchy")[0]["sync_gaps"]
    missing = {
        date.fromisoformat(first) + timedelta(days=n)
        for first, last in gaps
        for n in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    }
    assert missing
    for table in ("workouts", "daily_metrics", "entries", "checkins"):
        assert not missing & {row["local_date"] for row in of_athlete(club, table, "patchy")}

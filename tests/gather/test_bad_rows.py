"""Rows that are wrong in the ways that platforms are wrong, from the database to the fact sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization
from sqlalchemy import Engine, insert, text

from models.checkins import Entry
from models.enums import ReportType
from models.facts import FactSheet
from models.identity import Integration, Threshold
from models.recovery import DailyMetric, SleepRecord
from models.session import session_scope
from models.training import Workout
from models.values import Assignment, Histories, Period
from tasks.analyse.facts import analyse
from tasks.gather.histories import gather_batch

TUESDAY = MONDAY + timedelta(days=1)
HEART = {"resting_hr_bpm": 50, "max_hr_bpm": 190, "lthr_bpm": 170}


@dataclass(frozen=True)
class Athlete:
    """Someone in Berlin, and what the database holds of them."""

    engine: Engine
    id: UUID

    def add(self, table: Any, **row: Any) -> None:
        with session_scope(self.engine) as session:
            session.execute(insert(table).values(athlete_id=self.id, **row))

    def ride(self, day: date = TUESDAY, **row: Any) -> None:
        started = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        self.add(Workout, **{"source": "garmin", "sport": "Ride", "started_at": started, "duration_s": 3600, **row})

    def metric(self, day: date = TUESDAY, source: str = "garmin", **row: Any) -> None:
        self.add(DailyMetric, local_date=day, source=source, **row)

    def night(self, slept_h: float, woke: datetime, source: str = "oura", **row: Any) -> None:
        began = woke - timedelta(hours=slept_h)
        self.add(SleepRecord, source=source, started_at=began, ended_at=woke, asleep_s=slept_h * 3600, **row)

    def gathered(self, start: date = MONDAY, end: date = SUNDAY) -> Histories:
        report = Assignment(
            report_id=uuid4(),
            organization_id=uuid4(),
            athlete_id=self.id,
            type=ReportType.WEEKLY_ANALYSIS,
            period=Period(start, end),
        )
        return gather_batch(self.engine, [report])

    def sheet(self, start: date = MONDAY, end: date = SUNDAY) -> FactSheet:
        (only,) = analyse(self.gathered(start, end)).values()
        return only


@pytest.fixture
def new(engine: Engine) -> Any:
    """Adds an athlete with these settings."""
    organization = add_organization(engine)
    return lambda **settings: Athlete(engine, add_athlete(engine, organization, **settings))


@pytest.fixture
def robin(new: Any) -> Athlete:
    return new(time_zone="Europe/Berlin", **HEART)


def notes(sheet: FactSheet, code: str) -> list[str]:
    return [one.text for one in sheet.notes if one.code == code]


# Settings


@pytest.mark.parametrize("ftp_w", [0, 49, 501, 5000])
def test_an_ftp_that_cannot_be_is_unknown_noted_and_the_next_method_scores(robin: Athlete, ftp_w: float) -> None:
    robin.add(Threshold, valid_from=date(2026, 1, 1), ftp_w=ftp_w, lthr_bpm=160)
    robin.ride(normalized_power_w=240, average_hr_bpm=160)
    found = robin.gathered()
    assert (found.thresholds["ftp_w"].isna().tolist(), found.thresholds["lthr_bpm"].tolist()) == ([True], [160.0])
    (sheet,) = analyse(found).values()
    assert [(one.load_method, round(one.load)) for one in sheet.sessions] == [("hr_average", 100)]
    assert notes(sheet, "implausible") == ["The FTP among the thresholds is not plausible and was not used."]


@pytest.mark.parametrize("ftp_w", [0, 5000])
def test_an_ftp_of_the_athletes_own_that_cannot_be_is_unknown_and_noted(new: Any, ftp_w: float) -> None:
    robin = new(ftp_w=ftp_w, **HEART)
    robin.ride(normalized_power_w=240, average_hr_bpm=170)
    sheet = robin.sheet()
    assert [(one.load_method, round(one.load)) for one in sheet.sessions] == [("hr_average", 100)]
    assert notes(sheet, "implausible") == ["The FTP in the athlete's settings is not plausible and was not used."]


# Workouts


def test_a_workout_of_26_hours_keeps_its_row_and_loses_its_duration(robin: Athlete) -> None:
    robin.ride(duration_s=26 * 3600, average_hr_bpm=120, title="Watch left on")
    sheet = robin.sheet()
    (listed,) = sheet.sessions
    assert (listed.title, listed.duration_s, listed.load, listed.load_method) == (
        "Watch left on",
        None,
        None,
        "unscored",
    )
    assert (sheet.value("sessions.week"), sheet.get("duration.week").value) == (1, None)
    assert notes(sheet, "implausible") == ["The duration of Tue 10 Nov was not plausible and was left out."]
    assert notes(sheet, "unscored_workouts") != []


def test_a_load_that_came_with_a_workout_of_26_hours_still_counts(robin: Athlete) -> None:
    robin.ride(duration_s=26 * 3600, source_load=90)
    assert robin.sheet().value("load.week") == 90


@pytest.mark.parametrize("distance_m", [10_000_000, 1_000_001, 36_000])  # the last is 10 m/s for an hour
def test_metres_in_a_column_of_kilometres_are_unknown_and_noted(robin: Athlete, distance_m: float) -> None:
    robin.ride(sport="Run", distance_m=distance_m)
    sheet = robin.sheet()
    assert (sheet.sessions[0].distance_m, sheet.sessions[0].duration_s) == (None, 3600)
    assert notes(sheet, "implausible") == ["The distance of Tue 10 Nov was not plausible and was left out."]


def test_a_load_beyond_every_bound_is_unknown_and_the_next_method_scores(robin: Athlete) -> None:
    robin.ride(source_load=1501, average_hr_bpm=170)
    sheet = robin.sheet()
    assert (sheet.sessions[0].load_method, round(sheet.value("load.week"))) == ("hr_average", 100)
    assert notes(sheet, "implausible") == [
        "The load sent by the platform of Tue 10 Nov was not plausible and was left out."
    ]


@pytest.mark.parametrize(("load", "is_pointed_at"), [(600, False), (601, True), (1500, True)])
def test_an_enormous_load_that_can_be_is_kept_and_pointed_at(robin: Athlete, load: float, is_pointed_at: bool) -> None:
    robin.ride(source_load=load)
    sheet = robin.sheet()
    assert (sheet.value("load.week"), bool(notes(sheet, "high_load"))) == (load, is_pointed_at)


@pytest.mark.parametrize(("value", "kept"), [(24, None), (25, 25), (230, 230), (231, None), (255, None)])
def test_heart_rates_are_kept_from_25_to_230(robin: Athlete, value: float, kept: float | None) -> None:
    robin.ride(average_hr_bpm=value, max_hr_bpm=value)
    found = robin.gathered().workouts
    assert [None if one != one else one for one in (*found["average_hr_bpm"], *found["max_hr_bpm"])] == [kept, kept]


def test_a_workout_at_a_minute_to_midnight_is_of_the_week_that_ends(robin: Athlete) -> None:
    robin.ride(started_at=datetime(2026, 11, 15, 22, 59, tzinfo=UTC), source_load=50)  # 23:59 in Berlin
    robin.ride(started_at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC), source_load=70)
    sheet = robin.sheet()
    assert (sheet.value("load.week"), sheet.sessions[0].local_date) == (50, SUNDAY)


def test_rows_of_the_future_change_nothing(robin: Athlete) -> None:
    for back in range(40):
        robin.ride(SUNDAY - timedelta(days=back), source_load=60)
        robin.metric(SUNDAY - timedelta(days=back), hrv_rmssd_ms=60, resting_hr_bpm=50, sleep_h=7)
    before = robin.sheet().hash()
    far = date(2031, 5, 1)
    robin.ride(far, source_load=900, normalized_power_w=400)
    robin.metric(far, hrv_rmssd_ms=5, resting_hr_bpm=120, sleep_h=1, source="whoop")
    robin.night(9, datetime(2031, 5, 1, 6, tzinfo=UTC), source="whoop")
    robin.add(Entry, local_date=far, fatigue=5, mood=1, custom_responses={"ill": True})
    robin.add(Threshold, valid_from=far, ftp_w=100, lthr_bpm=100)
    assert robin.sheet().hash() == before


# Recovery


@pytest.mark.parametrize(("value", "kept"), [(24, None), (25, 25), (120, 120), (121, None)])
def test_a_resting_heart_rate_is_kept_from_25_to_120(robin: Athlete, value: float, kept: float | None) -> None:
    for back in range(3):
        robin.metric(SUNDAY - timedelta(days=back), resting_hr_bpm=value)
    sheet = robin.sheet()
    assert sheet.get("resting_hr.week").value == kept
    assert sheet.value("coverage.resting_hr_days") == (0 if kept is None else 3)
    assert bool(notes(sheet, "implausible")) == (kept is None)


def test_hrv_in_seconds_is_unknown_and_noted_rather_than_guessed_at(robin: Athlete) -> None:
    robin.metric(TUESDAY, hrv_rmssd_ms=0.058, resting_hr_bpm=50)
    found = robin.gathered()
    assert found.daily_metrics["hrv_rmssd_ms"].isna().all()
    (sheet,) = analyse(found).values()
    assert (sheet.value("coverage.hrv_days"), sheet.value("coverage.resting_hr_days")) == (0, 1)
    assert notes(sheet, "implausible") == ["The HRV of Tue 10 Nov was not plausible and was left out."]


def test_two_sources_on_one_day_are_never_averaged(robin: Athlete) -> None:
    for back in range(3):
        day = SUNDAY - timedelta(days=back)
        robin.metric(day, "oura", hrv_rmssd_ms=80, resting_hr_bpm=60, sleep_h=8)
        robin.metric(day, "garmin", hrv_rmssd_ms=60, resting_hr_bpm=50)
    sheet = robin.sheet()
    assert (sheet.value("hrv.week"), sheet.value("resting_hr.week")) == (pytest.approx(60), 50)
    met = notes(sheet, "sources_met")
    assert met
    assert all("Garmin and Oura on 3 days (13 Nov, 14 Nov, 15 Nov). Garmin was used." in one for one in met)


def test_the_second_source_speaks_where_the_firsts_value_cannot_be(robin: Athlete) -> None:
    for back in range(3):
        robin.metric(SUNDAY - timedelta(days=back), "oura", resting_hr_bpm=60)
        robin.metric(SUNDAY - timedelta(days=back), "garmin", resting_hr_bpm=250)
    assert robin.sheet().value("resting_hr.week") == 60


def woke(day: date, hour: int = 6) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_naps_are_slept_on_top_of_the_night_of_their_source(robin: Athlete) -> None:
    for back in range(5):
        robin.night(7, woke(SUNDAY - timedelta(days=back)))
    robin.night(1.5, woke(SUNDAY, 14), is_nap=True)
    robin.night(2, woke(SUNDAY, 15), source="zepp", is_nap=True)  # another device saw the same nap
    assert robin.sheet().value("sleep.week") == pytest.approx((5 * 7 + 1.5) / 5)


def test_a_night_across_midnight_is_of_the_day_of_waking(robin: Athlete) -> None:
    robin.night(7, datetime(2026, 11, 9, 5, tzinfo=UTC))  # from Sunday 23:00 to Monday 06:00
    assert robin.sheet().days("sleep_h").values[-7:] == (7.0, None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("began", "woke_up"),
    [
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # 23:00 to 07:00 by the clock
        (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC)),  # 00:00 to 06:00
    ],
)
def test_seven_hours_asleep_stay_seven_when_the_clock_changes(
    robin: Athlete, began: datetime, woke_up: datetime
) -> None:
    robin.add(SleepRecord, source="oura", started_at=began, ended_at=woke_up, asleep_s=7 * 3600)
    day = woke_up.date()
    assert robin.sheet(day - timedelta(days=6), day).days("sleep_h").values[-1] == 7.0


def test_a_night_longer_than_can_be_is_unknown_and_noted(robin: Athlete) -> None:
    robin.night(17, woke(TUESDAY))
    sheet = robin.sheet()
    assert (sheet.value("coverage.sleep_days"), notes(sheet, "implausible")) == (
        0,
        ["The sleep of Tue 10 Nov was not plausible and was left out."],
    )


# Integrations


@pytest.mark.parametrize("gaps", [{}, "x", [["2026-11-10"]], [["2026-11-12", None]], [["soon", "later"]], [7]])
def test_an_integration_whose_gaps_cannot_be_read_vouches_for_no_day(robin: Athlete, gaps: object) -> None:
    robin.add(Integration, provider="garmin", synced_from=date(2026, 1, 1), synced_through=SUNDAY, sync_gaps=gaps)
    robin.ride(source_load=50)
    assert [one for one in robin.sheet().days("load").values if one is not None] == [50]


# What the database refuses


NONSENSE = ("'NaN'::float8", "'Infinity'::float8", "'-Infinity'::float8")
CHECKS = """
    SELECT c.conrelid::regclass::text, a.attname, pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'c' AND cardinality(c.conkey) = 1 AND a.atttypid = 'float8'::regtype
"""
COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'double precision'
"""


def test_every_number_of_the_database_refuses_what_is_no_number(engine: Engine) -> None:
    with engine.connect() as connection:
        checks: Mapping[tuple[str, str], list[str]] = {}
        for table, column, said in connection.execute(text(CHECKS)):
            checks.setdefault((table, column), []).append(said.removeprefix("CHECK "))
        for table, column in connection.execute(text(COLUMNS)):
            for value in NONSENSE:
                conditions = " AND ".join(checks.get((table, column), ["true"]))
                asked = text(f"SELECT {conditions} FROM (SELECT {value} AS {column}) AS one")
                assert connection.execute(asked).scalar_one() is False, f"{table}.{column} takes {value}"

"""Local days on calendars with every oddity that clocks have, in Python and in the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest
from club import add_athlete, add_organization
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from models.errors import UsageError
from tasks.commission.weeks import parse_week
from tasks.local_days import DAY, day_bounds, first_instant, local_day

SINCE, UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
ODD_ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "instant"),
    [
        ("Europe/Berlin", date(2026, 11, 16), 5, utc(2026, 11, 16, 4)),
        ("Europe/Berlin", date(2026, 3, 29), 2, utc(2026, 3, 29, 1)),  # 02:00 is skipped: 03:00 is next
        ("Europe/Berlin", date(2026, 10, 25), 2, utc(2026, 10, 25, 0)),  # 02:00 comes twice: the first one
        ("America/Santiago", date(2026, 9, 6), 0, utc(2026, 9, 6, 4)),  # a day without midnight
        ("America/St_Johns", date(2010, 3, 14), 1, utc(2010, 3, 14, 3, 31)),  # 00:01 to 01:01 is skipped
        ("Australia/Lord_Howe", date(2026, 10, 4), 2, utc(2026, 10, 3, 15, 30)),  # half an hour is skipped
        ("Asia/Kolkata", date(2026, 11, 16), 5, utc(2026, 11, 15, 23, 30)),
        ("Pacific/Apia", date(2011, 12, 30), 5, utc(2011, 12, 30, 10)),  # the whole day is skipped
    ],
)
def test_a_local_hour_is_the_next_moment_that_exists(zone: str, day: date, hour: int, instant: datetime) -> None:
    assert first_instant(day, hour, zone) == instant


@pytest.mark.parametrize(
    ("zone", "day", "hours", "first_clock"),
    [
        ("Europe/Berlin", date(2026, 11, 16), 24, time()),
        ("Europe/Berlin", date(2026, 3, 29), 23, time()),
        ("Europe/Berlin", date(2026, 10, 25), 25, time()),
        ("Asia/Kathmandu", date(2026, 3, 29), 24, time()),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5, time()),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5, time()),
        ("America/Sao_Paulo", date(2018, 11, 4), 23, time(1)),  # midnight is skipped
        ("America/Sao_Paulo", date(2018, 2, 17), 25, time()),  # 23:00 comes twice
        ("America/Havana", date(2026, 3, 8), 23, time(1)),
        ("America/Havana", date(2026, 11, 1), 25, time()),  # midnight comes twice
        ("Africa/Cairo", date(2026, 4, 24), 23, time(1)),
        ("Africa/Cairo", date(2026, 10, 29), 25, time()),
        ("Asia/Beirut", date(2026, 3, 29), 23, time(1)),
        ("Asia/Beirut", date(2026, 10, 24), 25, time()),
        ("Pacific/Apia", date(2011, 12, 29), 24, time()),
        ("Pacific/Apia", date(2011, 12, 31), 24, time()),
        ("America/St_Johns", date(2010, 11, 6), 25, time()),  # at 00:01 of the next day it is 23:01 again
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: str, day: date, hours: float, first_clock: time) -> None:
    begin, end = day_bounds(day, zone)
    assert (end - begin, begin.astimezone(ZoneInfo(zone)).time()) == (timedelta(hours=hours), first_clock)


def test_a_day_that_never_was_has_no_length() -> None:
    begin, end = day_bounds(date(2011, 12, 30), "Pacific/Apia")
    assert begin == end == utc(2011, 12, 30, 10)


def test_a_zone_that_nobody_knows_is_refused() -> None:
    for name in ("Mars/Olympus", "../etc/passwd", ""):
        with pytest.raises(UsageError, match="There is no time zone"):
            local_day(utc(2026, 11, 16), name)


@cache
def clock_changes(zone: str) -> tuple[datetime, ...]:
    """Every change of the zone's clock within the years that rows can be of."""
    clock = ZoneInfo(zone)
    found = []
    before, offset = SINCE, SINCE.astimezone(clock).utcoffset()
    while before < UNTIL:
        after = before + timedelta(days=5)
        if after.astimezone(clock).utcoffset() != offset:
            early, late = before, after
            while late - early > SECOND:
                middle = early + (late - early) // 2 // SECOND * SECOND
                early, late = (middle, late) if middle.astimezone(clock).utcoffset() == offset else (early, middle)
            found.append(late)
        before, offset = after, after.astimezone(clock).utcoffset()
    return tuple(found)


def around(change: datetime) -> Iterator[datetime]:
    yield change
    for step in (INSTANT, timedelta(hours=1), timedelta(hours=25)):
        yield change - step
        yield change + step


@cache
def set_back_over_midnight(zone: str) -> tuple[datetime, ...]:
    """The changes at which the clock went back to the date before the one it showed."""
    return tuple(one for one in clock_changes(zone) if local_day(one, zone) < local_day(one - INSTANT, zone))


def is_undone(zone: str, instant: datetime, day: date) -> bool:
    """Whether the clock goes back over midnight and shows the day's first minutes once more."""
    return any(
        instant < change and local_day(change, zone) < day <= local_day(change - INSTANT, zone)
        for change in set_back_over_midnight(zone)
        if change - instant < DAY
    )


def test_in_every_zone_each_instant_lies_in_the_day_its_clock_shows() -> None:
    for zone in sorted(available_timezones()):
        for instant in (one for change in clock_changes(zone) for one in around(change)):
            day = local_day(instant, zone)
            begin, end = day_bounds(day, zone)
            if is_undone(zone, instant, day):  # those first minutes belong to the day before
                assert day_bounds(day - DAY, zone)[0] <= instant < begin
                assert instant.year < 2011  # no clock has done so since
            else:
                assert begin <= instant < end, (zone, instant)


def test_in_every_zone_days_tile_time() -> None:
    for zone in sorted(available_timezones()):
        for change in clock_changes(zone):
            day = local_day(change, zone)
            tiles = [day_bounds(day + timedelta(days=step), zone) for step in (-2, -1, 0, 1, 2)]
            for (begin, end), (following, _) in pairwise(tiles):
                assert begin <= end == following, (zone, day)


@given(
    minutes=st.integers(0, int((UNTIL - SINCE).total_seconds()) // 60),
    zone=st.sampled_from(ODD_ZONES),
)
def test_any_instant_lies_in_its_day_and_in_no_neighbour(minutes: int, zone: str) -> None:
    instant = SINCE + timedelta(minutes=minutes)
    day = local_day(instant, zone)
    holding = [
        step
        for step in (-2, -1, 0, 1, 2)
        if day_bounds(day + step * DAY, zone)[0] <= instant < day_bounds(day + step * DAY, zone)[1]
    ]
    assert holding == [0]


@pytest.mark.parametrize("zone", ODD_ZONES)
def test_the_fifty_third_week_of_a_year_ends_in_the_next(zone: str) -> None:
    week = parse_week("2026-W53", 1)
    begin, end = day_bounds(week.start, zone)[0], day_bounds(week.end, zone)[1]
    assert (week.start, week.end) == (date(2026, 12, 28), date(2027, 1, 3))
    assert (local_day(begin, zone), local_day(end - INSTANT, zone)) == (week.start, week.end)
    assert (local_day(begin - INSTANT, zone), local_day(end, zone)) == (date(2026, 12, 27), date(2027, 1, 4))


WORKOUT = text(
    "INSERT INTO workouts (athlete_id, source, started_at, duration_s) VALUES (:athlete, 'garmin', :at, 3600)"
    " RETURNING local_date"
)
NIGHT = text(
    "INSERT INTO sleep_records (athlete_id, source, started_at, ended_at, asleep_s)"
    " VALUES (:athlete, 'oura', CAST(:at AS timestamptz) - interval '8 hours', :at, 25200) RETURNING local_date"
)


def instants_of(zone: str) -> list[datetime]:
    """The clock changes of the last years, and the edges of days around them and of ordinary ones."""
    changes = [one for one in clock_changes(zone) if one.year >= 2009][:12]
    days = [date(2026, 12, 31), date(2027, 1, 3), date(2024, 2, 29)]
    edges = [edge for day in days for edge in day_bounds(day, zone)]
    edges += [edge for change in changes for edge in day_bounds(local_day(change, zone), zone)]
    return sorted({near for edge in (*edges, *changes) for near in (edge - INSTANT, edge, edge - timedelta(minutes=1))})


@pytest.mark.parametrize("statement", [WORKOUT, NIGHT], ids=["a workout by its start", "a night by its waking"])
def test_the_database_gives_a_row_the_day_that_we_would(engine: Engine, statement: object) -> None:
    organization = add_organization(engine)
    for zone in ODD_ZONES:
        athlete = add_athlete(engine, organization, time_zone=zone)
        with engine.begin() as connection:
            for instant in instants_of(zone):
                filled = connection.execute(statement, {"athlete": athlete, "at": instant}).scalar_one()
                assert filled == local_day(instant, zone), (zone, instant)


def day_given(engine: Engine, athlete: UUID, table: str, **row: object) -> date:
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    statement = text(f"INSERT INTO {table} (athlete_id, {columns}) VALUES (:athlete, {values}) RETURNING local_date")
    with engine.begin() as connection:
        return connection.execute(statement, {"athlete": athlete, **row}).scalar_one()


def test_a_workout_at_a_minute_to_midnight_is_of_the_day_that_ends(engine: Engine) -> None:
    berliner = add_athlete(engine, add_organization(engine), time_zone="Europe/Berlin")
    late = {"source": "garmin", "duration_s": 3600}
    assert day_given(engine, berliner, "workouts", started_at=utc(2026, 11, 15, 22, 59), **late) == date(2026, 11, 15)
    assert day_given(engine, berliner, "workouts", started_at=utc(2026, 11, 15, 23), **late) == date(2026, 11, 16)


def test_a_night_is_of_the_day_of_waking_when_the_clock_changes_in_it(engine: Engine) -> None:
    berliner = add_athlete(engine, add_organization(engine), time_zone="Europe/Berlin")
    night = {"source": "oura", "started_at": utc(2026, 3, 28, 22), "ended_at": utc(2026, 3, 29, 5), "asleep_s": 25200}
    assert day_given(engine, berliner, "sleep_records", **night) == date(2026, 3, 29)


def test_a_day_that_came_with_the_row_is_kept(engine: Engine) -> None:
    berliner = add_athlete(engine, add_organization(engine), time_zone="Europe/Berlin")
    row = {"source": "garmin", "duration_s": 3600, "started_at": utc(2026, 11, 15, 23)}
    assert day_given(engine, berliner, "workouts", local_date=date(2026, 11, 15), **row) == date(2026, 11, 15)

"""Which week is due, in calendars with every oddity that clocks and calendars have."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageError
from models.values import Period
from tasks.commission.weeks import due_at, last_complete_week, latest_due_week, parse_week, week_holding

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe"]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("now", "last_day"),
    [
        (utc(2026, 11, 16, 3, 59), date(2026, 11, 8)),  # one minute before five in Berlin: still the week before
        (utc(2026, 11, 16, 4, 0), date(2026, 11, 15)),
        (utc(2026, 11, 22, 22, 0), date(2026, 11, 15)),
    ],
)
def test_a_week_is_due_at_five_on_the_morning_after(now: datetime, last_day: date) -> None:
    assert latest_due_week(now, "Europe/Berlin", 1, None, 5).end == last_day


def test_a_chosen_report_day_waits_for_that_day() -> None:
    week = Period(date(2026, 11, 9), date(2026, 11, 15))
    assert due_at(week, "UTC", 3, 18) == utc(2026, 11, 18, 18)
    assert latest_due_week(utc(2026, 11, 18, 17), "UTC", 1, 3, 18).end == date(2026, 11, 8)
    assert latest_due_week(utc(2026, 11, 18, 18), "UTC", 1, 3, 18).end == date(2026, 11, 15)


def test_weeks_may_start_on_any_day() -> None:
    assert week_holding(date(2026, 11, 15), 7) == Period(date(2026, 11, 15), date(2026, 11, 21))
    assert week_holding(date(2026, 11, 14), 7) == Period(date(2026, 11, 8), date(2026, 11, 14))
    assert last_complete_week(date(2026, 11, 15), 7) == Period(date(2026, 11, 8), date(2026, 11, 14))


@pytest.mark.parametrize(
    ("text", "start", "first"),
    [
        ("2026-W46", 1, date(2026, 11, 9)),
        ("2026-W46", 7, date(2026, 11, 8)),
        ("2026-W53", 1, date(2026, 12, 28)),
        ("2026-W01", 1, date(2025, 12, 29)),
    ],
)
def test_an_iso_week_is_the_athletes_week_around_its_thursday(text: str, start: int, first: date) -> None:
    assert parse_week(text, start).start == first


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-W60", "The year 2026 has no week 60: its weeks are 1 to 53."),
        ("2025-W53", "The year 2025 has no week 53: its weeks are 1 to 52."),
        ("2026-W00", "The year 2026 has no week 0: its weeks are 1 to 53."),
        ("W46", "'W46' is not a week; write it like 2026-W46."),
        ("2026-46", "'2026-46' is not a week; write it like 2026-W46."),
    ],
)
def test_a_bad_week_is_one_clear_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_week(text, 1)
    assert str(refused.value) == sentence


@given(
    hours=st.integers(0, 15 * 366 * 24),
    zone=st.sampled_from(ZONES),
    start=st.integers(1, 7),
    weekday=st.none() | st.integers(1, 7),
    hour=st.integers(0, 23),
)
def test_the_due_week_is_always_over_due_and_the_newest_such(
    hours: int, zone: str, start: int, weekday: int | None, hour: int
) -> None:
    present = utc(2020, 1, 1) + timedelta(hours=hours)
    week = latest_due_week(present, zone, start, weekday, hour)
    assert week.days == 7
    assert week.start.isoweekday() == start
    assert due_at(week, zone, weekday, hour) <= present
    following = Period(week.start + timedelta(7), week.end + timedelta(7))
    assert due_at(following, zone, weekday, hour) > present

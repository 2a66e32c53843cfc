"""Which week is due (pure): local calendars, report days and hours, and clocks that change."""

import re
from datetime import date, datetime, timedelta

from models.errors import UsageError
from models.values import DAYS_OF_WEEK, Period
from tasks.local_days import DAY, first_instant, local_day

WEEK = timedelta(days=DAYS_OF_WEEK)
FIRST_YEAR, LAST_YEAR = 2000, 2199
_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def week_holding(day: date, week_starts_on: int) -> Period:
    """The athlete's week around a day; `week_starts_on` is ISO: 1 = Monday."""
    start = day - timedelta(days=(day.isoweekday() - week_starts_on) % DAYS_OF_WEEK)
    return Period(start, start + WEEK - DAY)


def last_complete_week(today: date, week_starts_on: int) -> Period:
    return week_holding(week_holding(today, week_starts_on).start - DAY, week_starts_on)


def due_at(week: Period, time_zone: str, report_weekday: int | None, report_hour: int) -> datetime:
    """The first report day and hour after the week's end."""
    morning_after = week.end + DAY
    wait = 0 if report_weekday is None else (report_weekday - morning_after.isoweekday()) % DAYS_OF_WEEK
    return first_instant(morning_after + timedelta(days=wait), report_hour, time_zone)


def latest_due_week(
    now: datetime, time_zone: str, week_starts_on: int, report_weekday: int | None, report_hour: int
) -> Period:
    """The newest week whose hour has come. Late rounds catch up this one only."""
    week = last_complete_week(local_day(now, time_zone), week_starts_on)
    while due_at(week, time_zone, report_weekday, report_hour) > now:
        week = week.before
    return week


def parse_week(text: str, week_starts_on: int) -> Period:
    """`2026-W46`: the athlete's week that holds that ISO week's Thursday."""
    found = _ISO_WEEK.fullmatch(text.strip())
    if not found:
        raise UsageError(f"'{text}' is not a week; write it like 2026-W46.")
    year, number = int(found[1]), int(found[2])
    _within_calendar(year)
    try:
        thursday = date.fromisocalendar(year, number, 4)
    except ValueError:
        last = date(year, 12, 28).isocalendar().week
        raise UsageError(f"The year {year} has no week {number}: its weeks are 1 to {last}.") from None
    return week_holding(thursday, week_starts_on)


def parse_day(text: str, first_year: int = FIRST_YEAR) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date; write it like 2026-11-15.") from None
    _within_calendar(day.year, first_year)
    return day


def _within_calendar(year: int, first_year: int = FIRST_YEAR) -> None:
    if not first_year <= year <= LAST_YEAR:
        raise UsageError(f"The year {year} is out of range: {first_year} to {LAST_YEAR} can be.")

"""Dates in words. The names stand here, so that no machine's locale can change a page."""

from datetime import date, timedelta

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def short_day(day: date) -> str:
    """ "9 Nov" """
    return f"{day.day} {month(day)}"


def day_of(day: date, *, has_month: bool) -> str:
    """ "Mon 9", or with its month "Mon 9 Nov" """
    return f"{weekday(day)} {short_day(day) if has_month else day.day}"


def long_day(day: date) -> str:
    """ "Sun 15 November 2026" """
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def span(start: date, end: date) -> str:
    """ "Mon 9 – Sun 15 November 2026": what both ends share is said once."""
    if start == end:
        return long_day(end)
    first = f"{weekday(start)} {start.day}"
    if (start.year, start.month) != (end.year, end.month):
        first += f" {MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} – {long_day(end)}"


def iso_week(start: date) -> str:
    """The ISO week that holds the Thursday of the seven days from `start`: "Week 46, 2026"."""
    thursday = start + timedelta(days=(3 - start.weekday()) % 7)
    year, week, _ = thursday.isocalendar()
    return f"Week {week}, {year}"

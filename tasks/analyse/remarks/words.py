"""How notes name days, sources and workouts."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from models.sports import Family, family
from models.values import Assignment
from tasks.analyse.days.grid import Bools

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MANY_DATES = 7
_NOUNS = {Family.RIDE: "ride", Family.RUN: "run", Family.SWIM: "swim", Family.STRENGTH: "strength session"}


def listed_days(days: Iterable[date]) -> str:
    """ "13 Nov, 14 Nov"."""
    shown = [f"{day.day} {_MONTHS[day.month - 1]}" for day in dict.fromkeys(days)]
    return ", ".join(shown[:_MANY_DATES]) + (" …" if len(shown) > _MANY_DATES else "")


def short_day(day: date) -> str:
    """ "Sun 15 Nov"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1]}"


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def noun(sport: object) -> str:
    """What a workout of that sport is called."""
    return _NOUNS.get(family(sport), "workout")


def source_name(name: str) -> str:
    return name.replace("_", " ").capitalize() if name.islower() else name


def sources(names: Iterable[str]) -> str:
    return listing([source_name(name) for name in names])


def listing(shown: Sequence[str]) -> str:
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def days_where(assignment: Assignment, is_meant: Bools) -> tuple[date, ...]:
    """The dates of the period's days on which the mask holds."""
    first = assignment.period.start.toordinal()
    return tuple(date.fromordinal(first + int(day)) for day in np.flatnonzero(is_meant))

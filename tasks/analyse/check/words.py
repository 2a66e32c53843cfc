"""Rules on what is said of figures: remarks, signs of readiness."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from models.enums import SignalStatus
from models.facts import DataNote, FactSheet

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_IN_WORDS: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*,? (\d{{1,2}}) ({'|'.join(_MONTHS)})")


def signals_rest_on_facts(sheet: FactSheet) -> Iterator[str]:
    """A sign of readiness is of a fact that the page prints; without its value nothing can be said."""
    for one in sheet.signals:
        fact = sheet.get(one.key)
        is_said = one.status is not SignalStatus.UNKNOWN
        if fact is None or not 0 <= one.n_days <= one.n_expected or (is_said and fact.value is None):
            yield one.key


def weekdays_match_their_dates(sheet: FactSheet) -> Iterator[str]:
    """Where a note says "Sun 15 Nov", the fifteenth is a Sunday."""
    for note in sheet.notes:
        for weekday, day, month in _DAY_IN_WORDS.findall(note.text):
            meant = _meant(int(day), 1 + _MONTHS.index(month), note, sheet.period_end)
            if meant is None or _WEEKDAYS[meant.weekday()] != weekday:
                yield note.code


def _meant(day: int, month: int, note: DataNote, end: date) -> date | None:
    """The note's own date of that name, else the one nearest to the period's end."""
    own = [one for one in note.dates if (one.day, one.month) == (day, month)]
    near = [_date(year, month, day) for year in (end.year - 1, end.year, end.year + 1)]
    return own[0] if own else min(filter(None, near), key=lambda one: abs(one - end), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


RULES: Final = (signals_rest_on_facts, weekdays_match_their_dates)

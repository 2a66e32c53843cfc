"""Rules on the days that the charts show: how each follows from the one before, and what is said of the last."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from models.facts import FactSheet
from tasks.analyse import params
from tasks.analyse.check.nearness import is_near

Values = Sequence[float | None]

_KEPT_FITNESS: Final = math.exp(-1 / params.FITNESS_TAU_DAYS)  # what a night leaves of it
_KEPT_FATIGUE: Final = math.exp(-1 / params.FATIGUE_TAU_DAYS)
# States after the last day, and the series whose last value each is.
_STATES: Final[Mapping[str, str]] = MappingProxyType({"fitness.now": "fitness", "fatigue.now": "fatigue"})
_DAILY: Final = ("load", "fitness", "fatigue", "form")
_CHARTED: Final = (*_DAILY, "hrv_ms", "resting_hr_bpm", "sleep_h", "checkin")


def days_end_with_the_period(sheet: FactSheet) -> Iterator[str]:
    for one in sheet.series:
        if one.key in _CHARTED and one.first_day + timedelta(days=len(one.values) - 1) != sheet.period_end:
            yield one.key


def states_are_those_of_the_last_day(sheet: FactSheet) -> Iterator[str]:
    for key, name in _STATES.items():
        days, fact = last(sheet, name, 1), sheet.get(key)
        if days and fact and not _is_same(fact.value, days[-1]):
            yield key
    ramp, fitness = sheet.get("ramp.week"), last(sheet, "fitness", params.RAMP_DAYS + 1)
    if ramp and ramp.value is not None and fitness and not _is_same(ramp.value, _less(fitness[-1], fitness[0])):
        yield ramp.key


def _is_same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else is_near(one, other, terms=3)


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's load, the states after it, its form, and the states on the evening before."""

    load: float
    fitness: float
    fatigue: float
    form: float
    fitness_before: float
    fatigue_before: float

    @property
    def follows(self) -> bool:
        """Form is of the day before, and both states went on from there."""
        is_of_day_before = is_near(self.form, self.fitness_before - self.fatigue_before, terms=3)
        return is_of_day_before and self._goes_on(self.fitness_before, self.fatigue_before)

    @property
    def is_start(self) -> bool:
        """Or the athlete's own start values apply on it: then fatigue and form tell what they were."""
        fatigue = (self.fatigue - (1 - _KEPT_FATIGUE) * self.load) / _KEPT_FATIGUE
        return self._goes_on(self.form + fatigue, fatigue)

    def _goes_on(self, fitness: float, fatigue: float) -> bool:
        """All of the day's load counts in fatigue, in fitness perhaps not the strength in it."""
        gained = self.fitness - _KEPT_FITNESS * fitness
        edge = 3 * params.SHEET_ROUNDING
        is_loaded = -edge <= gained <= (1 - _KEPT_FITNESS) * self.load + edge
        return is_loaded and is_near(self.fatigue, _KEPT_FATIGUE * fatigue + (1 - _KEPT_FATIGUE) * self.load, terms=3)


def days_follow_from_the_day_before(sheet: FactSheet) -> Iterator[str]:
    """All but one, on which an athlete's own start values may apply."""
    astray = [day for day in _days(sheet) if not day.follows]
    if len(astray) > 1 or not all(day.is_start for day in astray):
        yield "form"


def _days(sheet: FactSheet) -> Iterator[_Day]:
    n_days = min((len(one.values) for one in sheet.series if one.key in _DAILY), default=0)
    columns = [last(sheet, name, n_days) for name in _DAILY]
    if not all(columns):
        return
    load, *states = columns
    for at in range(1, n_days):
        known = [one[at] for one in states] + [one[at - 1] for one in states[:2]]
        after = [one for one in known if one is not None]
        if len(after) == len(known):
            yield _Day(load[at] or 0.0, *after)


def last(sheet: FactSheet, name: str, n_days: int) -> Values:
    """The series' last values; nothing when it is not charted, or not so far back."""
    found = sheet.days(name)
    return found.values[-n_days:] if found and 0 < n_days <= len(found.values) else ()


RULES: Final = (days_end_with_the_period, states_are_those_of_the_last_day, days_follow_from_the_day_before)

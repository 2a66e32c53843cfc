"""Rules on figures of several days: sums, means and ratios against the days that the charts show."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean, stdev
from types import MappingProxyType
from typing import Final

from models.facts import FactSheet
from tasks.analyse import params
from tasks.analyse.check.days import Values, last
from tasks.analyse.check.nearness import is_near


def _mean_of_logs(readings: Sequence[float]) -> float:
    return math.exp(fmean(math.log(one) for one in readings))


# Seven-day means, and the series that each is the mean of.
_MEANS: Final[Mapping[str, tuple[str, Callable[[Sequence[float]], float]]]] = MappingProxyType(
    {
        "hrv.week": ("hrv_ms", _mean_of_logs),
        "resting_hr.week": ("resting_hr_bpm", fmean),
        "sleep.week": ("sleep_h", fmean),
    }
)


def load_is_the_sum_of_the_days(sheet: FactSheet) -> Iterator[str]:
    n_days = (sheet.period_end - sheet.period_start).days + 1
    week, days = sheet.get("load.week"), last(sheet, "load", n_days)
    if week and week.value is not None and days and not is_near(week.value, _sum(days), terms=n_days + 1):
        yield week.key


def ratios_are_their_two_parts(sheet: FactSheet) -> Iterator[str]:
    days = last(sheet, "load", params.CHRONIC_DAYS)
    if not days:
        return
    acute = _sum(days[-params.ACUTE_DAYS :]) / params.ACUTE_DAYS
    for key, before in (("load.ratio", days), ("load.ratio_uncoupled", days[: -params.ACUTE_DAYS])):
        fact, chronic = sheet.get(key), _sum(before) / len(before)
        if fact and fact.value is not None and not is_near(fact.value * chronic, acute, terms=2 + fact.value + chronic):
            yield key


def monotony_and_strain_are_of_the_last_week(sheet: FactSheet) -> Iterator[str]:
    days, monotony = last(sheet, "load", params.ACUTE_DAYS), sheet.get("load.monotony")
    if not days or not monotony or monotony.value is None:
        return
    known = [one for one in days if one is not None]
    if len(known) < len(days):
        yield monotony.key
        return
    spread = stdev(known)
    if not is_near(monotony.value * spread, fmean(known), terms=2 + spread + 2 * monotony.value):
        yield monotony.key
    strain = sheet.get("load.strain")
    if strain and not _is_same_product(strain.value, sum(known), monotony.value):
        yield strain.key


def _is_same_product(product: float | None, one: float, other: float) -> bool:
    return product is not None and is_near(product, one * other, terms=1 + params.ACUTE_DAYS * other + one)


def means_are_of_the_days(sheet: FactSheet) -> Iterator[str]:
    for key, (name, mean) in _MEANS.items():
        fact, days = sheet.get(key), last(sheet, name, params.WEEK_DAYS)
        if fact is None or fact.value is None or not days:
            continue
        known = [one for one in days if one is not None]
        if fact.n_days != len(known) or not known or not is_near(fact.value, mean(known), terms=3):
            yield key


def checkins_are_those_of_the_days(sheet: FactSheet) -> Iterator[str]:
    fact, days = sheet.get("checkin.days"), sheet.days("checkin")
    if fact and fact.value is not None and days and fact.value != _sum(days.values):
        yield fact.key


def _sum(days: Values) -> float:
    """What is not known adds nothing."""
    return math.fsum(one for one in days if one is not None)


RULES: Final = (
    load_is_the_sum_of_the_days,
    ratios_are_their_two_parts,
    monotony_and_strain_are_of_the_last_week,
    means_are_of_the_days,
    checkins_are_those_of_the_days,
)

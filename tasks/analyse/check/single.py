"""Rules on facts by themselves and beside one another."""

import math
from collections.abc import Iterator
from typing import Final

from models.enums import Direction, Quality
from models.facts import PREVIOUS, Comparison, Fact, FactSheet, Provenance
from tasks.analyse import params
from tasks.analyse.catalogue import CATALOGUE, PATTERNS, definition
from tasks.analyse.check.nearness import is_near


def differences_subtract(sheet: FactSheet) -> Iterator[str]:
    """Form is fitness less fatigue, ramp has its two ends; and so it was in the period before."""
    is_week = (sheet.period_end - sheet.period_start).days + 1 == params.WEEK_DAYS
    for fact in sheet:
        parts = fact.difference_of
        if not parts or (not is_week and any("|" in part for part in parts)):
            continue  # no difference; or the period before is not seven days before
        if not _subtracts(fact.value, [_figure(part, sheet) for part in parts]):
            yield fact.key
        change = fact.comparison(PREVIOUS)
        if change and not _subtracts(change.reference, [_figure(f"{part}|{PREVIOUS}", sheet) for part in parts]):
            yield fact.key


def _figure(part: str, sheet: FactSheet) -> float | None:
    """The value of "key", the reference of "key|change"; there is no period before the one before."""
    key, *kinds = part.split("|")
    fact = sheet.get(key)
    if fact is None or len(kinds) > 1:
        return None
    comparison = fact.comparison(kinds[0]) if kinds else None
    return fact.value if not kinds else comparison.reference if comparison else None


def _subtracts(value: float | None, parts: list[float | None]) -> bool:
    known = [part for part in parts if part is not None]
    return value is None or len(known) < 2 or is_near(value, known[0] - known[1], terms=3)


def comparisons_match_their_base(sheet: FactSheet) -> Iterator[str]:
    """A difference is value less reference, its percentage is of that reference."""
    for fact in sheet:
        for one in fact.comparisons:
            if not (_is_difference(fact, one) and _is_percentage(one)):
                yield fact.key


def _is_difference(fact: Fact, one: Comparison) -> bool:
    if fact.value is None or one.reference is None or one.difference is None:
        return True
    return is_near(one.difference, fact.value - one.reference, terms=3)


def _is_percentage(one: Comparison) -> bool:
    if one.change_pct is None or one.reference is None or one.difference is None:
        return True
    terms = 100 + abs(one.change_pct) + abs(one.reference)
    return is_near(one.change_pct * one.reference, 100 * one.difference, terms=terms)


def directions_match(sheet: FactSheet) -> Iterator[str]:
    """Up is above the band, or the reference; the same is within it, or too near for a page to show."""
    for fact in sheet:
        for one in fact.comparisons:
            if not (_points_out_of_band(fact, one) and _points_along_difference(fact, one)):
                yield fact.key


def _points_out_of_band(fact: Fact, one: Comparison) -> bool:
    if fact.value is None or one.band_low is None or one.band_high is None:
        return (one.band_low is None) == (one.band_high is None)
    edge = params.SHEET_ROUNDING
    holds = {
        Direction.UP: fact.value > one.band_high - edge,
        Direction.DOWN: fact.value < one.band_low + edge,
        Direction.SAME: one.band_low - edge <= fact.value <= one.band_high + edge,
    }
    return one.band_low <= one.band_high and holds[one.direction]


def _points_along_difference(fact: Fact, one: Comparison) -> bool:
    if one.difference is None or one.band_low is not None:
        return True
    if one.direction is Direction.SAME:
        return abs(one.difference) <= _level(fact, one)
    return one.difference > 0 if one.direction is Direction.UP else one.difference < 0


def _level(fact: Fact, one: Comparison) -> float:
    """More than this is not the same to any reader."""
    is_defined = fact.key in CATALOGUE or any(fact.key.startswith(one.prefix) for one in PATTERNS)
    least = definition(fact.key).least if is_defined else 0.5 * 10.0**-fact.decimals
    return max(params.SAME_AT_MOST_STEPS * least, params.SAME_AT_MOST_SHARE * abs(one.reference or 0.0))


def missing_has_no_value(sheet: FactSheet) -> Iterator[str]:
    """What is missing has no value, what has none is missing, and neither is compared; nor is what is too early."""
    for fact in sheet:
        is_compared = fact.quality in (Quality.MISSING, Quality.TOO_EARLY) and bool(fact.comparisons)
        is_missing, is_finite = fact.quality is Quality.MISSING, math.isfinite(fact.value or 0)
        if is_missing != (fact.value is None) or is_compared or not is_finite:
            yield fact.key


def counts_are_whole(sheet: FactSheet) -> Iterator[str]:
    """Never more days than there are, never part of a workout or fewer than none."""
    for fact in sheet:
        has_days, has_expected = fact.n_days is not None, fact.n_expected is not None
        if has_days and not 0 <= (fact.n_days or 0) <= (fact.n_expected or 0 if has_expected else math.inf):
            yield fact.key
        is_counted = fact.unit in ("count", "days") and fact.value is not None
        if is_counted and ((fact.value or 0) < 0 or (fact.decimals == 0 and (fact.value or 0) % 1)):
            yield fact.key


def provenance_is_in_order(sheet: FactSheet) -> Iterator[str]:
    for fact in sheet:
        if not all(_is_in_order(one) for one in fact.provenance):
            yield fact.key


def _is_in_order(one: Provenance) -> bool:
    if one.first is None or one.last is None:
        return one.first is one.last and one.rows >= 0
    return one.rows > 0 and one.first <= one.last


RULES: Final = (
    differences_subtract,
    comparisons_match_their_base,
    directions_match,
    missing_has_no_value,
    counts_are_whole,
    provenance_is_in_order,
)

"""Rules on wholes and their parts: sessions, sports, shares."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from models.facts import Fact, FactSheet
from tasks.analyse.check.nearness import is_near

# Totals of a period and the column of its sessions that adds up to them.
_OF_SESSIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "load.week": "load",
        "duration.week": "duration_s",
        "distance.week": "distance_m",
        "elevation.week": "elevation_gain_m",
    }
)
_SPORT: Final = "sport."
# Percentages with the two facts that they are made of; None stands for the days of the period.
_PERCENT_OF: Final[Mapping[str, tuple[str, str | None]]] = MappingProxyType(
    {
        "checkin.completion": ("checkin.days", None),
        "plan.completion": ("plan.sessions_done", "plan.sessions"),
        "plan.load_share": ("plan.load_done", "plan.load"),
    }
)
_SHARES: Final = ("coverage.", "intensity.", "checkin.completion", "plan.completion")


def sessions_lie_in_the_period(sheet: FactSheet) -> Iterator[str]:
    if any(not sheet.period_start <= one.local_date <= sheet.period_end for one in sheet.sessions):
        yield "sessions.week"


def totals_are_the_sum_of_the_sessions(sheet: FactSheet) -> Iterator[str]:
    for key, column in _OF_SESSIONS.items():
        known = [value for one in sheet.sessions if (value := getattr(one, column)) is not None]
        total = _value(sheet, key)
        if total is not None and not is_near(total, sum(known), terms=len(known) + 1):
            yield key
    for key, count in (
        ("sessions.week", len(sheet.sessions)),
        ("load.unscored", sum(one.load is None for one in sheet.sessions)),
    ):
        if key in _keys(sheet) and (_value(sheet, key) or 0) != count:
            yield key


def sports_add_up(sheet: FactSheet) -> Iterator[str]:
    """What is said of each sport is together what is said of all."""
    parts: dict[str, list[float | None]] = defaultdict(list)
    for fact in sheet:
        if fact.key.startswith(_SPORT):
            parts[fact.key.rpartition(".")[2]].append(fact.value)
    for what, values in parts.items():
        known = [one for one in values if one is not None]
        total = _value(sheet, f"{what}.week")
        if total is not None and len(known) == len(values) and not is_near(total, sum(known), terms=len(known) + 1):
            yield f"{what}.week"


def shares_lie_within_the_whole(sheet: FactSheet) -> Iterator[str]:
    """From none to all of it; and the zones of one basis are all of its time."""
    together: dict[str, list[float]] = defaultdict(list)
    for fact in sheet:
        if fact.unit != "percent" or fact.value is None or not fact.key.startswith(_SHARES):
            continue
        if not (-1e-9 <= fact.value <= 100 + 1e-9):
            yield fact.key
        if fact.key.startswith("intensity."):
            together[fact.key.rpartition(".")[0]].append(fact.value)
    for basis, shares in together.items():
        if not is_near(sum(shares), 100, terms=len(shares)):
            yield basis


def percentages_match_their_parts(sheet: FactSheet) -> Iterator[str]:
    days = (sheet.period_end - sheet.period_start).days + 1
    for key, (part, whole) in _PERCENT_OF.items():
        percent, done = _value(sheet, key), _value(sheet, part)
        of = days if whole is None else _value(sheet, whole)
        if percent is None or done is None or of is None:
            continue
        if not is_near(percent * of, 100 * done, terms=100 + percent + of):
            yield key


def coverage_counts_days(sheet: FactSheet) -> Iterator[str]:
    """Known days, as a number or as a share of those that there are."""
    for fact in sheet:
        if fact.key.startswith("coverage.") and not _counts_days(fact):
            yield fact.key


def _counts_days(fact: Fact) -> bool:
    if fact.value is None or fact.n_days is None or not fact.n_expected:
        return True
    known = fact.n_days if fact.unit == "days" else 100 * fact.n_days / fact.n_expected
    return is_near(fact.value, known)


def _value(sheet: FactSheet, key: str) -> float | None:
    fact = sheet.get(key)
    return None if fact is None else fact.value


def _keys(sheet: FactSheet) -> set[str]:
    return {fact.key for fact in sheet}


RULES: Final = (
    sessions_lie_in_the_period,
    totals_are_the_sum_of_the_sessions,
    sports_add_up,
    shares_lie_within_the_whole,
    percentages_match_their_parts,
    coverage_counts_days,
)

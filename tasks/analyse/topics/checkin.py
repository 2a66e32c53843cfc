"""Facts on what the athlete said of the days."""

from collections.abc import Iterator

import numpy as np

from models.facts import PREVIOUS
from tasks.analyse.days.checkins import FEELINGS, Said, longest_streak, streak
from tasks.analyse.days.grid import Grid, first_true
from tasks.analyse.topics.means import period_mean
from tasks.analyse.topics.quantities import Quantity, Reference, Sources, joined, previous, traced

ENTRIES, CHECKINS = "entries", "checkins"


def checkin_facts(grid: Grid, n_days: int, said: Said) -> Iterator[Quantity]:
    """Who never checks in has no completion: nothing is missing where nothing was ever asked."""
    yield from _completion(grid, n_days, said)
    yield period_mean("checkin.score", grid, n_days, said.score, CHECKINS, said.n_scored)
    yield from _streaks(grid, said)
    yield _ill_days(grid, n_days, said)
    for name in FEELINGS:
        yield period_mean(f"feel.{name}", grid, n_days, said.felt[name], ENTRIES)


def _completion(grid: Grid, n_days: int, said: Said) -> Iterator[Quantity]:
    checked = said.is_checked_in.astype(np.float64)
    first = first_true(said.n_entries + said.n_checkins > 0)
    takes_part = first < len(checked)
    took_part_before = first <= len(checked) - 2 * n_days
    days = checked[-n_days:].sum(axis=0)
    days_before = previous(checked, n_days, 1).sum(axis=0)
    change = Reference(kind=PREVIOUS, values=np.where(took_part_before, 100 * days_before / n_days, np.nan))
    for key, values, references in (
        ("checkin.completion", 100 * days / n_days, (change,)),
        ("checkin.days", days, ()),
    ):
        yield Quantity(
            key=key,
            values=np.where(takes_part, values, np.nan),
            sources=joined(_written(grid, n_days, said), traced(CHECKINS, said.n_checkins[-n_days:], grid.last_days)),
            n_days=days,
            n_expected=n_days,
            references=references,
        )


def _streaks(grid: Grid, said: Said) -> Iterator[Quantity]:
    has_journey = said.n_checkins.any(axis=0)
    sources = traced(CHECKINS, said.n_checkins, grid.last_days)
    for key, values in (
        ("checkin.streak", streak(said.is_complete)),
        ("checkin.streak_longest", longest_streak(said.is_complete)),
    ):
        yield Quantity(key=key, values=np.where(has_journey, values, np.nan), sources=sources)


def _ill_days(grid: Grid, n_days: int, said: Said) -> Quantity:
    n_entries = said.n_entries[-n_days:].sum(axis=0)
    return Quantity(
        key="checkin.ill_days",
        values=np.where(n_entries > 0, said.is_ill[-n_days:].sum(axis=0), np.nan),
        sources=_written(grid, n_days, said),
        n_days=n_entries,
        n_expected=n_days,
    )


def _written(grid: Grid, n_days: int, said: Said) -> Sources:
    return traced(ENTRIES, said.n_entries[-n_days:], grid.last_days)

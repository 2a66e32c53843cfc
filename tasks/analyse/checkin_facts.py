"""Facts on what the athlete said of the days."""

from collections.abc import Iterator

import numpy as np

from models.facts import PREVIOUS
from tasks.analyse import params
from tasks.analyse.checkins import FEELINGS, Said, streak
from tasks.analyse.grid import Floats, Grid, first_true
from tasks.analyse.quantities import Quantity, Reference, graded, joined, previous, traced

ENTRIES, CHECKINS = "entries", "checkins"


def checkin_facts(grid: Grid, n_days: int, said: Said) -> Iterator[Quantity]:
    """Who never checks in has no completion: nothing is missing where nothing was ever asked."""
    yield from _completion(grid, n_days, said)
    yield from _feelings(grid, n_days, said)


def _completion(grid: Grid, n_days: int, said: Said) -> Iterator[Quantity]:
    checked = said.is_checked_in.astype(np.float64)
    first = first_true(said.n_entries + said.n_checkins > 0)
    takes_part = first < len(checked)
    took_part_before = first <= len(checked) - 2 * n_days
    days = checked[-n_days:].sum(axis=0)
    days_before = previous(checked, n_days, 1).sum(axis=0)
    change = Reference(kind=PREVIOUS, values=np.where(took_part_before, 100 * days_before / n_days, np.nan))
    written = traced(ENTRIES, said.n_entries[-n_days:], grid.last_days)
    both = joined(written, traced(CHECKINS, said.n_checkins[-n_days:], grid.last_days))
    has_journey = said.n_checkins.any(axis=0)
    n_entries = said.n_entries[-n_days:].sum(axis=0)
    ill_days = said.is_ill[-n_days:].sum(axis=0)
    for key, values, is_known, sources, n_known, references in (
        ("checkin.completion", 100 * days / n_days, takes_part, both, days, (change,)),
        ("checkin.days", days, takes_part, both, days, ()),
        (
            "checkin.streak",
            streak(said.is_complete),
            has_journey,
            traced(CHECKINS, said.n_checkins, grid.last_days),
            None,
            (),
        ),
        ("checkin.ill_days", ill_days, n_entries > 0, written, n_entries, ()),
    ):
        yield Quantity(
            key=key,
            values=np.where(is_known, values, np.nan),
            sources=sources,
            n_days=n_known,
            n_expected=None if n_known is None else n_days,
            references=references,
        )


def _feelings(grid: Grid, n_days: int, said: Said) -> Iterator[Quantity]:
    for name in FEELINGS:
        felt = said.felt[name]
        now, n_now = _mean(felt[-n_days:])
        before, n_before = _mean(previous(felt, n_days, 1))
        enough = np.minimum(n_now, n_before) >= params.TREND_MIN_DAYS
        yield Quantity(
            key=f"feel.{name}",
            values=now,
            sources=traced(ENTRIES, (~np.isnan(felt[-n_days:])).astype(np.float64), grid.last_days),
            quality=graded(n_now >= params.TREND_MIN_DAYS),
            n_days=n_now,
            n_expected=n_days,
            references=(Reference(kind=PREVIOUS, values=np.where(enough, before, np.nan)),),
        )


def _mean(felt: Floats) -> tuple[Floats, Floats]:
    count = (~np.isnan(felt)).sum(axis=0).astype(np.float64)
    return np.nansum(felt, axis=0) / np.where(count > 0, count, np.nan), count

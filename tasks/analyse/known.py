"""Which days are known. A day without a row is a rest day only when somebody was watching."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from tasks.analyse.grid import Bools, Days, Floats, Grid, days_of, first_true

ONE_DAY = timedelta(days=1)


def known_days(grid: Grid, n_workouts: Floats, integrations: pd.DataFrame) -> Bools:
    """A day is known when it holds a workout or an integration covers it.

    Without any integration the athlete's own record is what there is: known from its first workout on.
    """
    day = np.arange(grid.n_days)[:, None]
    is_recorded = day >= first_true(n_workouts > 0)
    is_recorded[:, grid.columns_of(integrations["athlete_id"])[1]] = False
    return (n_workouts > 0) | is_recorded | _covered_days(grid, integrations)


def _covered_days(grid: Grid, integrations: pd.DataFrame) -> Bools:
    ranges = pd.DataFrame(_ranges(integrations), columns=["athlete_id", "first", "last"])
    row, column = grid.columns_of(ranges["athlete_id"])
    first = grid.day_of(_dates(ranges, "first")[row], column).clip(0, grid.n_days)
    end = (grid.day_of(_dates(ranges, "last")[row], column) + 1).clip(0, grid.n_days)
    edges = np.zeros((grid.n_days + 1, grid.shape[1]), dtype=np.int64)
    np.add.at(edges, (first, column), 1)
    np.add.at(edges, (end, column), -1)
    return edges.cumsum(axis=0)[:-1] > 0


def _ranges(integrations: pd.DataFrame) -> Iterator[tuple[str, date, date]]:
    first_days, last_days = (days_of(integrations[name]).tolist() for name in ("synced_from", "synced_through"))
    rows = zip(integrations["athlete_id"], first_days, last_days, integrations["sync_gaps"], strict=True)
    for athlete_id, first, last, gaps in rows:
        if first is not None and last is not None:  # without a beginning or an end it covers nothing
            for range_first, range_last in between_gaps(first, last, gaps):
                yield athlete_id, range_first, range_last


def between_gaps(first: date, last: date, gaps: object) -> Iterator[tuple[date, date]]:
    """The parts of a synced range that no gap touches; gaps are pairs of ISO dates, both included."""
    for gap_from, gap_to in sorted(gaps) if isinstance(gaps, list | tuple) else ():
        before_gap = date.fromisoformat(gap_from) - ONE_DAY
        if first <= before_gap:
            yield first, min(before_gap, last)
        first = max(first, date.fromisoformat(gap_to) + ONE_DAY)
    if first <= last:
        yield first, last


def _dates(ranges: pd.DataFrame, column: str) -> Days:
    return ranges[column].to_numpy().astype("datetime64[D]")

"""Which days are known. A day without a row is a rest day only when somebody was watching."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from tasks.analyse.days.grid import Bools, Days, Floats, Grid, days_of, first_true

ONE_DAY = timedelta(days=1)
Gaps = Sequence[tuple[date, date]]


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
    for athlete_id, first, last, said in rows:
        gaps = _gaps(said)
        if (
            first is not None and last is not None and gaps is not None
        ):  # without a beginning or an end it covers nothing
            for range_first, range_last in between_gaps(first, last, gaps):
                yield athlete_id, range_first, range_last


def _gaps(said: object) -> Gaps | None:
    """Pairs of ISO dates, both included. None where they cannot be read: such an integration vouches for no day."""
    if said is None:
        return ()
    if not isinstance(said, list | tuple):
        return None
    try:
        return sorted((date.fromisoformat(first), date.fromisoformat(last)) for first, last in said)
    except (TypeError, ValueError):
        return None


def between_gaps(first: date, last: date, gaps: Gaps) -> Iterator[tuple[date, date]]:
    """The parts of a synced range that no gap touches."""
    for gap_from, gap_to in gaps:
        before_gap = min(gap_from - ONE_DAY, last)
        if first <= before_gap:
            yield first, before_gap
        first = max(first, gap_to + ONE_DAY)
    if first <= last:
        yield first, last


def _dates(ranges: pd.DataFrame, column: str) -> Days:
    return ranges[column].to_numpy().astype("datetime64[D]")

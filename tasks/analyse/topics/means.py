"""Means of a period's days, beside the period before."""

import numpy as np

from models.facts import PREVIOUS
from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid
from tasks.analyse.topics.quantities import Quantity, Reference, graded, previous, traced


def mean_of(daily: Floats) -> tuple[Floats, Floats]:
    """Of the days that have a value, and how many those are; NaN where there are none."""
    count = (~np.isnan(daily)).sum(axis=0).astype(np.float64)
    return np.nansum(daily, axis=0) / np.where(count > 0, count, np.nan), count


def period_mean(
    key: str,
    grid: Grid,
    n_days: int,
    daily: Floats,
    table: str,
    n_rows: Floats | None = None,
    is_stated: Bools | None = None,
) -> Quantity:
    """The mean of the period's days, compared where both periods have enough of them.

    `n_rows` are the rows behind each day; one a day that has a value unless given.
    """
    now, n_now = mean_of(daily[-n_days:])
    before, n_before = mean_of(previous(daily, n_days, 1))
    enough = np.minimum(n_now, n_before) >= params.TREND_MIN_DAYS
    rows = (~np.isnan(daily)).astype(np.float64) if n_rows is None else n_rows
    return Quantity(
        key=key,
        values=now,
        sources=traced(table, rows[-n_days:], grid.last_days),
        quality=graded(n_now >= params.TREND_MIN_DAYS),
        n_days=n_now,
        n_expected=n_days,
        references=(Reference(kind=PREVIOUS, values=np.where(enough, before, np.nan)),),
        is_stated=is_stated,
    )

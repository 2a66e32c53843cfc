"""Body weight: where it is and where it is going. Neither up nor down is good or bad in itself."""

from dataclasses import dataclass

import numpy as np

from tasks.analyse import params
from tasks.analyse.days.grid import Floats
from tasks.analyse.days.recovery import trailing_stats


@dataclass(frozen=True, slots=True)
class Weight:
    """NaN where too few weigh-ins say it."""

    now_kg: Floats
    n_now: Floats
    before_kg: Floats  # the mean of the four weeks before those seven days
    kg_per_week: Floats
    n_slope: Floats


def weight(daily_kg: Floats) -> Weight:
    week = trailing_stats(daily_kg[-params.WEEK_DAYS :], params.WEEK_DAYS, params.WEIGHT_MIN_DAYS)
    back = params.WEIGHT_COMPARED_DAYS
    before = trailing_stats(daily_kg[: -params.WEEK_DAYS][-back:], back, params.WEIGHT_SLOPE_MIN_DAYS)
    recent = daily_kg[-params.WEIGHT_SLOPE_DAYS :]
    return Weight(
        now_kg=week.mean[-1],
        n_now=week.count[-1],
        before_kg=before.mean[-1],
        kg_per_week=slope_per_day(recent, params.WEIGHT_SLOPE_MIN_DAYS) * params.WEEK_DAYS,
        n_slope=(~np.isnan(recent)).sum(axis=0).astype(np.float64),
    )


def slope_per_day(values: Floats, min_days: int) -> Floats:
    """Of the line through the valid values by least squares, in a column each; NaN where there are too few of them."""
    is_valid = ~np.isnan(values)
    count = is_valid.sum(axis=0)
    is_enough = count >= min_days
    enough = np.where(is_enough, count, np.nan)
    day = np.arange(len(values), dtype=np.float64)[:, None]
    from_middle = np.where(is_valid, day - (day * is_valid).sum(axis=0) / enough, 0.0)
    from_mean = np.where(is_valid, values - np.nansum(values, axis=0) / enough, 0.0)
    squares = (from_middle**2).sum(axis=0)
    slope: Floats = (from_middle * from_mean).sum(axis=0) / np.where(is_enough & (squares > 0), squares, np.nan)
    return slope

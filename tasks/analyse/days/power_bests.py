"""Best mean powers, and the critical power that they draw."""

import numpy as np

from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Ints


def bests(watts: Floats, column: Ints, n_columns: int) -> Floats:
    """From rows × durations to durations × columns: the highest of each column, NaN where there is none."""
    best = np.full((n_columns, watts.shape[1]), -np.inf)
    np.maximum.at(best, column, np.where(watts > 0, watts, -np.inf))
    return np.where(np.isfinite(best), best, np.nan).T


def critical_power(seconds: Floats, watts: Floats) -> tuple[Floats, Floats]:
    """CP in watts and W' in joules of each column: work = W' + CP * time, by least squares.

    `watts` is points × columns, NaN where there is none. Only efforts of 3 to 20 minutes count; NaN with fewer than
    three of them, when they lie too close together, or when the line makes no sense.
    """
    is_fit = (seconds >= params.CP_SHORTEST_S) & (seconds <= params.CP_LONGEST_S)
    time, watts = seconds[is_fit][:, None], watts[is_fit]
    is_there = watts > 0
    longest = np.where(is_there, time, 0.0).max(axis=0, initial=0.0)
    shortest = np.where(is_there, time, np.inf).min(axis=0, initial=np.inf)
    n_points = is_there.sum(axis=0)
    is_enough = (n_points >= params.CP_MIN_POINTS) & (longest >= params.CP_MIN_SPAN * shortest)
    of = np.where(is_enough, n_points, np.nan)
    work = np.where(is_there, time * watts, 0.0)
    mean_time, mean_work = np.where(is_there, time, 0.0).sum(axis=0) / of, work.sum(axis=0) / of
    apart = np.where(is_there, time - mean_time, 0.0)
    cp = (apart * (work - mean_work)).sum(axis=0) / np.where(is_enough, np.square(apart).sum(axis=0), np.nan)
    w_prime = mean_work - cp * mean_time
    makes_sense = (cp > 0) & (w_prime > 0)
    return np.where(makes_sense, cp, np.nan), np.where(makes_sense, w_prime, np.nan)

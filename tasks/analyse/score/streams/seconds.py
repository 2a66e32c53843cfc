"""Samples laid out second by second, without the pauses: what every figure over a window of time is computed on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.analyse import params

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seconds:
    """One value a second. A short gap holds the last value; a longer one is a pause, cut out: a new stretch begins."""

    values: Floats
    sample: Ints  # which sample each second's value is of
    stretch: Ints  # rises by one at each pause

    def __len__(self) -> int:
        return len(self.values)


def seconds_of(time_s: Floats, values: Floats, hold_s: float = params.HOLD_S) -> Seconds:
    known = np.flatnonzero(~np.isnan(values))
    if not known.size:
        return Seconds(np.empty(0), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    time = time_s[known]
    second = np.arange(np.floor(time[0]), np.floor(time[-1]) + 1)
    latest = np.searchsorted(np.floor(time), second, side="right") - 1
    gap = np.diff(np.floor(time), append=np.inf)[latest] - 1  # seconds without a sample after the latest one
    is_there = (gap <= hold_s) | (second == np.floor(time)[latest])
    opens_pause = np.diff(np.floor(time), prepend=-np.inf) - 1 > hold_s
    stretch = np.cumsum(opens_pause)[latest]
    kept = latest[is_there]
    return Seconds(values[known][kept], known[kept], stretch[is_there].astype(np.int64))


def window_means(seconds: Seconds, length_s: int) -> Floats:
    """The means of all windows of so many seconds that lie within one stretch."""
    n_windows = len(seconds) - length_s + 1
    if n_windows < 1:
        return np.empty(0)
    sums = np.concatenate([[0.0], np.cumsum(seconds.values)])
    is_whole = seconds.stretch[length_s - 1 :] == seconds.stretch[:n_windows]
    means: Floats = (sums[length_s:] - sums[:-length_s])[is_whole] / length_s
    return means

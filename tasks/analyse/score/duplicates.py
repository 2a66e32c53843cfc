"""One workout sent by two platforms is one workout: the richer record counts, the other is kept beside it."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.sports import Family, family
from tasks.analyse import params
from tasks.frames import per_row

_RICHNESS: Final = (
    "manual_load",
    "normalized_power_w",
    "average_power_w",
    "average_hr_bpm",
    "distance_m",
    "source_load",
)
MICROSECONDS: Final = 1e6
_NEIGHBOURS: Final = 4  # more platforms than that do not send the same workout


def counted_instead(workouts: pd.DataFrame, has_samples: NDArray[np.bool_]) -> "pd.Series[str]":
    """Of each workout, the id of the one that counts in its stead; null where it counts itself.

    Two records are one workout when they come from different sources, begin within two minutes of each other and last
    equally long to three in a hundred.
    """
    athlete = pd.factorize(workouts["athlete_id"])[0]
    order = np.lexsort((workouts["started_at"].astype("int64").to_numpy(), athlete))
    leader = np.arange(len(workouts))
    rank = _rank(workouts, has_samples)
    for one, other in _pairs(workouts, order):
        first, second = _root(leader, one), _root(leader, other)
        best, rest = (first, second) if rank[first] <= rank[second] else (second, first)
        leader[rest] = best
    heads = np.array([_root(leader, at) for at in range(len(leader))], dtype=np.int64)
    ids = workouts["workout_id"].to_numpy(dtype=object)
    instead = pd.Series(ids[heads], index=workouts.index, dtype="str")
    return instead.where(heads != np.arange(len(heads)))


def _pairs(workouts: pd.DataFrame, order: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    athlete, source = (pd.factorize(workouts[name])[0][order] for name in ("athlete_id", "source"))
    started = workouts["started_at"].astype("int64").to_numpy()[order] / MICROSECONDS
    duration = workouts["duration_s"].to_numpy(dtype="float64")[order]
    sport = per_row(workouts["sport"], family)[order]
    for step in range(1, min(_NEIGHBOURS, len(order) - 1) + 1):
        left, right = slice(None, -step), slice(step, None)
        longest = np.maximum(duration[left], duration[right])
        is_one = (athlete[left] == athlete[right]) & (source[left] != source[right])
        is_one &= started[right] - started[left] <= params.DUPLICATE_START_S
        is_one &= np.abs(duration[left] - duration[right]) <= params.DUPLICATE_DURATION_SHARE * longest
        is_one &= (sport[left] == sport[right]) | (sport[left] == Family.OTHER) | (sport[right] == Family.OTHER)
        for at in np.flatnonzero(is_one).tolist():
            yield int(order[at]), int(order[at + step])


def _rank(workouts: pd.DataFrame, has_samples: NDArray[np.bool_]) -> NDArray[np.int64]:
    """0 is the richest; of equals the source that comes first in the alphabet, so that the order of rows is nothing."""
    has_hand = workouts["manual_load"].notna().to_numpy()
    n_known = workouts[list(_RICHNESS)].notna().sum(axis=1).to_numpy()
    ids, source = (workouts[name].fillna("").to_numpy(dtype=object) for name in ("workout_id", "source"))
    order = np.lexsort((ids, source, -n_known, ~has_samples, ~has_hand))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _root(leader: NDArray[np.int64], at: int) -> int:
    while leader[at] != at:
        at = int(leader[at])
    return at

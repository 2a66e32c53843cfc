"""Sets lifted, by day and by the muscle they train directly."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from tasks.analyse import params
from tasks.analyse.grid import Floats, Grid, Placed


@dataclass(frozen=True, slots=True)
class Lifted:
    """Planned sets are no sets."""

    frame: pd.DataFrame
    placed: Placed
    n_sets: Floats

    def direct_sets(self, grid: Grid, n_days: int) -> dict[str, Floats]:
        """By muscle, in the order of the alphabet: the sets that train it directly, of the last days only."""
        recent = self.placed.only(self.placed.day >= grid.n_days - n_days)
        contributions = self.frame["muscle_contributions"].to_numpy(dtype=object)
        places: dict[str, list[int]] = {}
        for at, row in enumerate(recent.row.tolist()):
            for muscle in direct_muscles(contributions[row]):
                places.setdefault(muscle, []).append(at)
        return {muscle: grid.total(_at(recent, places[muscle])) for muscle in sorted(places)}


def lifted_sets(grid: Grid, strength_sets: pd.DataFrame) -> Lifted:
    placed = grid.place(strength_sets)
    is_done = ~strength_sets["is_planned"].to_numpy(dtype=bool)
    done = placed.only(is_done[placed.row])
    return Lifted(strength_sets, done, grid.total(done))


def direct_muscles(contributions: object) -> set[str]:
    """The muscles an exercise trains directly, named as keys name them."""
    if not isinstance(contributions, dict):
        return set()
    return {
        _as_key(muscle)
        for muscle, share in contributions.items()
        if isinstance(share, int | float) and share >= params.DIRECT_CONTRIBUTION
    }


@cache
def _as_key(muscle: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", muscle.lower()).strip("_") or "other"


def _at(placed: Placed, places: list[int]) -> Placed:
    index = np.array(places, dtype=np.int64)
    return Placed(placed.row[index], placed.day[index], placed.column[index])

"""Sets, by day, and what each exercise asks of which muscle."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, Placed

OTHER = "other"  # a name without a letter that a key may hold
_REP_RANGE = re.compile(r"\s*(\d{1,4})(?:\s*(?:[-–—]|to)\s*(\d{1,4}))?\s*")


@dataclass(frozen=True, slots=True)
class Lifted:
    """Planned sets are no sets."""

    frame: pd.DataFrame
    placed: Placed
    planned: Placed
    n_sets: Floats
    n_planned: Floats


@dataclass(frozen=True, slots=True)
class MuscleSets:
    """By day: the sets that train a muscle directly, and every set in the share that falls to it."""

    direct: Floats
    fractional: Floats
    n_rows: Floats


def lifted_sets(grid: Grid, strength_sets: pd.DataFrame) -> Lifted:
    placed = grid.place(strength_sets)
    is_planned = strength_sets["is_planned"].to_numpy(dtype=bool)[placed.row]
    done, planned = placed.only(~is_planned), placed.only(is_planned)
    return Lifted(strength_sets, done, planned, grid.total(done), grid.total(planned))


def since(grid: Grid, placed: Placed, n_days: int) -> tuple[Grid, Placed]:
    """The last days of the grid, and what has its place there."""
    tail = grid.tail(min(n_days, grid.n_days))
    moved = Placed(placed.row, placed.day - (grid.n_days - tail.n_days), placed.column)
    return tail, moved.only(moved.day >= 0)


def sets_by_muscle(grid: Grid, lifted: Lifted, n_days: int) -> dict[str, MuscleSets]:
    """Of the last days, in the order of the alphabet. Each distinct exercise is read once."""
    tail, placed = since(grid, lifted.placed, n_days)
    contributions = lifted.frame["muscle_contributions"].to_numpy(dtype=object)[placed.row]
    codes, _ = pd.factorize(np.array([repr(one) for one in contributions], dtype=object))
    first = np.unique(codes, return_index=True)[1]
    shares = [muscle_shares(contributions[at]) for at in first]
    sets = Placed(np.arange(len(codes)), placed.day, placed.column)
    found = {}
    for muscle in sorted({name for one in shares for name in one}):
        share = np.array([one.get(muscle, 0.0) for one in shares])[codes]
        is_direct: Bools = share >= params.DIRECT_CONTRIBUTION
        found[muscle] = MuscleSets(
            tail.total(sets.only(is_direct)), tail.total(sets, share), tail.total(sets.only(share > 0))
        )
    return found


def muscle_shares(contributions: object) -> Mapping[str, float]:
    """How much of a set falls to each muscle, named as keys name them: what counts is a quarter up to the whole."""
    shares: dict[str, float] = {}
    for muscle, share in contributions.items() if isinstance(contributions, dict) else ():
        is_number = isinstance(share, int | float) and not isinstance(share, bool)
        if is_number and share >= params.FRACTIONAL_MIN_CONTRIBUTION:
            name = as_key(str(muscle))
            shares[name] = max(shares.get(name, 0.0), min(float(share), params.DIRECT_CONTRIBUTION))
    return shares


@cache
def as_key(name: str) -> str:
    """A name as the part of a key: "Développé couché" is "developpe_couche"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or OTHER


def planned_reps(text: str) -> float | None:
    """What a plan asks for, "8" or "8-12", as a number of repetitions: of a range its midpoint."""
    found = _REP_RANGE.fullmatch(text)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return (low + high) / 2 if 0 < low <= high else None

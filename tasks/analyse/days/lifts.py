"""What was moved: kilograms in all, and the best single repetition that an exercise's sets speak for."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, Ints, Placed
from tasks.analyse.days.strength import OTHER, Lifted, as_key, since


def volume_kg(reps: Floats, lifted_kg: Floats) -> Floats:
    """Of each set: repetitions times the weight as lifted; NaN where either is not known."""
    volume: Floats = reps * lifted_kg
    return volume


def epley_kg(reps: Floats, lifted_kg: Floats) -> Floats:
    """The weight that one repetition would have been possible with; NaN beyond ten repetitions and without a weight."""
    estimate = np.where(reps == 1, lifted_kg, lifted_kg * (1 + reps / params.EPLEY_REPS))
    return np.where((reps >= 1) & (reps <= params.E1RM_MAX_REPS) & (lifted_kg > 0), estimate, np.nan)


@dataclass(frozen=True, slots=True)
class Volume:
    """By day. Sets without a weight move nothing that could be counted."""

    kg: Floats
    n_weighed: Floats
    n_sets: Floats

    def of_period(self, n_days: int, periods_back: int = 0) -> Floats:
        """The sum of the period so many before the last; NaN where sets were done and none of them has a weight."""
        end = len(self.kg) - periods_back * n_days
        if end < n_days:
            return np.full(self.kg.shape[1], np.nan)
        days = slice(end - n_days, end)
        is_known = (self.n_weighed[days].sum(axis=0) > 0) | (self.n_sets[days].sum(axis=0) == 0)
        return np.where(is_known, self.kg[days].sum(axis=0), np.nan)


def volume(grid: Grid, lifted: Lifted, placed: Placed) -> Volume:
    """Of the sets given by their places: those lifted, or those planned."""
    kg = volume_kg(*_columns(lifted.frame))
    weighed = placed.only(~np.isnan(kg[placed.row]))
    return Volume(grid.total(weighed, kg), grid.total(weighed), grid.total(placed))


@dataclass(frozen=True, slots=True)
class BestLift:
    """One exercise's best of the period and of the days before it, by column; NaN where no set speaks for one."""

    exercise: str  # as keys name it
    kg: Floats
    before_kg: Floats
    n_rows: Floats  # by day of the period: sets that speak for one
    is_stated: Bools


def best_lifts(grid: Grid, lifted: Lifted, n_days: int) -> list[BestLift]:
    """By exercise, in the order of the alphabet; stated for each column's exercises with the most sets."""
    tail, placed = since(grid, lifted.placed, n_days + params.E1RM_COMPARED_DAYS)
    names = lifted.frame["exercise"].to_numpy(dtype=object)[placed.row]
    code, exercises = pd.factorize(np.array([as_key(str(one)) for one in names], dtype=object), sort=True)
    estimate = epley_kg(*_columns(lifted.frame))[placed.row]
    is_now = placed.day >= tail.n_days - n_days
    is_estimated = ~np.isnan(estimate) & (exercises != OTHER)[code]
    shape = len(exercises), tail.shape[1]
    cell = code * tail.shape[1] + placed.column
    now, before = (_best(cell, estimate, is_estimated & is_then, shape) for is_then in (is_now, ~is_now))
    n_sets = np.bincount(cell[is_now], minlength=shape[0] * shape[1]).reshape(shape)
    is_stated = _most(np.where(np.isnan(now), -1, n_sets), params.E1RM_EXERCISES)
    period, sets = since(tail, placed.only(is_estimated), n_days)
    code_now = code[is_estimated & is_now]
    return [
        BestLift(str(name), now[at], before[at], period.total(sets.only(code_now == at)), is_stated[at])
        for at, name in enumerate(exercises)
        if is_stated[at].any()
    ]


def _best(cell: Ints, kg: Floats, mask: Bools, shape: tuple[int, int]) -> Floats:
    best = np.full(shape[0] * shape[1], -np.inf)
    np.maximum.at(best, cell[mask], kg[mask])
    return np.where(np.isfinite(best), best, np.nan).reshape(shape)


def _most(n_sets: Ints, how_many: int) -> Bools:
    """The rows with the most sets of each column, the first of equals; those under zero do not stand for election."""
    place = np.argsort(np.argsort(-n_sets, axis=0, kind="stable"), axis=0, kind="stable")
    is_among: Bools = (place < how_many) & (n_sets >= 0)
    return is_among


def _columns(frame: pd.DataFrame) -> tuple[Floats, Floats]:
    return frame["reps"].to_numpy(dtype="float64"), frame["lifted_kg"].to_numpy(dtype="float64")

"""The workouts of a batch's last days, as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.sports import family
from tasks.analyse.days.grid import Bools, Floats, Grid, Ints, Placed
from tasks.frames import per_row


@dataclass(frozen=True, slots=True)
class Recent:
    """Rows count from 0; `of` says which of the workouts each is. The grid has these days and no others."""

    grid: Grid
    of: Ints
    day: Ints
    column: Ints
    workouts: pd.DataFrame

    @classmethod
    def days(cls, n_days: int, grid: Grid, placed: Placed, workouts: pd.DataFrame) -> "Recent":
        """`workouts` as they are placed in `grid`."""
        tail = grid.tail(min(n_days, grid.n_days))
        first = grid.n_days - tail.n_days
        last = placed.only(placed.day >= first)
        return cls(tail, last.row, last.day - first, last.column, workouts)

    @property
    def families(self) -> NDArray[np.object_]:
        return per_row(self.workouts["sport"].iloc[self.of], family)

    @property
    def seconds(self) -> Floats:
        """Moving time, else the whole; NaN where neither is known."""
        moving, whole = self.numbers("moving_s"), self.numbers("duration_s")
        return np.where(moving > 0, moving, whole)

    def numbers(self, column: str) -> Floats:
        return self.workouts[column].to_numpy(dtype="float64")[self.of]

    def only(self, mask: Bools) -> "Recent":
        return Recent(self.grid, self.of[mask], self.day[mask], self.column[mask], self.workouts)

    def total(self, mask: Bools, weights: Floats | None = None) -> Floats:
        """By day and column, the rows that the mask holds for, or the sum of their weights."""
        rows = np.arange(len(self.of))
        return self.grid.total(Placed(rows, self.day, self.column).only(mask), weights)

    def first(self, mask: Bools, *keys: Floats, by: Ints | None = None) -> Ints:
        """Of each column (or group) that has any, the row with the smallest keys; a tie goes to the earliest."""
        rows, groups = np.flatnonzero(mask), self.column if by is None else by
        began, name = (
            self.workouts[column].iloc[self.of[rows]].factorize(sort=True)[0] for column in ("started_at", "workout_id")
        )
        ordered = np.lexsort((name, began, *(key[rows] for key in reversed(keys)), groups[rows]))
        firsts: Ints = rows[ordered][np.diff(groups[rows][ordered], prepend=-1) != 0]
        return firsts

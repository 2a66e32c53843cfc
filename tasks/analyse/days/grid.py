"""Days × columns: where every row of a batch's frames has its place.

A column is one report's athlete, its last row that report's last day, so that "the last seven days" is the same slice
for everybody, whatever their zone, week start or period. What lies outside a column's days has no place in it at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Placed:
    """The frame's rows that fall into the grid: `row` of the frame, its `day` and its `column`."""

    row: Ints
    day: Ints
    column: Ints

    def only(self, mask: Bools) -> "Placed":
        return Placed(self.row[mask], self.day[mask], self.column[mask])

    def and_then(self, other: "Placed") -> "Placed":
        pairs = ((self.row, other.row), (self.day, other.day), (self.column, other.column))
        return Placed(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True, slots=True)
class Grid:
    athlete_ids: tuple[str, ...]  # one a column; an athlete with two reports has two
    last_days: Days
    n_days: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.n_days, len(self.athlete_ids)

    @property
    def first_days(self) -> Days:
        return self.last_days - np.timedelta64(self.n_days - 1, "D")

    def tail(self, n_days: int) -> "Grid":
        return Grid(self.athlete_ids, self.last_days, n_days)

    def place(self, frame: pd.DataFrame, dates: str = "local_date") -> Placed:
        row, column = self.columns_of(frame["athlete_id"])
        day = self.day_of(days_of(frame[dates])[row], column)
        is_inside = (day >= 0) & (day < self.n_days)
        return Placed(row, day, column).only(is_inside)

    def columns_of(self, athlete_ids: pd.Series) -> tuple[Ints, Ints]:
        """Each row of the batch's athletes with each column of its athlete."""
        athletes, first, count = np.unique(np.array(self.athlete_ids), return_inverse=True, return_counts=True)
        by_athlete = np.argsort(first, kind="stable")
        codes = _codes(athlete_ids, athletes.tolist())
        row = np.flatnonzero(codes >= 0)
        times = count[codes[row]]
        nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        row = np.repeat(row, times)
        return row, by_athlete[(np.cumsum(count) - count)[codes[row]] + nth]

    def day_of(self, dates: Days, column: Ints) -> Ints:
        """Each date's row in its column; outside it is negative or beyond the last."""
        return (dates - self.first_days[column]).astype(np.int64)

    def total(self, placed: Placed, weights: Floats | None = None) -> Floats:
        """The sum of the weights (or the number of rows) of each day and column."""
        cell = placed.day * self.shape[1] + placed.column
        flat = np.bincount(
            cell, None if weights is None else weights[placed.row], minlength=self.n_days * self.shape[1]
        )
        return flat.reshape(self.shape).astype(np.float64)

    def empty(self) -> Floats:
        return np.full(self.shape, np.nan)


def _codes(athlete_ids: pd.Series, known: Sequence[str]) -> Ints:
    """Each row's athlete by place among the known, -1 for others. Looked up once a run: their rows stand together."""
    place = {athlete: at for at, athlete in enumerate(known)}
    ids = athlete_ids.to_numpy(dtype=object)
    begins = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])[: len(ids)])
    of_runs = np.array([place.get(athlete, -1) for athlete in ids[begins]], dtype=np.int64)
    return np.repeat(of_runs, np.diff(begins, append=len(ids)))


def days_of(dates: pd.Series) -> Days:
    return dates.to_numpy().astype("datetime64[D]")


def lag(matrix: Floats, n_days: int, fill: float = 0.0) -> Floats:
    """The matrix as it was so many days before; what lies before its first day is `fill`."""
    before = np.full_like(matrix, fill)
    before[n_days:] = matrix[: len(matrix) - n_days]
    return before


def trailing_sum(matrix: Floats, n_days: int) -> Floats:
    """The sum of each day and the days before it, so many in all; before the first day there is nothing to add."""
    total = matrix.copy()
    for back in range(1, min(n_days, len(matrix))):
        total[back:] += matrix[:-back]
    return total


def first_true(mask: Bools) -> Ints:
    """The first day of each column on which the mask holds; the number of days where it never does."""
    return np.where(mask.any(axis=0), mask.argmax(axis=0), len(mask))


def run_length(mask: Bools) -> Ints:
    """How many days in a row, up to and with each day, the mask has held."""
    day = np.arange(len(mask))[:, None]
    last_break = np.maximum.accumulate(np.where(mask, -1, day), axis=0)
    return day - last_break

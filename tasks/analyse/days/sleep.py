"""How long was slept on each day: what the day's metrics say, else the night and its naps from one source."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, Ints, Placed
from tasks.analyse.days.sources import Readings, sums_by_source


@dataclass(frozen=True, slots=True)
class Slept:
    n_rows: Floats
    hours: Readings
    n_records: Floats  # rows behind the hours on the days whose daily metrics said nothing of them …
    n_naps: Floats  # … and how many of those rows are naps
    has_nap_alone: Bools  # days with a nap and no night, which do not say how long was slept


def slept(grid: Grid, daily_h: Readings, records: pd.DataFrame, names: pd.Index) -> Slept:
    """`daily_h` is resolved among the same `names`."""
    placed = grid.place(records)
    rank = names.get_indexer(pd.Index(records["source"].to_numpy(dtype=object))).astype(np.int64)
    asleep_h = records["asleep_s"].to_numpy(dtype="float64") / params.SECONDS_PER_HOUR
    is_nap = records["is_nap"].to_numpy(dtype=bool)
    whole = placed.only(_is_of_whole_night(grid, placed, rank, is_nap, ~np.isnan(asleep_h)))
    hours = daily_h.else_from(sums_by_source(grid, whole, asleep_h, rank, names))
    cells = whole.day, whole.column
    used = whole.only((daily_h.source < 0)[cells] & (rank[whole.row] == hours.source[cells]))
    return Slept(
        n_rows=grid.total(placed),
        hours=hours,
        n_records=grid.total(used),
        n_naps=grid.total(used.only(is_nap[used.row])),
        has_nap_alone=(grid.total(placed.only(is_nap[placed.row])) > 0) & np.isnan(hours.values),
    )


def _is_of_whole_night(grid: Grid, placed: Placed, rank: Ints, is_nap: Bools, is_timed: Bools) -> Bools:
    """Of each record: its length is known, and so is every part of the night that its source recorded that day.

    A nap adds to a night. Alone it is none, and a night with a part of unknown length is not known at all.
    """
    cell = (rank[placed.row] * grid.shape[0] + placed.day) * grid.shape[1] + placed.column
    is_part, timed = ~is_nap[placed.row], is_timed[placed.row]
    has_night, has_hole = np.isin(cell, cell[is_part]), np.isin(cell, cell[is_part & ~timed])
    is_whole: Bools = timed & has_night & ~has_hole
    return is_whole

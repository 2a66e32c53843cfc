"""What the athlete said, by day: entries, check-ins, and how they felt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tasks.analyse.grid import Bools, Floats, Grid, lag, run_length

FEELINGS: Final = ("fatigue", "soreness", "stress", "mood", "sleep_quality")


@dataclass(frozen=True, slots=True)
class Said:
    n_entries: Floats
    n_checkins: Floats
    is_complete: Bools  # some journey's check-in was whole
    is_ill: Bools
    felt: Mapping[str, Floats]  # 1 to 5 by day, NaN where nothing was said

    @property
    def is_checked_in(self) -> Bools:
        """An entry or a whole check-in makes the day count."""
        return (self.n_entries > 0) | self.is_complete


def said_by_day(grid: Grid, entries: pd.DataFrame, checkins: pd.DataFrame) -> Said:
    written, ticked = grid.place(entries), grid.place(checkins)
    is_whole = checkins["is_complete"].to_numpy(dtype=bool)
    is_ill = entries["is_ill"].to_numpy(dtype=bool)
    felt = {}
    for name in FEELINGS:
        felt[name] = grid.empty()
        felt[name][written.day, written.column] = entries[name].to_numpy(dtype="float64")[written.row]
    return Said(
        n_entries=grid.total(written),
        n_checkins=grid.total(ticked),
        is_complete=grid.total(ticked.only(is_whole[ticked.row])) > 0,
        is_ill=grid.total(written.only(is_ill[written.row])) > 0,
        felt=felt,
    )


def streak(is_complete: Bools, *, is_last_day_open: bool = False) -> Floats:
    """Days in a row with a whole check-in, up to the last; a last day that is not over yet does not break it."""
    run = run_length(is_complete).astype(np.float64)
    yesterday: Floats = lag(run, 1)[-1]
    return np.where(is_complete[-1] | (not is_last_day_open), run[-1], yesterday)

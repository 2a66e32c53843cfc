"""What the athlete said, by day: entries, check-ins, how they felt and what they weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from models.frames import EFFORT_COLUMNS
from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, Placed, lag, run_length

FEELINGS: Final = ("fatigue", "soreness", "stress", "mood", "sleep_quality")


@dataclass(frozen=True, slots=True)
class Said:
    n_entries: Floats
    n_checkins: Floats
    is_complete: Bools  # some journey's check-in was whole
    n_scored: Floats  # check-ins that answered anything …
    score: Floats  # … and their totals, added up by day; NaN where there was none
    is_ill: Bools
    felt: Mapping[str, Floats]  # 1 to 5 by day, NaN where nothing was said
    weight_kg: Floats

    @property
    def is_checked_in(self) -> Bools:
        """An entry or a whole check-in makes the day count."""
        return (self.n_entries > 0) | self.is_complete


def said_by_day(grid: Grid, entries: pd.DataFrame, checkins: pd.DataFrame) -> Said:
    written, ticked = grid.place(entries), grid.place(checkins)
    is_whole = checkins["is_complete"].to_numpy(dtype=bool)
    is_ill = entries["is_ill"].to_numpy(dtype=bool)
    totals = checkin_totals(checkins[list(EFFORT_COLUMNS)].to_numpy(dtype="float64"))
    scored = ticked.only(~np.isnan(totals[ticked.row]))
    return Said(
        n_entries=grid.total(written),
        n_checkins=grid.total(ticked),
        is_complete=grid.total(ticked.only(is_whole[ticked.row])) > 0,
        n_scored=grid.total(scored),
        score=np.where(grid.total(scored) > 0, grid.total(scored, totals), np.nan),
        is_ill=grid.total(written.only(is_ill[written.row])) > 0,
        felt={name: _by_day(grid, written, entries[name]) for name in FEELINGS},
        weight_kg=_by_day(grid, written, entries["weight_kg"]),
    )


def _by_day(grid: Grid, written: Placed, values: "pd.Series[float]") -> Floats:
    days = grid.empty()
    days[written.day, written.column] = values.to_numpy(dtype="float64")[written.row]
    return days


def checkin_totals(weights: Floats) -> Floats:
    """Each check-in's total, from the weights of its dimensions by the effort that they were given, 1 to 5 across.

    A dimension scores its weight times what the effort is worth. A check-in that answers nothing has no total.
    """
    given = np.nan_to_num(weights)
    return np.where(given.any(axis=1), given @ np.array(params.EFFORT_SCORES), np.nan)


def streak(is_complete: Bools, *, is_last_day_open: bool = False) -> Floats:
    """Days in a row with a whole check-in, up to the last; a last day that is not over yet does not break it."""
    run = run_length(is_complete).astype(np.float64)
    yesterday: Floats = lag(run, 1)[-1]
    return np.where(is_complete[-1] | (not is_last_day_open), run[-1], yesterday)


def longest_streak(is_complete: Bools) -> Floats:
    longest: Floats = run_length(is_complete).max(axis=0).astype(np.float64)
    return longest

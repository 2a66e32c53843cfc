"""The race that a report looks ahead to."""

import numpy as np
import pandas as pd

from models.enums import RacePriority, ReportType
from models.values import Assignment
from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Grid, days_of


def days_to_race(grid: Grid, races: pd.DataFrame, assignments: tuple[Assignment, ...]) -> Floats:
    """From the day after the period to the race; NaN where none is near enough.

    A report that prepares for a race looks ahead to that one, whatever its priority; any other to the next that
    matters.
    """
    row, column = grid.columns_of(races["athlete_id"])
    days_to = (days_of(races["local_date"])[row] - grid.last_days[column]).astype(np.int64) - 1
    prepares = np.array([one.type is ReportType.RACE_PREP for one in assignments], dtype=bool)[column]
    subject = np.array([one.subject for one in assignments], dtype=object)[column]
    is_own = races["race_id"].to_numpy(dtype=object)[row] == subject
    matters = races["priority"].isin([RacePriority.A, RacePriority.B]).to_numpy(dtype=bool)[row]
    ahead = np.where(prepares, params.RACE_PREP_AHEAD_DAYS, params.RACE_AHEAD_DAYS)
    is_meant = np.where(prepares, is_own, matters) & (days_to >= 0) & (days_to <= ahead)
    soonest = np.full(grid.shape[1], np.inf)
    np.minimum.at(soonest, column[is_meant], days_to[is_meant])
    return np.where(np.isfinite(soonest), soonest, np.nan)

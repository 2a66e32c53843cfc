"""The batch path: the very functions of analysis, from a batch's frames to its matrices."""

import numpy as np
from numpy.typing import NDArray

from models.values import Histories
from tasks.analyse import params
from tasks.analyse.days.grid import Grid
from tasks.analyse.days.recovery import recovery_days
from tasks.analyse.days.series import LoadSeries, day_loads, load_series
from tasks.analyse.days.strength import lifted_sets
from tasks.analyse.score.load import with_loads

Matrices = dict[str, NDArray[np.float64]]


def by_batch(histories: Histories) -> Matrices:
    """Days × reports."""
    reports = histories.assignments
    n_days = reports[0].period.days
    athletes = [histories.athletes[one.athlete_id] for one in reports]
    last_days = np.array([one.period.end for one in reports], dtype="datetime64[D]")
    grid = Grid(tuple(str(one.athlete_id) for one in reports), last_days, params.HISTORY_DAYS + n_days)
    workouts = with_loads(histories.workouts, histories.athletes, histories.thresholds)
    loads = day_loads(
        grid, workouts, lifted_sets(grid, histories.strength_sets).n_sets, histories.integrations, athletes
    )
    series: LoadSeries = load_series(grid, loads, athletes)
    recovery = recovery_days(grid.tail(params.RECOVERY_DAYS + n_days), histories.daily_metrics, histories.sleep_records)
    found = {name: getattr(series, name) for name in LoadSeries.__slots__}
    for name, judged in (("hrv", recovery.hrv), ("resting_hr", recovery.resting_hr)):
        found[f"{name}_week"] = judged.week.mean
        found[f"{name}_baseline"] = judged.baseline.mean
        found[f"{name}_sd"] = judged.baseline.sd
    return found

"""A batch laid out by day: reports whose periods are equally long, and all that their facts are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import pandas as pd

from models.values import Assignment, Athlete, Histories
from tasks.analyse import params
from tasks.analyse.checkins import Said, said_by_day
from tasks.analyse.grid import Floats, Grid, Placed
from tasks.analyse.load import with_loads
from tasks.analyse.recovery import Recovery, recovery_days
from tasks.analyse.series import DayLoads, LoadSeries, day_loads, load_series
from tasks.analyse.strength import Lifted, lifted_sets


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    assignments: tuple[Assignment, ...]
    athletes: tuple[Athlete, ...]
    n_days: int  # of every period
    grid: Grid
    recovery_grid: Grid
    workouts: pd.DataFrame
    workouts_placed: Placed
    races: pd.DataFrame
    loads: DayLoads
    series: LoadSeries
    recovery: Recovery
    said: Said
    lifted: Lifted

    @property
    def records(self) -> dict[str, Floats]:
        """By table, how many rows each day of the period has."""
        counts = {
            "workouts": self.loads.n_workouts,
            "strength_sets": self.lifted.n_sets,
            "daily_metrics": self.recovery.n_metrics,
            "sleep_records": self.recovery.n_nights,
            "entries": self.said.n_entries,
            "checkins": self.said.n_checkins,
        }
        return {table: rows[-self.n_days :] for table, rows in counts.items()}


def batches(histories: Histories) -> Iterator[Batch]:
    """The reports by the length of their period. Each column holds its own report's days and no others, so that
    a sheet is the same whoever else is in the batch."""
    workouts = with_loads(histories.workouts, histories.athletes, histories.thresholds)
    by_length = sorted(histories.assignments, key=lambda one: one.period.days)
    for n_days, group in groupby(by_length, key=lambda one: one.period.days):
        yield lay_out(histories, workouts, tuple(group), n_days)


def lay_out(histories: Histories, workouts: pd.DataFrame, assignments: tuple[Assignment, ...], n_days: int) -> Batch:
    """`workouts` with their loads."""
    athletes = tuple(histories.athletes[one.athlete_id] for one in assignments)
    grid = Grid(
        athlete_ids=tuple(str(one.athlete_id) for one in assignments),
        last_days=np.array([one.period.end for one in assignments], dtype="datetime64[D]"),
        n_days=params.HISTORY_DAYS + n_days,
    )
    recovery_grid = grid.tail(params.RECOVERY_DAYS + n_days)
    lifted = lifted_sets(grid, histories.strength_sets)
    loads = day_loads(grid, workouts, lifted.n_sets, histories.integrations, athletes)
    return Batch(
        assignments=assignments,
        athletes=athletes,
        n_days=n_days,
        grid=grid,
        recovery_grid=recovery_grid,
        workouts=workouts,
        workouts_placed=grid.place(workouts),
        races=histories.races,
        loads=loads,
        series=load_series(grid, loads, athletes),
        recovery=recovery_days(recovery_grid, histories.daily_metrics, histories.sleep_records),
        said=said_by_day(grid, histories.entries, histories.checkins),
        lifted=lifted,
    )

"""A batch laid out by day: reports whose periods are equally long, and all that their facts are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import pandas as pd

from models.frames import FRAMES
from models.values import Assignment, Athlete, Histories
from tasks.analyse import params
from tasks.analyse.days.checkins import Said, said_by_day
from tasks.analyse.days.grid import Bools, Floats, Grid, Placed
from tasks.analyse.days.projection import Projection, project
from tasks.analyse.days.recent import Recent
from tasks.analyse.days.recovery import Recovery, recovery_days
from tasks.analyse.days.series import DayLoads, LoadSeries, day_loads, load_series
from tasks.analyse.days.strength import Lifted, lifted_sets
from tasks.analyse.score.load import with_loads


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    assignments: tuple[Assignment, ...]
    athletes: tuple[Athlete, ...]
    n_days: int  # of every period
    grid: Grid
    recovery_grid: Grid
    workouts: pd.DataFrame  # with their loads; those that are another's duplicate apart
    duplicates: pd.DataFrame
    workouts_placed: Placed
    daily_metrics: pd.DataFrame
    received: Mapping[str, pd.DataFrame]  # the tables whose rows say when they came
    planned_workouts: pd.DataFrame
    races: pd.DataFrame
    loads: DayLoads
    series: LoadSeries
    projection: Projection
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
            "sleep_records": self.recovery.slept.n_rows,
            "entries": self.said.n_entries,
            "checkins": self.said.n_checkins,
        }
        return {table: rows[-self.n_days :] for table, rows in counts.items()}

    def recent(self, n_days: int) -> Recent:
        """The workouts of so many days up to the last."""
        return Recent.days(n_days, self.grid, self.workouts_placed, self.workouts)

    def is_comparable(self, n_days: int, n_before: int) -> Bools:
        """Whether enough is known of the last days, and of so many before them, to hold one beside the other."""
        known = self.loads.is_known
        shares = known[-n_days:].mean(axis=0), known[-n_days - n_before : -n_days].mean(axis=0)
        is_comparable: Bools = np.minimum(*shares) >= params.COMPARABLE_SHARE
        return is_comparable


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
    is_another = workouts["duplicate_of"].notna()
    workouts, duplicates = workouts[~is_another], workouts[is_another]
    grid = Grid(
        athlete_ids=tuple(str(one.athlete_id) for one in assignments),
        last_days=np.array([one.period.end for one in assignments], dtype="datetime64[D]"),
        n_days=params.HISTORY_DAYS + n_days,
    )
    recovery_grid = grid.tail(params.RECOVERY_DAYS + n_days)
    lifted = lifted_sets(grid, histories.strength_sets)
    loads = day_loads(grid, workouts, lifted.n_sets, histories.integrations, athletes)
    series = load_series(grid, loads, athletes)
    planned, races = histories.planned_workouts, histories.races
    return Batch(
        assignments=assignments,
        athletes=athletes,
        n_days=n_days,
        grid=grid,
        recovery_grid=recovery_grid,
        workouts=workouts,
        duplicates=duplicates,
        workouts_placed=grid.place(workouts),
        daily_metrics=histories.daily_metrics,
        received=_received(histories, workouts),
        planned_workouts=planned,
        races=races,
        loads=loads,
        series=series,
        projection=project(grid, series, planned, races, assignments, athletes),
        recovery=recovery_days(recovery_grid, histories.daily_metrics, histories.sleep_records),
        said=said_by_day(grid.tail(params.CHECKIN_DAYS + n_days), histories.entries, histories.checkins),
        lifted=lifted,
    )


def _received(histories: Histories, workouts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    tables = {name: getattr(histories, name) for name, columns in FRAMES.items() if "received_at" in columns}
    sets = histories.strength_sets
    return {**tables, "workouts": workouts, "strength_sets": sets[~sets["is_planned"]]}

"""Facts on where the athlete stands: the last break, the next race, the length of the record and how whole it is."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from models.enums import RacePriority
from models.facts import Provenance
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.grid import Floats, Grid, days_of, first_true, lag, run_length
from tasks.analyse.quantities import Quantity, joined, traced
from tasks.analyse.series import DayLoads

WORKOUTS, RACES = "workouts", "races"


def standing_facts(batch: Batch) -> Iterator[Quantity]:
    grid, loads = batch.grid, batch.loads
    sources = traced(WORKOUTS, loads.n_workouts, grid.last_days)
    history = loads.history_days[-1]
    length, ended_ago = last_break(loads)
    yield Quantity(key="break.days", values=np.where(history > 0, length, np.nan), sources=sources)
    yield Quantity(key="break.ended_days_ago", values=ended_ago, sources=sources)
    yield _next_race(grid, batch.races)
    yield Quantity(key="history.days", values=np.where(history > 0, history, np.nan), sources=sources)
    yield Quantity(
        key="coverage.load_42d",
        values=batch.series.coverage[-1],
        sources=traced(WORKOUTS, loads.n_workouts[-params.COVERAGE_DAYS :], grid.last_days),
        n_days=loads.is_covered[-params.COVERAGE_DAYS :].sum(axis=0).astype(np.float64),
        n_expected=params.COVERAGE_DAYS,
    )


def coverage_facts(batch: Batch) -> Iterator[Quantity]:
    """On how many of the period's days there was something, in all and of each kind."""
    records, n_days = batch.records, batch.n_days
    recovery = batch.recovery
    for key, is_there, tables in (
        ("any_days", np.any([rows > 0 for rows in records.values()], axis=0), tuple(records)),
        ("workout_days", batch.loads.has_training, ("workouts", "strength_sets")),
        ("hrv_days", recovery.hrv_ms.is_there, ("daily_metrics",)),
        ("resting_hr_days", recovery.resting_hr_bpm.is_there, ("daily_metrics",)),
        ("sleep_days", recovery.sleep_h.is_there, ("daily_metrics", "sleep_records")),
        ("checkin_days", batch.said.is_checked_in, ("entries", "checkins")),
    ):
        n_there = is_there[-n_days:].astype(np.float64).sum(axis=0)
        yield Quantity(
            key=f"coverage.{key}",
            values=n_there,
            sources=joined(*(traced(table, records[table], batch.grid.last_days) for table in tables)),
            n_days=n_there,
            n_expected=n_days,
        )


def last_break(loads: DayLoads) -> tuple[Floats, Floats]:
    """The longest run of known days without training that ended within the last 28 days, and how long ago it did.

    What lies before the athlete's first training is no break, and a run that an unknown day cuts short ended unseen.
    """
    run = run_length(loads.is_known & ~loads.has_training).astype(np.float64)
    before = lag(run, 1)
    day = np.arange(len(run))[:, None]
    had_trained = first_true(loads.has_training) < day - before
    ended = np.where(loads.has_training & had_trained & (before >= params.BREAK_MIN_DAYS), before, 0.0)
    latest_first = ended[-params.BREAK_LOOK_BACK_DAYS :][::-1]
    length: Floats = latest_first.max(axis=0)
    return length, np.where(length > 0, latest_first.argmax(axis=0), np.nan)


def _next_race(grid: Grid, races: pd.DataFrame) -> Quantity:
    matters = races[races["priority"].isin([RacePriority.A, RacePriority.B])]
    row, column = grid.columns_of(matters["athlete_id"])
    days_to = (days_of(matters["local_date"])[row] - grid.last_days[column]).astype(np.int64) - 1
    is_ahead = (days_to >= 0) & (days_to <= params.RACE_AHEAD_DAYS)
    soonest = np.full(len(grid.athlete_ids), np.inf)
    np.minimum.at(soonest, column[is_ahead], days_to[is_ahead])
    sources = [
        (Provenance(table=RACES, rows=1, first=day, last=day) if found else Provenance(table=RACES, rows=0),)
        for found, day in zip(
            np.isfinite(soonest).tolist(),
            (grid.last_days + np.where(np.isfinite(soonest), soonest + 1, 0).astype(np.int64)).tolist(),
            strict=True,
        )
    ]
    return Quantity(key="race.days_to", values=np.where(np.isfinite(soonest), soonest, np.nan), sources=sources)

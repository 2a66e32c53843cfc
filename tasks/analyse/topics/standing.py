"""Facts on where the athlete stands: the last break and the length of the record."""

from collections.abc import Iterator

import numpy as np

from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Floats, first_true, lag, run_length
from tasks.analyse.days.series import DayLoads
from tasks.analyse.topics.quantities import Quantity, traced

WORKOUTS = "workouts"


def standing_facts(batch: Batch) -> Iterator[Quantity]:
    grid, loads = batch.grid, batch.loads
    sources = traced(WORKOUTS, loads.n_workouts, grid.last_days)
    history = loads.history_days[-1]
    length, ended_ago = last_break(loads)
    yield Quantity(key="break.days", values=np.where(history > 0, length, np.nan), sources=sources)
    yield Quantity(key="break.ended_days_ago", values=ended_ago, sources=sources)
    yield Quantity(key="history.days", values=np.where(history > 0, history, np.nan), sources=sources)


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

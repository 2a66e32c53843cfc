"""Loads by day and what follows from them: fitness, fatigue, form, ramp, load ratios, monotony, strain, coverage.

Every figure is a matrix of days × columns. A day that is not known adds nothing and counts against the coverage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.sports import Family, family
from models.values import Athlete
from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, Ints, first_true, lag, trailing_sum
from tasks.analyse.days.known import known_days
from tasks.frames import per_row

BLOCK_DAYS = 64  # a square that fits the cache


@dataclass(frozen=True, slots=True)
class DayLoads:
    """What was done on each day. `load` is for fitness; `load_fatigue` counts strength as well."""

    load: Floats
    load_fatigue: Floats
    n_workouts: Floats
    n_unscored: Floats
    duration_s: Floats
    n_timed: Floats
    has_training: Bools  # a workout, or sets that were lifted
    is_known: Bools
    is_covered: Bools  # known, and not a day whose endurance workouts are all unscored
    first_known: Ints
    history_days: Floats  # from the first known day up to and with each day; none or less before it


@dataclass(frozen=True, slots=True)
class LoadSeries:
    fitness: Floats
    fatigue: Floats
    form: Floats  # on the morning of the day
    form_end_of_day: Floats
    ramp_7d: Floats
    load_ratio: Floats
    load_ratio_uncoupled: Floats
    monotony: Floats
    strain: Floats
    coverage: Floats  # percent of the last 42 days


def day_loads(
    grid: Grid, workouts: pd.DataFrame, n_sets: Floats, integrations: pd.DataFrame, athletes: Sequence[Athlete]
) -> DayLoads:
    """`athletes` in the order of the grid's columns, `workouts` with their loads."""
    placed = grid.place(workouts)
    load, seconds = workouts["load"].to_numpy(dtype="float64"), _seconds(workouts)
    is_scored, is_timed = ~np.isnan(load)[placed.row], (seconds > 0)[placed.row]
    is_strength = (per_row(workouts["sport"], family) == Family.STRENGTH)[placed.row]
    counts_strength = np.array([one.strength_in_fitness for one in athletes], dtype=bool)[placed.column]
    n_workouts = grid.total(placed)
    is_known = known_days(grid, n_workouts, integrations)
    first_known = first_true(is_known)
    is_lost = (grid.total(placed.only(~is_strength)) > 0) & (grid.total(placed.only(~is_strength & is_scored)) == 0)
    return DayLoads(
        load=grid.total(placed.only(is_scored & (~is_strength | counts_strength)), load),
        load_fatigue=grid.total(placed.only(is_scored), load),
        n_workouts=n_workouts,
        n_unscored=grid.total(placed.only(~is_scored)),
        duration_s=grid.total(placed.only(is_timed), seconds),
        n_timed=grid.total(placed.only(is_timed)),
        has_training=(n_workouts > 0) | (n_sets > 0),
        is_known=is_known,
        is_covered=is_known & ~is_lost,
        first_known=first_known,
        history_days=(np.arange(grid.n_days)[:, None] - first_known + 1).astype(np.float64),
    )


def _seconds(workouts: pd.DataFrame) -> Floats:
    moving, whole = (workouts[name].to_numpy(dtype="float64") for name in ("moving_s", "duration_s"))
    return np.where(moving > 0, moving, whole)


def load_series(grid: Grid, days: DayLoads, athletes: Sequence[Athlete]) -> LoadSeries:
    starts = _start_values(grid, athletes)
    begun = np.minimum(days.first_known, starts["row"])
    fitness, fitness_before = _state(days.load, params.FITNESS_TAU_DAYS, starts["row"], starts["fitness"], begun)
    fatigue, fatigue_before = _state(
        days.load_fatigue, params.FATIGUE_TAU_DAYS, starts["row"], starts["fatigue"], begun
    )
    ratio, ratio_uncoupled = load_ratios(days.load_fatigue, days.history_days)
    spread = monotony(days.load_fatigue, days.is_covered)
    return LoadSeries(
        fitness=fitness,
        fatigue=fatigue,
        form=fitness_before - fatigue_before,
        form_end_of_day=fitness - fatigue,
        ramp_7d=fitness - lag(fitness, params.RAMP_DAYS, np.nan),
        load_ratio=ratio,
        load_ratio_uncoupled=ratio_uncoupled,
        monotony=spread,
        strain=trailing_sum(days.load_fatigue, params.ACUTE_DAYS) * spread,
        coverage=100 * trailing_sum(days.is_covered.astype(np.float64), params.COVERAGE_DAYS) / params.COVERAGE_DAYS,
    )


def exponential(load: Floats, tau_days: float, start_row: Floats | None = None, start: Floats | None = None) -> Floats:
    """x[d] = x[d-1] + a (load[d] - x[d-1]) from a seed of 0, a = 1 - e^(-1/tau).

    A start value is the state on the morning of its row and replaces what the series held there, whenever that was.
    """
    keep = np.exp(-1 / tau_days)
    states = _faded_sum(-np.expm1(-1 / tau_days) * load, keep)
    if start_row is None or start is None:
        return states
    day = np.arange(len(load))[:, None]
    for_columns = np.flatnonzero(np.isfinite(start) & (start_row < len(load)))
    row = start_row[for_columns]
    held = np.where(row >= 1, states[np.maximum(row - 1, 0).astype(np.int64), for_columns], 0.0)
    fading = np.where(day >= row, keep ** np.maximum(day - row + 1, 0), 0.0)
    states[:, for_columns] += (start[for_columns] - held) * fading
    return states


def _faded_sum(steps: Floats, keep: float) -> Floats:
    """x[d] = keep x[d-1] + step[d] down the rows: one matrix product a block of days, each begun by the one before.

    scipy.signal.lfilter gives the same; importing it costs a second, which is more than all of a report's figures do.
    """
    power = np.arange(BLOCK_DAYS)[:, None] - np.arange(BLOCK_DAYS)
    fading = np.where(power >= 0, keep ** np.maximum(power, 0), 0.0)
    carried = keep ** np.arange(1, BLOCK_DAYS + 1)[:, None]
    states = np.empty_like(steps)
    last = np.zeros(steps.shape[1])
    for first in range(0, len(steps), BLOCK_DAYS):
        block = steps[first : first + BLOCK_DAYS]
        size = len(block)
        states[first : first + size] = fading[:size, :size] @ block + carried[:size] * last
        last = states[first + size - 1]
    return states


def load_ratios(load: Floats, history_days: Floats) -> tuple[Floats, Floats]:
    """Acute over chronic mean, coupled (the 28 days hold the 7) and uncoupled (the 21 days before them)."""
    week = trailing_sum(load, params.ACUTE_DAYS)
    before = lag(week, 7) + lag(week, 14) + lag(week, 21)
    acute = week / params.ACUTE_DAYS
    ratios = []
    for chronic in ((week + before) / params.CHRONIC_DAYS, before / (params.CHRONIC_DAYS - params.ACUTE_DAYS)):
        says_something = (history_days >= params.CHRONIC_DAYS) & (chronic >= params.MIN_CHRONIC_LOAD_PER_DAY)
        ratios.append(acute / np.where(says_something, chronic, np.nan))
    return ratios[0], ratios[1]


def monotony(load: Floats, is_covered: Bools) -> Floats:
    """Mean over sample SD of seven days, the SD in two passes; none when a day is unknown or all are equal."""
    mean = trailing_sum(load, params.ACUTE_DAYS) / params.ACUTE_DAYS
    squares = np.zeros_like(load)
    for back in range(params.ACUTE_DAYS):
        squares += (lag(load, back) - mean) ** 2
    sd = np.sqrt(squares / (params.ACUTE_DAYS - 1))
    is_whole = trailing_sum(is_covered.astype(np.float64), params.ACUTE_DAYS) == params.ACUTE_DAYS
    return mean / np.where(is_whole & (sd > params.FLAT_SHARE * mean), sd, np.nan)


def _state(load: Floats, tau_days: float, row: Floats, start: Floats, begun: Floats) -> tuple[Floats, Floats]:
    """The state at the end and on the morning of each day; none before the series begins."""
    state = exponential(load, tau_days, row, start)
    before = lag(state, 1)
    seeded = np.flatnonzero(np.isfinite(start) & (row >= 0) & (row < len(load)))
    before[row[seeded].astype(np.int64), seeded] = start[seeded]
    is_outside = np.arange(len(load))[:, None] < begun
    state[is_outside] = before[is_outside] = np.nan
    return state, before


def _start_values(grid: Grid, athletes: Sequence[Athlete]) -> Mapping[str, Floats]:
    """Each column's start values and the row they apply on, beyond every row where there are none."""
    dates = np.array([one.fitness_start_on for one in athletes], dtype="datetime64[D]")
    fitness = np.array([one.fitness_start for one in athletes], dtype=np.float64)
    fatigue = np.array([one.fatigue_start for one in athletes], dtype=np.float64)
    is_set = ~np.isnat(dates) & (np.isfinite(fitness) | np.isfinite(fatigue))
    row = np.where(is_set, (dates - grid.first_days).astype(np.float64), np.inf)
    return {"row": row, "fitness": fitness, "fatigue": fatigue}

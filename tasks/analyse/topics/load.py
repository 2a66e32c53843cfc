"""Facts on what was done and what it adds up to."""

from collections.abc import Iterator

import numpy as np

from models.enums import Quality
from models.facts import MEAN4, PREVIOUS, TREND
from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Grid
from tasks.analyse.days.series import DayLoads, LoadSeries
from tasks.analyse.topics.quantities import Quantity, Reference, graded, is_firm_share, previous, state_before, traced

TABLE = "workouts"


def load_facts(grid: Grid, n_days: int, loads: DayLoads, series: LoadSeries) -> Iterator[Quantity]:
    yield from _what_was_done(grid, n_days, loads)
    yield from _what_it_adds_up_to(grid, n_days, loads, series)


def _what_was_done(grid: Grid, n_days: int, loads: DayLoads) -> Iterator[Quantity]:
    known, covered = loads.is_known.astype(np.float64), loads.is_covered.astype(np.float64)
    rest = (loads.is_known & ~loads.has_training).astype(np.float64)
    timed = np.where(loads.n_workouts > loads.n_timed, np.nan, loads.duration_s)  # a session without a time: unknown
    sources = traced(TABLE, loads.n_workouts[-n_days:], grid.last_days)
    for key, daily, basis, kinds in (
        ("load.week", loads.load_fatigue, covered, (PREVIOUS, MEAN4)),
        ("sessions.week", loads.n_workouts, known, (PREVIOUS, MEAN4)),
        ("duration.week", timed, known, (PREVIOUS, MEAN4)),
        ("rest_days.week", rest, known, (PREVIOUS,)),
        ("load.unscored", loads.n_unscored, known, ()),
    ):
        n_known = basis[-n_days:].sum(axis=0)
        yield Quantity(
            key=key,
            values=np.where(n_known > 0, daily[-n_days:].sum(axis=0), np.nan),
            sources=sources,
            quality=graded(is_firm_share(n_known, n_days)),
            n_days=n_known,
            n_expected=n_days,
            references=tuple(beside(kind, daily, basis, n_days) for kind in kinds),
        )


def beside(kind: str, daily: Floats, basis: Floats, n_days: int) -> Reference:
    """The sum of the period before or the mean of the four; none where too few days of either side are known."""
    back = range(1, 2 if kind == PREVIOUS else 1 + params.MEAN_PERIODS)
    sums = np.mean([previous(daily, n_days, periods).sum(axis=0) for periods in back], axis=0)
    shares = [
        basis[-n_days:].mean(axis=0),
        np.mean([previous(basis, n_days, one).mean(axis=0) for one in back], axis=0),
    ]
    is_comparable = np.all([share >= params.COMPARABLE_SHARE for share in shares], axis=0)
    return Reference(kind=kind, values=np.where(is_comparable, sums, np.nan))


def _what_it_adds_up_to(grid: Grid, n_days: int, loads: DayLoads, series: LoadSeries) -> Iterator[Quantity]:
    quality = quality_of_states(loads.history_days[-1], series.coverage[-1])
    sources = traced(TABLE, loads.n_workouts, grid.last_days)
    was_early = state_before(loads.history_days, n_days) < params.EARLY_HISTORY_DAYS
    for key, daily, window, is_compared in (
        ("fitness.now", series.fitness, params.COVERAGE_DAYS, True),
        ("fatigue.now", series.fatigue, params.ACUTE_DAYS, True),
        ("form.now", series.form_end_of_day, params.COVERAGE_DAYS, True),
        ("ramp.week", series.ramp_7d, params.RAMP_DAYS, False),
        ("load.ratio", series.load_ratio, params.CHRONIC_DAYS, False),
        ("load.ratio_uncoupled", series.load_ratio_uncoupled, params.CHRONIC_DAYS, False),
        ("load.monotony", series.monotony, params.ACUTE_DAYS, False),
        ("load.strain", series.strain, params.ACUTE_DAYS, False),
    ):
        change = Reference(kind=PREVIOUS, values=np.where(was_early, np.nan, state_before(daily, n_days)))
        references = (change, *((fitness_trend(daily),) if key == "fitness.now" else ()))
        yield Quantity(
            key=key,
            values=daily[-1],
            sources=sources,
            quality=quality,
            n_days=loads.is_covered[-window:].sum(axis=0).astype(np.float64),
            n_expected=window,
            references=references if is_compared else (),
        )


def quality_of_states(history_days: Floats, coverage_pct: Floats) -> list[Quality]:
    firm = (history_days >= params.FIRM_HISTORY_DAYS) & (coverage_pct >= params.COVERAGE_FIRM_PCT)
    early = history_days < params.EARLY_HISTORY_DAYS
    return [Quality.TOO_EARLY if is_early else one for is_early, one in zip(early.tolist(), graded(firm), strict=True)]


def fitness_trend(fitness: Floats) -> Reference:
    """How long fitness has moved the same way, looked at in steps of seven days so that weekdays do not matter."""
    step_ends = -1 - params.RAMP_DAYS * np.arange(params.TREND_DAYS // params.RAMP_DAYS + 1)
    steps = -np.diff(fitness[step_ends], axis=0)  # the latest first
    ways = np.where(np.abs(steps) < params.TREND_STEP_LOAD, 0.0, np.sign(steps))
    days = params.RAMP_DAYS * np.cumprod(ways == ways[0], axis=0).sum(axis=0)
    before = fitness[-1 - days, np.arange(fitness.shape[1])]
    return Reference(
        kind=TREND,
        values=np.where(days > 0, before, np.nan),
        least=params.TREND_STEP_LOAD,
        days=days.astype(np.float64),
    )

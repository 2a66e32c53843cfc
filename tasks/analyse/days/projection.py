"""Fitness and fatigue run on from the last day over the planned loads, up to the race."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.values import Assignment, Athlete
from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid
from tasks.analyse.days.plans import Plan, plan_of
from tasks.analyse.days.races import days_to_race
from tasks.analyse.days.series import LoadSeries, exponential


@dataclass(frozen=True, slots=True)
class Projection:
    """Rows are the days after the period. A day without a plan is rest; without any plan nothing is projected."""

    days_to: Floats  # from the day after the period to the race, NaN without one
    plan: Plan
    is_before: Bools  # the days after the period and before the race
    is_planned: Bools  # of these, those between the first and the last day that anything is planned for
    fitness: Floats  # at the end of each day before the race, NaN elsewhere
    fatigue: Floats
    start: tuple[Floats, Floats]  # fitness and fatigue after the period

    def at_race(self) -> tuple[Floats, Floats]:
        """Fitness and fatigue on race morning."""
        column = np.arange(len(self.days_to))
        last = np.nan_to_num(self.days_to).astype(np.int64) - 1
        fitness, fatigue = (
            np.where(self.days_to == 0, now, states[last, column])
            for now, states in zip(self.start, (self.fitness, self.fatigue), strict=True)
        )
        return fitness, fatigue

    def by_day(self, at: int) -> dict[str, tuple[float, ...]]:
        """Of one report: fitness and fatigue after each day before the race, and form on each morning up to it."""
        is_projected = np.isfinite(self.fitness[:, at])
        if not is_projected.any():
            return {}
        fitness, fatigue = self.fitness[is_projected, at], self.fatigue[is_projected, at]
        form = np.append(self.start[0][at] - self.start[1][at], fitness - fatigue)
        return {
            "fitness_projected": tuple(fitness.tolist()),
            "fatigue_projected": tuple(fatigue.tolist()),
            "form_projected": tuple(form.tolist()),
        }


def project(
    grid: Grid,
    series: LoadSeries,
    planned: pd.DataFrame,
    races: pd.DataFrame,
    assignments: tuple[Assignment, ...],
    athletes: tuple[Athlete, ...],
) -> Projection:
    n_days = params.RACE_PREP_AHEAD_DAYS
    ahead = Grid(grid.athlete_ids, grid.last_days + np.timedelta64(n_days, "D"), n_days)
    plan, days_to = plan_of(ahead, planned, athletes), days_to_race(grid, races, assignments)
    is_before = np.arange(n_days)[:, None] < days_to  # never, where there is no race
    is_projected = is_before & (np.where(is_before, plan.n_with_load, 0.0).sum(axis=0) > 0)
    start = series.fitness[-1], series.fatigue[-1]
    taus = params.FITNESS_TAU_DAYS, params.FATIGUE_TAU_DAYS
    fitness, fatigue = (
        np.where(is_projected, _run_on(load, tau, now), np.nan)
        for load, tau, now in zip((plan.load, plan.load_fatigue), taus, start, strict=True)
    )
    return Projection(
        days_to=days_to,
        plan=plan,
        is_before=is_before,
        is_planned=is_before & _between(plan.n_sessions > 0),
        fitness=fitness,
        fatigue=fatigue,
        start=start,
    )


def _run_on(load: Floats, tau_days: float, now: Floats) -> Floats:
    states = exponential(load, tau_days, np.zeros(len(now)), now)
    return np.where(np.isnan(now), np.nan, states)


def _between(mask: Bools) -> Bools:
    """From the first to the last day that the mask holds for."""
    begun = np.logical_or.accumulate(mask, axis=0)
    goes_on = np.logical_or.accumulate(mask[::-1], axis=0)[::-1]
    between: Bools = begun & goes_on
    return between

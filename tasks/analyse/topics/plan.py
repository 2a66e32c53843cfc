"""Facts on the plan beside what was done."""

from collections.abc import Iterator

import numpy as np

from models.sports import Family
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats, Grid
from tasks.analyse.days.plans import Plan, kept, plan_of
from tasks.analyse.topics.load import TABLE as WORKOUTS
from tasks.analyse.topics.quantities import Quantity, graded, joined, traced

PLANNED = "planned_workouts"


def plan_facts(batch: Batch) -> Iterator[Quantity]:
    plan = plan_of(batch.grid.tail(batch.n_days), batch.planned_workouts, batch.athletes)
    yield from _of_period(batch, plan)
    yield from _of_next_days(batch)


def _of_period(batch: Batch, plan: Plan) -> Iterator[Quantity]:
    """A planned day that is not known was not missed: it is left out, and the figures are provisional."""
    n_days, loads = batch.n_days, batch.loads
    is_known = (loads.is_known | loads.has_training)[-n_days:]

    def of_known_days(daily: Floats) -> Floats:
        total: Floats = np.where(is_known, daily[-n_days:], 0.0).sum(axis=0)
        return total

    sessions = of_known_days(plan.n_sessions)
    planned = np.where(sessions > 0, sessions, np.nan)
    done = of_known_days(kept(plan.sessions, _done_by_family(batch)))
    n_with_load, n_with_duration = of_known_days(plan.n_with_load), of_known_days(plan.n_with_duration)
    load = np.where(n_with_load > 0, of_known_days(plan.load_fatigue), np.nan)
    load_done = np.where(np.isnan(load), np.nan, of_known_days(loads.load_fatigue))
    is_whole = n_with_load == sessions  # of a plan that leaves loads open nobody can say which share was done
    share = 100 * load_done / np.where(is_whole & (load > 0), load, np.nan)
    is_firm = plan.n_sessions.sum(axis=0) == sessions
    is_scored = loads.n_unscored[-n_days:].sum(axis=0) == 0
    rows = traced(PLANNED, plan.n_sessions, batch.grid.last_days)
    both = joined(rows, traced(WORKOUTS, loads.n_workouts[-n_days:], batch.grid.last_days))
    duration = np.where(n_with_duration > 0, of_known_days(plan.duration_s), np.nan)
    for key, values, sources, firm in (
        ("sessions", planned, rows, is_firm),
        ("sessions_done", np.where(sessions > 0, done, np.nan), both, is_firm),
        ("completion", 100 * done / planned, both, is_firm),
        ("load", load, rows, is_firm & is_whole),
        ("load_done", load_done, both, is_firm & is_scored),
        ("load_share", share, both, is_firm & is_scored),
        ("duration", duration, rows, is_firm & (n_with_duration == sessions)),
    ):
        yield Quantity(
            key=f"plan.{key}",
            values=values,
            sources=sources,
            quality=graded(firm),
            n_days=is_known.astype(np.float64).sum(axis=0),
            n_expected=n_days,
        )


def _done_by_family(batch: Batch) -> dict[str, Floats]:
    """Sets that were lifted without a workout around them are a strength session."""
    done = batch.recent(batch.n_days)
    families = done.families
    sessions: dict[str, Floats] = {one: done.total(families == one) for one in Family}
    has_sets: Bools = batch.lifted.n_sets[-batch.n_days :] > 0
    return {**sessions, Family.STRENGTH: np.maximum(sessions[Family.STRENGTH], has_sets)}


def _of_next_days(batch: Batch) -> Iterator[Quantity]:
    n_days = params.PLAN_NEXT_DAYS
    grid = Grid(batch.grid.athlete_ids, batch.grid.last_days + np.timedelta64(n_days, "D"), n_days)
    plan = plan_of(grid, batch.planned_workouts, batch.athletes)
    sessions, n_with_load = plan.n_sessions.sum(axis=0), plan.n_with_load.sum(axis=0)
    sources = traced(PLANNED, plan.n_sessions, grid.last_days)
    yield Quantity(
        key="plan.next_load",
        values=np.where(n_with_load > 0, plan.load_fatigue.sum(axis=0), np.nan),
        sources=sources,
        quality=graded(n_with_load == sessions),
    )
    yield Quantity(key="plan.next_sessions", values=np.where(sessions > 0, sessions, np.nan), sources=sources)

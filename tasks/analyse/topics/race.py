"""Facts on the race ahead and on the form that the plan leads to."""

from collections.abc import Iterator

import numpy as np

from models.enums import Quality
from models.facts import Provenance
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.topics.load import TABLE as WORKOUTS
from tasks.analyse.topics.load import quality_of_states
from tasks.analyse.topics.plan import PLANNED
from tasks.analyse.topics.quantities import Quantity, Sources, graded, joined, traced

RACES = "races"


def race_facts(batch: Batch) -> Iterator[Quantity]:
    ahead, loads = batch.projection, batch.loads
    races = _races(batch)
    yield Quantity(key="race.days_to", values=ahead.days_to, sources=races)
    before = {
        name: np.where(ahead.is_before, matrix, 0.0)
        for name, matrix in (
            ("sessions", ahead.plan.n_sessions),
            ("with_load", ahead.plan.n_with_load),
            ("load", ahead.plan.load_fatigue),
        )
    }
    n_planned, n_before = (mask.sum(axis=0).astype(np.float64) for mask in (ahead.is_planned, ahead.is_before))
    is_whole = before["with_load"].sum(axis=0) == before["sessions"].sum(axis=0)
    plan_quality = graded(is_whole & (n_planned >= params.PLANNED_SHARE * n_before))
    state_quality = quality_of_states(loads.history_days[-1], batch.series.coverage[-1])
    quality = [_worse(one, other) for one, other in zip(plan_quality, state_quality, strict=True)]
    planned = traced(PLANNED, before["sessions"], ahead.plan.grid.last_days)
    behind = joined(traced(WORKOUTS, loads.n_workouts, batch.grid.last_days), planned, races)
    fitness, fatigue = ahead.at_race()
    for key, values in (("fitness", fitness), ("fatigue", fatigue), ("form", fitness - fatigue)):
        yield Quantity(key=f"race.{key}_projected", values=values, sources=behind, quality=quality, n_days=n_planned)
    yield Quantity(
        key="race.planned_load",
        values=np.where(before["with_load"].sum(axis=0) > 0, before["load"].sum(axis=0), np.nan),
        sources=joined(planned, races),
        quality=plan_quality,
        n_days=n_planned,
    )


def _worse(one: Quality, other: Quality) -> Quality:
    by_weight = (Quality.TOO_EARLY, Quality.PROVISIONAL)
    return next((quality for quality in by_weight if quality in (one, other)), Quality.OK)


def _races(batch: Batch) -> Sources:
    """The row of the race itself."""
    days_to = batch.projection.days_to
    days = batch.grid.last_days + np.where(np.isnan(days_to), 0, days_to + 1).astype(np.int64)
    return [
        (Provenance(table=RACES, rows=1, first=day, last=day) if found else Provenance(table=RACES, rows=0),)
        for found, day in zip((~np.isnan(days_to)).tolist(), days.tolist(), strict=True)
    ]

"""Facts on the sets lifted."""

from collections.abc import Iterator

import numpy as np

from models.facts import BASELINE, MEAN4, PREVIOUS
from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Grid, Ints, first_true
from tasks.analyse.days.lifts import best_lifts, volume
from tasks.analyse.days.strength import Lifted, MuscleSets, sets_by_muscle
from tasks.analyse.definitions.strength import E1RM_PREFIX, FRACTIONAL_PREFIX, MUSCLE_PREFIX
from tasks.analyse.topics.quantities import Quantity, Reference, previous, traced

TABLE = "strength_sets"
_KINDS = ((PREVIOUS, 1), (MEAN4, params.MEAN_PERIODS))


def strength_facts(grid: Grid, n_days: int, lifted: Lifted) -> Iterator[Quantity]:
    """A muscle is on the sheet when it was trained in the period or in the one before."""
    recorded_for = len(lifted.n_sets) - first_true(lifted.n_sets > 0)
    yield _sets(grid, n_days, lifted.n_sets, recorded_for)
    yield _volume_load(grid, n_days, lifted, recorded_for)
    yield from _planned(grid, n_days, lifted)
    muscles = sets_by_muscle(grid, lifted, 2 * n_days)
    for muscle, sets in muscles.items():
        yield _direct(grid, n_days, muscle, sets, recorded_for)
    for muscle, sets in muscles.items():
        yield Quantity(
            key=FRACTIONAL_PREFIX + muscle,
            values=sets.fractional[-n_days:].sum(axis=0),
            sources=traced(TABLE, sets.n_rows[-n_days:], grid.last_days),
            references=(_reference(PREVIOUS, sets.fractional, n_days, 1, recorded_for),),
            is_stated=sets.fractional.sum(axis=0) > 0,
        )
    yield from _best(grid, n_days, lifted)


def _sets(grid: Grid, n_days: int, daily: Floats, recorded_for: Ints) -> Quantity:
    return Quantity(
        key="strength.sets",
        values=np.where(recorded_for > 0, daily[-n_days:].sum(axis=0), np.nan),
        sources=traced(TABLE, daily[-n_days:], grid.last_days),
        references=tuple(_reference(kind, daily, n_days, periods, recorded_for) for kind, periods in _KINDS),
    )


def _volume_load(grid: Grid, n_days: int, lifted: Lifted, recorded_for: Ints) -> Quantity:
    moved = volume(grid, lifted, lifted.placed)
    references = []
    for kind, periods in _KINDS:
        mean = np.mean([moved.of_period(n_days, back) for back in range(1, periods + 1)], axis=0)
        has_all = recorded_for >= (1 + periods) * n_days
        references.append(Reference(kind=kind, values=np.where(has_all, mean, np.nan)))
    return Quantity(
        key="strength.volume_load",
        values=np.where(recorded_for > 0, moved.of_period(n_days), np.nan),
        sources=traced(TABLE, moved.n_weighed[-n_days:], grid.last_days),
        references=tuple(references),
    )


def _planned(grid: Grid, n_days: int, lifted: Lifted) -> Iterator[Quantity]:
    """Only a plan says anything where nothing was lifted; beside what was lifted it says nothing here."""
    planned = volume(grid, lifted, lifted.planned)
    n_planned = planned.n_sets[-n_days:].sum(axis=0)
    is_only_plan = (lifted.n_sets[-n_days:].sum(axis=0) == 0) & (n_planned > 0)
    for key, values, n_rows in (
        ("strength.planned_sets", n_planned, planned.n_sets),
        ("strength.planned_volume_load", planned.of_period(n_days), planned.n_weighed),
    ):
        is_there = np.where(is_only_plan, n_rows[-n_days:], 0.0)
        yield Quantity(
            key=key,
            values=np.where(is_only_plan, values, np.nan),
            sources=traced(TABLE, is_there, grid.last_days),
        )


def _direct(grid: Grid, n_days: int, muscle: str, sets: MuscleSets, recorded_for: Ints) -> Quantity:
    daily = sets.direct
    change = _reference(PREVIOUS, daily, n_days, 1, recorded_for)
    landmarks = _landmarks(muscle, daily.shape[1]) if n_days == params.WEEK_DAYS else ()
    return Quantity(
        key=MUSCLE_PREFIX + muscle,
        values=daily[-n_days:].sum(axis=0),
        sources=traced(TABLE, daily[-n_days:], grid.last_days),
        references=(change, *landmarks),
        is_stated=daily.sum(axis=0) > 0,
    )


def _landmarks(muscle: str, n_columns: int) -> tuple[Reference, ...]:
    """The band that practice knows for a week; none for a muscle that it does not name."""
    found = params.LANDMARKS.get(params.MUSCLE_NAMES.get(muscle, muscle))
    if found is None:
        return ()
    fewest, usual, most = (np.full(n_columns, one) for one in found)
    return (Reference(kind=BASELINE, values=usual, low=fewest, high=most, is_own=False),)


def _best(grid: Grid, n_days: int, lifted: Lifted) -> Iterator[Quantity]:
    for one in best_lifts(grid, lifted, n_days):
        yield Quantity(
            key=E1RM_PREFIX + one.exercise,
            values=one.kg,
            sources=traced(TABLE, one.n_rows, grid.last_days),
            references=(Reference(kind=PREVIOUS, values=one.before_kg, days=_all(one.kg, params.E1RM_COMPARED_DAYS)),),
            is_stated=one.is_stated,
        )


def _all(like: Floats, n_days: int) -> Floats:
    return np.full(len(like), float(n_days))


def _reference(kind: str, daily: Floats, n_days: int, periods: int, recorded_for: Ints) -> Reference:
    """The mean of the periods before; none where the athlete did not record sets yet when they began."""
    mean = np.mean([previous(daily, n_days, back).sum(axis=0) for back in range(1, periods + 1)], axis=0)
    return Reference(kind=kind, values=np.where(recorded_for >= (1 + periods) * n_days, mean, np.nan))

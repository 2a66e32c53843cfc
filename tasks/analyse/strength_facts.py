"""Facts on the sets lifted."""

from collections.abc import Iterator

import numpy as np

from models.facts import MEAN4, PREVIOUS
from tasks.analyse import params
from tasks.analyse.catalogue import MUSCLE_PREFIX
from tasks.analyse.grid import Floats, Grid, Ints, first_true
from tasks.analyse.quantities import Quantity, Reference, previous, traced
from tasks.analyse.strength import Lifted

TABLE = "strength_sets"


def strength_facts(grid: Grid, n_days: int, lifted: Lifted) -> Iterator[Quantity]:
    """A muscle is on the sheet when it was trained in the period or in the one before."""
    sets = lifted.n_sets
    recorded_for = len(sets) - first_true(sets > 0)
    yield Quantity(
        key="strength.sets",
        values=np.where(recorded_for > 0, sets[-n_days:].sum(axis=0), np.nan),
        sources=traced(TABLE, sets[-n_days:], grid.last_days),
        references=tuple(
            _reference(kind, sets, n_days, periods, recorded_for)
            for kind, periods in ((PREVIOUS, 1), (MEAN4, params.MEAN_PERIODS))
        ),
    )
    for muscle, daily in lifted.direct_sets(grid, 2 * n_days).items():
        yield Quantity(
            key=MUSCLE_PREFIX + muscle,
            values=daily[-n_days:].sum(axis=0),
            sources=traced(TABLE, daily[-n_days:], grid.last_days),
            references=(_reference(PREVIOUS, daily, n_days, 1, recorded_for),),
            is_stated=daily.sum(axis=0) > 0,
        )


def _reference(kind: str, daily: Floats, n_days: int, periods: int, recorded_for: Ints) -> Reference:
    """The mean of the periods before; none where the athlete did not record sets yet when they began."""
    mean = np.mean([previous(daily, n_days, back).sum(axis=0) for back in range(1, periods + 1)], axis=0)
    return Reference(kind=kind, values=np.where(recorded_for >= (1 + periods) * n_days, mean, np.nan))

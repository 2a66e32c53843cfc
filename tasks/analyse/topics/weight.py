"""Facts on body weight."""

from collections.abc import Iterator

import numpy as np

from models.facts import PREVIOUS
from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Grid
from tasks.analyse.days.weight import weight
from tasks.analyse.topics.quantities import Quantity, Reference, traced

TABLE = "entries"


def weight_facts(grid: Grid, daily_kg: Floats) -> Iterator[Quantity]:
    found = weight(daily_kg)
    back = np.full(len(found.now_kg), float(params.WEIGHT_COMPARED_DAYS))
    before = Reference(kind=PREVIOUS, values=found.before_kg, days=back)
    for key, values, n_known, window, references in (
        ("weight.now", found.now_kg, found.n_now, params.WEEK_DAYS, (before,)),
        ("weight.slope", found.kg_per_week, found.n_slope, params.WEIGHT_SLOPE_DAYS, ()),
    ):
        yield Quantity(
            key=key,
            values=values,
            sources=traced(TABLE, (~np.isnan(daily_kg[-window:])).astype(np.float64), grid.last_days),
            n_days=n_known,
            n_expected=window,
            references=references,
        )

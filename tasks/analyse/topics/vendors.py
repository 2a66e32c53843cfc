"""Facts on the scores that devices come with: each under its maker's name, never merged, never a part of ours."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tasks.analyse.days.grid import Bools, Grid
from tasks.analyse.days.sources import ranking, resolve
from tasks.analyse.days.strength import as_key, since
from tasks.analyse.definitions.vendors import SCORES, VENDOR_PREFIX
from tasks.analyse.topics.means import period_mean
from tasks.analyse.topics.quantities import Quantity

TABLE = "daily_metrics"


def vendor_facts(grid: Grid, n_days: int, daily_metrics: pd.DataFrame) -> Iterator[Quantity]:
    """A score is on the sheet when its maker gave one in the period."""
    tail, placed = since(grid, grid.place(daily_metrics), 2 * n_days)
    names = ranking(daily_metrics["source"])
    rank = names.get_indexer(pd.Index(daily_metrics["source"].to_numpy(dtype=object))).astype(np.int64)
    keys = [as_key(name) for name in names]
    for vendor in ranking(pd.Series(keys, dtype=object)):
        spellings = np.flatnonzero([one == vendor for one in keys])
        theirs = placed.only(np.isin(rank[placed.row], spellings))
        for column, score in SCORES.items():
            values = daily_metrics[column].to_numpy(dtype="float64")
            daily = resolve(tail, theirs, values, rank, names).values
            is_stated: Bools = np.any(~np.isnan(daily[-n_days:]), axis=0)
            if is_stated.any():
                key = f"{VENDOR_PREFIX}{vendor}.{score.name}"
                yield period_mean(key, tail, n_days, daily, TABLE, is_stated=is_stated)

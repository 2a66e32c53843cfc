"""One value per quantity and day: the most trusted source has the word, and what others said is not averaged in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tasks.analyse.days.grid import Floats, Grid, Ints, Placed

# Most trusted first. HealthKit is Apple's; whoever is not named comes after, in the order of the alphabet.
_TRUSTED: Final = (("whoop",), ("garmin",), ("oura",), ("apple", "healthkit"))


def _trust(source: str) -> tuple[int, str]:
    name = source.lower()
    found = (place for place, words in enumerate(_TRUSTED) if any(word in name for word in words))
    return next(found, len(_TRUSTED)), name


def ranking(*sources: pd.Series) -> pd.Index:
    """The distinct sources, the most trusted first."""
    names: Iterable[str] = {str(name) for one in sources for name in one.dropna().unique()}
    return pd.Index(sorted(names, key=_trust), dtype=object)


@dataclass(frozen=True, slots=True)
class Readings:
    """One quantity's daily values and where each came from."""

    names: tuple[str, ...]
    values: Floats
    source: Ints  # place in `names`; -1 where there is no value
    n_sources: Floats  # how many sources had a value for that day
    said: Placed  # every value of every source …
    said_by: Ints  # … and whose it was

    @property
    def is_there(self) -> Floats:
        return (~np.isnan(self.values)).astype(np.float64)

    def names_on(self, column: int, days: Ints) -> Iterator[str]:
        """Who had a value on one of these days, the most trusted first."""
        meant = (self.said.column == column) & np.isin(self.said.day, days)
        return (self.names[one] for one in np.unique(self.said_by[meant]))

    def else_from(self, other: "Readings") -> "Readings":
        """These values, and the other's on the days that have none. Both must rank the same names."""
        has_own = ~np.isnan(self.values)
        heard = ~has_own[other.said.day, other.said.column]
        return Readings(
            self.names,
            np.where(has_own, self.values, other.values),
            np.where(has_own, self.source, other.source),
            np.where(has_own, self.n_sources, other.n_sources),
            self.said.and_then(other.said.only(heard)),
            np.concatenate([self.said_by, other.said_by[heard]]),
        )


def resolve(grid: Grid, placed: Placed, values: Floats, ranks: Ints, names: pd.Index) -> Readings:
    """`values` and `ranks` are by row of the frame; rows without a value have no say."""
    said = placed.only(~np.isnan(values[placed.row]))
    ranked = ranks[said.row]
    least_trusted_first = np.argsort(-ranked, kind="stable")
    cells = said.day[least_trusted_first], said.column[least_trusted_first]
    resolved, source = grid.empty(), np.full(grid.shape, -1, dtype=np.int64)
    resolved[cells] = values[said.row][least_trusted_first]  # the last one written stays
    source[cells] = ranked[least_trusted_first]
    return Readings(tuple(names), resolved, source, grid.total(said), said, ranked)


def sums_by_source(grid: Grid, placed: Placed, values: Floats, ranks: Ints, names: pd.Index) -> Readings:
    """As `resolve`, where one source may have several rows a day that belong together (a night and a nap)."""
    said = placed.only(~np.isnan(values[placed.row]))
    n_cells = grid.shape[0] * grid.shape[1]
    cell = (ranks[said.row] * grid.shape[0] + said.day) * grid.shape[1] + said.column
    whole = (len(names), *grid.shape)
    n_rows = np.bincount(cell, minlength=n_cells * len(names)).reshape(whole)
    totals = np.bincount(cell, values[said.row], minlength=n_cells * len(names)).reshape(whole)
    rank, day, column = np.nonzero(n_rows)
    each = Placed(np.arange(len(rank)), day.astype(np.int64), column.astype(np.int64))
    return resolve(grid, each, totals[rank, day, column].astype(np.float64), rank.astype(np.int64), names)

"""Facts on best powers. Rides alone feed them: watts from running or rowing are another scale."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.facts import PREVIOUS
from models.scoring import CURVE_COLUMNS, CURVE_SECONDS
from models.sports import Family
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats
from tasks.analyse.days.power_bests import bests, critical_power
from tasks.analyse.days.recent import Recent
from tasks.analyse.definitions.power import BEST_KEYS
from tasks.analyse.topics.load import TABLE
from tasks.analyse.topics.quantities import Quantity, Reference, graded, is_firm_share, traced

_SECONDS = np.array(CURVE_SECONDS, dtype=np.float64)
_FEEDS_CP = (_SECONDS >= params.CP_SHORTEST_S) & (_SECONDS <= params.CP_LONGEST_S)


@dataclass(frozen=True, slots=True)
class Curves:
    """Rides with a power curve; `watts` is rides × durations."""

    rides: Recent
    watts: Floats

    def best(self, mask: Bools) -> Floats:
        """Durations × columns."""
        return bests(self.watts[mask], self.rides.column[mask], self.rides.grid.shape[1])


def curves(batch: Batch, n_days: int) -> Curves:
    done = batch.recent(n_days)
    rides = done.only(done.families == Family.RIDE)
    return Curves(rides, np.stack([rides.numbers(column) for column in CURVE_COLUMNS], axis=1))


def power_facts(batch: Batch) -> Iterator[Quantity]:
    found = curves(batch, batch.n_days + params.BEST_BEFORE_DAYS)
    is_of_period = found.rides.day >= found.rides.grid.n_days - batch.n_days
    before = found.best(~is_of_period)
    yield from _bests(batch, found, is_of_period, before)
    yield from _critical(batch, found, before)


def _bests(batch: Batch, found: Curves, is_of_period: Bools, before: Floats) -> Iterator[Quantity]:
    """Each best of the period beside that of the 90 days before."""
    n_days, back = batch.n_days, params.BEST_BEFORE_DAYS
    n_known = batch.loads.is_known[-n_days:].sum(axis=0).astype(np.float64)
    reference = np.where(batch.is_comparable(n_days, back), before, np.nan)
    for at, (key, values) in enumerate(zip(BEST_KEYS.values(), found.best(is_of_period), strict=True)):
        rides = found.rides.total(found.watts[:, at] > 0)[-n_days:]
        yield Quantity(
            key=key,
            values=values,
            sources=traced(TABLE, rides, batch.grid.last_days),
            quality=graded(is_firm_share(n_known, n_days)),
            n_days=n_known,
            n_expected=n_days,
            references=(Reference(kind=PREVIOUS, values=reference[at], days=np.full(len(values), float(back))),),
        )


def _critical(batch: Batch, found: Curves, before: Floats) -> Iterator[Quantity]:
    """Of the 90 days up to the last, beside the 90 days up to the last of the period before."""
    back, first = params.BEST_BEFORE_DAYS, found.rides.grid.n_days - params.BEST_BEFORE_DAYS
    is_of_last = found.rides.day >= first
    n_known = batch.loads.is_known[-back:].sum(axis=0).astype(np.float64)
    feeds = is_of_last & (found.watts[:, _FEEDS_CP] > 0).any(axis=1)
    sources = traced(TABLE, found.rides.total(feeds)[-back:], batch.grid.last_days)
    is_comparable = batch.is_comparable(batch.n_days, back) & (n_known >= params.COMPARABLE_SHARE * back)
    now, then = (critical_power(_SECONDS, watts) for watts in (found.best(is_of_last), before))
    for key, values, reference in zip(("power.cp", "power.w_prime"), now, then, strict=True):
        yield Quantity(
            key=key,
            values=values,
            sources=sources,
            quality=graded(is_firm_share(n_known, back)),
            n_days=n_known,
            n_expected=back,
            references=(Reference(kind=PREVIOUS, values=np.where(is_comparable, reference, np.nan)),),
        )

"""Facts on distance and climbing, and on each kind of sport apart from the others."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.facts import MEAN4, PREVIOUS
from models.sports import Family
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats
from tasks.analyse.days.recent import Recent
from tasks.analyse.definitions.training import SPORT_PREFIX
from tasks.analyse.topics.load import TABLE, beside
from tasks.analyse.topics.quantities import Quantity, Reference, graded, is_firm_share, traced

_COVER_DISTANCE = (Family.RIDE, Family.RUN, Family.SWIM)  # a session of these without a distance is a gap in the record
_CLIMB = (Family.RIDE, Family.RUN)


@dataclass(frozen=True, slots=True)
class Tally:
    """By day: the sum of what sessions state, how many state it, and how many should but do not."""

    daily: Floats
    n_stated: Floats
    n_lacking: Floats


def sport_facts(batch: Batch) -> Iterator[Quantity]:
    done = batch.recent((1 + params.MEAN_PERIODS) * batch.n_days)
    families = done.families
    everything = np.ones(len(families), dtype=bool)
    distance, climbed = _distance(done), done.numbers("elevation_gain_m")
    for key, amount, expected in (
        ("distance.week", distance, np.isin(families, _COVER_DISTANCE)),
        ("elevation.week", climbed, np.isin(families, _CLIMB)),
    ):
        yield _quantity(batch, key, _tally(done, everything, amount, expected), must_be_recorded=True)
    for family in Family:
        yield from _of_family(batch, done, family, families == family)


def _of_family(batch: Batch, done: Recent, family: Family, mask: Bools) -> Iterator[Quantity]:
    """Stated where the family was trained in the period or the one before."""
    sessions, two_periods = done.total(mask), slice(-2 * batch.n_days, None)
    is_trained = sessions[two_periods].sum(axis=0) > 0
    if not is_trained.any():
        return
    count = Tally(sessions, sessions, np.zeros_like(sessions))
    covers = mask & (family in _COVER_DISTANCE)
    distance = _tally(done, mask, _distance(done), covers)
    has_distance = distance.n_stated[two_periods].sum(axis=0) > 0
    for what, tally, is_stated in (
        ("load", _tally(done, mask, done.numbers("load"), mask), is_trained),
        ("duration", _tally(done, mask, done.seconds, mask), is_trained),
        ("distance", distance, has_distance),
        ("sessions", count, is_trained),
    ):
        yield _quantity(batch, f"{SPORT_PREFIX}{family}.{what}", tally, rows=sessions, is_stated=is_stated)


def _distance(done: Recent) -> Floats:
    """A trainer that sends a distance of zero has not measured one."""
    distance = done.numbers("distance_m")
    return np.where(distance > 0, distance, np.nan)


def _tally(done: Recent, mask: Bools, amount: Floats, expected: Bools) -> Tally:
    is_there = ~np.isnan(amount)
    return Tally(
        daily=done.total(mask & is_there, amount),
        n_stated=done.total(mask & is_there),
        n_lacking=done.total(mask & expected & ~is_there),
    )


def _quantity(
    batch: Batch,
    key: str,
    tally: Tally,
    *,
    rows: Floats | None = None,
    is_stated: Bools | None = None,
    must_be_recorded: bool = False,
) -> Quantity:
    """The sum of what is stated: missing when sessions state nothing at all, provisional when some do not.

    It is compared only where nothing lacks on either side.
    """
    n_days = batch.n_days
    known = batch.loads.is_known.astype(np.float64)
    n_known, lacking, stated = (matrix[-n_days:].sum(axis=0) for matrix in (known, tally.n_lacking, tally.n_stated))
    is_there = (n_known > 0) & ((lacking == 0) | (stated > 0))
    if must_be_recorded:
        is_there &= tally.n_stated.sum(axis=0) > 0
    whole = np.where(tally.n_lacking > 0, np.nan, tally.daily)
    return Quantity(
        key=key,
        values=np.where(is_there, tally.daily[-n_days:].sum(axis=0), np.nan),
        sources=traced(TABLE, (tally.n_stated if rows is None else rows)[-n_days:], batch.grid.last_days),
        quality=graded(is_firm_share(n_known, n_days) & (lacking == 0)),
        n_days=n_known,
        n_expected=n_days,
        references=tuple(_reference(kind, whole, known, n_days) for kind in (PREVIOUS, MEAN4)),
        is_stated=is_stated,
    )


def _reference(kind: str, whole: Floats, known: Floats, n_days: int) -> Reference:
    found = beside(kind, whole, known, n_days)
    return Reference(kind=kind, values=np.where(np.isnan(whole[-n_days:].sum(axis=0)), np.nan, found.values))

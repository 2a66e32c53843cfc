"""Facts on how hard the last seven days were, and on how far heart rate drifted in the longest session."""

from collections.abc import Iterator

import numpy as np

from models.facts import MEAN4, PREVIOUS
from models.scoring import BANDS, BASES
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Floats
from tasks.analyse.days.intensity import polarization, shares_pct
from tasks.analyse.days.recent import Recent
from tasks.analyse.topics.load import TABLE
from tasks.analyse.topics.quantities import Quantity, Reference, graded, is_firm_share, traced


def intensity_facts(batch: Batch) -> Iterator[Quantity]:
    done = batch.recent(params.WEEK_DAYS + params.INTENSITY_BEFORE_DAYS)
    for basis in BASES:
        yield from _of_basis(batch, done, basis)
    yield _decoupling(batch)


def _of_basis(batch: Batch, done: Recent, basis: str) -> Iterator[Quantity]:
    """Shares of the last seven days beside those of the 28 before, and the time that they rest on."""
    zones = np.stack([done.numbers(f"{basis}_{band}_s") for band in BANDS])
    is_timed = np.nansum(zones, axis=0) > 0
    daily = np.stack([done.total(is_timed, np.nan_to_num(band)) for band in zones])
    week, before = daily[:, -params.WEEK_DAYS :].sum(axis=1), daily[:, : -params.WEEK_DAYS].sum(axis=1)
    references = zip(shares_pct(week), _comparable(batch, shares_pct(before)), strict=True)
    figures = [
        *((band, share, (_usual(usual),)) for band, (share, usual) in zip(BANDS, references, strict=True)),
        ("time", np.where(week.sum(axis=0) > 0, week.sum(axis=0), np.nan), ()),
        ("polarization", polarization(week), ()),
    ]
    n_known = batch.loads.is_known[-params.WEEK_DAYS :].sum(axis=0).astype(np.float64)
    sources = traced(TABLE, done.total(is_timed)[-params.WEEK_DAYS :], batch.grid.last_days)
    for name, values, compared in figures:
        yield Quantity(
            key=f"intensity.{basis}.{name}",
            values=values,
            sources=sources,
            quality=graded(is_firm_share(n_known, params.WEEK_DAYS)),
            n_days=n_known,
            n_expected=params.WEEK_DAYS,
            references=compared,
        )


def _comparable(batch: Batch, values: Floats) -> Floats:
    """The values where enough is known of the week and of the weeks before."""
    is_comparable = batch.is_comparable(params.WEEK_DAYS, params.INTENSITY_BEFORE_DAYS)
    return np.where(is_comparable, values, np.nan)


def _usual(values: Floats) -> Reference:
    return Reference(kind=MEAN4, values=values, days=np.full(len(values), float(params.INTENSITY_BEFORE_DAYS)))


def _decoupling(batch: Batch) -> Quantity:
    """Of the period's longest session that scoring found steady enough, beside the mean of such sessions before."""
    n_days, back = batch.n_days, params.DECOUPLING_BEFORE_DAYS
    done = batch.recent(n_days + back)
    drift, seconds = done.numbers("decoupling_pct"), done.seconds
    is_steady, is_of_period = ~np.isnan(drift) & ~np.isnan(seconds), done.day >= done.grid.n_days - n_days
    longest = done.first(is_steady & is_of_period, -seconds)
    values = np.full(done.grid.shape[1], np.nan)
    values[done.column[longest]] = drift[longest]
    n_before = done.total(is_steady & ~is_of_period).sum(axis=0)
    enough = np.where(n_before >= params.DECOUPLING_MIN_BEFORE, n_before, np.nan)
    usual = done.total(is_steady & ~is_of_period, drift).sum(axis=0) / enough
    n_known = batch.loads.is_known[-n_days:].sum(axis=0).astype(np.float64)
    is_chosen = np.isin(np.arange(len(drift)), longest)
    return Quantity(
        key="decoupling.longest",
        values=values,
        sources=traced(TABLE, done.total(is_chosen)[-n_days:], batch.grid.last_days),
        quality=graded(is_firm_share(n_known, n_days)),
        n_days=n_known,
        n_expected=n_days,
        references=(
            Reference(
                kind=PREVIOUS,
                values=np.where(batch.is_comparable(n_days, back), usual, np.nan),
                days=np.full(len(values), float(back)),
            ),
        ),
    )

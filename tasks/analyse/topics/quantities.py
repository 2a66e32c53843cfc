"""A quantity is one fact for every report of a batch, as arrays; here the arrays become facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.enums import Quality
from models.facts import Comparison, Fact, Provenance
from tasks.analyse import params
from tasks.analyse.catalogue import definition
from tasks.analyse.days.grid import Bools, Days, Floats, first_true
from tasks.analyse.definitions.definition import PERIOD, Definition
from tasks.analyse.topics.trends import compare

Sources = Sequence[tuple[Provenance, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a quantity is compared with, by report; NaN = no comparison there."""

    kind: str
    values: Floats
    low: Floats | None = None
    high: Floats | None = None
    least: float | None = None
    days: Floats | None = None
    is_own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    key: str
    values: Floats  # NaN = missing
    sources: Sources
    quality: Sequence[Quality] | None = None  # of the values that are there; none given: all are ok
    n_days: Floats | None = None
    n_expected: int | None = None
    references: tuple[Reference, ...] = ()
    is_stated: Bools | None = None  # where this fact does not belong on the sheet at all


def facts_of(quantity: Quantity, period_days: int) -> Iterator[Fact | None]:
    """The quantity's fact of each report, None where it does not belong on the sheet."""
    what = definition(quantity.key)
    window = in_words(period_days) if what.window == PERIOD else what.window
    values = quantity.values.tolist()
    n_days = [None] * len(values) if quantity.n_days is None else quantity.n_days.astype(int).tolist()
    by_reference = [list(_comparisons(what, values, one)) for one in quantity.references]
    for at, value in enumerate(values):
        if quantity.is_stated is not None and not quantity.is_stated[at]:
            yield None
            continue
        quality = Quality.OK if quantity.quality is None else quantity.quality[at]
        if value != value:  # NaN
            value, quality = None, Quality.MISSING
        is_judged = quality in (Quality.OK, Quality.PROVISIONAL)
        yield Fact(
            key=what.key,
            label=what.label,
            unit=what.unit,
            value=int(value) if what.is_counted and value is not None else value,
            decimals=what.decimals,
            window=window,
            n_days=n_days[at],
            n_expected=quantity.n_expected,
            quality=quality,
            comparisons=tuple(found for one in by_reference if (found := one[at])) if is_judged else (),
            provenance=quantity.sources[at],
            difference_of=what.difference_of,
        )


def _comparisons(what: Definition, values: list[float], reference: Reference) -> Iterator[Comparison | None]:
    bands = None
    if reference.low is not None and reference.high is not None:
        bands = list(zip(reference.low.tolist(), reference.high.tolist(), strict=True))
    days = None if reference.days is None else reference.days.astype(int).tolist()
    for at, beside in enumerate(reference.values.tolist()):
        if beside != beside or values[at] != values[at]:  # NaN
            yield None
            continue
        yield compare(
            what,
            reference.kind,
            values[at],
            beside,
            band=bands[at] if bands else None,
            least=reference.least,
            days=days[at] if days else None,
            is_own=reference.is_own,
        )


def in_words(n_days: int) -> str:
    return "1 day" if n_days == 1 else f"{n_days} days"


def traced(table: str, n_rows: Floats, last_days: Days) -> list[tuple[Provenance, ...]]:
    """Where a figure comes from: how many rows of the table on the days given, and the first and last such day."""
    has_rows = n_rows > 0
    first_days = last_days - np.timedelta64(len(n_rows) - 1, "D")
    first = (first_days + first_true(has_rows)).tolist()
    last = (last_days - first_true(has_rows[::-1])).tolist()
    return [
        (
            Provenance(table=table, rows=int(rows), first=first[at], last=last[at])
            if rows
            else Provenance(table=table, rows=0),
        )
        for at, rows in enumerate(n_rows.sum(axis=0).tolist())
    ]


def joined(*sources: Sources) -> list[tuple[Provenance, ...]]:
    """Several tables behind one figure; those without a row go unnamed unless none has any."""
    merged = [tuple(one for part in parts for one in part) for parts in zip(*sources, strict=True)]
    return [tuple(one for one in parts if one.rows) or parts[:1] for parts in merged]


def previous(matrix: Floats, n_days: int, periods_back: int) -> Floats:
    """The rows of the period so many before the last; NaN where they lie before the first row."""
    end = len(matrix) - periods_back * n_days
    if end < n_days:
        return np.full((n_days, matrix.shape[1]), np.nan)
    return matrix[end - n_days : end]


def state_before(matrix: Floats, n_days: int) -> Floats:
    """The values on the last day of the period before."""
    return matrix[-1 - n_days] if n_days < len(matrix) else np.full(matrix.shape[1], np.nan)


def graded(is_firm: Bools, otherwise: Quality = Quality.PROVISIONAL) -> list[Quality]:
    return [Quality.OK if firm else otherwise for firm in is_firm.tolist()]


def is_firm_share(n_known: Floats, n_days: int) -> Bools:
    return 100 * n_known >= params.COVERAGE_FIRM_PCT * n_days

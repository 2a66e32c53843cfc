"""The fact sheet: everything a report may say, with its unit, window, quality, comparisons and where it comes from."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from models.enums import Direction, Judgement, Quality, ReportType, SignalStatus

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# What a fact's value may be counted in. Display units (km, min, lb …) exist only in the rendering.
UNITS = frozenset(
    {
        *("load", "ratio", "percent", "count", "points", "sd", "days", "h", "s", "ms"),
        *("m", "m_gain", "m/s", "bpm", "w", "j", "kg"),  # m_gain: metres climbed, never said in kilometres
    }
)

# How a fact can be compared; the grammar's name for each is the part behind the bar of a slot.
PREVIOUS = "change"  # with the period before
MEAN4 = "vs:mean4"  # with the mean of the four weeks before
BASELINE = "vs:baseline"  # with the athlete's own band
TREND = "trend"  # how it has been moving
COMPARISONS = (PREVIOUS, MEAN4, BASELINE, TREND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A fact beside a reference. `judgement` says whether that direction is good news for this athlete."""

    kind: str
    direction: Direction
    judgement: Judgement = Judgement.NEUTRAL
    reference: float | None = None
    difference: float | None = None
    change_pct: float | None = None  # None where a percentage would say nothing (reference 0, or a signed quantity)
    band_low: float | None = None
    band_high: float | None = None
    days: int | None = None  # TREND: for how many days; else how many days before the period the reference is of
    is_own: bool = True  # the band or level is the athlete's own, not what practice holds to be usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    table: str
    rows: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    key: str
    label: str
    unit: str
    value: float | int | None
    decimals: int = 0
    window: str  # "7 days", "42 days" …
    n_days: int | None = None  # days with data …
    n_expected: int | None = None  # … of so many
    quality: Quality = Quality.OK
    comparisons: tuple[Comparison, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    # Printed as the difference of two printed figures, so that what stands on the page subtracts: "key", or
    # "key|change" for what that fact's comparison with the period before refers to.
    difference_of: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.value is not None

    def comparison(self, kind: str) -> Comparison | None:
        return next((one for one in self.comparisons if one.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataNote:
    """A remark on the data for the reader: what was dropped, what is missing, where two sources met."""

    code: str
    text: str  # fit to print, with its figures in it
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One workout of the period as the report lists it. The title is the athlete's own words."""

    local_date: date
    sport: str
    title: str
    duration_s: float | None
    distance_m: float | None
    load: float | None
    load_method: str
    is_approximate: bool = False
    average_hr_bpm: float | None = None
    normalized_power_w: float | None = None
    elevation_gain_m: float | None = None
    key_reason: str = ""  # why this is one of the period's key sessions, fit to print; nothing for the others


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySeries:
    """Values of consecutive local days, for charts; None = not known."""

    key: str
    first_day: date
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One sign of readiness. Signals stand side by side; nothing is made of them together."""

    key: str  # of the fact it rests on
    status: SignalStatus
    n_days: int
    n_expected: int
    why: str  # a sentence fit to print


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    report_type: ReportType
    period_start: date
    period_end: date
    params_version: str
    facts: tuple[Fact, ...]
    is_partial: bool = False  # made before the period was over
    sessions: tuple[Session, ...] = ()
    series: tuple[DaySeries, ...] = ()
    notes: tuple[DataNote, ...] = ()
    signals: tuple[Signal, ...] = ()
    _index: dict[str, Fact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {fact.key: fact for fact in self.facts}
        if len(index) != len(self.facts):
            raise ValueError("a fact sheet holds each key once")
        object.__setattr__(self, "_index", index)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def get(self, key: str) -> Fact | None:
        return self._index.get(key)

    def value(self, key: str) -> float | None:
        """The fact's value, or None when it is unknown or too early to lean on."""
        fact = self._index.get(key)
        return None if fact is None or fact.quality in (Quality.MISSING, Quality.TOO_EARLY) else fact.value

    def days(self, key: str) -> DaySeries | None:
        return next((one for one in self.series if one.key == key), None)

    @property
    def has_data(self) -> bool:
        """Whether anything at all was recorded in the period."""
        seen = self._index.get("coverage.any_days")
        return bool(seen and seen.value)

    def as_json(self) -> dict[str, Any]:
        sheet = {name: getattr(self, name) for name in self.__dataclass_fields__ if not name.startswith("_")}
        return {name: _plain(value) for name, value in sheet.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "FactSheet":
        """The frozen sheet again, as it was stored."""
        return _reader().validate_python(stored)

    def hash(self) -> str:
        sheet = self.as_json()
        canonical = json.dumps(sheet, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def _reader() -> "TypeAdapter[FactSheet]":
    from pydantic import TypeAdapter

    return TypeAdapter(FactSheet)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a fact can be unknown, never NaN or infinite")
        rounded = round(value, 6)
        return int(rounded) if rounded.is_integer() else rounded  # 7.0 and 7 are one figure, and so are 0.0 and -0.0
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    return value

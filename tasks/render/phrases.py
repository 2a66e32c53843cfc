"""How a fact is said: its value with its unit, and each comparison as one whole phrase.

Tables and prose print through the same rounding: a phrase is judged on the printed figures and cannot contradict them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from models.enums import Direction, ReasonCode, Units
from models.errors import StageError
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND, Comparison, Fact, FactSheet
from models.slots import Slot, fill

LEVEL_UNDER_PCT = 1  # a change that rounds to 0 % is no change
CLOSE_UNDER_PCT = 5  # nearer than this to a four-week mean is within an ordinary week's scatter
AT_NEED_UNDER_MIN = 5  # a night's length is not measured to the minute

NOT_KNOWN = "not known"
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the text is for: the units they think in, and how long the period is that they read about."""

    units: Units = Units.METRIC
    period_days: int = WEEK_DAYS

    @property
    def is_week(self) -> bool:
        return self.period_days == WEEK_DAYS

    @property
    def before(self) -> str:
        return "the week before" if self.is_week else "the period before"

    @property
    def average(self) -> str:
        return "your four-week average" if self.is_week else "the average of your four periods before"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a unit is printed: times `factor`, with `suffix` behind the number. Minutes are said in hours and minutes."""

    suffix: str = ""
    factor: Decimal = Decimal(1)
    decimals: int | None = None  # None: the fact's own
    is_minutes: bool = False


_PLAIN = Shape()
_SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "percent": Shape("%"),
        "ms": Shape("ms"),
        "bpm": Shape("bpm"),
        "w": Shape("W"),
        "j": Shape("kJ", Decimal("0.001"), 1),
        "sd": Shape("SD"),
        "days": Shape("days"),
        "h": Shape(factor=Decimal(60), decimals=0, is_minutes=True),
        "s": Shape(factor=1 / Decimal(60), decimals=0, is_minutes=True),
        "kg": Shape("kg"),
        "m": Shape("km", Decimal("0.001"), 1),
        "m_gain": Shape("m", decimals=0),
        "m/s": Shape("km/h", Decimal("3.6"), 1),
    }
)
_IMPERIAL: Mapping[str, Shape] = MappingProxyType(
    {
        "kg": Shape("lb", 1 / Decimal("0.45359237")),
        "m": Shape("mi", 1 / Decimal("1609.344"), 1),
        "m_gain": Shape("ft", 1 / Decimal("0.3048"), 0),
        "m/s": Shape("mph", 3600 / Decimal("1609.344"), 1),
    }
)


def shape_of(unit: str, reader: Reader) -> Shape:
    if reader.units is Units.IMPERIAL and unit in _IMPERIAL:
        return _IMPERIAL[unit]
    return _SHAPES.get(unit, _PLAIN)


def printed(value: float, unit: str, decimals: int, reader: Reader) -> Decimal:
    """The figure as the page shows it, in the reader's unit: halves go away from zero, and there is no minus zero."""
    shape = shape_of(unit, reader)
    places = decimals if shape.decimals is None else shape.decimals
    return (Decimal(repr(float(value))) * shape.factor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def parts(figure: Decimal, unit: str, reader: Reader) -> tuple[tuple[str, str], ...]:
    """A printed figure as pairs of number and unit, so that a tile can set them in two sizes."""
    shape = shape_of(unit, reader)
    sign = "−" if figure < 0 else ""
    if not shape.is_minutes:
        suffix = "day" if shape.suffix == "days" and abs(figure) == 1 else shape.suffix
        return ((f"{sign}{abs(figure)}", suffix),)
    hours, minutes = divmod(int(abs(figure)), 60)
    pairs = [(str(hours), "h")] * bool(hours) + [(str(minutes), "min")] * bool(minutes or not hours)
    return ((sign + pairs[0][0], pairs[0][1]), *pairs[1:])


def said(figure: Decimal, unit: str, reader: Reader) -> str:
    return " ".join(f"{number} {suffix}".rstrip() for number, suffix in parts(figure, unit, reader))


def quantity(value: float | None, unit: str, decimals: int, reader: Reader) -> str:
    """Any value as the page prints it."""
    return NOT_KNOWN if value is None else said(printed(value, unit, decimals, reader), unit, reader)


def value(fact: Fact, reader: Reader) -> str:
    return quantity(fact.value, fact.unit, fact.decimals, reader)


def compared(fact: Fact, kind: str, reader: Reader) -> str:
    """One of the fact's comparisons as a whole phrase."""
    comparison = fact.comparison(kind)
    if comparison is None or (fact.value is None and kind != TREND):
        raise StageError(
            ReasonCode.FACTS_INCONSISTENT, f"The text compares {fact.key} in a way that its fact does not."
        )
    return _PHRASES[kind](fact, comparison, reader)


def phrase(slot: Slot, sheet: FactSheet, reader: Reader) -> str:
    fact = sheet.get(slot.key)
    if fact is None:
        raise StageError(
            ReasonCode.FACTS_INCONSISTENT, f"The text refers to {slot.key}, which is not in the fact sheet."
        )
    return value(fact, reader) if slot.comparison is None else compared(fact, slot.comparison, reader)


def filled(text: str, sheet: FactSheet, reader: Reader) -> str:
    """The text with every slot said."""
    return fill(text, lambda slot: phrase(slot, sheet, reader))


def moved(fact: Fact, comparison: Comparison, reader: Reader) -> Direction:
    """Which way the printed figure lies from the printed reference or band; arrow and word both come from here."""
    ends = _band(fact, comparison, reader)
    if ends is not None and fact.value is not None:
        here = printed(fact.value, fact.unit, fact.decimals, reader)
        return Direction.DOWN if here < ends[0] else Direction.UP if here > ends[1] else Direction.SAME
    if _is_at_need(fact, comparison, reader):
        return Direction.SAME
    step = _step(fact, comparison, reader, CLOSE_UNDER_PCT if comparison.kind == MEAN4 else LEVEL_UNDER_PCT)
    return Direction.SAME if step is None else step[0]


def _step(fact: Fact, comparison: Comparison, reader: Reader, level_under_pct: int) -> tuple[Direction, str] | None:
    """Direction and size ("8 %", "3", "1 h 20 min") from the printed reference to the printed value; None: level."""
    gap = _gap(fact, comparison, reader)
    if not gap:
        return None
    percent = _percent(fact, comparison, gap, reader)
    if percent is not None:
        return None if percent < level_under_pct else (_towards(gap), f"{percent} %")
    size = f"{abs(gap)} percentage points" if fact.unit == "percent" else said(abs(gap), fact.unit, reader)
    return _towards(gap), size


def _percent(fact: Fact, comparison: Comparison, gap: Decimal, reader: Reader) -> Decimal | None:
    """The gap as a share of the printed reference, for facts told in percent; of a percentage it would mislead."""
    if comparison.change_pct is None or fact.unit == "percent":
        return None
    if comparison.reference is None:
        share = abs(Decimal(repr(float(comparison.change_pct))))
    else:
        there = printed(comparison.reference, fact.unit, fact.decimals, reader)
        if there == 0:
            return None
        share = abs(gap / there * 100)
    return share.quantize(Decimal(1), ROUND_HALF_UP)


def _gap(fact: Fact, comparison: Comparison, reader: Reader) -> Decimal | None:
    """The difference of the two figures as printed."""
    if fact.value is not None and comparison.reference is not None:
        here, there = (printed(one, fact.unit, fact.decimals, reader) for one in (fact.value, comparison.reference))
        return here - there
    if comparison.difference is not None:
        return printed(comparison.difference, fact.unit, fact.decimals, reader)
    return None


def _towards(step: Decimal) -> Direction:
    return Direction.UP if step > 0 else Direction.DOWN


def _change(fact: Fact, comparison: Comparison, reader: Reader) -> str:
    step, before = _step(fact, comparison, reader, LEVEL_UNDER_PCT), days_before(comparison) or reader.before
    if step is None:
        return f"level with {before}"
    return f"{'up' if step[0] is Direction.UP else 'down'} {step[1]} on {before}"


def _against_mean(fact: Fact, comparison: Comparison, reader: Reader) -> str:
    if _is_at_need(fact, comparison, reader):
        return Direction.SAME
    step, average = _step(fact, comparison, reader, CLOSE_UNDER_PCT), days_before(comparison) or reader.average
    if step is None:
        return f"close to {average}"
    return f"{step[1]} {'above' if step[0] is Direction.UP else 'below'} {average}"


def days_before(comparison: Comparison) -> str:
    """The days that the reference is of, where they are not the periods before."""
    return f"the {comparison.days} days before" if comparison.days else ""


def _against_own(fact: Fact, comparison: Comparison, reader: Reader) -> str:
    if comparison.band_low is not None and comparison.band_high is not None:
        whose = "your usual range of" if comparison.is_own else "the range that practice recommends,"
        return f"{_PLACES[moved(fact, comparison, reader)]} {whose} {band(fact, comparison, reader)}"
    if fact.value is None or comparison.reference is None:
        raise StageError(ReasonCode.FACTS_INCONSISTENT, f"{fact.key} has a baseline without a band or a reference.")
    there = printed(comparison.reference, fact.unit, fact.decimals, reader)
    gap = printed(fact.value, fact.unit, fact.decimals, reader) - there
    is_need = shape_of(fact.unit, reader).is_minutes
    own = f"your {'need' if is_need else 'usual level'} of {said(there, fact.unit, reader)}"
    if gap == 0 or _is_at_need(fact, comparison, reader):
        return f"at {own}"
    return f"{said(abs(gap), fact.unit, reader)} {'over' if gap > 0 else 'short of' if is_need else 'under'} {own}"


def _is_at_need(fact: Fact, comparison: Comparison, reader: Reader) -> bool:
    gap = _gap(fact, comparison, reader)
    is_need = comparison.kind == BASELINE and shape_of(fact.unit, reader).is_minutes
    return is_need and gap is not None and abs(gap) < AT_NEED_UNDER_MIN


def _band(fact: Fact, comparison: Comparison, reader: Reader) -> tuple[Decimal, Decimal] | None:
    if comparison.band_low is None or comparison.band_high is None:
        return None
    low, high = (printed(end, fact.unit, fact.decimals, reader) for end in (comparison.band_low, comparison.band_high))
    return low, high


def band(fact: Fact, comparison: Comparison, reader: Reader) -> str:
    """The athlete's own range, "48–56 ms"; nothing when the comparison has none."""
    ends = _band(fact, comparison, reader)
    if ends is None:
        return ""
    low, high = (said(end, fact.unit, reader) for end in ends)
    suffix = shape_of(fact.unit, reader).suffix
    return f"{low.removesuffix(suffix).rstrip()}{' to ' if ends[0] < 0 else '–'}{high}"


def _trend(fact: Fact, comparison: Comparison, reader: Reader) -> str:
    if comparison.direction is Direction.SAME or comparison.days == 0:
        return "steady"
    word = "rising" if comparison.direction is Direction.UP else "falling"
    if comparison.days is None:
        return word
    return f"{word} for {said(Decimal(comparison.days), 'days', reader)}"


_PLACES = MappingProxyType({Direction.DOWN: "below", Direction.SAME: "within", Direction.UP: "above"})
_PHRASES = MappingProxyType({PREVIOUS: _change, MEAN4: _against_mean, BASELINE: _against_own, TREND: _trend})

"""A figure beside a reference: which way it moved, by how much, and whether that is good news."""

from models.enums import Direction
from models.facts import Comparison
from tasks.analyse import params
from tasks.analyse.definitions.definition import Definition
from tasks.analyse.judgements import verdict

_ROUNDING = 1e-9
_ROUNDS_TO_NO_PERCENT = 0.5


def compare(
    what: Definition,
    kind: str,
    value: float,
    reference: float,
    *,
    band: tuple[float, float] | None = None,
    least: float | None = None,
    days: int | None = None,
    is_own: bool = True,
) -> Comparison:
    """`least` is the smallest difference that counts as one; the default is what the fact's decimals can show."""
    difference = value - reference
    percent = _percent(what, difference, reference)
    if band is not None:
        direction = _outside(value, band)
    elif abs(difference) < (what.least if least is None else least) or _is_nothing(percent):
        direction = Direction.SAME
    else:
        direction = Direction.UP if difference > 0 else Direction.DOWN
    return Comparison(
        kind=kind,
        direction=direction,
        judgement=verdict(what.key, kind).judge(direction, value, difference, reference),
        reference=reference,
        difference=difference,
        change_pct=percent,
        band_low=band[0] if band else None,
        band_high=band[1] if band else None,
        days=days,
        is_own=is_own,
    )


def _percent(what: Definition, difference: float, reference: float) -> float | None:
    if not what.has_percent or reference <= 0:
        return None
    percent = 100 * difference / reference
    return percent if abs(percent) <= params.PERCENT_CEILING else None


def _is_nothing(percent: float | None) -> bool:
    return percent is not None and abs(percent) < _ROUNDS_TO_NO_PERCENT


def _outside(value: float, band: tuple[float, float]) -> Direction:
    if value > band[1] + _ROUNDING:
        return Direction.UP
    return Direction.DOWN if value < band[0] - _ROUNDING else Direction.SAME

"""Figures that are differences of others, settled so that the printed ones subtract.

70.3 less 102.5 is 32.2 below zero on the page, whatever the unrounded figures say.
"""

from dataclasses import replace

from models.enums import Direction
from models.facts import PREVIOUS, Comparison, Fact, FactSheet
from tasks.render.phrases import Reader, printed


def settled(sheet: FactSheet, reader: Reader) -> FactSheet:
    return replace(sheet, facts=tuple(_settled(fact, sheet, reader) for fact in sheet))


def _settled(fact: Fact, sheet: FactSheet, reader: Reader) -> Fact:
    if fact.value is None or not fact.difference_of:
        return fact
    if not reader.is_week and any("|" in part for part in fact.difference_of):
        return fact  # the period before is not seven days before
    value = _difference(fact, [_figure(part, sheet) for part in fact.difference_of], reader)
    if value is None:
        return fact
    before = _difference(fact, [_figure(f"{part}|{PREVIOUS}", sheet) for part in fact.difference_of], reader)
    changes = tuple(_compared(one, value, before) for one in fact.comparisons)
    return replace(fact, value=value, comparisons=changes)


def _figure(part: str, sheet: FactSheet) -> float | None:
    key, _, kind = part.partition("|")
    fact = sheet.get(key)
    if fact is None:
        return None
    comparison = fact.comparison(kind) if kind else None
    return fact.value if not kind else comparison.reference if comparison else None


def _difference(fact: Fact, figures: list[float | None], reader: Reader) -> float | None:
    known = [printed(figure, fact.unit, fact.decimals, reader) for figure in figures if figure is not None]
    return float(known[0] - known[1]) if len(known) == 2 else None


def _compared(comparison: Comparison, value: float, before: float | None) -> Comparison:
    if comparison.kind != PREVIOUS or before is None:
        return comparison
    step = value - before
    direction = Direction.SAME if step == 0 else Direction.UP if step > 0 else Direction.DOWN
    return replace(comparison, reference=before, difference=step, direction=direction)

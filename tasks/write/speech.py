"""Whether a slot can be said, and whether it reads well: one answer for writers, policy and check."""

from models.enums import Quality
from models.facts import FactSheet
from models.slots import BadSlot, Piece, Slot, scan, slots

# How long a slot is when it is said, so that lengths can be judged before anything is rendered.
_VALUE_CHARS = 8
_COMPARISON_CHARS = 34


def unspeakable(slot: Slot, sheet: FactSheet) -> str | None:
    """Why this slot would come out wrong, or None when it can be said."""
    fact = sheet.get(slot.key)
    if fact is None:
        return f"there is no fact '{slot.key}'"
    if not fact.is_known or fact.quality is Quality.MISSING:
        return f"'{slot.key}' has no value"
    if slot.comparison is None:
        return None
    if fact.quality is Quality.TOO_EARLY:
        return f"it is too early to compare '{slot.key}'"
    if fact.comparison(slot.comparison) is None:
        return f"'{slot.key}' has no comparison '{slot.comparison}'"
    return None


def reads_well(text: str, sheet: FactSheet, *, with_any_number: bool = False) -> bool:
    """Whether every slot can be said and leans on nothing that is too early.

    Sentences are written for plurals: a count needs two and days need one, unless the sentence suits any number.
    """
    return all(_reads_well(slot, sheet, with_any_number) for slot in slots(text))


def _reads_well(slot: Slot, sheet: FactSheet, with_any_number: bool) -> bool:
    fact = sheet.get(slot.key)
    if fact is None or fact.value is None or unspeakable(slot, sheet) or fact.quality is Quality.TOO_EARLY:
        return False
    if slot.comparison or with_any_number:
        return True
    least = {"count": 2, "days": 1}.get(fact.unit)
    return least is None or round(fact.value) >= least


def spoken_length(text: str) -> int:
    """About how many characters the text has once its slots are said."""
    return sum(_length(piece) for piece in scan(text))


def _length(piece: Piece) -> int:
    if isinstance(piece, Slot):
        return _COMPARISON_CHARS if piece.comparison else _VALUE_CHARS
    return len(piece.text if isinstance(piece, BadSlot) else piece)

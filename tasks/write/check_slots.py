"""What can be wrong with a slot: that it cannot be said, or that the words beside it would change what it says."""

import re
from collections.abc import Iterator

from models.facts import FactSheet
from models.slots import BadSlot, Piece, Slot, scan
from tasks.write.check_text import negation
from tasks.write.language import language
from tasks.write.speech import unspeakable

_SIGN_BEFORE = re.compile(r"[-−–—+±~]\s*$|\b(?:minus|plus)\s+$", re.IGNORECASE)
_SHOWN = 60


def slot_problems(text: str, sheet: FactSheet, code: str) -> Iterator[str]:
    pieces = scan(text)
    for at, piece in enumerate(pieces):
        if isinstance(piece, BadSlot):
            yield f"this is not a slot: '{piece.text.strip()[:_SHOWN]}'"
        elif isinstance(piece, Slot):
            reason = unspeakable(piece, sheet)
            if reason:
                yield reason
            before = pieces[at - 1] if at else ""
            after = pieces[at + 1] if at + 1 < len(pieces) else ""
            yield from _beside(piece, before, after, sheet, code)


def _beside(slot: Slot, before: Piece, after: Piece, sheet: FactSheet, code: str) -> Iterator[str]:
    """A neighbour that would make "52 ms" of it "52 ms ms", "-52 ms", "152 ms", or "not below" of "below"."""
    if not isinstance(before, str) or not isinstance(after, str):
        yield "two slots touch"
        return
    if before[-1:].isalnum() or after[:1].isalnum():
        yield f"something touches the slot of '{slot.key}'"
    if _SIGN_BEFORE.search(before) and not _is_dash(before):
        yield f"a sign before the slot of '{slot.key}'"
    if slot.comparison and negation(code).search(before.casefold().replace("’", "'")):
        yield f"a negation turns the slot of '{slot.key}' round"
    if unit := _repeated_unit(slot, after, sheet, code):
        yield f"the slot says its unit itself, leave out '{unit}'"


def _is_dash(before: str) -> bool:
    """A dash between blanks parts two thoughts; it is no sign of a number."""
    return re.search(r"\s[–—]\s$", before) is not None


def _repeated_unit(slot: Slot, after: str, sheet: FactSheet, code: str) -> str | None:
    fact, units = sheet.get(slot.key), language(code).units
    word = re.match(r"[\s-]*([^\W\d_]+)", after)
    said = word.group(1).casefold() if word else ""
    return said if said in (*units["any"], *units.get(fact.unit if fact else "", ())) else None

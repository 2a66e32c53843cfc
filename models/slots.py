"""The grammar of a text slot: `{{key}}` and `{{key|comparison}}`. Our own scanner, so that no text is ever a template.

Everything outside a slot is literal text; what looks like a slot and is not well formed is reported, never guessed at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.facts import COMPARISONS

_SLOT = re.compile(r"\{\{([^{}]*)\}\}")
_KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Slot:
    key: str
    comparison: str | None = None  # None = the value with its unit


@dataclass(frozen=True, slots=True)
class BadSlot:
    text: str


Piece = str | Slot | BadSlot


def scan(text: str) -> list[Piece]:
    """The text's pieces in order; joined together they are the text again."""
    pieces: list[Piece] = []
    at = 0
    for found in _SLOT.finditer(text):
        pieces.extend(_literal(text[at : found.start()]))
        pieces.append(_slot(found.group(1)))
        at = found.end()
    pieces.extend(_literal(text[at:]))
    return pieces


def fill(text: str, phrase: Callable[[Slot], str]) -> str:
    """The text with each slot said by `phrase`. A bad slot is a bug by now (the check saw it) and raises."""
    said = []
    for piece in scan(text):
        if isinstance(piece, BadSlot):
            raise ValueError(f"not a slot: {piece.text}")
        said.append(phrase(piece) if isinstance(piece, Slot) else piece)
    return "".join(said)


def slots(text: str) -> list[Slot]:
    return [piece for piece in scan(text) if isinstance(piece, Slot)]


def _slot(inside: str) -> Slot | BadSlot:
    key, bar, comparison = inside.partition("|")
    if not _KEY.fullmatch(key) or (bar and comparison not in COMPARISONS):
        return BadSlot("{{" + inside + "}}")
    return Slot(key, comparison or None)


def _literal(text: str) -> list[Piece]:
    if not text:
        return []
    return [BadSlot(text)] if "{{" in text or "}}" in text else [text]

"""What people typed, in letters that can be printed: never an empty box, and never a report lost to an emoji."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from models.facts import DataNote, FactSheet
from models.narrative import Narrative
from models.values import Manuscript

HasGlyph = Callable[[str], bool]

STAND_IN = "·"
NAMELESS = "Athlete"
LETTERS_LOST = DataNote(
    code="letters_lost",
    text="Some letters of a name or title could not be printed with the fonts that are installed.",
)
_SELECTORS = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION SELECTOR")


def printable(text: str, has_glyph: HasGlyph) -> str:
    """The text without what is invisible, and with a plain fallback for each letter that the fonts lack.

    Control characters and marks of direction go; an emoji or a symbol goes; a letter becomes its plainest form that
    can be printed, or a dot.
    """
    return _Reading(has_glyph)(text)


def legible(manuscript: Manuscript, has_glyph: HasGlyph) -> Manuscript:
    """The manuscript as it can be printed, with a data note when a letter was lost on the way."""
    read = _Reading(has_glyph)
    athlete, assignment = manuscript.athlete, manuscript.assignment
    made = replace(
        manuscript,
        athlete=replace(athlete, name=read(athlete.name) or NAMELESS),
        assignment=replace(assignment, focus=read(assignment.focus) if assignment.focus else assignment.focus),
        organization_name=read(manuscript.organization_name),
        coach_names=tuple(filter(None, map(read, manuscript.coach_names))),
        narrative=_narrative(manuscript.narrative, read),
        sheet=_sheet(manuscript.sheet, read),
    )
    if not read.has_lost:
        return made
    return replace(made, sheet=replace(made.sheet, notes=(*made.sheet.notes, LETTERS_LOST)))


class _Reading:
    """Reads text after text, and remembers whether a letter was lost."""

    def __init__(self, has_glyph: HasGlyph) -> None:
        self._has_glyph = has_glyph
        self.has_lost = False

    def __call__(self, text: str) -> str:
        if all(map(self._is_fine, text)):
            return text
        whole = unicodedata.normalize("NFC", text)
        return " ".join("".join(map(self._letter, whole)).split())

    def _is_fine(self, letter: str) -> bool:
        return unicodedata.category(letter)[0] != "C" and self._has_glyph(letter)

    def _letter(self, letter: str) -> str:
        if self._is_fine(letter):
            return letter
        if letter.isspace():
            return " "
        kind = unicodedata.category(letter)[0]
        if kind == "C" or unicodedata.name(letter, "").startswith(_SELECTORS):
            return ""
        same = unicodedata.normalize("NFKC", letter)
        if all(map(self._is_fine, same)):
            return same
        self.has_lost = True
        return self._plainest(letter, kind)

    def _plainest(self, letter: str, kind: str) -> str:
        kept = "".join(filter(self._is_fine, unicodedata.normalize("NFKD", letter)))
        if any(one.isalnum() for one in kept):
            return kept
        return STAND_IN if kind in "LN" else ""


def _narrative(narrative: Narrative, read: _Reading) -> Narrative:
    answer = narrative.answers_to_focus
    return narrative.model_copy(
        update={
            "headline": read(narrative.headline),
            "summary": read(narrative.summary),
            "answers_to_focus": read(answer) if answer else answer,
            "suggestions": tuple(
                one.model_copy(update={"reason": read(one.reason), "window": read(one.window)})
                for one in narrative.suggestions
            ),
            **{
                name: tuple(filter(None, map(read, getattr(narrative, name))))
                for name in ("went_well", "watch", "next_week")
            },
        }
    )


def _sheet(sheet: FactSheet, read: _Reading) -> FactSheet:
    return replace(
        sheet,
        facts=tuple(replace(one, label=read(one.label)) for one in sheet.facts),
        sessions=tuple(replace(one, title=read(one.title), sport=read(one.sport)) for one in sheet.sessions),
        notes=tuple(replace(one, text=text) for one in sheet.notes if (text := read(one.text))),
    )

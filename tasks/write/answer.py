"""Says honestly which facts bear on the question a coach or athlete asked. The question is read, never repeated."""

import re
import unicodedata

from tasks.write.choose import Draft
from tasks.write.language import Answer

_MOST = 3
BEGINNING, END, UNKNOWN = "beginning", "end", "unknown"


def answer(draft: Draft, question: str) -> str:
    """One paragraph: what the sheet knows on each subject of the question, and that the rest is for people."""
    asked = _subjects(draft, question)
    parts = [said for subject in asked[:_MOST] if (said := _line(draft, subject))]
    if not parts:
        return _line(draft, UNKNOWN)
    return " ".join(part for part in (_line(draft, BEGINNING), *parts, _line(draft, END)) if part)


def _subjects(draft: Draft, question: str) -> list[str]:
    """The subjects the question names, in the order of the language's list."""
    plain = unicodedata.normalize("NFKC", question).casefold()
    return [
        subject
        for subject, words in draft.words.subjects.items()
        if re.search(r"\b(?:" + "|".join(words) + r")\b", plain)
    ]


def _line(draft: Draft, subject: str) -> str:
    lines: list[Answer] = [line for line in draft.words.answer if line.subject == subject]
    found = draft.fitting(lines, f"answer.{subject}")
    return found[0][1] if found else ""

"""The house writer: says a fact sheet in plain sentences, without any model and always the same way for the same seed.

It is the default, the fallback when a model fails, and the baseline that a model has to beat. Its sentences are
language data; here is only what stands where.
"""

from models.facts import FactSheet
from models.narrative import Narrative
from models.values import Athlete
from tasks.write.advise import suggestions
from tasks.write.answer import answer
from tasks.write.choose import Draft, names_of
from tasks.write.language import language
from tasks.write.params import PARAMS
from tasks.write.policy import Policy

_BODY_SENTENCES = 2
_POINTS = 3


def write(
    sheet: FactSheet, athlete: Athlete, policy: Policy, seed_text: str, focus: str | None = None, code: str = "en"
) -> Narrative:
    """The narrative for this sheet within this policy. `focus`: the question that was asked with the report."""
    words = language(code)
    draft = Draft(sheet, policy, words, names_of(sheet, athlete, words), f"{seed_text}|{sheet.period_end}")
    headline = " ".join(draft.take(words.headline, "headline", longest=PARAMS.headline_chars))
    summary = _summary(draft)
    watch = draft.take(words.watch, "watch", _POINTS)  # before what went well: a topic is touched once
    went_well = draft.take(words.went_well, "went_well", _POINTS)
    return Narrative(
        headline=headline,
        summary=summary,
        went_well=went_well,
        watch=watch,
        next_week=draft.take(words.next_week, "next_week", _POINTS),
        answers_to_focus=answer(draft, focus) if focus and focus.strip() else None,
        suggestions=suggestions(draft),
    )


def _summary(draft: Draft) -> str:
    """What was done, how the body took it, what that means."""
    words = draft.words
    parts = [
        *draft.take(words.opening, "opening"),
        *draft.take(words.body, "body", _BODY_SENTENCES),
        *draft.take(words.meaning, "meaning"),
    ]
    return " ".join(parts)

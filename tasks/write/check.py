"""The law for every narrative, whoever wrote it: figures only by reference, directions only by slot, nothing unsafe.

The problems come out in words, so that a model can be asked for a repair and a coach shown what is wrong.
"""

from collections.abc import Iterator

from models.enums import Confidence
from models.facts import FactSheet
from models.narrative import Narrative, Suggestion
from models.slots import Slot
from tasks.write.check_slots import slot_problems
from tasks.write.check_text import text_problems
from tasks.write.params import PARAMS
from tasks.write.policy import Policy
from tasks.write.speech import spoken_length, unspeakable

_WINDOW_CHARS = 60
_CERTAINTY = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def check(narrative: Narrative, sheet: FactSheet, policy: Policy, language: str = "en") -> tuple[str, ...]:
    """Everything wrong with the narrative, each with the place it stands in. Nothing = it may be printed."""
    allowed = frozenset(policy.allowed_actions)
    problems: list[str] = []
    for place, text, limit, tells_facts in _texts(narrative):
        found = [
            *slot_problems(text, sheet, language),
            *text_problems(text, tells_facts=tells_facts, allowed=allowed, code=language),
        ]
        if spoken_length(text) > limit:
            found.append(f"it is too long: about {spoken_length(text)} characters as read, at most {limit}")
        problems += [f"{place}: {problem}" for problem in found]
    problems += _suggestion_problems(narrative.suggestions, sheet, policy)
    return tuple(dict.fromkeys(problems))


def _texts(narrative: Narrative) -> Iterator[tuple[str, str, int, bool]]:
    """Place, text, longest length, and whether facts are told there."""
    yield "headline", narrative.headline, PARAMS.headline_chars, True
    yield "summary", narrative.summary, PARAMS.summary_chars, True
    for name, tells_facts in (("went_well", True), ("watch", True), ("next_week", False)):
        for index, line in enumerate(getattr(narrative, name)):
            yield f"{name}[{index}]", line, PARAMS.line_chars, tells_facts
    if narrative.answers_to_focus is not None:
        yield "answers_to_focus", narrative.answers_to_focus, PARAMS.answer_chars, True
    for suggestion in narrative.suggestions:
        yield f"suggestions[{suggestion.id}].reason", suggestion.reason, PARAMS.line_chars, False
        yield f"suggestions[{suggestion.id}].window", suggestion.window, _WINDOW_CHARS, False


def _suggestion_problems(suggestions: tuple[Suggestion, ...], sheet: FactSheet, policy: Policy) -> list[str]:
    problems = [
        f"suggestions[{suggestion.id}]: {problem}"
        for suggestion in suggestions
        for problem in (*_actions(suggestion, policy), *_evidence(suggestion, sheet))
    ]
    ids = [suggestion.id for suggestion in suggestions]
    if len(set(ids)) != len(ids):
        problems.append("suggestions: two have the same id")
    if len({suggestion.action for suggestion in suggestions}) != len(suggestions):
        problems.append("suggestions: two ask for the same action")
    if sorted(suggestion.priority for suggestion in suggestions) != list(range(1, len(suggestions) + 1)):
        problems.append("suggestions: priorities count from 1 without a gap")
    return problems


def _actions(suggestion: Suggestion, policy: Policy) -> Iterator[str]:
    for action in (suggestion.action, *suggestion.alternatives):
        if action not in policy.allowed_actions:
            rule = next((rule for name, rule in policy.forbidden_actions.items() if name == action), None)
            yield f"the action '{action}' is not allowed" + (f" by the rule '{rule}'" if rule else "")
    if suggestion.action in suggestion.alternatives:
        yield f"'{suggestion.action}' is no alternative to itself"
    if suggestion.target is not None and suggestion.target not in policy.targets:
        yield f"there is no target '{suggestion.target}'"
    if _CERTAINTY.index(suggestion.confidence) > _CERTAINTY.index(policy.confidence):
        yield f"it is more certain than the data allow ({policy.confidence})"


def _evidence(suggestion: Suggestion, sheet: FactSheet) -> Iterator[str]:
    for key in suggestion.evidence:
        if reason := unspeakable(Slot(key), sheet):
            yield f"evidence: {reason}"

"""Turns the policy's allowed actions into suggestions with a reason, evidence and a measurable target."""

from models.actions import Action
from models.enums import Confidence, Quality
from models.narrative import Suggestion
from models.slots import Slot, slots
from tasks.write import plays
from tasks.write.choose import Draft
from tasks.write.language import Advice
from tasks.write.speech import unspeakable

FEWEST, USUAL = 3, 4
_EVIDENCE = 6


def suggestions(draft: Draft) -> tuple[Suggestion, ...]:
    """Best first. What is offered as an alternative stands by itself only when there would be too few otherwise."""
    made: list[Suggestion] = []
    kept_back: list[Suggestion] = []
    for action in draft.policy.allowed_actions:
        suggestion = _suggestion(draft, action)
        if suggestion is None:
            continue
        is_offered = any(action in one.alternatives for one in made)
        (kept_back if is_offered else made).append(suggestion)
    chosen = made[:USUAL] if len(made) >= FEWEST else [*made, *kept_back][:FEWEST]
    return tuple(_placed(suggestion, place, chosen) for place, suggestion in enumerate(chosen, start=1))


def _suggestion(draft: Draft, action: Action) -> Suggestion | None:
    lines = [line for line in draft.words.advice if line.action is action]
    for line, reason in draft.fitting(lines, f"advice.{action}"):
        evidence = _evidence(draft, line, reason)
        if evidence:
            return Suggestion(
                id=action.value,
                action=action.value,
                reason=reason,
                confidence=_confidence(draft, evidence),
                alternatives=tuple(
                    one.value for one in plays.INSTEAD.get(action, ()) if one in draft.policy.allowed_actions
                ),
                evidence=evidence,
                window=draft.named(line.window) or line.window,
                priority=1,
                target=next((target.value for target in line.targets if target in draft.policy.targets), None),
            )
    return None


def _placed(suggestion: Suggestion, place: int, chosen: list[Suggestion]) -> Suggestion:
    """With its priority, and without alternatives that stand beside it as suggestions of their own."""
    others = {one.action for one in chosen}
    free = tuple(action for action in suggestion.alternatives if action not in others)
    return suggestion.model_copy(update={"priority": place, "alternatives": free})


def _evidence(draft: Draft, line: Advice, reason: str) -> tuple[str, ...]:
    keys = dict.fromkeys([slot.key for slot in slots(reason)] + list(line.evidence))
    return tuple(key for key in keys if not _is_weak(draft, key))[:_EVIDENCE]


def _is_weak(draft: Draft, key: str) -> bool:
    fact = draft.sheet.get(key)
    return unspeakable(Slot(key), draft.sheet) is not None or (fact is not None and fact.quality is Quality.TOO_EARLY)


def _confidence(draft: Draft, evidence: tuple[str, ...]) -> Confidence:
    """The policy's, and no higher than medium on evidence that is provisional."""
    facts = [fact for key in evidence if (fact := draft.sheet.get(key))]
    is_provisional = any(fact.quality is Quality.PROVISIONAL for fact in facts)
    return (
        Confidence.MEDIUM if is_provisional and draft.policy.confidence is Confidence.HIGH else draft.policy.confidence
    )

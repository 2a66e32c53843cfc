"""Decides from facts what a report may advise: the situation, the allowed actions, the targets, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.actions import Action, Target
from models.enums import Confidence, Quality
from models.facts import MEAN4, FactSheet
from models.values import Athlete
from tasks.write import aims, plays, rules
from tasks.write.language import language
from tasks.write.params import PARAMS, WriteParams
from tasks.write.reading import Reading
from tasks.write.rules import Restraint, RuleId
from tasks.write.signals import Signal
from tasks.write.situations import Focus, Situation, focus_of, situation_of
from tasks.write.speech import reads_well
from tasks.write.week import read

__all__ = ["Focus", "LoadBounds", "Policy", "RedFlag", "Rule", "RuleId", "Signal", "Situation", "decide"]


class RedFlag(StrEnum):
    """A coach looks at the report before the athlete does."""

    ILL_WITH_RAISED_HEART_RATE = "ill_with_raised_heart_rate"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that applied, in words fit to print; its figures are slots."""

    id: RuleId
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoadBounds:
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    situation: Situation
    focus: Focus
    allowed_actions: tuple[Action, ...]  # best first
    forbidden_actions: Mapping[Action, RuleId]  # with the first rule that forbids each
    targets: Mapping[Target, str]  # the words of each, with slots
    rules: tuple[Rule, ...]
    confidence: Confidence
    red_flag: RedFlag | None = None
    load_bounds: LoadBounds | None = None  # next period's load; None when this one's says nothing
    signals: frozenset[Signal] = field(default=frozenset(), repr=False)


def decide(sheet: FactSheet, athlete: Athlete, code: str = "en", params: WriteParams = PARAMS) -> Policy:
    """The policy for this sheet; `code` is the language of its words, which decides nothing else."""
    signals = read(sheet, athlete, params)
    situation = situation_of(signals)
    restraints = rules.applying(signals)
    forbidden = _forbidden(restraints)
    allowed = plays.fitting(situation, signals, frozenset(forbidden))
    return Policy(
        situation=situation,
        focus=focus_of(situation, signals),
        allowed_actions=allowed,
        forbidden_actions=MappingProxyType(forbidden),
        targets=MappingProxyType(_targets(allowed, sheet, signals, code)),
        rules=tuple(_worded(restraint, sheet, code) for restraint in restraints),
        confidence=_confidence(Reading(sheet, athlete, params), signals),
        red_flag=RedFlag.ILL_WITH_RAISED_HEART_RATE if Signal.RED_FLAG in signals else None,
        load_bounds=_load_bounds(Reading(sheet, athlete, params), restraints),
        signals=signals,
    )


def _forbidden(restraints: tuple[Restraint, ...]) -> dict[Action, RuleId]:
    found: dict[Action, RuleId] = {}
    for restraint in restraints:
        for action in Action:
            if action in restraint.forbids:
                found.setdefault(action, restraint.id)
    return found


def _targets(allowed: tuple[Action, ...], sheet: FactSheet, signals: frozenset[Signal], code: str) -> dict[Target, str]:
    """What can be aimed at, so far as the sheet has the figures for it."""
    words = language(code).targets
    return {one: words[one] for one in aims.targets(allowed, signals) if reads_well(words[one], sheet)}


def _worded(restraint: Restraint, sheet: FactSheet, code: str) -> Rule:
    words = language(code).rules[restraint.id]
    fits = (text for text in words.sentences if reads_well(text, sheet))
    return Rule(restraint.id, next(fits), words.reason)


def _confidence(reading: Reading, signals: frozenset[Signal]) -> Confidence:
    """Low when the week or the history is too thin to stand on, high when nothing of it is provisional or missing."""
    thin = {Signal.NO_DATA, Signal.NEWCOMER, Signal.FEW_DAYS}
    coverage = reading.value("coverage.load_42d")
    if thin & signals or (coverage is not None and coverage < reading.params.coverage_poor_pct):
        return Confidence.LOW
    weak = {
        Signal.PROVISIONAL,
        Signal.COVERAGE_LOW,
        Signal.GAPS,
        Signal.PARTIAL,
        Signal.HRV_MISSING,
        Signal.SLEEP_MISSING,
    }
    fitness = reading.sheet.get("fitness.now")
    is_firm = fitness is not None and fitness.is_known and fitness.quality is Quality.OK
    return Confidence.HIGH if is_firm and not weak & signals else Confidence.MEDIUM


def _load_bounds(reading: Reading, restraints: tuple[Restraint, ...]) -> LoadBounds | None:
    """Next week's load in load points. Measured from this week, or from the usual one when this was a pause."""
    usual = reading.comparison("load.week", MEAN4)
    base = reading.value("load.week") or (usual and usual.reference)
    if not base:
        return None
    low, high = rules.load_range(restraints, reading.params)
    return LoadBounds(round(base * low, 1), round(base * high, 1))

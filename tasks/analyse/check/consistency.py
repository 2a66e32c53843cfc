"""A second look at a finished sheet (pure): where it says one thing in two places, do they agree?

No rule repeats a computation on rows. Each takes its numbers from another place of the sheet than the figure did: the
days, the sessions, the comparisons, the notes. Rules go by the shape of a fact, so that new facts are held to them.
"""

from collections.abc import Callable, Iterator
from typing import Final

from models.facts import FactSheet
from tasks.analyse.check import days, sums, weeks, words
from tasks.analyse.check import single as facts

Rule = Callable[[FactSheet], Iterator[str]]  # yields the keys it failed on

RULES: Final[tuple[Rule, ...]] = (*facts.RULES, *sums.RULES, *days.RULES, *weeks.RULES, *words.RULES)


def inconsistencies(sheet: FactSheet) -> tuple[str, ...]:
    """The checks that failed, each with what it failed on and never with a value; none: the sheet may be written."""
    return tuple(dict.fromkeys(f"{rule.__name__}: {_topic(key)}" for rule in RULES for key in rule(sheet)))


def _topic(key: str) -> str:
    """What stands behind a key's second dot may be a word from the athlete's rows."""
    return ".".join(key.split(".")[:2])

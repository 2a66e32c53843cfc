"""Chooses sentences: of those that hold this week and can be said, what matters most; among equals the seed decides."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from models.facts import FactSheet
from models.slots import Slot, slots
from models.values import Athlete
from tasks.write.language import Language, Sentence
from tasks.write.params import PARAMS
from tasks.write.policy import Policy
from tasks.write.reading import MUSCLE_PREFIX, Reading
from tasks.write.speech import reads_well, spoken_length

NAME = re.compile(r"@([A-Za-z_]+\d?)")
S = TypeVar("S", bound=Sentence)


@dataclass
class Draft:
    """One report being written: what is known, and what has been said, so that nothing is said a second time."""

    sheet: FactSheet
    policy: Policy
    words: Language
    names: Mapping[str, str]
    seed: str
    said: set[Slot] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def fitting(self, sentences: Iterable[S], part: str) -> list[tuple[S, str]]:
        """The sentences that hold and can be said, best first, each with its names filled in."""
        usable = [
            (sentence, text)
            for sentence in sentences
            if self._holds(sentence)
            and (text := self.named(sentence.text)) is not None
            and reads_well(text, self.sheet, with_any_number=sentence.is_plain)
        ]
        return sorted(usable, key=lambda one: (*_rank(one[0]), self._lot(part, one[1])))

    def take(
        self, sentences: Iterable[S], part: str, limit: int = 1, longest: int = PARAMS.line_chars
    ) -> tuple[str, ...]:
        """Up to `limit` texts on different topics, none of them said before; remembers them as said.

        What has a negative weight is only there so that something can be said.
        """
        taken: list[str] = []
        for sentence, text in self.fitting(sentences, part):
            if len(taken) == limit or (taken and sentence.weight < 0):
                break
            if self._is_old(text) or sentence.topic in self.topics or spoken_length(text) > longest:
                continue
            taken.append(text)
            self.texts.add(text)
            self.said |= set(slots(text))
            self.topics |= {sentence.topic} - {""}
        return tuple(taken)

    def _holds(self, sentence: Sentence) -> bool:
        policy = self.policy
        return (
            (not sentence.situations or policy.situation in sentence.situations)
            and (not sentence.focus or policy.focus in sentence.focus)
            and policy.signals.issuperset(sentence.when)
            and policy.signals.isdisjoint(sentence.unless)
            and set(policy.allowed_actions).issuperset(sentence.allows)
        )

    def named(self, text: str) -> str | None:
        """The text with its names filled in, or None when this week has no such name."""
        if any(name not in self.names for name in NAME.findall(text)):
            return None
        return NAME.sub(lambda found: self.names[found.group(1)], text)

    def _is_old(self, text: str) -> bool:
        return text in self.texts or not self.said.isdisjoint(slots(text))

    def _lot(self, part: str, text: str) -> str:
        return hashlib.sha256(f"{self.seed}|{part}|{text}".encode()).hexdigest()


def _rank(sentence: Sentence) -> tuple[int, bool]:
    """What matters comes before what does not, the week's own before what fits any week."""
    return -sentence.weight, not sentence.situations


def names_of(sheet: FactSheet, athlete: Athlete, words: Language) -> dict[str, str]:
    """What sentences call by name: the coming days, and the muscles that got most sets."""
    days = {f"day{nth}": _weekday(sheet.period_end + timedelta(days=nth), words) for nth in range(1, 8)}
    muscles = [fact.key for fact in Reading(sheet, athlete).muscles() if _suffix(fact.key) in words.muscles]
    names = dict(days)
    for name, key in zip(("top", "second"), muscles, strict=False):
        called = words.muscles[_suffix(key)]
        names |= {name: called, name.capitalize(): called[0].upper() + called[1:], f"{name}_key": key}
    return names


def _weekday(day: date, words: Language) -> str:
    return words.weekdays[day.weekday()]


def _suffix(key: str) -> str:
    return key.removeprefix(MUSCLE_PREFIX)

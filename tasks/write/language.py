"""A language as data: all files of `languages/<code>/` read together, checked once. A new language is a new folder."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from models.actions import Action, Target
from models.errors import SetupError
from tasks.write.rules import RuleId
from tasks.write.signals import Signal
from tasks.write.situations import Focus, Situation

FOLDER = Path(__file__).parent / "languages"


class Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sentence(Data):
    """A sentence and when it may be said. `text` holds slots, and names like @day1 that the house writer fills in."""

    text: Annotated[str, Field(min_length=1)]
    situations: Annotated[tuple[Situation, ...], Field(alias="for")] = ()  # none = every situation
    focus: tuple[Focus, ...] = ()
    when: tuple[Signal, ...] = ()  # all of them hold
    unless: tuple[Signal, ...] = ()  # none of them holds
    allows: tuple[Action, ...] = ()  # all of them are allowed
    weight: int = 0  # what matters more is said first
    topic: str = ""  # a topic is touched once in a list
    is_plain: Annotated[bool, Field(alias="plain")] = False  # reads well with any number, 0 and 1 too


class Advice(Sentence):
    action: Action
    evidence: tuple[str, ...] = ()  # beside the facts its text speaks of
    window: Annotated[str, Field(min_length=1)]
    targets: tuple[Target, ...] = ()


class Answer(Sentence):
    subject: str


class RuleWords(Data):
    sentences: Annotated[tuple[str, ...], Field(min_length=1)]  # the last has no slots, so that one always fits
    reason: str


class NumberWords(Data):
    words: tuple[str, ...]
    pardoned: tuple[str, ...] = ()  # patterns in which such a word counts nothing
    names: tuple[str, ...] = ()  # patterns of names that hold a number


class DirectionWords(Data):
    always: tuple[str, ...]
    beside_facts: tuple[str, ...]
    claims: tuple[str, ...]  # forms that tell of a move and can be no advice: refused beside facts in advice too
    pardoned: tuple[str, ...] = ()
    facts: tuple[str, ...]  # what a fact is called


class Forbidden(Data):
    name: str
    patterns: tuple[str, ...]
    is_pardoned_by_negation: bool = False
    unless_allowed: tuple[Action, ...] = ()  # none = forbidden whatever is allowed


class Language(Data):
    letters: str  # how Unicode calls the letters of its script
    negations: tuple[str, ...]
    negation_turns: tuple[str, ...]  # behind a negation these make a demand of it: "do not hesitate to"
    units: dict[str, tuple[str, ...]]  # words a slot says itself: after any slot, and by the unit of its fact
    numbers: NumberWords
    directions: DirectionWords
    forbidden: tuple[Forbidden, ...]
    rules: dict[RuleId, RuleWords] = {}
    targets: dict[Target, str] = {}  # with slots where a target needs a figure; its other numbers are what it is
    weekdays: tuple[str, ...] = ()
    muscles: dict[str, str] = {}
    subjects: dict[str, tuple[str, ...]] = {}
    headline: tuple[Sentence, ...] = ()
    opening: tuple[Sentence, ...] = ()
    body: tuple[Sentence, ...] = ()
    meaning: tuple[Sentence, ...] = ()
    went_well: tuple[Sentence, ...] = ()
    watch: tuple[Sentence, ...] = ()
    next_week: tuple[Sentence, ...] = ()
    advice: tuple[Advice, ...] = ()
    answer: tuple[Answer, ...] = ()


@cache
def language(code: str) -> Language:
    files = sorted((FOLDER / code).glob("*.toml")) if code.isalpha() else []
    if not files:
        raise SetupError(f"There is no writer for the language '{code}' yet.")
    merged: dict[str, Any] = {}
    for file in files:
        merged |= tomllib.loads(file.read_text(encoding="utf-8"))
    return Language.model_validate(merged)

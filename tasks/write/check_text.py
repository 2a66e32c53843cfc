"""What a text may not hold outside its slots: figures in any dress, directions, links, markup, unsafe advice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models.actions import Action
from models.slots import Slot, scan
from tasks.write.language import Forbidden, Language, language

SLOT = "\ufffc"  # stands where a slot was, so that words beside it do not grow together
_MARKUP = frozenset("<>*_`\\#[]{}|~^$@=" + SLOT)
_PERCENT = frozenset("%‰‱٪％")
_ENTITY = re.compile(r"&#?\w+;")
_LINK = re.compile(r"\w+://|\bwww\b|\bmailto\b|[^\W\d_]{2,}\.[^\W\d_]{2,}", re.IGNORECASE)
_ROMAN = re.compile(r"\b[IVX]{2,}\b")
_ENDING = re.compile(r"(?<!\\w)\*$")
_BLANK, _MAYBE_BLANK = r"[\s-]+", r"[\s-]*"
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
# A number dressed as a sign of its own, which Unicode gives no numeric value.
_KEYCAPS = frozenset("\u20e3\U0001f51f\U0001f4af")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Zl", "Zp"})


@dataclass(frozen=True)
class Patterns:
    numbers: re.Pattern[str]
    number_pardons: re.Pattern[str]
    always: re.Pattern[str]
    beside_facts: re.Pattern[str]
    direction_pardons: re.Pattern[str]
    facts: re.Pattern[str]
    claims: re.Pattern[str]
    negated: re.Pattern[str]
    forbidden: tuple[tuple[Forbidden, re.Pattern[str]], ...]


@cache
def patterns(code: str) -> Patterns:
    words = language(code)
    return Patterns(
        numbers=_any_of(words.numbers.words),
        number_pardons=_any_of((*words.numbers.names, *words.numbers.pardoned), is_bounded=False),
        always=_any_of(words.directions.always),
        beside_facts=_any_of(words.directions.beside_facts),
        direction_pardons=_any_of(words.directions.pardoned),
        facts=_any_of(words.directions.facts),
        claims=_any_of(words.directions.claims),
        negated=_negated(words, most_between=3),
        forbidden=tuple((one, _any_of(one.patterns)) for one in words.forbidden),
    )


def _any_of(words: Iterable[str], *, is_bounded: bool = True) -> re.Pattern[str]:
    """One pattern for a list: a blank matches blanks and hyphens, a final * behind a letter any ending."""
    found = [_ENDING.sub(r"\\w*", word).replace(" ?", _MAYBE_BLANK).replace(" ", _BLANK) for word in words]
    return re.compile(r"\b(?:" + "|".join(found) + ")" + (r"\b" if is_bounded else ""))


@cache
def negation(code: str) -> re.Pattern[str]:
    """What stands before a slot that is denied."""
    return _negated(language(code), most_between=1)


def _negated(words: Language, most_between: int) -> re.Pattern[str]:
    """What stands before a phrase that is denied: a negation and some words, none of which turns it round."""
    turned = _any_of(words.negation_turns).pattern
    return re.compile(_any_of(words.negations).pattern + rf"(?:\s+(?!{turned})[\w']+){{0,{most_between}}}\s*$")


def text_problems(text: str, *, tells_facts: bool, allowed: frozenset[Action], code: str) -> Iterator[str]:
    """Everything wrong with the words between the slots. `tells_facts`: every direction must be a slot here."""
    bare = "".join(SLOT if isinstance(piece, Slot) else piece for piece in scan(text) if isinstance(piece, str | Slot))
    if not text.strip():
        yield "it is empty"
    yield from _signs(bare, language(code))
    plain = _plain(bare)
    found = patterns(code)
    yield from _numbers(bare, plain, found)
    yield from _directions(plain, found, tells_facts=tells_facts)
    yield from _advice(plain, allowed, found)


def _plain(text: str) -> str:
    """The text as the patterns read it: compatibility letters folded, lower case, straight quotes, plain hyphens."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return re.sub(r"[‐‑‒–—−]", "-", folded)


def _signs(bare: str, words: Language) -> Iterator[str]:
    for sign in dict.fromkeys(unicodedata.normalize("NFC", bare)):
        kind = unicodedata.category(sign)
        if sign == SLOT:
            continue
        if unicodedata.numeric(sign, None) is not None or sign in _KEYCAPS:
            continue  # a figure, and reported as one
        if kind in _INVISIBLE:
            yield f"a sign that cannot be seen or stands on another (U+{ord(sign):04X})"
        elif kind.startswith("L") and not unicodedata.name(sign, "").startswith(words.letters):
            yield f"a letter of another script: '{sign}'"
        elif sign in _MARKUP:
            yield f"markup: '{sign}'"
    if _ENTITY.search(bare):
        yield f"markup: '{_ENTITY.findall(bare)[0]}'"
    link = _LINK.search(bare)
    if link:
        yield f"a link: '{link.group()}'"


def _numbers(bare: str, plain: str, found: Patterns) -> Iterator[str]:
    without_names = found.number_pardons.sub(" ", plain)
    for sign in dict.fromkeys(without_names):
        if sign in bare and unicodedata.numeric(sign, None) is not None:
            yield f"a figure outside a slot: '{sign}'"
    for sign in dict.fromkeys(bare):
        is_dressed = unicodedata.numeric(sign, None) is not None and not sign.isascii()
        if is_dressed or sign in _KEYCAPS or sign in _PERCENT:
            yield f"a figure outside a slot: '{sign}'"
    for word in dict.fromkeys(one.group() for one in found.numbers.finditer(without_names)):
        yield f"a number word outside a slot: '{word}'"
    for numeral in dict.fromkeys(one.group() for one in _ROMAN.finditer(bare)):
        yield f"a Roman numeral outside a slot: '{numeral}'"


def _directions(plain: str, found: Patterns, *, tells_facts: bool) -> Iterator[str]:
    """Where facts are told every direction counts; where advice is given only what claims that a fact has moved."""
    for sentence in _SENTENCE_END.split(plain):
        rest = found.direction_pardons.sub(" ", sentence)
        words = [one.group() for one in found.always.finditer(rest)] if tells_facts else []
        if SLOT in sentence or found.facts.search(sentence):
            words += [one.group() for one in (found.beside_facts if tells_facts else found.claims).finditer(rest)]
        for word in dict.fromkeys(words):
            yield f"a direction in words where a slot must say it: '{word}'"


def _advice(plain: str, allowed: frozenset[Action], found: Patterns) -> Iterator[str]:
    for one, pattern in found.forbidden:
        if one.unless_allowed and allowed & frozenset(one.unless_allowed):
            continue
        for match in pattern.finditer(plain):
            if not (one.is_pardoned_by_negation and found.negated.search(plain[: match.start()])):
                yield f"{one.name}: '{match.group().strip()}'"

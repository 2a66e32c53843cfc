"""The language data themselves: complete, and fit to print by the check's own law."""

from itertools import chain

import pytest

from models.actions import Action, Target
from models.errors import SetupError
from models.slots import BadSlot, scan
from tasks.render.labels import ACTIONS
from tasks.write.check_text import text_problems
from tasks.write.choose import NAME
from tasks.write.language import Language, Sentence, language
from tasks.write.rules import RuleId
from tasks.write.situations import Focus, Situation
from tasks.write.speech import spoken_length

ENGLISH = language("en")
TELLING = ("headline", "opening", "body", "meaning", "went_well", "watch", "answer")
ADVISING = ("next_week", "advice")
EVERYTHING = frozenset(Action)


def sentences(words: Language, *parts: str) -> list[Sentence]:
    return list(chain.from_iterable(getattr(words, part) for part in parts))


def named(text: str) -> str:
    """The sentence with a name in each place, as the house writer would put it."""
    return NAME.sub(lambda found: "load.week" if found.group(1).endswith("_key") else "Chest", text)


@pytest.mark.parametrize(("parts", "tells_facts"), [(TELLING, True), (ADVISING, False)])
def test_every_sentence_passes_the_check_on_words(parts: tuple[str, ...], tells_facts: bool) -> None:
    found = {
        sentence.text: problems
        for sentence in sentences(ENGLISH, *parts)
        if (
            problems := list(
                text_problems(named(sentence.text), tells_facts=tells_facts, allowed=EVERYTHING, code="en")
            )
        )
    }
    assert found == {}


def test_every_slot_is_well_formed_and_every_sentence_short_enough_to_read() -> None:
    for sentence in sentences(ENGLISH, *TELLING, *ADVISING):
        text = named(sentence.text)
        assert not [piece for piece in scan(text) if isinstance(piece, BadSlot)], text
        assert spoken_length(text) <= 320, text


def test_no_sentence_stands_in_a_part_twice() -> None:
    for part in (*TELLING, *ADVISING):
        keys = [(one.text, one.situations, one.focus, one.when, one.unless) for one in getattr(ENGLISH, part)]
        assert len(set(keys)) == len(keys)


def test_no_reason_repeats_a_sentence_of_the_page() -> None:
    page = {one.text for one in sentences(ENGLISH, *TELLING[:-1], "next_week")}
    assert [one.text for one in ENGLISH.advice if one.text in page] == []


def test_no_sentence_asks_for_a_signal_that_it_also_rules_out() -> None:
    assert [one.text for one in sentences(ENGLISH, *TELLING, *ADVISING) if set(one.when) & set(one.unless)] == []


def test_everything_that_can_be_chosen_has_words() -> None:
    assert set(ENGLISH.rules) == set(RuleId)
    assert set(ENGLISH.targets) == set(Target)
    assert {one.action for one in ENGLISH.advice} == set(Action) == set(ACTIONS)
    assert set(chain.from_iterable(one.focus for one in ENGLISH.next_week)) == set(Focus)
    assert {target for one in ENGLISH.advice for target in one.targets} == set(Target)
    assert {*ENGLISH.subjects, "beginning", "end", "unknown"} == {one.subject for one in ENGLISH.answer}


@pytest.mark.parametrize("situation", Situation)
def test_each_situation_has_a_headline_and_a_meaning_of_its_own_that_need_no_figure(situation: Situation) -> None:
    for part in ("headline", "meaning"):
        own = [one for one in getattr(ENGLISH, part) if situation in one.situations]
        assert len(own) >= 2
        assert [one for one in own if "{{" not in one.text]


def test_the_last_sentence_of_each_rule_can_always_be_said() -> None:
    assert {
        rule.value: words.sentences[-1] for rule, words in ENGLISH.rules.items() if "{{" in words.sentences[-1]
    } == {}


def test_a_language_without_a_folder_is_a_plain_error() -> None:
    for code in ("xx", "../en", ""):
        with pytest.raises(SetupError, match="There is no writer for the language"):
            language(code)

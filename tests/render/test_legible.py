"""Letters that the fonts lack: a plain fallback, a note that says so, and never a box."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manuscripts import SAMPLES, narrative, steady

from models.values import Manuscript
from tasks.render.glyphs import has_glyph
from tasks.render.legible import LETTERS_LOST, NAMELESS, legible, printable
from tasks.render.view import build_view


def titled(title: str) -> Manuscript:
    made = steady()
    return replace(made, sheet=replace(made.sheet, sessions=(replace(made.sheet.sessions[0], title=title),)))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Þórdís Ægisdóttir-Ørsted", "Þórdís Ægisdóttir-Ørsted"),
        ("Алексей Σοφία", "Алексей Σοφία"),
        ("4 × 8 min ≈ threshold → rest", "4 × 8 min ≈ threshold → rest"),
        ("Zoe\u0301", "Zoe\u0301"),
        ("Morning run 🏃", "Morning run"),
        ("⚡ intervals ⚡ again", "intervals again"),
        ("👩‍👩‍👧 family 🇸🇪 ride", "family ride"),
        ("✓\ufe0f done", "✓ done"),
        ("🏃", ""),
        ("星野 優希", "·· ··"),
        ("עמר (Omer)", "··· (Omer)"),
        ("Ａｎｎ　Ｌｅｅ", "Ann Lee"),
        ("𝐁𝐨𝐥𝐝", "Bold"),
        ("a\x07b", "ab"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("safe\u202eevil\u2066x\u2069", "safeevilx"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("private\ue000\U0010ffff", "private"),
        ("", ""),
    ],
)
def test_a_text_keeps_what_can_be_printed(typed: str, shown: str) -> None:
    assert printable(typed, has_glyph) == shown


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_printed(typed: str) -> None:
    shown = printable(typed, has_glyph)
    assert all(has_glyph(one) and unicodedata.category(one)[0] != "C" for one in shown)
    assert printable(shown, has_glyph) == shown


@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, categories=("L", "N", "P")), max_size=60))
def test_with_every_letter_at_hand_nothing_changes(typed: str) -> None:
    assert printable(typed, lambda _: True) == typed


@pytest.mark.parametrize("typed", ["Run 🏃", "星野 優希", "ひ"])
def test_a_lost_letter_is_told_once(typed: str) -> None:
    assert build_view(titled(typed)).notes.count(LETTERS_LOST.text) == 1
    everywhere = replace(titled(typed), organization_name=typed, coach_names=(typed, typed))
    assert build_view(everywhere).notes.count(LETTERS_LOST.text) == 1


@pytest.mark.parametrize("typed", ["Tame", "a\x07b", "line\nbreak", "Ａｎｎ", "✓\ufe0f", "soft\u00adhyphen"])
def test_what_nobody_sees_is_not_missed(typed: str) -> None:
    assert LETTERS_LOST.text not in build_view(titled(typed)).notes


def test_a_session_of_nothing_but_an_emoji_goes_by_its_sport() -> None:
    assert build_view(titled("🏃")).sessions[0].title == ""


def test_a_name_of_nothing_but_emoji_leaves_a_heading_and_no_empty_coach() -> None:
    made = steady()
    view = build_view(replace(made, athlete=replace(made.athlete, name="🦊🦊"), coach_names=("🐻", "Ilse Brandt")))
    assert view.athlete == NAMELESS
    assert view.coaches == "Coach: Ilse Brandt"


def test_a_coachs_own_wording_keeps_its_slots() -> None:
    worded = narrative(headline="Strong 💪 week", summary="You slept {{sleep.week}} 😴.", went_well=("🎉", "All of it"))
    view = build_view(replace(steady(), narrative=worded))
    assert view.headline == "Strong week"
    assert view.summary.startswith("You slept 7 h 12 min")
    assert view.went_well == ("All of it",)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_manuscript_in_our_letters_is_left_as_it_is(name: str) -> None:
    assert legible(SAMPLES[name](), has_glyph) == SAMPLES[name]()


def test_a_page_names_the_facts_that_were_kept_and_not_their_printable_form() -> None:
    made = titled("星野")
    assert made.sheet.hash()[:12] in build_view(made).provenance[1]

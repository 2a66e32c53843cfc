"""The Markdown: CommonMark that shows what people typed as they typed it."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from manuscripts import SAMPLES, narrative, steady
from markdown_it import MarkdownIt
from markdown_it.token import Token

from models.facts import DataNote
from models.values import Manuscript
from tasks.render.markdown import escaped, markdown
from tasks.render.view import build_view

READER = MarkdownIt("commonmark").enable("table")
TYPED = "*bold* <script>alert(1)</script> [x](http://y) {{7*7}} | # h"
HOSTILE = (
    TYPED,
    "# not a heading",
    "- not a list",
    "12. not a list",
    "+ plus",
    "> quote",
    "`code` ~~gone~~ __strong__ **strong**",
    "![picture](http://x/y.png)",
    "<http://autolink.example>",
    "&lt;b&gt; &amp; &#35; A&B",
    "\\* back\\slash \\",
    "{% for x in y %} {{ x }} {# y #}",
    "||| ---|--- |",
    "line one\nline two\n\n# three\n---",
    "===",
    "***",
    "<!-- comment -->",
    "[ref]: http://x",
    "$$math$$ ^up^ @someone",
)
FORBIDDEN = {
    "html_block",
    "html_inline",
    "link_open",
    "image",
    "code_inline",
    "code_block",
    "fence",
    "em_open",
    "s_open",
}


def plain(text: str) -> str:
    return " ".join(text.split())


def said(token: Token) -> str:
    return plain("".join(" " if one.type.endswith("break") else one.content for one in token.children or ()))


def spoken(text: str) -> list[str]:
    """What each paragraph, heading, item and cell shows to a reader."""
    return [said(token) for token in READER.parse(text) if token.type == "inline"]


def kinds(text: str) -> set[str]:
    tokens = READER.parse(text)
    return {token.type for token in tokens} | {one.type for token in tokens for one in token.children or ()}


def headings(text: str) -> list[tuple[str, str]]:
    tokens = READER.parse(text)
    return [(one.tag, said(after)) for one, after in pairwise(tokens) if one.type == "heading_open"]


def typed_by_people(text: str) -> Manuscript:
    """The steady week with the text wherever somebody types: name, team, coach, session, note, question."""
    made = steady()
    sessions = (replace(made.sheet.sessions[0], title=text), *made.sheet.sessions[1:])
    note = DataNote(code="said", text=text)
    return replace(
        made,
        athlete=replace(made.athlete, name=text),
        organization_name=text,
        coach_names=(text,),
        assignment=replace(made.assignment, focus=text),
        sheet=replace(made.sheet, sessions=sessions, notes=(note,)),
        narrative=narrative(answers_to_focus="You slept {{sleep.week}}."),
    )


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_report_is_made_of_headings_paragraphs_lists_and_one_table(sample: Callable[[], Manuscript]) -> None:
    manuscript = sample()
    view = build_view(manuscript)
    text = markdown(view)
    assert not kinds(text) & FORBIDDEN
    titles = headings(text)
    assert [tag for tag, _ in titles].count("h1") == 1
    assert titles[0][0] == "h1"
    assert manuscript.athlete.name in titles[0][1]
    assert ("h2", plain(view.headline)) in titles
    assert len(set(titles)) == len(titles)
    rows = [token for token in READER.parse(text) if token.type == "tr_open"]
    assert len(rows) == 1 + sum(len(group.rows) for group in view.figures)
    shown = spoken(text)
    for one in view.advice:
        item = next(line for line in shown if one.action in line)
        assert all(plain(part) in item for part in (one.reason, one.window, one.confidence))
    assert plain(view.summary) in shown
    assert text.endswith("\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_comes_out_as_typed(text: str) -> None:
    page = markdown(build_view(typed_by_people(text)))
    assert not kinds(page) & FORBIDDEN
    tame = headings(markdown(build_view(typed_by_people("Tame"))))
    assert headings(page) == [(tag, title.replace("Tame", plain(text))) for tag, title in tame]
    shown = spoken(page)
    assert plain(text) in shown  # the note
    assert any(line.startswith(f"Tue 10: {plain(text)} (") for line in shown)
    assert any(f"Coach: {plain(text)} · {plain(text)}" in line for line in shown)


words = st.text(
    st.one_of(st.sampled_from("*_`[]()<>#|~&!-+=.:/\\{}1290 \nab;\"'"), st.characters(codec="utf-8")), max_size=40
)


@given(words, st.sampled_from(["{}", "- {}", "# {}", "1. **x.** {}", "- y: **{}** (z)", "| {} |\n|---|\n| {} |"]))
@example("1986. A year", "{}")
@example("a\\", "- y: **{}** (z)")
@example("# closing #", "# {}")
def test_escaped_text_is_read_as_it_was_typed_wherever_it_stands(text: str, place: str) -> None:
    visible = plain(text)
    assume(visible and "\0" not in visible)
    if (
        "**{}**" in place
    ):  # a template's own emphasis holds only words: that of punctuation alone is the reader's affair
        visible = plain(text := f"x{visible}x")
    page = place.replace("{}", escaped(text))
    assert not kinds(page) & FORBIDDEN
    shown = spoken(page)
    assert any(visible in line for line in shown), page
    assert re.sub(r"\s", "", "".join(shown)).count(re.sub(r"\s", "", visible)) >= place.count("{}")


@pytest.mark.parametrize("text", ["3.3", "9.4 km", "1.06", "1.", "12. x", "3) x", "3)x"])
def test_a_figure_reads_well_in_the_raw_markdown(text: str) -> None:
    is_list = bool(re.match(r"\d+[.)](\s|$)", text))
    assert ("\\" in escaped(text)) is is_list
    assert spoken(escaped(text)) == [text]


class Lacking:
    """A view without one of its parts."""

    def __init__(self, whole: object, part: str) -> None:
        self._whole, self._part = whole, part

    def __getattr__(self, name: str) -> object:
        if name == self._part:
            raise AttributeError(name)
        return getattr(self._whole, name)


@pytest.mark.parametrize("part", ["athlete", "headline", "summary", "partial", "advice", "sessions", "notes", "tiles"])
def test_a_part_that_is_not_there_is_an_error_and_never_an_empty_place(part: str) -> None:
    with pytest.raises(UndefinedError):
        markdown(Lacking(build_view(steady()), part))  # type: ignore[arg-type]

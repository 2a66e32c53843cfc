"""The HTML: everything typed by people is text, and nothing on the page leads outside."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError
from manuscripts import SAMPLES, narrative, steady

from models.enums import Paper
from models.facts import DataNote
from models.values import Manuscript
from tasks.render.html import html
from tasks.render.page import View
from tasks.render.view import build_view

TYPED = "<script>alert(1)</script><img src=x onerror=y> \"quoted\" 'q' & &amp; {{7*7}} {% raw %} </p></svg> 8 min<i>"
LEADS_OUTSIDE = re.compile(r"//|file:|url\(|@import|javascript:", re.IGNORECASE)
NAME_OF_SVG = 'xmlns="http://www.w3.org/2000/svg"'  # a name, not an address


class Reading(HTMLParser):
    """Tags with their attributes, and all text, as a browser takes them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def typed_by_people(text: str) -> Manuscript:
    made = steady()
    sessions = (replace(made.sheet.sessions[0], title=text[:80], sport=text), *made.sheet.sessions[1:])
    first, *others = made.sheet.facts
    return replace(
        made,
        athlete=replace(made.athlete, name=text),
        organization_name=text,
        coach_names=(text,),
        assignment=replace(made.assignment, focus=text),
        sheet=replace(
            made.sheet,
            facts=(replace(first, label=text), *others),
            sessions=sessions,
            notes=(DataNote(code="said", text=text),),
        ),
        narrative=narrative(answers_to_focus="You slept {{sleep.week}}."),
    )


def tags(reading: Reading) -> list[tuple[str, dict[str, str | None]]]:
    """All but spans, which may keep a number and its unit together wherever the two stand."""
    return [(tag, attrs) for tag, attrs in reading.tags if tag != "span"]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_every_page_is_well_formed_and_leads_nowhere(sample: Callable[[], Manuscript]) -> None:
    manuscript = sample()
    page = html(build_view(manuscript))
    reading = Reading(page)
    assert reading.open == []
    assert {tag for tag, _ in reading.tags}.isdisjoint(
        {"script", "img", "link", "a", "iframe", "object", "embed", "base"}
    )
    assert not LEADS_OUTSIDE.search(page.replace(NAME_OF_SVG, ""))
    assert [tag for tag, _ in reading.tags].count("h1") == 1
    assert dict(reading.tags)["html"] == {"lang": "en"}
    assert manuscript.athlete.name in reading.text


def test_what_people_typed_is_text_and_opens_no_tag() -> None:
    page = html(build_view(typed_by_people(TYPED)))
    tame = html(build_view(typed_by_people("Tame")))
    reading = Reading(page)
    assert tags(reading) == tags(Reading(tame))
    assert reading.open == []
    assert "<script" not in page
    assert reading.text.count(TYPED) >= 6
    assert "{{7*7}}" in reading.text


def test_the_narrative_is_text_too() -> None:
    told = narrative(headline="A <b>bold</b> week", summary="<img src=x>{{load.week}}", watch=("<i>&</i>",))
    page = html(build_view(replace(steady(), narrative=told)))
    assert "A &lt;b&gt;bold&lt;/b&gt; week" in page
    assert "&lt;img src=x&gt;412" in page
    assert "<li>&lt;i&gt;&amp;&lt;/i&gt;</li>" in page


@pytest.mark.parametrize("paper", Paper)
def test_the_paper_is_the_readers(paper: Paper) -> None:
    manuscript = steady()
    page = html(build_view(replace(manuscript, athlete=replace(manuscript.athlete, paper=paper))))
    assert re.search(rf"@page\s*\{{\s*size:\s*{paper.value}", page)


class Lacking:
    """A view without one of its parts."""

    def __init__(self, whole: View, part: str) -> None:
        self._whole, self._part = whole, part

    def __getattr__(self, name: str) -> object:
        if name == self._part:
            raise AttributeError(name)
        return getattr(self._whole, name)


@pytest.mark.parametrize(
    "part", ["language", "athlete", "headline", "summary", "partial", "advice", "sessions", "notes"]
)
def test_a_part_that_is_not_there_is_an_error_and_never_an_empty_place(part: str) -> None:
    with pytest.raises(UndefinedError):
        html(Lacking(build_view(steady()), part))  # type: ignore[arg-type]


def test_a_drawing_carries_its_words_and_is_not_escaped() -> None:
    view = build_view(steady())
    page = html(view)
    for figure in (*view.load_figures, *view.recovery_figures):
        assert figure.svg in page
    assert "&lt;svg" not in page

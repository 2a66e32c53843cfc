"""The promise, checked from outside: every figure in the words of a PDF is a figure of `facts --json`."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from commands import Debrief
from sqlalchemy import Engine

from desk.sample_club.fill import SEED, fill
from models.session import session_scope

ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)
NOW = ("--now", ANCHOR.isoformat())
WHO = ("joren.askeby@club.example", "tilda.wrenfield@club.example", "bram.tolliver@club.example")

CLOCK = re.compile(r"(\d+) h(?: (\d+) min)?|(\d+) min")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# What is no figure of a fact: the list's own numbers, and n of 7 in the coverage strip, which the strip's facts count.
NO_FIGURE = re.compile(r"^\d$|\b\d+/\d+\b", re.MULTILINE)


def first_page(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    text = page.get_text_range().replace("\xa0", " ").replace("\r", "")
    page.close()
    document.close()
    return text[text.index("Coach:") : text.index("What this rests on")]


def figures(text: str) -> Iterator[tuple[float, float]]:
    """Every figure of the text with half of its last decimal; times in minutes."""
    text = NO_FIGURE.sub(" ", text.replace("\n", " \n"))
    for hours, minutes, only in CLOCK.findall(text):
        yield float(hours or 0) * 60 + float(minutes or only or 0), 0.5
    for number in NUMBER.findall(CLOCK.sub(" ", text)):
        decimals = len(number.partition(".")[2])
        yield float(number), 0.5 * 10**-decimals


def known(facts: dict[str, dict[str, object]]) -> set[float]:
    """Every number that the JSON holds for a fact, in the unit of print."""
    found = set()
    for fact in facts.values():
        factor = {"h": 60.0, "s": 1 / 60}.get(str(fact["unit"]), 1.0)
        numbers = [fact["value"]]
        for one in fact["comparisons"]:  # type: ignore[attr-defined]
            numbers += [one[name] for name in ("reference", "difference", "band_low", "band_high")]
            found |= {abs(float(one[name])) for name in ("change_pct", "days") if one[name] is not None}
        found |= {abs(float(number)) * factor for number in numbers if isinstance(number, int | float)}
    return found


@pytest.mark.parametrize("who", WHO)
def test_every_figure_of_the_first_page_is_one_of_the_facts(inside: Debrief, engine: Engine, who: str) -> None:
    with session_scope(engine) as session:
        fill(session, SEED, ANCHOR, ANCHOR)
    made = inside("report", who, *NOW)
    assert made.code == 0, made.err
    told = json.loads(inside("facts", who, "--json", *NOW).out)
    numbers = known(told["facts"])
    said = list(figures(first_page(Path(made.out.strip()))))
    assert len(said) > 20
    # A difference of two rounded figures may be one last decimal away from the rounded difference.
    strangers = [one for one, half in said if not any(abs(one - number) <= 2.01 * half for number in numbers)]
    assert strangers == []

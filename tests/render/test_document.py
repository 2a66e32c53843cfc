"""The finished document: what is filed, and what is stored beside it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from manuscripts import SAMPLES, advice, narrative, steady

from models.enums import CONFIDENCE_NUMBER, Confidence
from models.values import Document, Manuscript
from tasks.render import document
from tasks.render.document import suggestions, template_version
from tasks.render.markdown import markdown
from tasks.render.view import build_view

Made = Callable[[str], Document]


@pytest.mark.parametrize("name", ["steady", "empty"])
def test_a_document_holds_what_its_page_says(made: Made, name: str) -> None:
    manuscript, finished = SAMPLES[name](), made(name)
    view = build_view(manuscript)
    assert finished.pdf.startswith(b"%PDF-")
    assert finished.pdf_sha256 == hashlib.sha256(finished.pdf).hexdigest()
    assert finished.markdown == markdown(view)
    assert finished.headline == view.headline
    assert "{{" not in finished.headline + finished.markdown
    assert finished.template_version == template_version()
    assert finished.suggestions == suggestions(manuscript)


def test_suggestions_have_the_shape_that_other_systems_know() -> None:
    for one, written in zip(suggestions(steady()), steady().narrative.suggestions, strict=True):
        assert {"action", "reason", "confidence", "alternatives"} <= set(one)
        assert one["action"] == written.action
        assert one["id"] == written.id
        assert one["alternatives"] == list(written.alternatives)
        assert isinstance(one["confidence"], float)
        assert one["confidence"] == CONFIDENCE_NUMBER[written.confidence]
        assert (one["priority"], one["window"]) == (written.priority, written.window)
        assert one["evidence"] == list(written.evidence)


def test_a_confidence_is_a_number_between_nothing_and_certainty_that_grows_with_the_word() -> None:
    low, medium, high = (CONFIDENCE_NUMBER[one] for one in (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH))
    assert 0 < low < medium < high < 1


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_reasons_are_filled_in(sample: Callable[[], Manuscript]) -> None:
    for one in suggestions(sample()):
        assert "{{" not in str(one)
    view = build_view(sample())
    assert sorted(one.reason for one in view.advice) == sorted(str(one["reason"]) for one in suggestions(sample()))


def test_a_target_is_kept_for_the_report_that_will_judge_it() -> None:
    told = narrative(suggestions=(advice("rest_day", "Rest.", "load.week", target="rest_day_one"),))
    assert suggestions(replace(steady(), narrative=told))[0]["target"] == "rest_day_one"


def test_the_template_version_changes_with_anything_that_decides_the_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {template_version()}
    assert template_version() in seen
    for number, content in enumerate((b"one", b"two")):
        folder = tmp_path / str(number) / "reports"
        folder.mkdir(parents=True)
        (folder / "page.html.j2").write_bytes(content)
        monkeypatch.setattr(document, "TEMPLATES", folder.parent)
        seen.add(template_version.__wrapped__())
    assert len(seen) == 3
    assert all(len(one) <= 40 for one in seen)

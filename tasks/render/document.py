"""The render stage: a manuscript in, the finished document out."""

import hashlib
from functools import cache
from pathlib import Path

from models.enums import CONFIDENCE_NUMBER
from models.values import Document, Manuscript
from tasks.render.html import TEMPLATES, html
from tasks.render.markdown import markdown
from tasks.render.pdf import pdf
from tasks.render.phrases import filled
from tasks.render.settle import settled
from tasks.render.view import build_view, reader_of

VERSION_SHOWN = 10


def render(manuscript: Manuscript) -> Document:
    view = build_view(manuscript)
    printed = pdf(html(view))
    return Document(
        markdown=markdown(view),
        pdf=printed,
        pdf_sha256=hashlib.sha256(printed).hexdigest(),
        template_version=template_version(),
        headline=view.headline,
        suggestions=suggestions(manuscript),
    )


def suggestions(manuscript: Manuscript) -> tuple[dict[str, object], ...]:
    """Action, reason, confidence as a number and alternatives, as stored; and the keys of our own."""
    reader = reader_of(manuscript)
    sheet = settled(manuscript.sheet, reader)
    return tuple(
        {
            "id": one.id,
            "action": one.action,
            "reason": filled(one.reason, sheet, reader),
            "confidence": CONFIDENCE_NUMBER[one.confidence],
            "alternatives": list(one.alternatives),
            "evidence": list(one.evidence),
            "window": one.window,
            "priority": one.priority,
            "target": one.target,
        }
        for one in manuscript.narrative.suggestions
    )


@cache
def template_version() -> str:
    """Changes whenever anything changes that decides how a page looks: templates, stylesheet, fonts, this package."""
    digest = hashlib.sha256()
    for path in sorted([*(TEMPLATES / "reports").rglob("*"), *(TEMPLATES / "fonts").glob("*.ttf"), *_own_modules()]):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"reports-{digest.hexdigest()[:VERSION_SHOWN]}"


def _own_modules() -> list[Path]:
    return list(Path(__file__).parent.glob("*.py"))

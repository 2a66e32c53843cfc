"""A light workshop: everything real but the page."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from club import MONDAY

from flows.workshop import Workshop
from models.values import Document, Manuscript
from tasks.store.local import LocalStore


def light(manuscript: Manuscript) -> Document:
    """A document in the time of a hash, for tests that are about everything around it."""
    pdf = f"%PDF-light {manuscript.assignment.report_id} {manuscript.sheet.hash()}".encode()
    return Document(
        markdown=manuscript.narrative.headline,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        template_version="light",
        headline=manuscript.narrative.headline,
    )


def ten_weeks(load: float) -> dict[date, float]:
    first = MONDAY - timedelta(weeks=9)
    return {first + timedelta(days=day): load for day in range(70) if day % 3}


def with_store(shop: Workshop, root: Path) -> Workshop:
    return replace(shop, store=LocalStore(root))

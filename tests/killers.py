"""Render functions that a renderer's process can import: harmless, failing and deadly ones."""

import hashlib
import os
import signal
import time
from dataclasses import replace
from uuid import UUID

from models.enums import ReasonCode
from models.errors import NarrativeRefused, SetupError, StageError
from models.values import Document, Manuscript

DEADLY, FAILING = UUID(int=666), UUID(int=404)


def numbered(manuscript: Manuscript, number: int | UUID) -> Manuscript:
    """The same manuscript as the report of another id."""
    report_id = number if isinstance(number, UUID) else UUID(int=number)
    return replace(manuscript, assignment=replace(manuscript.assignment, report_id=report_id))


def tagged(manuscript: Manuscript) -> Document:
    """A document that says for which report it was made, and by which process."""
    pdf = f"%PDF {manuscript.assignment.report_id}".encode()
    return Document(
        markdown=str(os.getpid()),
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        template_version="tagged",
        headline=str(manuscript.assignment.report_id),
    )


def kills_its_process(manuscript: Manuscript) -> Document:
    """As an out-of-memory killer does it: one report's process is gone, without a word."""
    if manuscript.assignment.report_id == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return tagged(manuscript)


def raises_for_one(manuscript: Manuscript) -> Document:
    if manuscript.assignment.report_id == FAILING:
        raise SetupError("The folder templates/fonts lacks a font.")
    return tagged(manuscript)


def fails_its_stage_for_one(manuscript: Manuscript) -> Document:
    if manuscript.assignment.report_id == FAILING:
        sentence = "The text refers to what is not in the fact sheet."
        raise StageError(ReasonCode.FACTS_INCONSISTENT, sentence, retryable=True)
    return tagged(manuscript)


def hangs_for_one(manuscript: Manuscript) -> Document:
    if manuscript.assignment.report_id == DEADLY:
        time.sleep(120)
    time.sleep(0.3)
    return tagged(manuscript)


def is_refused_for_one(manuscript: Manuscript) -> Document:
    if manuscript.assignment.report_id == FAILING:
        raise NarrativeRefused(("summary: a figure without a fact",))
    return tagged(manuscript)


_at_work: list[UUID] = []


def counts_those_beside_it(manuscript: Manuscript) -> Document:
    """A document whose Markdown says how many were being made in this process meanwhile."""
    _at_work.append(manuscript.assignment.report_id)
    time.sleep(0.02)
    beside = len(_at_work)
    _at_work.remove(manuscript.assignment.report_id)
    return replace(tagged(manuscript), markdown=str(beside))

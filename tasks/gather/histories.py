"""A batch's rows, read, freed from implausible values, checked and handed on as frames."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import pandas as pd
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.enums import ReasonCode
from models.facts import DataNote
from models.session import session_scope
from models.values import Assignment, Histories
from tasks.frames import typed
from tasks.gather.plausible import Checked, plausible
from tasks.gather.queries import QUERIES, Span
from tasks.gather.schemas import check_frames
from tasks.guard import guarded
from tasks.people import people


def gather_batch(engine: Engine, assignments: Sequence[Assignment]) -> Histories:
    failed = guarded(ReasonCode.GATHER_FAILED, "The athlete's rows could not be read.")
    with failed, session_scope(engine) as session:
        return gather(session, assignments)


def gather(session: Session, assignments: Sequence[Assignment]) -> Histories:
    """Everything the batch's reports may speak of: one statement a table, however many athletes there are."""
    spans = spans_of(assignments)
    checked = {name: plausible(name, _read(session, name, spans)) for name in QUERIES}
    frames = {name: one.rows for name, one in checked.items()}
    check_frames(frames)
    return Histories(
        assignments=tuple(assignments),
        athletes=people(session, [span.athlete_id for span in spans]),
        notes={one.report_id: _notes(checked, one) for one in assignments},
        **frames,
    )


def spans_of(assignments: Sequence[Assignment]) -> tuple[Span, ...]:
    """For each athlete the days from the first to the last that any of their reports is about."""
    spans: dict[UUID, Span] = {}
    for one in assignments:
        known = spans.get(one.athlete_id, Span(one.athlete_id, one.period.start, one.period.end))
        first, last = min(known.first, one.period.start), max(known.last, one.period.end)
        spans[one.athlete_id] = replace(known, first=first, last=last)
    return tuple(spans.values())


def _notes(checked: Mapping[str, Checked], assignment: Assignment) -> tuple[DataNote, ...]:
    return tuple(note for one in checked.values() for note in one.notes(assignment))


def _read(session: Session, name: str, spans: Sequence[Span]) -> pd.DataFrame:
    result = session.execute(QUERIES[name](spans))
    return typed(name, pd.DataFrame(result.all(), columns=list(result.keys())))

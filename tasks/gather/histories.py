"""A batch's rows, read, freed from implausible values, checked and handed on as frames."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.enums import ReasonCode
from models.facts import DataNote
from models.session import session_scope
from models.values import Assignment, Athlete, Histories
from tasks.gather.plausible import Checked, plausible, settings_notes
from tasks.gather.queries import ROWS, Span
from tasks.gather.reading import in_binary, read
from tasks.gather.schemas import check_frames
from tasks.guard import guarded
from tasks.people import people

# What comes in while a batch is read is in all of its frames or in none.
ONE_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def gather_batch(engine: Engine, assignments: Sequence[Assignment]) -> Histories:
    failed = guarded(ReasonCode.GATHER_FAILED, "The athlete's rows could not be read.")
    with failed, session_scope(engine.execution_options(**ONE_SNAPSHOT)) as session:
        return gather(session, assignments)


def gather(session: Session, assignments: Sequence[Assignment]) -> Histories:
    """Everything the batch's reports may speak of: one statement a table, however many athletes there are."""
    spans = spans_of(assignments)
    with in_binary(session):
        checked = {name: _checked(session, name, spans) for name in ROWS}
    athletes = people(session, [span.athlete_id for span in spans])
    left_out = [_by_athlete(one) for one in checked.values()]
    return Histories(
        assignments=tuple(assignments),
        athletes=athletes,
        notes={one.report_id: _notes(left_out, one, athletes[one.athlete_id]) for one in assignments},
        **{name: one.rows for name, one in checked.items()},
    )


def spans_of(assignments: Sequence[Assignment]) -> tuple[Span, ...]:
    """For each athlete, in order, the days from the first to the last that any of their reports is about."""
    spans: dict[UUID, Span] = {}
    for one in assignments:
        known = spans.get(one.athlete_id, Span(one.athlete_id, one.period.start, one.period.end))
        first, last = min(known.first, one.period.start), max(known.last, one.period.end)
        spans[one.athlete_id] = replace(known, first=first, last=last)
    return tuple(sorted(spans.values(), key=lambda span: span.athlete_id))


def _checked(session: Session, name: str, spans: Sequence[Span]) -> Checked:
    checked = plausible(name, read(session, name, spans))
    check_frames({name: checked.rows})
    return checked


def _by_athlete(checked: Checked) -> dict[str, Checked]:
    """Of those only of whose rows something was left out."""
    return {str(one): replace(checked, dropped=rows) for one, rows in checked.dropped.groupby("athlete_id")}


def _notes(left_out: Sequence[Mapping[str, Checked]], assignment: Assignment, athlete: Athlete) -> tuple[DataNote, ...]:
    of_tables = (one[mine] for one in left_out if (mine := str(assignment.athlete_id)) in one)
    return (*settings_notes(athlete), *(note for one in of_tables for note in one.notes(assignment)))

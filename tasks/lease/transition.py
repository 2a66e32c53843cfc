"""The one function that changes a report's status. A trigger refuses what it would, and writes the event."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, update
from sqlalchemy.orm import Session

from models.enums import REPORT_TRANSITIONS, ReportStatus
from models.errors import DebriefError
from models.reports import Report


class IllegalTransition(DebriefError):
    """A step that the transition table does not have."""


# What a report that is no longer being made does not carry.
NO_LEASE: Mapping[str, Any] = {"lease_token": None, "leased_by": None, "leased_until": None}


def transition(
    session: Session,
    source: ReportStatus,
    target: ReportStatus,
    where: Sequence[ColumnElement[bool]],
    values: Mapping[str, Any],
    returning: Sequence[Any] = (Report.id,),
) -> Sequence[Row[Any]]:
    """Move the reports that match from one status to another; what comes back are those that really moved."""
    return session.execute(moving(source, target, where, values).returning(*returning)).all()


def moving(
    source: ReportStatus, target: ReportStatus, where: Sequence[ColumnElement[bool]], values: Mapping[str, Any]
) -> Update:
    if target not in REPORT_TRANSITIONS[source]:
        raise IllegalTransition(f"A report cannot go from {source} to {target}.")
    leave = NO_LEASE if source is ReportStatus.PROCESSING else {}
    return (
        update(Report)
        .where(Report.status == source, *where)
        .values({"status": target, **leave, **values})
        .execution_options(synchronize_session=False)
    )

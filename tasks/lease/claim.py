"""Taking reports to make, and keeping them while they are being made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from models.enums import Choice, Origin, ReportStatus, ReportType
from models.reports import Report
from models.values import Assignment, Period
from tasks.editions import SAME_REPORT, Other
from tasks.lease.terms import TERMS, Terms
from tasks.lease.transition import transition

_COLUMNS = (
    Report.id,
    Report.organization_id,
    Report.athlete_id,
    Report.type,
    Report.period_start,
    Report.period_end,
    Report.edition,
    Report.subject,
    Report.focus,
    Report.language,
    Report.attempt,
    Report.leases_lost,
    Report.lease_token,
    Report.origin,
    Report.review_choice,
    Report.priority,
    Report.turn,
)


def clock() -> ColumnElement[object]:
    """The database's present, which moves on within a transaction."""
    return func.clock_timestamp()


def owned(assignment: Assignment) -> tuple[ColumnElement[bool], ...]:
    """The fence: this very report, and still under the lease that this worker was given."""
    return (Report.id == assignment.report_id, Report.lease_token == assignment.lease_token)


def claim(
    session: Session, limit: int, worker: str, *, terms: Terms = TERMS, only: UUID | None = None
) -> tuple[Assignment, ...]:
    """The next reports in line, at most `limit`, now PROCESSING under one new lease each.

    A report that has twice taken its lease to the grave is handed out alone, so that it can hurt no neighbour again.
    """
    rows = transition(
        session,
        ReportStatus.PENDING,
        ReportStatus.PROCESSING,
        (Report.id.in_(_next_in_line(limit, only, terms)),),
        {
            "attempt": Report.attempt + 1,
            "lease_token": func.gen_random_uuid(),
            "leased_by": worker,
            "claimed_at": clock(),
            "leased_until": clock() + terms.lease,
            "reason_code": None,
            "reason": None,
        },
        _COLUMNS,
    )
    earlier = _earlier_completed(session, [row.id for row in rows if row.edition > 1])
    in_line = sorted(rows, key=lambda row: (row.priority, row.turn, row.id))
    return tuple(_assignment(row, earlier.get(row.id)) for row in in_line)


def _earlier_completed(session: Session, newer: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the edition before each of these was completed."""
    if not newer:
        return {}
    query = (
        select(Report.id, func.max(Other.completed_at))
        .join(Other, and_(*SAME_REPORT, Other.edition < Report.edition))
        .where(Report.id.in_(newer), Other.completed_at.is_not(None))
        .group_by(Report.id)
    )
    return {row[0]: row[1] for row in session.execute(query) if row[1] is not None}


def _next_in_line(limit: int, only: UUID | None, terms: Terms) -> Select[UUID]:
    """PENDING reports whose time has come, locked; what others lock is passed over.

    The batch ends before the first suspect, or is that suspect alone when it is the next in line.
    """
    line = select(Report.id, Report.priority, Report.turn, Report.leases_lost)
    line = line.where(Report.status == ReportStatus.PENDING, Report.next_attempt_at <= clock())
    if only is not None:
        line = line.where(Report.id == only)
    order = (Report.priority, Report.turn, Report.id)
    locked = line.order_by(*order).limit(limit).with_for_update(skip_locked=True).cte("line")
    is_suspect = locked.c.leases_lost >= terms.alone_after_leases_lost
    place = (locked.c.priority, locked.c.turn, locked.c.id)
    ranked = select(
        locked.c.id,
        func.row_number().over(order_by=place).label("place"),
        func.count().filter(is_suspect).over(order_by=place).label("suspects"),
    ).cte("ranked")
    return select(ranked.c.id).where(or_(ranked.c.suspects == 0, ranked.c.place == 1))


def renew(session: Session, assignments: Sequence[Assignment], *, terms: Terms = TERMS) -> set[UUID]:
    """Extend the leases that are still ours and within their deadline; what is missing from the answer is lost."""
    if not assignments:
        return set()
    ours = and_(
        Report.lease_token.in_([one.lease_token for one in assignments]),
        Report.id.in_([one.report_id for one in assignments]),
        Report.status == ReportStatus.PROCESSING,
        Report.claimed_at > clock() - terms.deadline,
    )
    renewed = session.execute(
        update(Report)
        .where(ours)
        .values(leased_until=clock() + terms.lease)
        .returning(Report.id)
        .execution_options(synchronize_session=False)
    )
    return set(renewed.scalars())


def _assignment(row: Row[Any], earlier_completed_at: datetime | None) -> Assignment:
    return Assignment(
        report_id=row.id,
        organization_id=row.organization_id,
        athlete_id=row.athlete_id,
        type=ReportType(row.type),
        period=Period(row.period_start, row.period_end),
        edition=row.edition,
        subject=row.subject,
        focus=row.focus,
        language=row.language,
        attempt=row.attempt,
        leases_lost=row.leases_lost,
        lease_token=row.lease_token,
        origin=Origin(row.origin),
        review_choice=Choice(row.review_choice),
        earlier_completed_at=earlier_completed_at,
    )

"""How a report leaves PROCESSING (failed, deferred, released, reclaimed from the dead), and how it comes back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, case, func, literal, select, tuple_, update
from sqlalchemy.orm import Session

from models.enums import ReasonCode, ReportStatus
from models.errors import LeaseLost, StageError
from models.reports import Report
from models.values import Assignment
from tasks.lease.claim import clock, owned
from tasks.lease.terms import TERMS, Terms
from tasks.lease.transition import transition

LEASE_LOST_SENTENCE = "The worker that was making it stopped; it is made again."
POISON_SENTENCE = "Making it stopped the worker three times; it is not tried again by itself."
OUTAGE_SENTENCE = "A service it needs was away for six hours; it can be tried again by hand."


def fail(session: Session, assignment: Assignment, error: StageError) -> None:
    """FAILED with its reason. Raises LeaseLost when the report is no longer ours: then nothing was touched."""
    moved = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.FAILED,
        owned(assignment),
        {"reason_code": error.code, "reason": error.sentence},
    )
    _must_have_moved(moved)


def defer(session: Session, assignment: Assignment, error: StageError, *, terms: Terms = TERMS) -> ReportStatus:
    """An outage outside: back to PENDING for later without using an attempt up; FAILED/OUTAGE after six hours of it."""
    since = func.coalesce(Report.outage_since, clock())
    patience_over = since < clock() - terms.outage_at_most
    given_up = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.FAILED,
        (*owned(assignment), patience_over),
        {"reason_code": ReasonCode.OUTAGE, "reason": OUTAGE_SENTENCE},
    )
    if given_up:
        return ReportStatus.FAILED
    waits = [(Report.deferrals == number, wait) for number, wait in enumerate(terms.backoff)]
    moved = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.PENDING,
        owned(assignment),
        {
            "reason_code": error.code,
            "reason": error.sentence,
            "attempt": Report.attempt - 1,
            "outage_since": since,
            "deferrals": Report.deferrals + 1,
            "next_attempt_at": clock() + case(*waits, else_=literal(terms.backoff_after)),
        },
    )
    _must_have_moved(moved)
    return ReportStatus.PENDING


def release(session: Session, assignments: Sequence[Assignment]) -> int:
    """A clean stop gives the reports and their attempts back; leases that are lost by then are left alone."""
    if not assignments:
        return 0
    leases = [(one.report_id, one.lease_token) for one in assignments]
    released = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.PENDING,
        (tuple_(Report.id, Report.lease_token).in_(leases),),
        {
            "attempt": Report.attempt - 1,
            "reason_code": ReasonCode.RELEASED,
            "reason": "The worker was stopped; it is made again.",
        },
    )
    return len(released)


def reclaim(session: Session) -> tuple[int, int]:
    """Expired leases: back to PENDING, or FAILED/POISON after the last attempt. Returns (reclaimed, poisoned)."""
    expired = and_(Report.leased_until < clock(), Report.id.in_(_expired()))
    poisoned = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.FAILED,
        (expired, Report.attempt >= Report.max_attempts),
        {"reason_code": ReasonCode.POISON, "reason": POISON_SENTENCE, "leases_lost": Report.leases_lost + 1},
    )
    reclaimed = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.PENDING,
        (expired, Report.attempt < Report.max_attempts),
        {
            "reason_code": ReasonCode.LEASE_LOST,
            "reason": LEASE_LOST_SENTENCE,
            "leases_lost": Report.leases_lost + 1,
            "next_attempt_at": clock(),
        },
    )
    return len(reclaimed), len(poisoned)


def _expired() -> ScalarSelect[UUID]:
    """Locked by id and passing over what others hold, so that two reclaimers never wait in a ring."""
    expired = select(Report.id).where(Report.status == ReportStatus.PROCESSING, Report.leased_until < clock())
    return expired.order_by(Report.id).with_for_update(skip_locked=True).scalar_subquery()


def retry(session: Session, report_id: UUID) -> bool:
    """A person's wish: FAILED → PENDING, counted from the start, at once."""
    moved = transition(
        session,
        ReportStatus.FAILED,
        ReportStatus.PENDING,
        (Report.id == report_id,),
        {
            "attempt": 0,
            "leases_lost": 0,
            "deferrals": 0,
            "outage_since": None,
            "next_attempt_at": clock(),
            "reason_code": ReasonCode.RETRIED,
            "reason": "A person asked for another try.",
        },
    )
    return bool(moved)


def hurry(session: Session, report_id: UUID) -> None:
    """A person asks for it now: a report that was put off by an outage does not wait any longer."""
    session.execute(
        update(Report)
        .where(Report.id == report_id, Report.status == ReportStatus.PENDING)
        .values(next_attempt_at=clock(), outage_since=None, deferrals=0)
        .execution_options(synchronize_session=False)
    )


def _must_have_moved(rows: Sequence[object]) -> None:
    if not rows:
        raise LeaseLost("The lease was lost; another worker makes the report.")

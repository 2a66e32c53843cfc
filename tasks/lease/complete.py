"""COMPLETED, in one transaction: content, stored document, suggestions, event, and exactly one delivery row."""

from typing import Any
from uuid import UUID

from sqlalchemy import cast, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from models.deliveries import Delivery, DeliveryEvent
from models.enums import (
    Choice,
    DeliveryPurpose,
    DeliveryStatus,
    HoldReason,
    Origin,
    ReportStatus,
    ReviewMode,
    ReviewStatus,
)
from models.errors import LeaseLost
from models.identity import User
from models.reports import Rendition, Report, Suggestion
from models.values import Assignment, Finished
from tasks.editions import make_way
from tasks.lease.claim import clock, owned
from tasks.lease.transition import transition


def complete(session: Session, finished: Finished) -> None:
    """All of it or, when the lease was lost, nothing (LeaseLost)."""
    assignment = finished.manuscript.assignment
    review = review_status(finished)
    moved = transition(
        session,
        ReportStatus.PROCESSING,
        ReportStatus.COMPLETED,
        owned(assignment),
        {**_content(finished), "review_status": review, "completed_at": clock(), "outage_since": None},
        # What a round may have changed since the claim is read under the row's lock, not from the assignment.
        (Report.mail_choice,),
    )
    if not moved:
        raise LeaseLost("The lease was lost; another worker makes the report.")
    rendition_id = session.execute(insert(Rendition).values(_rendition(finished)).returning(Rendition.id)).scalar_one()
    _suggestions(session, finished)
    reasons = hold_reasons(assignment, Choice(moved[0].mail_choice), review)
    if not reasons and assignment.edition > 1 and not make_way(session, assignment.report_id):
        reasons = [HoldReason.NEW_EDITION]  # until the earlier one's mail is settled
    _delivery(session, assignment, rendition_id, reasons)


def review_status(finished: Finished) -> ReviewStatus:
    """A red flag always awaits a coach; otherwise the request's choice, and without one the athlete's setting."""
    choice = finished.manuscript.assignment.review_choice
    by_setting = choice is Choice.AUTO and finished.manuscript.athlete.review_mode is ReviewMode.REVIEW
    awaits = finished.has_red_flag or choice is Choice.YES or by_setting
    return ReviewStatus.AWAITING if awaits else ReviewStatus.NOT_NEEDED


def hold_reasons(assignment: Assignment, mail: Choice, review: ReviewStatus) -> list[HoldReason]:
    """Everything that stands between this report and the athlete's letter box."""
    reasons = []
    if review is ReviewStatus.AWAITING:
        reasons.append(HoldReason.AWAITING_APPROVAL)
    if assignment.edition > 1 and mail is not Choice.YES:
        reasons.append(HoldReason.NEW_EDITION)
    if mail is Choice.NO or (assignment.origin is Origin.ON_DEMAND and mail is Choice.AUTO):
        reasons.append(HoldReason.REQUESTER_CHOICE)
    return reasons


def _content(finished: Finished) -> dict[str, Any]:
    manuscript, document = finished.manuscript, finished.document
    reason_code, reason = finished.remark
    return {
        "facts": manuscript.sheet.as_json(),
        "facts_hash": manuscript.sheet.hash(),
        "narrative": manuscript.narrative.model_dump(mode="json"),
        "suggestions": [dict(one) for one in document.suggestions],
        "markdown": document.markdown,
        "writer": manuscript.writer,
        "model_version": manuscript.model_version,
        "template_version": document.template_version,
        "timings": dict(finished.stages_ms),
        "reason_code": reason_code,
        "reason": reason,
    }


def _rendition(finished: Finished) -> dict[str, Any]:
    manuscript, filed = finished.manuscript, finished.filed
    return {
        "report_id": manuscript.assignment.report_id,
        "wording": manuscript.wording,
        "narrative_hash": manuscript.narrative_hash,
        "audience": manuscript.audience,
        "units": manuscript.athlete.units,
        "language": manuscript.assignment.language,
        "paper": manuscript.athlete.paper,
        "pdf_key": filed.key,
        "pdf_sha256": filed.sha256,
        "pdf_bytes": filed.size_bytes,
    }


def _suggestions(session: Session, finished: Finished) -> None:
    manuscript = finished.manuscript
    rows = [
        {
            "report_id": manuscript.assignment.report_id,
            "key": one.id,
            "action": one.action,
            "target": one.target,
            "window": one.window,
        }
        for one in manuscript.narrative.suggestions
    ]
    if rows:
        session.execute(insert(Suggestion), rows)


def _delivery(session: Session, assignment: Assignment, rendition_id: UUID, reasons: list[HoldReason]) -> None:
    """The address itself is read when the mail is sent; the hash tells whether it is still the one meant here."""
    status = DeliveryStatus.HELD if reasons else DeliveryStatus.SCHEDULED
    hashed = func.encode(func.sha256(func.convert_to(func.lower(User.email), "UTF8", type_=BYTEA)), "hex")
    row = select(
        literal(assignment.report_id),
        literal(rendition_id),
        User.id,
        literal(str(DeliveryPurpose.ATHLETE)),
        hashed,
        literal(str(status)),
        cast([str(one) for one in reasons], ARRAY(Text)),
    ).where(User.id == assignment.athlete_id)
    columns = ["report_id", "rendition_id", "recipient_id", "purpose", "address_hash", "status", "reasons"]
    made = session.execute(insert(Delivery).from_select(columns, row).returning(Delivery.id)).scalar_one()
    session.execute(
        insert(DeliveryEvent).values(
            delivery_id=made, to_status=status, actor=func.current_setting("debrief.actor"), reason=", ".join(reasons)
        )
    )

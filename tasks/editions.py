"""A newer edition's mail takes the place of an older one's that has not gone out yet."""

from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session, aliased

from models.deliveries import Delivery, DeliveryEvent
from models.enums import DeliveryPurpose, DeliveryStatus, HoldReason
from models.reports import Report

SUPERSEDED = "SUPERSEDED"  # the reason in the events of a row that was cancelled so
UNSENT = (DeliveryStatus.SCHEDULED, DeliveryStatus.HELD)

Other = aliased(Report, name="other")
SAME_REPORT = (
    Other.athlete_id == Report.athlete_id,
    Other.type == Report.type,
    Other.period_start == Report.period_start,
    Other.period_end == Report.period_end,
    Other.subject == Report.subject,
)


def make_way(session: Session, report_id: UUID) -> bool:
    """Cancels what is unsent of the earlier editions, in the transaction that schedules this one.

    False, with nothing cancelled, while one of them is being sent or nobody knows whether it was: then this one waits.
    """
    rows = session.execute(
        select(Delivery.id, Delivery.status, Delivery.reasons)
        .join(Other, Other.id == Delivery.report_id)
        .join(Report, Report.id == report_id)
        .where(*SAME_REPORT, Other.edition < Report.edition, Delivery.purpose == DeliveryPurpose.ATHLETE)
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
    ).all()
    if any(row.status == DeliveryStatus.SENDING or HoldReason.UNCLEAR in row.reasons for row in rows):
        return False
    for row in rows:
        if row.status in UNSENT:
            _cancel(session, row.id, row.status)
    return True


def _cancel(session: Session, delivery_id: UUID, status: str) -> None:
    cancelled = {"status": DeliveryStatus.CANCELLED, "reasons": []}
    session.execute(update(Delivery).where(Delivery.id == delivery_id).values(cancelled))
    session.execute(
        insert(DeliveryEvent).values(
            delivery_id=delivery_id,
            from_status=status,
            to_status=DeliveryStatus.CANCELLED,
            actor=func.current_setting("debrief.actor"),
            reason=SUPERSEDED,
        )
    )

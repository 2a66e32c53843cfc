"""Taking reasons to wait away from a report's mail; what has none left is SCHEDULED, and that is written down."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from models.deliveries import Delivery, DeliveryEvent
from models.enums import Choice, DeliveryPurpose, DeliveryStatus, HoldReason
from models.reports import Report
from tasks.editions import make_way


def lift(session: Session, reports: Sequence[UUID], reasons: Sequence[HoldReason]) -> None:
    """A newer edition has one more reason to wait: that an earlier one is just being sent, or may have been."""
    held = (
        select(Delivery.id, Delivery.report_id, Delivery.purpose, Delivery.reasons, Report.edition)
        .join(Report, Report.id == Delivery.report_id)
        .where(Delivery.report_id.in_(reports), Delivery.status == DeliveryStatus.HELD)
    )
    for row in session.execute(held.order_by(Delivery.id).with_for_update(of=Delivery)).all():
        left = [one for one in row.reasons if one not in reasons]
        takes_place = row.edition > 1 and row.purpose == DeliveryPurpose.ATHLETE
        if not left and takes_place and not make_way(session, row.report_id):
            left = [HoldReason.NEW_EDITION]
        if left != row.reasons:
            _move(session, row.id, left)


def send_on(session: Session) -> None:
    """New editions that may be mailed and waited only for the earlier one's mail to be settled."""
    waiting = (
        select(Delivery.report_id)
        .join(Report, Report.id == Delivery.report_id)
        .where(
            Delivery.status == DeliveryStatus.HELD,
            Delivery.reasons == [HoldReason.NEW_EDITION],
            Report.mail_choice == Choice.YES,
        )
    )
    reports = [report_id for report_id in session.execute(waiting).scalars() if report_id]
    if reports:
        lift(session, reports, (HoldReason.NEW_EDITION,))


def _move(session: Session, delivery_id: UUID, left: Sequence[str]) -> None:
    status = DeliveryStatus.HELD if left else DeliveryStatus.SCHEDULED
    session.execute(update(Delivery).where(Delivery.id == delivery_id).values(status=status, reasons=list(left)))
    if not left:
        actor = func.current_setting("debrief.actor")
        event = {"delivery_id": delivery_id, "from_status": DeliveryStatus.HELD, "to_status": status, "actor": actor}
        session.execute(insert(DeliveryEvent).values(event))

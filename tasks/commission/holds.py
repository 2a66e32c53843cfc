"""Taking reasons to wait away from a report's mail; what has none left is SCHEDULED, and that is written down."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from models.deliveries import Delivery, DeliveryEvent
from models.enums import DeliveryStatus, HoldReason


def lift(session: Session, reports: Sequence[UUID], reasons: Sequence[HoldReason]) -> None:
    held = select(Delivery.id, Delivery.reasons).where(
        Delivery.report_id.in_(reports), Delivery.status == DeliveryStatus.HELD
    )
    for row in session.execute(held.order_by(Delivery.id).with_for_update()).all():
        left = [one for one in row.reasons if one not in reasons]
        if left != row.reasons:
            _move(session, row.id, left)


def _move(session: Session, delivery_id: UUID, left: Sequence[str]) -> None:
    status = DeliveryStatus.HELD if left else DeliveryStatus.SCHEDULED
    session.execute(update(Delivery).where(Delivery.id == delivery_id).values(status=status, reasons=list(left)))
    if not left:
        actor = func.current_setting("debrief.actor")
        event = {"delivery_id": delivery_id, "from_status": DeliveryStatus.HELD, "to_status": status, "actor": actor}
        session.execute(insert(DeliveryEvent).values(event))

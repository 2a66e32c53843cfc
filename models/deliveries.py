"""What is mailed of reports, what became of it, and who is not mailed any more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Stamped, link, nonempty, one_of
from models.enums import Channel, DeliveryPurpose, DeliveryStatus


class Delivery(Base, Stamped):
    __tablename__ = "deliveries"
    __table_args__ = (
        # One mail per report, recipient, purpose and topic; one digest per round and recipient.
        UniqueConstraint("report_id", "recipient_id", "purpose", "topic"),
        Index(
            "uq_deliveries_digest",
            "round_id",
            "recipient_id",
            "purpose",
            unique=True,
            postgresql_where=text("report_id IS NULL"),
        ),
        Index("ix_deliveries_due", "scheduled_for", postgresql_where=text("status = 'SCHEDULED'")),
        one_of("purpose", DeliveryPurpose),
        one_of("channel", Channel),
        one_of("status", DeliveryStatus),
        CheckConstraint("(report_id IS NULL) = (purpose = 'digest')", name="report_or_digest"),
        CheckConstraint("purpose <> 'digest' OR round_id IS NOT NULL", name="digest_of_round"),
        CheckConstraint("(status = 'HELD') = (cardinality(reasons) > 0)", name="held_why"),
        CheckConstraint("(status = 'SENT') = (sent_at IS NOT NULL)", name="sent_whole"),
        CheckConstraint("attempt >= 0", name="attempt_range"),
    )

    id: Mapped[Id]
    report_id: Mapped[UUID | None] = link("reports.id", "CASCADE", index=False)
    round_id: Mapped[UUID | None] = link("rounds.id", "CASCADE")
    rendition_id: Mapped[UUID | None] = link("renditions.id", "CASCADE")
    recipient_id: Mapped[UUID] = link("users.id", "CASCADE")
    purpose: Mapped[str]
    topic: Mapped[str] = mapped_column(server_default="")
    address_hash: Mapped[str | None]
    channel: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default=DeliveryStatus.SCHEDULED)
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    attempt: Mapped[int] = mapped_column(server_default="0")
    send_token: Mapped[UUID | None]
    provider_message_id: Mapped[str | None]
    scheduled_for: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]


class DeliveryEvent(Base):
    """Append-only: what became of a delivery."""

    __tablename__ = "delivery_events"
    __table_args__ = (Index("ix_delivery_events_delivery_id_at", "delivery_id", "at"),)

    id: Mapped[Id]
    delivery_id: Mapped[UUID] = link("deliveries.id", "CASCADE", index=False)
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    actor: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class Suppression(Base, Stamped):
    __tablename__ = "suppressions"
    __table_args__ = (
        Index(
            "uq_suppressions_in_force",
            "address_hash",
            "stream",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        nonempty("reason", 255),
    )

    id: Mapped[Id]
    address_hash: Mapped[str]
    stream: Mapped[str | None]  # NULL = all
    reason: Mapped[str]
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    lifted_at: Mapped[datetime | None]

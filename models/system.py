"""What the installation knows of itself: settings, audit, policies on sources, prices, rounds."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Stamped, nonempty, one_of
from models.enums import RoundKind


class SystemSetting(Base, Stamped):
    __tablename__ = "system_settings"
    __table_args__ = (nonempty("key", 120),)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class AuditLog(Base):
    """Append-only, with plain ids: it outlives the people and things it names."""

    __tablename__ = "audit_logs"
    __table_args__ = (
        Index("ix_audit_logs_organization_id_at", "organization_id", "at"),
        Index("ix_audit_logs_subject_id", "subject_id"),
    )

    id: Mapped[Id]
    organization_id: Mapped[UUID | None]
    actor: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class SourcePolicy(Base, Stamped):
    """What a source's data may be used for."""

    __tablename__ = "source_policies"
    __table_args__ = (CheckConstraint("retention_days >= 1", name="retention_days_range"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    may_model: Mapped[bool] = mapped_column(server_default="true")
    may_coach_view: Mapped[bool] = mapped_column(server_default="true")
    may_pdf: Mapped[bool] = mapped_column(server_default="true")
    retention_days: Mapped[int | None]
    reason: Mapped[str] = mapped_column(server_default="")


class UsagePrice(Base, Stamped):
    """What a million tokens of a model cost from a date on, in millionths of the currency."""

    __tablename__ = "usage_prices"
    __table_args__ = (
        UniqueConstraint("model", "valid_from"),
        CheckConstraint("input_micros >= 0 AND output_micros >= 0 AND cached_micros >= 0", name="price_range"),
    )

    id: Mapped[Id]
    model: Mapped[str]
    valid_from: Mapped[date]
    input_micros: Mapped[int] = mapped_column(BigInteger)
    output_micros: Mapped[int] = mapped_column(BigInteger)
    cached_micros: Mapped[int] = mapped_column(BigInteger, server_default="0")


class Round(Base, Stamped):
    __tablename__ = "rounds"
    __table_args__ = (one_of("kind", RoundKind), Index("ix_rounds_started_at", "started_at"))

    id: Mapped[Id]
    kind: Mapped[str]
    as_of: Mapped[datetime]  # the present that the round worked with
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))

"""Reports with their states, their stored documents, their offers of a new edition, and the ledger of model calls."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, OfAthlete, Stamped, between, link, one_of, real_day
from models.enums import (
    Audience,
    CallState,
    Choice,
    OfferDecision,
    Origin,
    Paper,
    ReasonCode,
    ReportStatus,
    ReportType,
    ReviewStatus,
    SuggestionOutcome,
    SuggestionStatus,
    Units,
    Wording,
)

PRIORITY_ON_DEMAND = 0
PRIORITY_NIGHTLY = 10


class Report(Base, OfAthlete, Stamped):
    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("athlete_id", "type", "period_start", "period_end", "subject", "edition"),
        UniqueConstraint("organization_id", "idempotency_key"),
        # Fifty clicks make one report: one that is waiting or being made, per athlete, type, period and subject.
        Index(
            "uq_reports_live",
            "athlete_id",
            "type",
            "period_start",
            "period_end",
            "subject",
            unique=True,
            postgresql_where=text("status IN ('PENDING', 'PROCESSING')"),
        ),
        Index("ix_reports_queue", "priority", "turn", "id", postgresql_where=text("status = 'PENDING'")),
        Index(
            "ix_reports_organization_turn",
            "organization_id",
            "priority",
            "turn",
            postgresql_where=text("status = 'PENDING'"),
        ),
        Index("ix_reports_leases", "leased_until", postgresql_where=text("status = 'PROCESSING'")),
        one_of("type", ReportType),
        one_of("status", ReportStatus),
        one_of("review_status", ReviewStatus),
        one_of("origin", Origin),
        one_of("mail_choice", Choice),
        one_of("review_choice", Choice),
        one_of("reason_code", ReasonCode),
        real_day("period_start"),
        real_day("period_end"),
        CheckConstraint("period_end >= period_start AND period_end - period_start < 1000", name="period_order"),
        CheckConstraint("edition >= 1", name="edition_range"),
        CheckConstraint("attempt >= 0 AND max_attempts >= 1 AND leases_lost >= 0", name="attempt_range"),
        CheckConstraint(
            "(status = 'PROCESSING') = (lease_token IS NOT NULL AND leased_until IS NOT NULL)", name="lease_whole"
        ),
        CheckConstraint("(status = 'COMPLETED') = (completed_at IS NOT NULL)", name="completed_whole"),
        CheckConstraint(
            "status <> 'COMPLETED' OR (facts IS NOT NULL AND facts_hash IS NOT NULL AND narrative IS NOT NULL"
            " AND markdown IS NOT NULL AND writer IS NOT NULL)",
            name="completed_has_content",
        ),
        CheckConstraint("status <> 'FAILED' OR (reason_code IS NOT NULL AND reason IS NOT NULL)", name="failed_why"),
        CheckConstraint("length(focus) <= 2000", name="focus_length"),
    )

    id: Mapped[Id]
    organization_id: Mapped[UUID] = link("organizations.id", "RESTRICT", index=False)
    type: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    subject: Mapped[str] = mapped_column(server_default="")
    race_id: Mapped[UUID | None] = link("races.id", "SET NULL")
    focus: Mapped[str | None]
    language: Mapped[str] = mapped_column(server_default="en")
    edition: Mapped[int] = mapped_column(server_default="1")
    status: Mapped[str] = mapped_column(server_default=ReportStatus.PENDING)
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    priority: Mapped[int] = mapped_column(server_default=text(str(PRIORITY_NIGHTLY)))
    turn: Mapped[int] = mapped_column(BigInteger, server_default="0")
    attempt: Mapped[int] = mapped_column(server_default="0")
    max_attempts: Mapped[int] = mapped_column(server_default="3")
    leases_lost: Mapped[int] = mapped_column(server_default="0")
    deferrals: Mapped[int] = mapped_column(server_default="0")
    outage_since: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime] = mapped_column(server_default=func.now())
    lease_token: Mapped[UUID | None]
    leased_by: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    round_id: Mapped[UUID | None] = link("rounds.id", "SET NULL")
    requested_by: Mapped[UUID | None] = link("users.id", "SET NULL")
    origin: Mapped[str] = mapped_column(server_default=Origin.NIGHTLY)
    idempotency_key: Mapped[str | None]
    body_hash: Mapped[str | None]
    mail_choice: Mapped[str] = mapped_column(server_default=Choice.AUTO)
    review_choice: Mapped[str] = mapped_column(server_default=Choice.AUTO)
    facts: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    facts_hash: Mapped[str | None]
    narrative: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    edited_narrative: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    suggestions: Mapped[list[Any] | None] = mapped_column(deferred=True)
    markdown: Mapped[str | None] = mapped_column(deferred=True)
    latex: Mapped[str | None] = mapped_column(deferred=True)
    writer: Mapped[str | None]
    model_version: Mapped[str | None]  # the model that answered
    prompt_version: Mapped[str | None]
    template_version: Mapped[str | None]
    review_status: Mapped[str] = mapped_column(server_default=ReviewStatus.NOT_NEEDED)
    reviewed_by: Mapped[UUID | None] = link("users.id", "SET NULL")
    reviewed_at: Mapped[datetime | None]
    edit_version: Mapped[int] = mapped_column(server_default="0")
    timings: Mapped[dict[str, Any] | None]
    completed_at: Mapped[datetime | None]


class ReportEvent(Base):
    """Append-only: every change of a report's status. A trigger writes it, so that no change can go unrecorded."""

    __tablename__ = "report_events"
    __table_args__ = (Index("ix_report_events_report_id_at", "report_id", "at"),)

    id: Mapped[Id]
    report_id: Mapped[UUID] = link("reports.id", "CASCADE", index=False)
    from_status: Mapped[str | None]  # NULL = the row was made
    to_status: Mapped[str]
    actor: Mapped[str]
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


class Rendition(Base, Stamped):
    """One stored document of a report."""

    __tablename__ = "renditions"
    __table_args__ = (
        UniqueConstraint("report_id", "wording", "narrative_hash", "audience", "units", "language", "paper"),
        one_of("wording", Wording),
        one_of("audience", Audience),
        one_of("units", Units),
        one_of("paper", Paper),
        CheckConstraint("pdf_sha256 ~ '^[0-9a-f]{64}$'", name="pdf_sha256_form"),
        CheckConstraint("pdf_bytes > 0", name="pdf_bytes_range"),
    )

    id: Mapped[Id]
    report_id: Mapped[UUID] = link("reports.id", "CASCADE", index=False)
    wording: Mapped[str]
    narrative_hash: Mapped[str]
    audience: Mapped[str]
    units: Mapped[str]
    language: Mapped[str]
    paper: Mapped[str]
    pdf_key: Mapped[str]
    pdf_sha256: Mapped[str]
    pdf_bytes: Mapped[int]


class RevisionOffer(Base, Stamped):
    """Late rows changed a finished report's figures: offered once to a coach, never mailed by itself."""

    __tablename__ = "revision_offers"
    __table_args__ = (UniqueConstraint("report_id", "facts_hash"), one_of("decision", OfferDecision))

    id: Mapped[Id]
    report_id: Mapped[UUID] = link("reports.id", "CASCADE", index=False)
    facts_hash: Mapped[str]
    diff: Mapped[list[Any]]
    decision: Mapped[str] = mapped_column(server_default=OfferDecision.OPEN)
    decided_by: Mapped[UUID | None] = link("users.id", "SET NULL")
    decided_at: Mapped[datetime | None]


class Suggestion(Base, Stamped):
    __tablename__ = "suggestions"
    __table_args__ = (
        UniqueConstraint("report_id", "key"),
        one_of("status", SuggestionStatus),
        one_of("outcome", SuggestionOutcome),
        CheckConstraint("(status = 'judged') = (outcome IS NOT NULL)", name="outcome_whole"),
    )

    id: Mapped[Id]
    report_id: Mapped[UUID] = link("reports.id", "CASCADE", index=False)
    key: Mapped[str]
    action: Mapped[str]
    target: Mapped[str | None]
    window: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=SuggestionStatus.OPEN)
    outcome: Mapped[str | None]


class LlmCall(Base, Stamped):
    """The ledger: one row a call, reserved before it and settled after it."""

    __tablename__ = "llm_calls"
    __table_args__ = (
        Index(
            "uq_llm_calls_paid_once",
            "organization_id",
            "prompt_hash",
            unique=True,
            postgresql_where=text("state = 'SUCCEEDED'"),
        ),
        Index("ix_llm_calls_reserved", "reserved_until", postgresql_where=text("state = 'RESERVED'")),
        one_of("state", CallState),
        CheckConstraint("reserved_micros >= 0 AND cost_micros >= 0", name="money_range"),
        between("duration_ms", 0, 86_400_000),
    )

    id: Mapped[Id]
    report_id: Mapped[UUID] = link("reports.id", "CASCADE")
    organization_id: Mapped[UUID] = link("organizations.id", "RESTRICT")
    purpose: Mapped[str]
    prompt_hash: Mapped[str]
    model_asked: Mapped[str]
    model_answered: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default=CallState.RESERVED)
    reserved_micros: Mapped[int] = mapped_column(BigInteger, server_default="0")
    reserved_until: Mapped[datetime]
    tokens_in: Mapped[int | None]
    tokens_out: Mapped[int | None]
    tokens_cached: Mapped[int | None]
    tokens_thinking: Mapped[int | None]
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    duration_ms: Mapped[float | None]
    finish_reason: Mapped[str | None]
    retries: Mapped[int] = mapped_column(server_default="0")
    answer: Mapped[str | None] = mapped_column(deferred=True)

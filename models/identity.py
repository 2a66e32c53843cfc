"""Who there is: organisations, people, what is known of an athlete's body, and where their data comes from."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Id,
    OfAthlete,
    SoftDeleted,
    Stamped,
    between,
    encrypted,
    link,
    nonempty,
    one_of,
    plausible,
    real_day,
    real_zone,
)
from models.enums import (
    LoadPreference,
    Paper,
    ReviewMode,
    Role,
    Sex,
    SubscriptionStatus,
    SubscriptionTier,
    SyncStatus,
    Units,
)


class Organization(Base, Stamped, SoftDeleted):
    __tablename__ = "organizations"
    __table_args__ = (
        nonempty("name", 255),
        real_zone(),
        CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80", name="slug_form"),
        one_of("subscription_tier", SubscriptionTier),
        one_of("subscription_status", SubscriptionStatus),
        CheckConstraint("ai_queries_used >= 0", name="ai_queries_used_range"),
        CheckConstraint("ai_queries_limit >= 0", name="ai_queries_limit_range"),
        CheckConstraint("ai_budget_micros >= 0", name="ai_budget_micros_range"),
        CheckConstraint("ai_spent_micros >= 0", name="ai_spent_micros_range"),
        CheckConstraint("report_retention_days >= 1", name="report_retention_days_range"),
    )

    id: Mapped[Id]
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    time_zone: Mapped[str] = mapped_column(server_default="UTC")
    subscription_tier: Mapped[str] = mapped_column(server_default=SubscriptionTier.FREE)
    subscription_status: Mapped[str] = mapped_column(server_default=SubscriptionStatus.ACTIVE)
    ai_queries_used: Mapped[int] = mapped_column(server_default="0")
    ai_queries_limit: Mapped[int | None] = mapped_column(server_default="10")  # NULL = unlimited
    ai_period_start: Mapped[date] = mapped_column(server_default=text("date_trunc('month', now())::date"))
    ai_budget_micros: Mapped[int | None] = mapped_column(BigInteger)
    ai_spent_micros: Mapped[int] = mapped_column(BigInteger, server_default="0")
    mail_enabled: Mapped[bool] = mapped_column(server_default="true")
    report_retention_days: Mapped[int | None]


class User(Base, Stamped, SoftDeleted):
    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_lower_email", func.lower(text("email")), unique=True),
        CheckConstraint("email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254", name="email_form"),
        nonempty("name", 255),
        real_zone(),
        one_of("role", Role),
        one_of("units", Units),
        one_of("paper", Paper),
    )

    id: Mapped[Id]
    organization_id: Mapped[UUID] = link("organizations.id", "RESTRICT")
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    email_verified_at: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(server_default="UTC")
    locale: Mapped[str] = mapped_column(server_default="en")
    units: Mapped[str] = mapped_column(server_default=Units.METRIC)
    paper: Mapped[str] = mapped_column(server_default=Paper.A4)
    clock_24h: Mapped[bool] = mapped_column(server_default="true")


class Athlete(Base, Stamped):
    __tablename__ = "athletes"
    __table_args__ = (
        one_of("sex", Sex),
        one_of("review_mode", ReviewMode),
        one_of("load_preference", LoadPreference),
        *plausible(
            "height_cm",
            "weight_kg",
            "ftp_w",
            "lthr_bpm",
            "max_hr_bpm",
            "resting_hr_bpm",
            "threshold_speed_m_s",
            "css_m_s",
        ),
        between("sleep_need_h", 1, 16),
        between("week_starts_on", 1, 7),
        between("report_weekday", 1, 7),
        between("report_hour", 0, 23),
        between("daily_report_hour", 0, 23),
        between("mail_from_hour", 0, 23),
        between("mail_to_hour", 1, 24),
        CheckConstraint("mail_from_hour < mail_to_hour", name="mail_window_order"),
        between("fitness_start", 0, 1000),
        between("fatigue_start", 0, 1000),
        CheckConstraint("(fitness_start IS NULL) = (fitness_start_on IS NULL)", name="fitness_start_whole"),
        CheckConstraint("date_of_birth BETWEEN '1900-01-01' AND '2200-01-01'", name="date_of_birth_real"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    date_of_birth: Mapped[date | None]
    sex: Mapped[str | None]
    height_cm: Mapped[float | None]
    weight_kg: Mapped[float | None]
    ftp_w: Mapped[float | None]
    lthr_bpm: Mapped[float | None]
    max_hr_bpm: Mapped[float | None]
    resting_hr_bpm: Mapped[float | None]
    threshold_speed_m_s: Mapped[float | None]
    css_m_s: Mapped[float | None]
    sleep_need_h: Mapped[float] = mapped_column(server_default="8")
    week_starts_on: Mapped[int] = mapped_column(server_default="1")
    report_weekday: Mapped[int | None]  # NULL = the morning after the week
    report_hour: Mapped[int] = mapped_column(server_default="5")
    daily_report_hour: Mapped[int | None]
    mail_from_hour: Mapped[int] = mapped_column(server_default="6")
    mail_to_hour: Mapped[int] = mapped_column(server_default="21")
    attach_pdf: Mapped[bool] = mapped_column(server_default="true")
    review_mode: Mapped[str] = mapped_column(server_default=ReviewMode.AUTO)
    load_preference: Mapped[str] = mapped_column(server_default=LoadPreference.SOURCE)
    ai_consent_at: Mapped[datetime | None]
    health_consent_at: Mapped[datetime | None]
    fitness_start_on: Mapped[date | None]
    fitness_start: Mapped[float | None]
    fatigue_start: Mapped[float | None]
    strength_in_fitness: Mapped[bool] = mapped_column(server_default="false")


class Threshold(Base, OfAthlete, Stamped):
    """What was true of the athlete from a date on; a workout is scored with what held on its day."""

    __tablename__ = "thresholds"
    __table_args__ = (
        UniqueConstraint("athlete_id", "sport", "valid_from", postgresql_nulls_not_distinct=True),
        real_day("valid_from"),
        *plausible("ftp_w", "lthr_bpm", "max_hr_bpm", "resting_hr_bpm", "threshold_speed_m_s", "css_m_s"),
    )

    id: Mapped[Id]
    sport: Mapped[str | None]  # NULL = every sport
    valid_from: Mapped[date]
    ftp_w: Mapped[float | None]
    lthr_bpm: Mapped[float | None]
    max_hr_bpm: Mapped[float | None]
    resting_hr_bpm: Mapped[float | None]
    threshold_speed_m_s: Mapped[float | None]
    css_m_s: Mapped[float | None]
    zones: Mapped[dict[str, Any] | None]


class Integration(Base, OfAthlete, Stamped):
    __tablename__ = "integrations"
    __table_args__ = (
        UniqueConstraint("athlete_id", "provider"),
        nonempty("provider", 60),
        encrypted("access_token"),
        encrypted("refresh_token"),
        one_of("sync_status", SyncStatus),
        CheckConstraint("synced_from <= synced_through", name="synced_order"),
    )

    id: Mapped[Id]
    provider: Mapped[str]
    access_token: Mapped[str | None]
    refresh_token: Mapped[str | None]
    external_user_id: Mapped[str | None]
    scope: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    connected_at: Mapped[datetime] = mapped_column(server_default=func.now())
    disconnected_at: Mapped[datetime | None]
    synced_from: Mapped[date | None]
    synced_through: Mapped[date | None]
    sync_gaps: Mapped[list[Any] | None]  # [["2026-03-01", "2026-03-04"], …]
    last_sync_at: Mapped[datetime | None]
    sync_status: Mapped[str | None]
    error_message: Mapped[str | None]

"""What athletes say themselves: daily entries, and journeys with weighted dimensions and their check-ins."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, OfAthlete, Stamped, between, link, nonempty, one_of, plausible, real_day
from models.enums import JourneyRole, JourneyStatus


class Entry(Base, OfAthlete, Stamped):
    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("athlete_id", "local_date"),
        real_day(),
        *plausible("weight_kg", "steps", "calories"),
        *(between(scale, 1, 5) for scale in ("sleep_quality", "stress", "mood", "soreness", "fatigue")),
    )

    id: Mapped[Id]
    local_date: Mapped[date]
    weight_kg: Mapped[float | None]
    steps: Mapped[int | None]
    calories: Mapped[int | None]
    sleep_quality: Mapped[int | None]  # the five scales: 1..5, higher = more of the named thing
    stress: Mapped[int | None]
    mood: Mapped[int | None]
    soreness: Mapped[int | None]
    fatigue: Mapped[int | None]
    notes: Mapped[str | None]
    custom_responses: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    data_sources: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))


class Journey(Base, Stamped):
    __tablename__ = "journeys"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 3 AND 100", name="title_length"),
        one_of("status", JourneyStatus),
    )

    id: Mapped[Id]
    organization_id: Mapped[UUID] = link("organizations.id", "CASCADE")
    title: Mapped[str]
    description: Mapped[str | None]
    is_public: Mapped[bool] = mapped_column(server_default="false")
    created_by: Mapped[UUID | None] = link("users.id", "SET NULL")
    status: Mapped[str] = mapped_column(server_default=JourneyStatus.ACTIVE)


class JourneyMember(Base, Stamped):
    __tablename__ = "journey_members"
    __table_args__ = (UniqueConstraint("journey_id", "user_id"), one_of("role", JourneyRole))

    id: Mapped[Id]
    journey_id: Mapped[UUID] = link("journeys.id", "CASCADE", index=False)
    user_id: Mapped[UUID] = link("users.id", "CASCADE")
    role: Mapped[str] = mapped_column(server_default=JourneyRole.MEMBER)
    joined_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_checkin_at: Mapped[datetime | None]


class Dimension(Base, Stamped):
    __tablename__ = "dimensions"
    __table_args__ = (
        Index("ix_dimensions_journey_id_display_order", "journey_id", "display_order"),
        nonempty("name", 50),
        between("weight", 1, 5),
    )

    id: Mapped[Id]
    journey_id: Mapped[UUID] = link("journeys.id", "CASCADE", index=False)
    name: Mapped[str]
    description: Mapped[str | None]
    examples: Mapped[list[Any]] = mapped_column(server_default=text("'[]'::jsonb"))
    weight: Mapped[int] = mapped_column(server_default="1")
    display_order: Mapped[int] = mapped_column(server_default="0")
    started_on: Mapped[date] = mapped_column(server_default=text("'2000-01-01'::date"))  # asked for since that day
    ended_on: Mapped[date | None]


class Checkin(Base, OfAthlete, Stamped):
    __tablename__ = "checkins"
    __table_args__ = (
        UniqueConstraint("athlete_id", "journey_id", "local_date"),
        Index("ix_checkins_journey_id_local_date", "journey_id", "local_date"),
        Index(
            "uq_checkins_client_checkin_id",
            "client_checkin_id",
            unique=True,
            postgresql_where=text("client_checkin_id IS NOT NULL"),
        ),
        real_day(),
        between("total_score", -1000, 10000),
    )

    id: Mapped[Id]
    journey_id: Mapped[UUID] = link("journeys.id", "CASCADE", index=False)
    local_date: Mapped[date]
    total_score: Mapped[float] = mapped_column(server_default="0")
    client_checkin_id: Mapped[UUID | None]  # made on the phone, so that sending twice is once


class CheckinDetail(Base, Stamped):
    __tablename__ = "checkin_details"
    __table_args__ = (
        UniqueConstraint("checkin_id", "dimension_id"),
        between("effort", 1, 5),
        between("score", -100, 1000),
    )

    id: Mapped[Id]
    checkin_id: Mapped[UUID] = link("checkins.id", "CASCADE", index=False)
    dimension_id: Mapped[UUID] = link("dimensions.id", "CASCADE")
    effort: Mapped[int]
    score: Mapped[float]


class Streak(Base, OfAthlete, Stamped):
    __tablename__ = "streaks"
    __table_args__ = (
        UniqueConstraint("athlete_id", "journey_id"),
        CheckConstraint("current_days >= 0 AND longest_days >= current_days", name="longest_is_longest"),
    )

    id: Mapped[Id]
    journey_id: Mapped[UUID] = link("journeys.id", "CASCADE")
    current_days: Mapped[int] = mapped_column(server_default="0")
    longest_days: Mapped[int] = mapped_column(server_default="0")
    last_checkin_on: Mapped[date | None]

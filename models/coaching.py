"""Who coaches whom, and what coaches write down."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, OfAthlete, SoftDeleted, Stamped, link, nonempty


class Cohort(Base, Stamped, SoftDeleted):
    __tablename__ = "cohorts"
    __table_args__ = (UniqueConstraint("organization_id", "name"), nonempty("name", 255))

    id: Mapped[Id]
    organization_id: Mapped[UUID] = link("organizations.id", "CASCADE", index=False)
    name: Mapped[str]


class CohortMembership(Base, OfAthlete, Stamped):
    __tablename__ = "cohort_memberships"
    __table_args__ = (
        UniqueConstraint("cohort_id", "athlete_id"),
        Index("ix_cohort_memberships_athlete_id", "athlete_id"),
        CheckConstraint("left_at >= joined_at", name="left_after_joined"),
    )

    id: Mapped[Id]
    cohort_id: Mapped[UUID] = link("cohorts.id", "CASCADE", index=False)
    joined_at: Mapped[datetime] = mapped_column(server_default=func.now())
    left_at: Mapped[datetime | None]


class CoachCohortMembership(Base, Stamped):
    __tablename__ = "coach_cohort_memberships"
    __table_args__ = (UniqueConstraint("cohort_id", "coach_id"),)

    id: Mapped[Id]
    cohort_id: Mapped[UUID] = link("cohorts.id", "CASCADE", index=False)
    coach_id: Mapped[UUID] = link("users.id", "CASCADE")


class CoachNote(Base, OfAthlete, Stamped):
    __tablename__ = "coach_notes"
    __table_args__ = (
        Index("ix_coach_notes_athlete_id_period_start", "athlete_id", "period_start"),
        CheckConstraint("period_end >= period_start", name="period_order"),
        nonempty("text", 10_000),
    )

    id: Mapped[Id]
    coach_id: Mapped[UUID | None] = link("users.id", "SET NULL")
    period_start: Mapped[date]
    period_end: Mapped[date]
    text: Mapped[str]
    is_private: Mapped[bool] = mapped_column(server_default="true")

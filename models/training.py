"""What was done and what was planned."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, func, or_, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Id,
    OfAthlete,
    Stamped,
    between,
    finite,
    link,
    nonempty,
    of_day,
    one_of,
    plausible,
    real_day,
)
from models.enums import LoadMethod, RacePriority
from models.scoring import SCORING_VERSION


class Workout(Base, OfAthlete, Stamped):
    __tablename__ = "workouts"
    __table_args__ = (
        UniqueConstraint("athlete_id", "source", "external_id"),
        of_day("workouts"),
        nonempty("source", 60),
        nonempty("external_id", 255),
        real_day(),
        *finite("started_at"),
        one_of("load_method", LoadMethod),
        *plausible(
            "duration_s",
            "moving_s",
            "distance_m",
            "elevation_gain_m",
            "average_power_w",
            "max_power_w",
            "normalized_power_w",
            "average_hr_bpm",
            "max_hr_bpm",
            "source_load",
            "manual_load",
            "load",
            "intensity",
            "kilojoules",
            "rpe",
            "decoupling_pct",
        ),
        between("feel", 1, 5),
        Index("ix_workouts_unscored", "athlete_id", postgresql_where=text("scored_at IS NULL")),
        CheckConstraint("duplicate_of <> id", name="duplicate_of_another"),
    )

    id: Mapped[Id]
    source: Mapped[str]
    external_id: Mapped[str] = mapped_column(server_default=text("(gen_random_uuid())::text"))
    started_at: Mapped[datetime]
    local_date: Mapped[date]
    title: Mapped[str] = mapped_column(server_default="")
    description: Mapped[str | None]
    sport: Mapped[str | None]
    duration_s: Mapped[float]
    moving_s: Mapped[float | None]
    distance_m: Mapped[float | None]
    elevation_gain_m: Mapped[float | None]
    average_power_w: Mapped[float | None]
    max_power_w: Mapped[float | None]
    normalized_power_w: Mapped[float | None]
    average_hr_bpm: Mapped[float | None]
    max_hr_bpm: Mapped[float | None]
    source_load: Mapped[float | None]  # an input: what the platform sent, never overwritten
    manual_load: Mapped[float | None]  # an input: what a person typed, never overwritten
    load: Mapped[float | None]  # the result of scoring, with the four below
    load_method: Mapped[str | None]
    load_approximate: Mapped[bool | None]
    load_inputs: Mapped[dict[str, Any] | None]
    intensity: Mapped[float | None]
    kilojoules: Mapped[float | None]
    rpe: Mapped[float | None]
    feel: Mapped[int | None]
    zones: Mapped[dict[str, Any] | None]
    curve: Mapped[dict[str, Any] | None]
    decoupling_pct: Mapped[float | None]
    sample_notes: Mapped[list[Any] | None]  # what scoring left out of the samples
    raw: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    scored_at: Mapped[datetime | None]
    scoring_version: Mapped[int | None]
    duplicate_of: Mapped[UUID | None] = link("workouts.id", "SET NULL")


def is_stale() -> ColumnElement[bool]:
    """Never scored, or under an older version, or since then something that scoring looks at has changed."""
    return or_(Workout.scored_at.is_(None), func.coalesce(Workout.scoring_version < SCORING_VERSION, True))


class PlannedWorkout(Base, OfAthlete, Stamped):
    __tablename__ = "planned_workouts"
    __table_args__ = (
        of_day("planned_workouts"),
        real_day(),
        *plausible("duration_s", "load", "distance_m"),
    )

    id: Mapped[Id]
    local_date: Mapped[date]
    sport: Mapped[str | None]
    title: Mapped[str] = mapped_column(server_default="")
    duration_s: Mapped[float | None]
    load: Mapped[float | None]
    distance_m: Mapped[float | None]
    notes: Mapped[str | None]


class Race(Base, OfAthlete, Stamped):
    __tablename__ = "races"
    __table_args__ = (
        of_day("races"),
        nonempty("name", 255),
        real_day(),
        one_of("priority", RacePriority),
        *plausible("distance_m"),
    )

    id: Mapped[Id]
    name: Mapped[str]
    local_date: Mapped[date]
    priority: Mapped[str] = mapped_column(server_default=RacePriority.B)
    sport: Mapped[str | None]
    distance_m: Mapped[float | None]
    target: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]

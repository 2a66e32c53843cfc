"""Exercises, which muscles they train and by how much, and the sets that were lifted or planned."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, OfAthlete, Stamped, between, link, nonempty, of_day, one_of, real_day
from models.enums import Difficulty


class Exercise(Base, Stamped):
    __tablename__ = "exercises"
    __table_args__ = (
        nonempty("name", 255),
        one_of("difficulty", Difficulty),
        Index("ix_exercises_name", "name"),
        CheckConstraint("jsonb_typeof(muscle_contributions) = 'object'", name="muscle_contributions_form"),
        CheckConstraint("is_global OR organization_id IS NOT NULL", name="owned_or_global"),
    )

    id: Mapped[Id]
    organization_id: Mapped[UUID | None] = link("organizations.id", "CASCADE")
    name: Mapped[str]
    equipment: Mapped[str]
    muscle_contributions: Mapped[dict[str, Any]]  # {"CHEST": 1.0, "TRICEPS": 0.5}
    difficulty: Mapped[str] = mapped_column(server_default=Difficulty.INTERMEDIATE)
    is_global: Mapped[bool] = mapped_column(server_default="false")
    created_by: Mapped[UUID | None] = link("users.id", "SET NULL")


class StrengthSet(Base, OfAthlete, Stamped):
    __tablename__ = "strength_sets"
    __table_args__ = (
        of_day("strength_sets"),
        UniqueConstraint("workout_id", "exercise_id", "set_index", "is_planned"),
        real_day(),
        between("set_index", 1, 100),
        between("reps", 0, 1000),
        CheckConstraint("weight_kg >= 0 AND weight_kg <= 2000", name="weight_kg_range"),
        between("rir", 0, 20),
    )

    id: Mapped[Id]
    workout_id: Mapped[UUID | None] = link("workouts.id", "CASCADE", index=False)
    exercise_id: Mapped[UUID] = link("exercises.id", "RESTRICT")
    local_date: Mapped[date]
    set_index: Mapped[int] = mapped_column(server_default="1")
    reps: Mapped[int | None]
    weight_kg: Mapped[float | None]
    rir: Mapped[float | None]
    is_planned: Mapped[bool] = mapped_column(server_default="false")

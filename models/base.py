"""The idioms that every table shares, declared once."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, DateTime, Double, ForeignKey, Index, MetaData, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import Uuid

from models.bounds import BOUNDS

# What Fernet makes always begins so: a token in plain text is refused by the database.
ENCRYPTED_PREFIX = "gAAAA"

Id = Annotated[UUID, mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: Mapping[Any, Any] = {
        str: Text(),
        float: Double(),
        datetime: DateTime(timezone=True),
        date: Date(),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
    }


class Stamped:
    """When the row came and when it last changed; a trigger keeps the second one true."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=900)
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=901)


class SoftDeleted:
    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=902)


class OfAthlete:
    """A row that belongs to an athlete and goes with them."""

    @declared_attr
    def athlete_id(cls) -> Mapped[UUID]:
        return mapped_column(ForeignKey("athletes.user_id", ondelete="CASCADE"), sort_order=-10)


def link(target: str, ondelete: str, *, index: bool = True, **options: Any) -> MappedColumn[Any]:
    """A foreign key: always indexed unless a wider index begins with it, always with its ON DELETE."""
    return mapped_column(ForeignKey(target, ondelete=ondelete), index=index, **options)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Text that must be one of the enum's words."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def plausible(*columns: str) -> tuple[CheckConstraint, ...]:
    """Refuses NaN, infinities, impossible negatives and ten times the bound of SCIENCE 7."""
    return tuple(CheckConstraint(BOUNDS[column].check(column), name=f"{column}_plausible") for column in columns)


def between(column: str, low: float, high: float) -> CheckConstraint:
    return CheckConstraint(f"{column} >= {low:g} AND {column} <= {high:g}", name=f"{column}_range")


def nonempty(column: str, most: int) -> CheckConstraint:
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {most}", name=f"{column}_length")


def real_day(column: str = "local_date") -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN '1990-01-01' AND '2200-01-01'", name=f"{column}_real")


def real_zone(column: str = "time_zone") -> CheckConstraint:
    """A zone that Postgres knows by name (an unknown one is an error there, and so refused)."""
    known = f"(timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE {column}) IS NOT NULL"
    return CheckConstraint(f"{column} ~ '^[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)*$' AND {known}", name=f"{column}_real")


def finite(*columns: str) -> tuple[CheckConstraint, ...]:
    """An instant that a calendar has: Postgres also knows 'infinity', which nothing else can read."""
    return tuple(CheckConstraint(f"isfinite({column})", name=f"{column}_finite") for column in columns)


def encrypted(column: str) -> CheckConstraint:
    return CheckConstraint(f"starts_with({column}, '{ENCRYPTED_PREFIX}')", name=f"{column}_encrypted")


def of_day(table: str, column: str = "local_date") -> SchemaItem:
    """The index of nearly every question: one athlete's days."""
    return Index(f"ix_{table}_athlete_id_{column}", "athlete_id", column)

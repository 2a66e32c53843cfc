"""Chance without a stream: what is drawn for one person, day and topic never depends on anything drawn before it."""

from datetime import date
from random import Random
from uuid import UUID, uuid5

_CLUB = UUID("5c7f5a4e-6f0d-5b7e-9d0c-2f1f3f3f8f10")


def chance(seed: int, who: str, day: int, topic: str) -> Random:
    """`day` counts from the first day of the anchor's week, so that a story comes out the same at any anchor."""
    return Random(f"{seed}/{who}/{day}/{topic}")


def row_id(seed: int, who: str, table: str, day: date | None = None, n: int | str = 0) -> UUID:
    return uuid5(_CLUB, f"{seed}/{who}/{table}/{day or ''}/{n}")


def near(draw: Random, middle: float, spread: float, most: float = 2.0) -> float:
    """Normal around the middle, never further from it than `most` spreads."""
    return middle + spread * max(-most, min(most, draw.gauss(0.0, 1.0)))

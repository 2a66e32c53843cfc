"""The workouts of a period as the report lists them."""

from collections.abc import Iterable, Iterator
from math import isnan
from typing import Any

from models.enums import LoadMethod
from models.facts import Session
from tasks.analyse.batch import Batch

_COLUMNS = [
    "local_date",
    "sport",
    "title",
    "duration_s",
    "moving_s",
    "distance_m",
    "load",
    "load_method",
    "load_approximate",
]


def sessions(batch: Batch) -> list[tuple[Session, ...]]:
    """Of each report, in the order they began."""
    placed = batch.workouts_placed.only(batch.workouts_placed.day >= batch.grid.n_days - batch.n_days)
    rows = batch.workouts.iloc[placed.row].assign(column=placed.column)
    rows = rows.sort_values(["column", "local_date", "started_at"], kind="stable")
    listed: list[list[Session]] = [[] for _ in batch.assignments]
    values = (rows[name].to_numpy(dtype=object).tolist() for name in _COLUMNS)
    for column, session in zip(rows["column"], _sessions(zip(*values, strict=True)), strict=True):
        listed[column].append(session)
    return [tuple(one) for one in listed]


def _sessions(rows: Iterable[tuple[Any, ...]]) -> Iterator[Session]:
    for day, sport, title, duration, moving, distance, load, method, is_approximate in rows:
        yield Session(
            local_date=day.date(),
            sport=_text(sport),
            title=_text(title),
            duration_s=_number(moving) or _number(duration),
            distance_m=_number(distance),
            load=_number(load),
            load_method=_text(method) or LoadMethod.UNSCORED,
            is_approximate=bool(is_approximate),
        )


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

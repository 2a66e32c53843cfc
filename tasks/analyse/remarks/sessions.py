"""The workouts of a period as the report lists them."""

from collections.abc import Iterable, Iterator
from math import isnan
from typing import Any

from models.enums import LoadMethod
from models.facts import Session
from tasks.analyse.batch import Batch
from tasks.analyse.remarks.key_sessions import key_reasons

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
    "average_hr_bpm",
    "normalized_power_w",
    "elevation_gain_m",
]


def sessions(batch: Batch) -> list[tuple[Session, ...]]:
    """Of each report, in the order they began."""
    placed = batch.workouts_placed.only(batch.workouts_placed.day >= batch.grid.n_days - batch.n_days)
    rows = batch.workouts[[*_COLUMNS, "started_at", "workout_id"]].iloc[placed.row]
    rows = rows.assign(column=placed.column, row=placed.row)
    rows = rows.sort_values(["column", "local_date", "started_at", "workout_id"], kind="stable")
    reasons = key_reasons(batch)
    key = (reasons.get(one, "") for one in zip(rows["column"].tolist(), rows["row"].tolist(), strict=True))
    values = (rows[name].to_numpy(dtype=object).tolist() for name in _COLUMNS)
    listed: list[list[Session]] = [[] for _ in batch.assignments]
    for column, session in zip(rows["column"], _sessions(zip(*values, key, strict=True)), strict=True):
        listed[column].append(session)
    return [tuple(one) for one in listed]


def _sessions(rows: Iterable[tuple[Any, ...]]) -> Iterator[Session]:
    for day, sport, title, duration, moving, distance, load, method, is_approximate, hr, power, climbed, reason in rows:
        yield Session(
            local_date=day.date(),
            sport=_text(sport),
            title=_text(title),
            duration_s=_number(moving) or _number(duration),
            distance_m=_number(distance),
            load=_number(load),
            load_method=_text(method) or LoadMethod.UNSCORED,
            is_approximate=bool(is_approximate),
            average_hr_bpm=_number(hr),
            normalized_power_w=_number(power),
            elevation_gain_m=_number(climbed),
            key_reason=reason,
        )


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

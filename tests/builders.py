"""Histories from short literals: say what matters, the rest is empty and has the right columns."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pandas as pd

from models.enums import ReportType
from models.facts import DataNote
from models.frames import DAY, FLAG, FRAMES, INSTANT, NUMBER, OBJECT
from models.values import Assignment, Athlete, Histories, Period

Row = dict[str, Any]
START, END = date(2026, 11, 9), date(2026, 11, 15)  # a Monday and the Sunday after


def who(number: int = 1) -> UUID:
    return UUID(int=number)


def athlete(number: int = 1, **fields: Any) -> Athlete:
    return Athlete(**{"athlete_id": who(number), "name": f"Athlete {number}", "time_zone": "Europe/Zurich", **fields})


def report(
    athlete_number: int = 1, start: date = START, end: date = END, number: int | None = None, **fields: Any
) -> Assignment:
    """A weekly report; its id is the athlete's number and a thousand unless `number` says otherwise."""
    given = {
        "report_id": UUID(int=1000 + (athlete_number if number is None else number)),
        "organization_id": UUID(int=9999),
        "athlete_id": who(athlete_number),
        "type": ReportType.WEEKLY_ANALYSIS,
        "period": Period(start, end),
    }
    return Assignment(**{**given, **fields})


def day(back: int, end: date = END) -> date:
    """So many days before the period's last."""
    return end - timedelta(days=back)


def workout(on: date | str, load: float | None = None, athlete: int = 1, at: str = "07:00", **fields: Any) -> Row:
    """A ride of an hour; `load` is what the platform sent."""
    on = date.fromisoformat(on) if isinstance(on, str) else on
    row: Row = {
        "athlete_id": str(who(athlete)),
        "source": "garmin",
        "sport": "Ride",
        "local_date": on,
        "started_at": datetime.fromisoformat(f"{on}T{at}:00+00:00"),
        "title": "Ride",
        "duration_s": 3600.0,
        "source_load": load,
    }
    return {**row, **fields}


def row(on: date | str, athlete: int = 1, **fields: Any) -> Row:
    """A row of any other dated table."""
    return {"athlete_id": str(who(athlete)), "local_date": on, **fields}


def synced(first: date | str, last: date | str, gaps: Iterable[tuple[str, str]] | None = None, athlete: int = 1) -> Row:
    return {
        "athlete_id": str(who(athlete)),
        "provider": "garmin",
        "synced_from": first,
        "synced_through": last,
        "sync_gaps": None if gaps is None else [list(gap) for gap in gaps],
    }


def frame(name: str, rows: Iterable[Row] = ()) -> pd.DataFrame:
    """A frame as gathering hands it over: every column there, in its dtype."""
    given = [{"workout_id": f"w{at}", **one} for at, one in enumerate(rows)] if name == "workouts" else list(rows)
    unknown = {key for one in given for key in one} - set(FRAMES[name])
    if unknown:
        raise ValueError(f"{name} has no column {sorted(unknown)}")
    return pd.DataFrame({column: _column(given, column, kind) for column, kind in FRAMES[name].items()})


def _column(rows: list[Row], column: str, kind: str) -> pd.Series:
    values = pd.Series([one.get(column) for one in rows], dtype="object")
    if kind == FLAG:
        return values.notna() & values.astype(bool)
    if kind == NUMBER:
        return pd.to_numeric(values).astype(float)
    if kind == DAY:
        return pd.to_datetime(values).astype("datetime64[us]")
    if kind == INSTANT:
        return pd.to_datetime(values, utc=True).astype("datetime64[us, UTC]")
    return values if kind == OBJECT else values.astype("str")


def histories(
    *,
    reports: Iterable[Assignment] | None = None,
    athletes: Iterable[Athlete] | None = None,
    notes: Mapping[UUID, tuple[DataNote, ...]] | None = None,
    **tables: Iterable[Row],
) -> Histories:
    """One weekly report of one athlete unless told otherwise; each table's rows under its name."""
    assigned = tuple(reports) if reports is not None else (report(),)
    known = {one.athlete_id: one for one in athletes or ()}
    people = {one.athlete_id: known.get(one.athlete_id) or athlete(one.athlete_id.int) for one in assigned}
    frames = {name: frame(name, tables.pop(name, ())) for name in FRAMES}
    if tables:
        raise ValueError(f"no such tables: {sorted(tables)}")
    return Histories(assignments=assigned, athletes={**known, **people}, notes=notes or {}, **frames)

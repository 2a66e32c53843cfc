"""Remarks on rows that came late, or twice."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Final

import pandas as pd

from models.facts import DataNote
from models.values import DAYS_OF_WEEK, Assignment
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import days_of
from tasks.analyse.remarks.words import (
    capitalised,
    listed_days,
    listing,
    noun,
    short_day,
    source_name,
    sources,
    weekday,
)
from tasks.local_days import local_day

_MANY_WORKOUTS = 3
# What the rows of other tables are called, of one day and of several.
_KINDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = MappingProxyType(
    {
        ("recovery data", "recovery data"): ("daily_metrics", "sleep_records"),
        ("check-in", "check-ins"): ("entries", "checkins"),
        ("strength sets", "strength sets"): ("strength_sets",),
    }
)


def late_notes(batch: Batch, at: int) -> Iterator[DataNote]:
    """What of the period arrived after the edition before this one was made."""
    assignment = batch.assignments[at]
    made_at = assignment.earlier_completed_at
    if made_at is None:
        return
    late = {table: _late(rows, assignment, made_at) for table, rows in batch.received.items()}
    things = [*_workouts(late["workouts"], assignment), *_others(late, assignment)]
    if things:
        zone = batch.athletes[at].time_zone
        arrived = sorted({local_day(one, zone) for rows in late.values() for one in _instants(rows)})
        text = f"{capitalised(listing(things))} arrived {_when(arrived, assignment)}, after the report was made."
        yield DataNote(code="late_rows", text=text, dates=_days(*late.values()))


def _late(rows: pd.DataFrame, assignment: Assignment, made_at: datetime) -> pd.DataFrame:
    of_period = rows[_is_of_period(rows, assignment)]
    return of_period[of_period["received_at"] > pd.Timestamp(made_at)]


def _is_of_period(rows: pd.DataFrame, assignment: Assignment) -> "pd.Series[bool]":
    first, last = pd.Timestamp(assignment.period.start), pd.Timestamp(assignment.period.end)
    return (rows["athlete_id"] == str(assignment.athlete_id)) & rows["local_date"].between(first, last)


def _days(*frames: pd.DataFrame) -> tuple[date, ...]:
    return tuple(sorted({day for rows in frames for day in _dates(rows)}))


def _dates(rows: pd.DataFrame) -> list[date]:
    dates: list[date] = days_of(rows["local_date"]).tolist()
    return dates


def _instants(rows: pd.DataFrame) -> list[datetime]:
    return [one.to_pydatetime() for one in rows["received_at"].drop_duplicates()]


def _workouts(rows: pd.DataFrame, assignment: Assignment) -> list[str]:
    if len(rows) > _MANY_WORKOUTS:
        return [f"{len(rows)} workouts"]
    pairs = zip(rows["sport"].tolist(), _dates(rows), strict=True)
    return [_of_day(noun(sport), day, assignment) for sport, day in pairs]


def _others(late: Mapping[str, pd.DataFrame], assignment: Assignment) -> Iterator[str]:
    for (of_one_day, of_several), tables in _KINDS.items():
        days = _days(*(late[table] for table in tables))
        if len(days) == 1:
            yield _of_day(of_one_day, days[0], assignment)
        elif days:
            yield f"the {of_several} of {len(days)} days"


def _of_day(what: str, day: date, assignment: Assignment) -> str:
    is_told_by_weekday = assignment.period.days <= DAYS_OF_WEEK
    return f"{weekday(day)}'s {what}" if is_told_by_weekday else f"the {what} of {short_day(day)}"


def _when(arrived: list[date], assignment: Assignment) -> str:
    is_near = (arrived[-1] - assignment.period.end).days < DAYS_OF_WEEK
    first, last = (weekday(day) if is_near else short_day(day) for day in (arrived[0], arrived[-1]))
    return f"on {first}" if len(arrived) == 1 else f"from {first} to {last}"


def duplicate_notes(batch: Batch) -> list[list[DataNote]]:
    """Of each report, the workouts that several platforms sent: which of them counts. Those alike are told at once."""
    placed = batch.grid.place(batch.duplicates)
    placed = placed.only(placed.day >= batch.grid.n_days - batch.n_days)
    copies = batch.duplicates.iloc[placed.row].assign(column=placed.column)
    is_counted = batch.workouts["workout_id"].isin(copies["duplicate_of"])
    counted = batch.workouts.loc[is_counted, ["workout_id", "source", "sport"]]
    pairs = copies[["column", "local_date", "source", "duplicate_of"]].merge(
        counted, left_on="duplicate_of", right_on="workout_id", suffixes=("", "_counted")
    )
    alike: list[dict[tuple[str, ...], list[tuple[str, date]]]] = [{} for _ in batch.assignments]
    for _, rows in pairs.groupby(["column", "duplicate_of"], sort=False):
        names = tuple(dict.fromkeys([*rows["source_counted"], *rows["source"]]))
        one = noun(rows["sport"].iloc[0]), _dates(rows)[0]
        alike[int(rows["column"].iloc[0])].setdefault(names, []).append(one)
    return [[_once(sorted(found, key=itemgetter(1)), names) for names, found in one.items()] for one in alike]


def _once(found: list[tuple[str, date]], names: tuple[str, ...]) -> DataNote:
    """The first name is the source that counts."""
    came = f"came from {sources(names)}" if len(names) > 1 else f"came from {sources(names)} more than once"
    days = tuple(day for _, day in found)
    if len(found) == 1:
        text = f"The {found[0][0]} of {short_day(days[0])} {came}; it is counted once"
    else:
        text = f"{len(found)} workouts {came} ({listed_days(days)}); each is counted once"
    return DataNote(code="duplicates", text=f"{text}, as {source_name(names[0])} sent it.", dates=days)

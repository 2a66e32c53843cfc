"""Gathering a batch against reading the same rows by the ORM, on a Postgres of the benchmark's own."""

import sys
from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import Engine, Select, event, select

from bench.athletes import PERIOD, reports
from bench.database import database, fill
from bench.measure import Figures, in_child, peak_mib, timed
from models.checkins import Checkin, CheckinDetail, Entry
from models.recovery import DailyMetric, SleepRecord
from models.session import make_engine, session_scope
from models.strength import StrengthSet
from models.training import Workout
from tasks.analyse.facts import analyse
from tasks.gather.histories import gather_batch
from tasks.gather.queries import CHECKIN_DAYS_BACK, LOAD_DAYS_BACK, RECOVERY_DAYS_BACK

NUMBERS = range(1, 201)
REPEATS = 5
READ: dict[Any, int] = {
    Workout: LOAD_DAYS_BACK,
    StrengthSet: LOAD_DAYS_BACK,
    DailyMetric: RECOVERY_DAYS_BACK,
    SleepRecord: RECOVERY_DAYS_BACK,
    Entry: CHECKIN_DAYS_BACK,
    Checkin: CHECKIN_DAYS_BACK,
}


def bench() -> dict[str, list[Figures]]:
    with database() as engine:
        fill(engine, NUMBERS)
        return {**_speed(engine), "peak memory, MiB": [_peak(engine)]}


def _speed(engine: Engine) -> dict[str, list[Figures]]:
    """They take turns, so that all meet the machine in the same mood."""
    batch = reports(NUMBERS)
    with statements(engine) as seen:
        gather_batch(engine, batch)
    taken: dict[str, list[float]] = {"gather": [], "entities": [], "details": [], "frames": []}
    for _ in range(REPEATS):
        seconds, histories = timed(partial(gather_batch, engine, batch), 3)
        taken["gather"].append(seconds)
        seconds, rows = timed(partial(by_orm, engine))
        taken["entities"].append(seconds)
        seconds, n_details = timed(partial(details_by_orm, engine))
        taken["details"].append(seconds)
        taken["frames"].append(timed(partial(by_orm, engine, as_frames))[0])
    assert rows == {table: len(getattr(histories, table)) for table in rows}
    n_rows, gather_s, entities_s, details_s, frames_s = sum(rows.values()), *map(median, taken.values())
    read = {"athletes": len(batch), "statements": len(seen), "rows": n_rows, "check-in details": n_details}
    return {
        "what is read": [read],
        "speed": [
            _line("gather: frames, checked", n_rows, gather_s, gather_s),
            _line("ORM: entities of the same rows", n_rows, entities_s, gather_s),
            _line(
                "ORM: with the details that make up the check-ins' columns", n_rows, entities_s + details_s, gather_s
            ),
            _line("ORM: with frames made of them, unchecked", n_rows, frames_s + details_s, gather_s),
        ],
    }


def _line(what: str, rows: int, seconds: float, gather_s: float) -> Figures:
    return {"": what, "seconds": seconds, "rows a second": rows / seconds, "times the gather": seconds / gather_s}


def by_orm(engine: Engine, made: Callable[[Sequence[Any]], Sized] = list) -> dict[str, int]:
    """The frames' rows as entities: how many of each table."""
    rows = {}
    with session_scope(engine) as session:
        for table, days_back in READ.items():
            rows[table.__tablename__] = len(made(session.scalars(_of(table, select(table), days_back)).all()))
            session.expunge_all()
    return rows


def as_frames(entities: Sequence[Any]) -> pd.DataFrame:
    columns = [column.key for column in type(entities[0]).__table__.columns if column.key != "raw"]
    return pd.DataFrame([[getattr(one, column) for column in columns] for one in entities], columns=columns)


def details_by_orm(engine: Engine) -> int:
    with session_scope(engine) as session:
        details = select(CheckinDetail).join(Checkin, Checkin.id == CheckinDetail.checkin_id)
        return len(session.scalars(_of(Checkin, details, CHECKIN_DAYS_BACK)).all())


def _of(table: Any, query: Select[Any], days_back: int) -> Select[Any]:
    first = PERIOD.start - timedelta(days=days_back)
    ids: Sequence[UUID] = [one.athlete_id for one in reports(NUMBERS)]
    mine = query.where(table.athlete_id.in_(ids), table.local_date.between(first, PERIOD.end))
    return mine.order_by(table.athlete_id, table.local_date)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Those that read rows."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM" in statement and "set_config" not in statement:
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def _peak(engine: Engine) -> Figures:
    """Gathering and analysing, in a process that does nothing else."""
    before, gathered, analysed = in_child("bench.gather", engine.url.render_as_string(hide_password=False))
    return {"athletes": len(NUMBERS), "before_mib": before, "gathered_mib": gathered, "analysed_mib": analysed}


if __name__ == "__main__":
    engine = make_engine(sys.argv[1])
    print(peak_mib())
    gathered = gather_batch(engine, reports(NUMBERS))
    print(peak_mib())
    analyse(gathered)
    print(peak_mib())

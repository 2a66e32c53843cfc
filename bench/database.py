"""An embedded Postgres of the benchmark's own, filled with invented athletes."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
from sqlalchemy import Engine, Integer, insert, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from bench.athletes import DAYS, MUSCLES, histories
from models import schema
from models.base import Base
from models.checkins import CheckinDetail, Dimension, Journey
from models.enums import Role
from models.frames import EFFORT_COLUMNS
from models.identity import Athlete, Organization, User
from models.scoring import CURVE_COLUMNS, ZONE_COLUMNS
from models.session import make_engine, session_scope
from models.strength import Exercise
from models.values import Histories
from tasks.postgres import Embedded

EVERY_DAY = {"daily_metrics": DAYS, "sleep_records": DAYS, "entries": DAYS, "checkins": DAYS}
ROWS_AT_ONCE = 5_000


@contextmanager
def database() -> Iterator[Engine]:
    var = Path(tempfile.mkdtemp(prefix="debrief-bench-"))
    var.chmod(0o755)  # as root the server runs under an ordinary account, which must get there
    embedded = Embedded(var)
    try:
        engine = make_engine(embedded.start())
        schema.upgrade(engine)
        yield engine
        engine.dispose()
    finally:
        embedded.leave()
        shutil.rmtree(var, ignore_errors=True)


def fill(engine: Engine, numbers: range) -> None:
    """All days of all tables; gathering reads back less of them."""
    drawn = histories(numbers, EVERY_DAY)
    with session_scope(engine) as session:
        _people(session, drawn)
        _copy(session, "daily_metrics", drawn.daily_metrics)
        _copy(session, "integrations", drawn.integrations)
        nights = drawn.sleep_records
        _copy(session, "sleep_records", nights.assign(ended_at=nights["started_at"] + pd.Timedelta(hours=13)))
        _copy(session, "workouts", _workouts(drawn.workouts))
        _copy(session, "entries", _entries(drawn.entries))
        _copy(session, "strength_sets", _strength_sets(session, drawn.strength_sets))
        _checkins(session, drawn.checkins)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _people(session: Session, drawn: Histories) -> None:
    session.execute(insert(Organization).values(id=UUID(int=1), name="Hill Club", slug="hill-club"))
    people = [
        {"id": one, "organization_id": UUID(int=1), "email": f"{one}@club.example", "name": "Robin Vale"}
        for one in drawn.athletes
    ]
    session.execute(insert(User), [{**person, "role": Role.ATHLETE} for person in people])
    session.execute(insert(Athlete), [{"user_id": one} for one in drawn.athletes])


def _workouts(rows: pd.DataFrame) -> pd.DataFrame:
    zones: Any = [_nested(one) for one in zip(*(rows[name].tolist() for name in ZONE_COLUMNS), strict=True)]
    curves = zip(*(rows[name].tolist() for name in CURVE_COLUMNS), strict=True)
    curve: Any = [dict(zip(CURVE_COLUMNS.values(), one, strict=True)) if one[0] == one[0] else None for one in curves]
    whole = rows.drop(columns=[*ZONE_COLUMNS, *CURVE_COLUMNS]).assign(zones=zones, curve=curve)
    return whole.rename(columns={"workout_id": "id"})


def _nested(seconds: tuple[float, ...]) -> dict[str, dict[str, float]] | None:
    found: dict[str, dict[str, float]] = {}
    for (basis, band), value in zip(ZONE_COLUMNS.values(), seconds, strict=True):
        if value == value:
            found.setdefault(basis, {})[band] = value
    return found or None


def _entries(rows: pd.DataFrame) -> pd.DataFrame:
    answers: Any = [{"ill": True} if is_ill else {} for is_ill in rows["is_ill"]]
    once = rows.drop(columns=["is_ill"]).assign(custom_responses=answers)
    return once.drop_duplicates(["athlete_id", "local_date"])


def _strength_sets(session: Session, rows: pd.DataFrame) -> pd.DataFrame:
    exercises = [
        {"id": UUID(int=number), "name": f"Exercise {number}", "equipment": "barbell", "is_global": True}
        | {"muscle_contributions": muscles}
        for number, muscles in enumerate(MUSCLES, start=1)
    ]
    session.execute(insert(Exercise), exercises)
    of_name = {name: str(UUID(int=number)) for number, name in enumerate(rows["exercise"].unique(), start=1)}
    lifted = rows.assign(exercise_id=rows["exercise"].map(of_name))
    return lifted.rename(columns={"lifted_kg": "weight_kg"}).drop(columns=["exercise", "muscle_contributions"])


def _checkins(session: Session, rows: pd.DataFrame) -> None:
    """A journey of four dimensions; a check-in that is not complete lacks one of them."""
    journey = UUID(int=7)
    session.execute(insert(Journey).values(id=journey, organization_id=UUID(int=1), title="Base season"))
    dimensions = [UUID(int=number) for number in range(10, 14)]
    asked = [
        {"id": one, "journey_id": journey, "name": f"Dimension {one.int}", "weight": one.int - 9} for one in dimensions
    ]
    session.execute(insert(Dimension), asked)
    rows = rows.drop(columns=list(EFFORT_COLUMNS)).drop_duplicates(["athlete_id", "local_date"])
    rows = rows.sort_values("received_at")
    rng = np.random.default_rng(1)
    ids = [str(UUID(bytes=rng.bytes(16), version=4)) for _ in range(len(rows))]
    _copy(session, "checkins", rows.drop(columns="is_complete").assign(id=ids))
    efforts = rng.integers(1, 6, (len(rows), len(dimensions)))
    details = [
        (one, str(dimension), int(effort), 1.0)
        for one, is_complete, of_row in zip(ids, rows["is_complete"], efforts, strict=True)
        for dimension, effort in list(zip(dimensions, of_row, strict=True))[: 4 if is_complete else 3]
    ]
    columns = ["checkin_id", "dimension_id", "effort", "score"]
    _copy(session, CheckinDetail.__tablename__, pd.DataFrame(details, columns=columns))


def _copy(session: Session, table: str, rows: pd.DataFrame) -> None:
    if "received_at" in rows:
        rows = rows.sort_values("received_at")  # as they came: an athlete's rows do not lie beside each other
    rows = rows.rename(columns={"received_at": "created_at"})
    kinds = {column.name: column.type for column in Base.metadata.tables[table].columns}
    for name in rows:
        if isinstance(kinds[str(name)], Integer):
            rows[name] = rows[name].astype("Int64")
        elif isinstance(kinds[str(name)], JSONB):
            rows[name] = [json.dumps(one) if isinstance(one, dict | list) else None for one in rows[name]]
    raw = session.connection().connection.driver_connection
    assert raw is not None
    with raw.cursor().copy(f"COPY {table} ({', '.join(map(str, rows))}) FROM STDIN (FORMAT csv)") as copy:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            copy.write(rows[start : start + ROWS_AT_ONCE].to_csv(index=False, header=False))

"""The door through which workouts are scored: what is new is read, scored and written back once."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import ColumnElement, false, func, or_, select, text
from sqlalchemy.orm import Session

from models.frames import FRAMES
from models.identity import Threshold
from models.training import Workout
from tasks.analyse.load import score
from tasks.analyse.params import SCORING_VERSION
from tasks.frames import outside_bounds, typed, without
from tasks.people import people

LOCK = 20261122
ATHLETES_AT_ONCE = 100  # whole histories: a few hundred rows each

_WRITE = text(
    """
    UPDATE workouts SET load = new.load, load_method = new.method, load_approximate = new.approximate,
      load_inputs = new.inputs::jsonb, intensity = new.intensity, scored_at = now(), scoring_version = :version
    FROM unnest(CAST(:ids AS uuid[]), CAST(:loads AS float8[]), CAST(:methods AS text[]), CAST(:approximate AS bool[]),
      CAST(:inputs AS text[]), CAST(:intensities AS float8[]), CAST(:seen AS timestamptz[]))
      AS new (id, load, method, approximate, inputs, intensity, seen)
    WHERE workouts.id = new.id AND workouts.updated_at = new.seen
    """
)


def score_new(session: Session, athlete_ids: Sequence[UUID] | None = None) -> int:
    """Score what was never scored, or under an older version. Returns how many workouts that were.

    One process does it at a time. Who finds it being done goes on: analysis scores in memory what is not scored yet.
    """
    if not session.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK}).scalar_one():
        return 0
    stale = select(Workout.athlete_id).where(is_stale(), Workout.duplicate_of.is_(None)).distinct()
    if athlete_ids is not None:
        stale = stale.where(Workout.athlete_id.in_(athlete_ids))
    waiting = sorted(session.execute(stale).scalars())
    return sum(_score(session, some) for some in _portions(waiting))


def is_stale() -> ColumnElement[bool]:
    return or_(Workout.scored_at.is_(None), func.coalesce(Workout.scoring_version < SCORING_VERSION, True))


def _portions(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), ATHLETES_AT_ONCE):
        yield ids[start : start + ATHLETES_AT_ONCE]


def _score(session: Session, athlete_ids: Sequence[UUID]) -> int:
    """Whole histories are read, because an athlete's own ratio of load to effort is found in them."""
    workouts = _workouts(session, athlete_ids)
    stale, seen = workouts.pop("is_stale").astype(bool), workouts.pop("updated_at")
    workouts = without(workouts, outside_bounds("workouts", workouts))
    scored = score(workouts, people(session, athlete_ids), _thresholds(session, athlete_ids))[stale]
    session.execute(
        _WRITE,
        {
            "version": SCORING_VERSION,
            "ids": list(workouts.loc[stale, "workout_id"]),
            "loads": _nullable(scored["load"]),
            "methods": list(scored["load_method"]),
            "approximate": [bool(one) for one in scored["load_approximate"]],
            "inputs": [json.dumps(one, default=float) for one in scored["load_inputs"]],
            "intensities": _nullable(scored["intensity"]),
            "seen": [one.to_pydatetime() for one in seen[stale]],  # changed since: scored again next time
        },
    )
    return int(stale.sum())


def _workouts(session: Session, athlete_ids: Sequence[UUID]) -> pd.DataFrame:
    named: dict[str, Any] = {
        "workout_id": Workout.id.label("workout_id"),
        "load_approximate": func.coalesce(Workout.load_approximate, false()).label("load_approximate"),
    }
    columns = [named[name] if name in named else getattr(Workout, name) for name in FRAMES["workouts"]]
    query = (
        select(*columns, Workout.updated_at, is_stale().label("is_stale"))
        .where(Workout.athlete_id.in_(athlete_ids), Workout.duplicate_of.is_(None))
        .order_by(Workout.athlete_id, Workout.local_date, Workout.id)
    )
    result = session.execute(query)
    return typed("workouts", pd.DataFrame(result.all(), columns=list(result.keys())))


def _thresholds(session: Session, athlete_ids: Sequence[UUID]) -> pd.DataFrame:
    query = (
        select(*(getattr(Threshold, name) for name in FRAMES["thresholds"]))
        .where(Threshold.athlete_id.in_(athlete_ids))
        .order_by(Threshold.athlete_id, Threshold.valid_from, Threshold.id)
    )
    result = session.execute(query)
    rows = typed("thresholds", pd.DataFrame(result.all(), columns=list(result.keys())))
    return without(rows, outside_bounds("thresholds", rows))


def _nullable(values: "pd.Series[float]") -> list[float | None]:
    return [None if pd.isna(one) else float(one) for one in values]

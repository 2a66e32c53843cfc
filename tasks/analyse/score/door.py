"""The door through which workouts are scored: what is new is read, scored and written back once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import ColumnElement, func, null, select, text, update
from sqlalchemy.orm import Session

from models.frames import FRAMES
from models.identity import Threshold
from models.scoring import SCORING_VERSION
from models.training import Workout, is_stale
from tasks.analyse.score.load import score
from tasks.frames import outside_bounds, typed, without
from tasks.people import people

LOCK = 20261122
ATHLETES_AT_ONCE = 50  # whole histories: a few hundred rows each
PAYLOADS_AT_ONCE = 20  # an hour of samples is a third of a megabyte

_WRITE = text(
    """
    UPDATE workouts SET load = new.load, load_method = new.method, load_approximate = new.approximate,
      load_inputs = new.inputs::jsonb, intensity = new.intensity, normalized_power_w = new.np_w,
      decoupling_pct = new.decoupling, zones = new.zones::jsonb, curve = new.curve::jsonb,
      sample_notes = new.notes::jsonb, scored_at = now(), scoring_version = :version
    FROM unnest(CAST(:ids AS uuid[]), CAST(:loads AS float8[]), CAST(:methods AS text[]), CAST(:approximate AS bool[]),
      CAST(:inputs AS text[]), CAST(:intensities AS float8[]), CAST(:np_w AS float8[]), CAST(:decoupling AS float8[]),
      CAST(:zones AS text[]), CAST(:curves AS text[]), CAST(:notes AS text[]), CAST(:seen AS timestamptz[]))
      AS new (id, load, method, approximate, inputs, intensity, np_w, decoupling, zones, curve, notes, seen)
    WHERE workouts.id = new.id AND workouts.updated_at = new.seen RETURNING workouts.id
    """
)
_POINT = text(
    """
    UPDATE workouts SET duplicate_of = new.counted
    FROM unnest(CAST(:ids AS uuid[]), CAST(:counted AS uuid[])) AS new (id, counted)
    WHERE workouts.id = new.id AND workouts.duplicate_of IS NULL
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescored:
    """A workout whose load is another than it was."""

    workout_id: UUID
    local_date: str
    sport: str
    before: float | None
    after: float | None
    method_before: str
    method_after: str


def score_new(session: Session, athlete_ids: Sequence[UUID] | None = None) -> int:
    """Score what was never scored, or under an older version, of the next athletes in line. Returns how many that were.

    A transaction is as long as their payloads are: call it until it returns 0. One process does it at a time. Who
    finds it being done goes on: analysis scores in memory what is not scored yet.
    """
    if not session.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK}).scalar_one():
        return 0
    return _score_stale(session, athlete_ids)


def rescore(session: Session, athlete_id: UUID) -> tuple[int, list[Rescored]]:
    """All of the athlete's workouts anew: how many there are, and those whose load or method has changed."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    before = _loads(session, athlete_id)
    session.execute(update(Workout).where(Workout.athlete_id == athlete_id).values(scored_at=None))
    _score_stale(session, [athlete_id])
    after = _loads(session, athlete_id)
    return len(after), [
        Rescored(
            workout_id=key,
            local_date=row.local_date.isoformat(),
            sport=row.sport or "",
            before=before[key].load,
            after=row.load,
            method_before=before[key].load_method or "",
            method_after=row.load_method or "",
        )
        for key, row in after.items()
        if (before[key].load, before[key].load_method) != (row.load, row.load_method)
    ]


def _loads(session: Session, athlete_id: UUID) -> dict[UUID, Any]:
    w = Workout
    query = select(w.id, w.local_date, w.sport, w.load, w.load_method).where(w.athlete_id == athlete_id)
    return {row.id: row for row in session.execute(query.order_by(w.local_date, w.started_at, w.id))}


def _score_stale(session: Session, athlete_ids: Sequence[UUID] | None) -> int:
    stale = select(Workout.athlete_id).where(is_stale(), _has_come()).distinct()
    if athlete_ids is not None:
        stale = stale.where(Workout.athlete_id.in_(athlete_ids))
    some = session.execute(stale.order_by(Workout.athlete_id).limit(ATHLETES_AT_ONCE)).scalars().all()
    return _score(session, some) if some else 0


def _score(session: Session, athlete_ids: Sequence[UUID]) -> int:
    """Whole histories are read, because an athlete's own ratio of load to effort is found in them."""
    workouts = _workouts(session, athlete_ids)
    is_new, seen = workouts.pop("is_stale").astype(bool).to_numpy(), workouts.pop("updated_at")
    workouts = without(workouts, outside_bounds("workouts", workouts))
    payloads = _payloads(session, workouts["workout_id"][is_new])
    thresholds = _thresholds(session, athlete_ids)
    found = score(workouts, people(session, athlete_ids), thresholds, payloads, is_new)
    scored = found[is_new]
    written = session.execute(
        _WRITE,
        {
            "version": SCORING_VERSION,
            "ids": list(workouts.loc[is_new, "workout_id"]),
            "loads": _nullable(scored["load"]),
            "methods": list(scored["load_method"]),
            "approximate": [bool(one) for one in scored["load_approximate"]],
            "inputs": _documents(scored["load_inputs"]),
            "intensities": _nullable(scored["intensity"]),
            "np_w": _nullable(scored["normalized_power_w"]),
            "decoupling": _nullable(scored["decoupling_pct"]),
            "zones": _documents(scored["zones"]),
            "curves": _documents(scored["curve"]),
            "notes": _documents(scored["sample_notes"]),
            "seen": [one.to_pydatetime() for one in seen[is_new]],  # changed since: scored again next time
        },
    )
    _point_to_those_that_count(session, workouts, found)  # last: it counts as a change of the row
    return len(written.all())


def _has_come() -> ColumnElement[bool]:
    """Not dated after tomorrow, which is as far ahead as any zone is: such a row is no workout yet."""
    return Workout.local_date <= func.current_date() + 1


def _point_to_those_that_count(session: Session, workouts: pd.DataFrame, found: pd.DataFrame) -> None:
    is_found = found["duplicate_of"].notna() & workouts["duplicate_of"].isna()
    if is_found.any():
        ids, counted = list(workouts.loc[is_found, "workout_id"]), list(found.loc[is_found, "duplicate_of"])
        session.execute(_POINT, {"ids": ids, "counted": counted})


def _workouts(session: Session, athlete_ids: Sequence[UUID]) -> pd.DataFrame:
    """The frame's columns; what scoring itself finds, and the payloads, are left empty."""
    named: dict[str, Any] = {"workout_id": Workout.id.label("workout_id"), "received_at": Workout.created_at}
    unread = {"raw": null().label("raw"), "load_approximate": func.coalesce(Workout.load_approximate, False)}
    columns = [{**named, **unread}.get(name, getattr(Workout, name, null())).label(name) for name in FRAMES["workouts"]]
    query = (
        select(*columns, Workout.updated_at, is_stale().label("is_stale"))
        .where(Workout.athlete_id.in_(athlete_ids), _has_come())
        .order_by(Workout.athlete_id, Workout.local_date, Workout.id)
    )
    result = session.execute(query)
    return typed("workouts", pd.DataFrame(result.all(), columns=list(result.keys())))


def _payloads(session: Session, workout_ids: "pd.Series[str]") -> Iterator[tuple[int, object]]:
    """What the platforms sent, a few at a time: whole files of samples do not all fit into memory."""
    place = {UUID(key): at for at, key in zip(workout_ids.index.to_numpy().tolist(), workout_ids, strict=True)}
    waiting = list(place)
    for start in range(0, len(waiting), PAYLOADS_AT_ONCE):
        some = waiting[start : start + PAYLOADS_AT_ONCE]
        query = select(Workout.id, Workout.raw).where(Workout.id.in_(some), Workout.raw.is_not(None))
        for key, payload in session.execute(query):
            yield place[key], payload


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


def _documents(values: pd.Series) -> list[str | None]:
    return [None if one is None else json.dumps(_known(one), allow_nan=False) for one in values.array]


def _known(value: Any) -> Any:
    """The document with what is unknown left null."""
    if isinstance(value, dict):
        return {key: _known(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_known(inner) for inner in value]
    return None if isinstance(value, float) and isnan(value) else value

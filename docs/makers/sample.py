"""A report's histories out of thin air: what pages are made from that only a batch can tell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pandas as pd

from models.enums import ReportType
from models.frames import FLAG, FRAMES, NUMBER
from models.values import Assignment, Athlete, Histories, Period

WEEK = Period(date(2026, 11, 9), date(2026, 11, 15))
WHO = UUID(int=1)
DAY = "2026-11-10"

# One of everything that a fact can be named after: a sport, a device, a muscle, an exercise.
ROWS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "workouts": [
        {
            "workout_id": "w",
            "source": "garmin",
            "sport": "Ride",
            "started_at": f"{DAY}T07:00:00Z",
            "duration_s": 3600.0,
            "distance_m": 30_000.0,
            "source_load": 60.0,
        }
    ],
    "daily_metrics": [{"source": "whoop", "recovery_score": 60.0, "hrv_rmssd_ms": 60.0}],
    "strength_sets": [
        {"exercise": "Bench press", "reps": 8.0, "lifted_kg": 60.0, "muscle_contributions": {"CHEST": 1.0}}
    ],
}


def histories(rows: Mapping[str, Sequence[Mapping[str, Any]]] = ROWS) -> Histories:
    report = Assignment(
        report_id=UUID(int=2),
        organization_id=UUID(int=3),
        athlete_id=WHO,
        type=ReportType.WEEKLY_ANALYSIS,
        period=WEEK,
    )
    athlete = Athlete(athlete_id=WHO, name="Robin Vale", time_zone="UTC")
    frames = {name: _frame(name, rows.get(name, ())) for name in FRAMES}
    return Histories(assignments=(report,), athletes={WHO: athlete}, **frames)


def _frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    whose = {"athlete_id": str(WHO), "local_date": pd.Timestamp(DAY)}
    given = [{**whose, **row} for row in rows]
    return pd.DataFrame({column: _column(given, column, kind) for column, kind in FRAMES[name].items()})


def _column(rows: Sequence[Mapping[str, Any]], column: str, kind: str) -> "pd.Series[Any]":
    values = pd.Series([row.get(column, False if kind == FLAG else None) for row in rows], dtype="object")
    return pd.to_numeric(values).astype(float) if kind == NUMBER else values.astype(kind)

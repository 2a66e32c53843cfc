"""What is read of each table: the rows and columns of one athlete, for the days around their reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Date,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
    select,
    true,
)
from sqlalchemy.orm import aliased

from models.checkins import Checkin, CheckinDetail, Dimension, Entry
from models.frames import EFFORT_COLUMNS, EFFORTS
from models.identity import Integration, Threshold
from models.recovery import DailyMetric, SleepRecord
from models.scoring import CURVE_COLUMNS, ZONE_COLUMNS
from models.strength import Exercise, StrengthSet
from models.training import PlannedWorkout, Race, Workout, is_stale
from tasks.gather.packed import numbers_of_row

# How far back each table is read from a period's first day, and how far ahead of its last one.
LOAD_DAYS_BACK = 630  # 15 time constants of fitness: what lies before weighs under 4e-5 points
SAMPLES_DAYS_BACK = 126  # what scoring found in a workout's samples: the longest look back is 90 days of best powers
RECOVERY_DAYS_BACK = 120  # a baseline of 60 days before the 7 judged ones, for each day of the charts
PLAN_DAYS_BACK = 42
CHECKIN_DAYS_BACK = 400  # the longest streak that is told of
RACE_DAYS_AHEAD = 120

# A number that a platform wrote as text because it was none.
NOT_A_NUMBER = r'"[+-]?(nan|inf|infinity)"'

# What scoring found in samples comes as one value, of the last days only: most rows have none to send.
OF_SAMPLES = (*ZONE_COLUMNS, *CURVE_COLUMNS)
HAS_SAMPLES, SAMPLES = "has_samples", "samples"

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    athlete_id: UUID
    first: date
    last: date


ASKED = (
    func.json_to_recordset(bindparam("asked", type_=JSON))
    .table_valued(column("athlete_id", Uuid), column("first", Date), column("last", Date))
    .render_derived(name="asked", with_types=True)
)


def asked(spans: Sequence[Span]) -> dict[str, Any]:
    """The athletes and the days of their reports, as the one parameter of every statement."""
    rows = [{"athlete_id": str(one.athlete_id), "first": f"{one.first}", "last": f"{one.last}"} for one in spans]
    return {"asked": rows}


def _of(table: Any, *columns: Any) -> Rows:
    return select(*columns).where(table.athlete_id == ASKED.c.athlete_id).correlate(ASKED)


def _days(table: Any, columns: Sequence[Any], back: int, ahead: int = 0) -> Rows:
    days = table.local_date.between(ASKED.c.first - back, ASKED.c.last + ahead)
    return _of(table, table.local_date, *columns).where(days).order_by(table.local_date, table.id)


def _raw_is_dirty(table: Any) -> Any:
    """Whether a payload of the period holds text where a number belongs. Older payloads are not even opened."""
    dirty = func.coalesce(cast(table.raw, Text).op("~*")(NOT_A_NUMBER), false())
    return case((table.local_date >= ASKED.c.first, dirty), else_=false()).label("raw_is_dirty")


def _workouts() -> Rows:
    w = Workout
    has_samples = w.local_date >= ASKED.c.first - SAMPLES_DAYS_BACK
    zones = (w.zones[basis][band].astext for basis, band in ZONE_COLUMNS.values())
    curve = (w.curve[seconds].astext for seconds in CURVE_COLUMNS.values())
    columns = (
        has_samples.label(HAS_SAMPLES),
        w.id.label("workout_id"),
        w.source,
        w.sport,
        w.started_at,
        w.title,
        w.duration_s,
        w.moving_s,
        w.distance_m,
        w.elevation_gain_m,
        w.average_power_w,
        w.normalized_power_w,
        w.average_hr_bpm,
        w.max_hr_bpm,
        w.source_load,
        w.manual_load,
        w.load,
        w.load_method,
        w.load_approximate,
        w.rpe,
        w.feel,
        w.max_power_w,
        w.intensity,
        w.decoupling_pct,
        case((has_samples, numbers_of_row((*zones, *curve)))).label(SAMPLES),
        case((w.local_date >= ASKED.c.first, w.sample_notes)).label("sample_notes"),
        case((is_stale(), cast(w.raw, Text))).label("raw"),
        w.scored_at,
        w.scoring_version,
        w.duplicate_of,
        w.created_at.label("received_at"),
    )
    return _days(w, columns, LOAD_DAYS_BACK)


def _thresholds() -> Rows:
    t = Threshold
    columns = (
        t.sport,
        t.valid_from,
        t.ftp_w,
        t.lthr_bpm,
        t.max_hr_bpm,
        t.resting_hr_bpm,
        t.threshold_speed_m_s,
        t.css_m_s,
        t.zones,
    )
    return _of(t, *columns).order_by(t.valid_from, t.id)


def _integrations() -> Rows:
    i = Integration
    return _of(i, i.provider, i.synced_from, i.synced_through, i.sync_gaps).order_by(i.provider)


def _daily_metrics() -> Rows:
    d = DailyMetric
    columns = (
        d.source,
        d.hrv_rmssd_ms,
        d.hrv_sdnn_ms,
        d.resting_hr_bpm,
        d.sleep_h,
        d.sleep_score,
        d.recovery_score,
        d.strain,
        d.spo2_pct,
        d.created_at.label("received_at"),
        _raw_is_dirty(d),
    )
    return _days(d, columns, RECOVERY_DAYS_BACK)


def _sleep_records() -> Rows:
    s = SleepRecord
    columns = (s.source, s.started_at, s.is_nap, s.asleep_s, s.created_at.label("received_at"))
    return _days(s, columns, RECOVERY_DAYS_BACK)


def _entries() -> Rows:
    e = Entry
    columns = (
        e.weight_kg,
        e.sleep_quality,
        e.stress,
        e.mood,
        e.soreness,
        e.fatigue,
        (e.custom_responses["ill"].astext == "true").label("is_ill"),
        e.created_at.label("received_at"),
    )
    return _days(e, columns, CHECKIN_DAYS_BACK)


def _checkins() -> Rows:
    """A check-in is complete when every dimension that existed on its day has a detail."""
    c, dimension, detail, asked_for = Checkin, Dimension, CheckinDetail, aliased(Dimension)
    n_asked = select(func.count()).where(asked_for.journey_id == c.journey_id, _existed(asked_for)).scalar_subquery()
    weights = (func.sum(dimension.weight).filter(detail.effort == effort) for effort in EFFORTS)
    said = (
        select(
            func.count().filter(_existed(dimension)).label("n_answered"),
            *(func.coalesce(weight, 0).label(name) for weight, name in zip(weights, EFFORT_COLUMNS, strict=True)),
        )
        .select_from(detail)
        .join(dimension, (dimension.id == detail.dimension_id) & (dimension.journey_id == c.journey_id))
        .where(detail.checkin_id == c.id)
        .lateral("said")
    )
    columns = (
        c.journey_id,
        (said.c.n_answered == n_asked).label("is_complete"),
        *(said.c[name] for name in EFFORT_COLUMNS),
        c.created_at.label("received_at"),
    )
    return _days(c, columns, CHECKIN_DAYS_BACK).join(said, true())


def _existed(dimension: Any) -> Any:
    """On the day of the check-in."""
    return (dimension.started_on <= Checkin.local_date) & func.coalesce(
        dimension.ended_on >= Checkin.local_date, true()
    )


def _strength_sets() -> Rows:
    s = StrengthSet
    columns = (
        Exercise.name.label("exercise"),
        s.reps,
        s.weight_kg.label("lifted_kg"),
        s.rir,
        s.is_planned,
        Exercise.muscle_contributions,
        s.created_at.label("received_at"),
    )
    return _days(s, columns, LOAD_DAYS_BACK).join(Exercise, Exercise.id == s.exercise_id)


def _planned_workouts() -> Rows:
    p = PlannedWorkout
    return _days(p, (p.sport, p.title, p.duration_s, p.load, p.distance_m), PLAN_DAYS_BACK, RACE_DAYS_AHEAD)


def _races() -> Rows:
    r = Race
    columns = (r.id.label("race_id"), r.name, r.priority, r.sport, r.distance_m)
    return _days(r, columns, PLAN_DAYS_BACK, RACE_DAYS_AHEAD)


ROWS: Mapping[str, Rows] = {
    "workouts": _workouts(),
    "thresholds": _thresholds(),
    "integrations": _integrations(),
    "daily_metrics": _daily_metrics(),
    "sleep_records": _sleep_records(),
    "entries": _entries(),
    "checkins": _checkins(),
    "strength_sets": _strength_sets(),
    "planned_workouts": _planned_workouts(),
    "races": _races(),
}

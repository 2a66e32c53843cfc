"""The statements that read athletes' days: one a table, for a whole batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Select,
    Subquery,
    Text,
    Uuid,
    case,
    cast,
    column,
    false,
    func,
    literal,
    select,
    true,
    values,
)
from sqlalchemy.orm import aliased

from models.checkins import Checkin, CheckinDetail, Dimension, Entry
from models.identity import Integration, Threshold
from models.recovery import DailyMetric, SleepRecord
from models.strength import Exercise, StrengthSet
from models.training import PlannedWorkout, Race, Workout

# How far back each table is read from a period's first day, and how far ahead of its last one.
LOAD_DAYS_BACK = 630  # 15 time constants of fitness: what lies before weighs under 4e-5 points
RECOVERY_DAYS_BACK = 120  # a baseline of 60 days before the 7 judged ones, for each day of the charts
PLAN_DAYS_BACK = 42
CHECKIN_DAYS_BACK = 400  # the longest streak that is told of
RACE_DAYS_AHEAD = 120

# A number that a platform wrote as text because it was none.
NOT_A_NUMBER = r'"[+-]?(nan|inf|infinity)"'


Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    athlete_id: UUID
    first: date
    last: date


def _asked(spans: Sequence[Span], days_back: int = 0, days_ahead: int = 0) -> Subquery:
    """The athletes and days asked for, as a table to join with."""
    back, ahead = timedelta(days=days_back), timedelta(days=days_ahead)
    rows = [(span.athlete_id, span.first - back, span.last + ahead) for span in spans]
    table = values(column("athlete_id", Uuid), column("first", Date), column("last", Date), name="asked").data(rows)
    return select(table).subquery("asked")


def _days(
    table: Any, columns: Sequence[Any], spans: Sequence[Span], back: int, ahead: int = 0, *, has_raw: bool = False
) -> Rows:
    asked = _asked(spans, back, ahead)
    dirty = (_raw_is_dirty(table, asked.c.first + back),) if has_raw else ()
    return (
        select(table.athlete_id, table.local_date, *columns, *dirty)
        .join(asked, (table.athlete_id == asked.c.athlete_id) & table.local_date.between(asked.c.first, asked.c.last))
        .order_by(table.athlete_id, table.local_date, table.id)
    )


def _raw_is_dirty(table: Any, period_start: Any) -> Any:
    """Whether a payload of the period holds text where a number belongs. Older payloads are not even opened."""
    dirty = func.coalesce(cast(table.raw, Text).op("~*")(NOT_A_NUMBER), false())
    return case((table.local_date >= period_start, dirty), else_=false()).label("raw_is_dirty")


def _workouts(spans: Sequence[Span]) -> Rows:
    w = Workout
    columns = (
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
        func.coalesce(w.load_approximate, false()).label("load_approximate"),
        w.rpe,
        w.feel,
        w.scored_at,
        w.scoring_version,
    )
    return _days(w, columns, spans, LOAD_DAYS_BACK, has_raw=True).where(w.duplicate_of.is_(None))


def _thresholds(spans: Sequence[Span]) -> Rows:
    t = Threshold
    return (
        select(
            t.athlete_id,
            t.sport,
            t.valid_from,
            t.ftp_w,
            t.lthr_bpm,
            t.max_hr_bpm,
            t.resting_hr_bpm,
            t.threshold_speed_m_s,
            t.css_m_s,
        )
        .where(t.athlete_id.in_([span.athlete_id for span in spans]))
        .order_by(t.athlete_id, t.valid_from, t.id)
    )


def _integrations(spans: Sequence[Span]) -> Rows:
    i = Integration
    return (
        select(i.athlete_id, i.provider, i.synced_from, i.synced_through, i.sync_gaps)
        .where(i.athlete_id.in_([span.athlete_id for span in spans]))
        .order_by(i.athlete_id, i.provider)
    )


def _daily_metrics(spans: Sequence[Span]) -> Rows:
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
    )
    return _days(d, columns, spans, RECOVERY_DAYS_BACK, has_raw=True)


def _sleep_records(spans: Sequence[Span]) -> Rows:
    s = SleepRecord
    return _days(s, (s.source, s.started_at, s.is_nap, s.asleep_s), spans, RECOVERY_DAYS_BACK)


def _entries(spans: Sequence[Span]) -> Rows:
    e = Entry
    is_ill = func.coalesce(e.custom_responses["ill"].astext == "true", false()).label("is_ill")
    columns = (e.weight_kg, e.sleep_quality, e.stress, e.mood, e.soreness, e.fatigue, is_ill)
    return _days(e, columns, spans, CHECKIN_DAYS_BACK)


def _checkins(spans: Sequence[Span]) -> Rows:
    """A check-in is complete when every dimension that existed on its day has a detail."""
    detail = aliased(CheckinDetail)
    unanswered = (
        select(literal(1))
        .select_from(Dimension)
        .outerjoin(detail, (detail.dimension_id == Dimension.id) & (detail.checkin_id == Checkin.id))
        .where(
            Dimension.journey_id == Checkin.journey_id,
            Dimension.started_on <= Checkin.local_date,
            func.coalesce(Dimension.ended_on >= Checkin.local_date, true()),
            detail.id.is_(None),
        )
        .correlate(Checkin)
    )
    columns = (Checkin.journey_id, (~unanswered.exists()).label("is_complete"))
    return _days(Checkin, columns, spans, CHECKIN_DAYS_BACK)


def _strength_sets(spans: Sequence[Span]) -> Rows:
    s = StrengthSet
    columns = (
        Exercise.name.label("exercise"),
        s.reps,
        s.weight_kg.label("lifted_kg"),
        s.rir,
        s.is_planned,
        Exercise.muscle_contributions,
    )
    return _days(s, columns, spans, LOAD_DAYS_BACK).join(Exercise, Exercise.id == s.exercise_id)


def _planned_workouts(spans: Sequence[Span]) -> Rows:
    p = PlannedWorkout
    columns = (p.sport, p.title, p.duration_s, p.load, p.distance_m)
    return _days(p, columns, spans, PLAN_DAYS_BACK, RACE_DAYS_AHEAD)


def _races(spans: Sequence[Span]) -> Rows:
    return _days(Race, (Race.name, Race.priority, Race.sport), spans, PLAN_DAYS_BACK, RACE_DAYS_AHEAD)


QUERIES: Mapping[str, Callable[[Sequence[Span]], Rows]] = {
    "workouts": _workouts,
    "thresholds": _thresholds,
    "integrations": _integrations,
    "daily_metrics": _daily_metrics,
    "sleep_records": _sleep_records,
    "entries": _entries,
    "checkins": _checkins,
    "strength_sets": _strength_sets,
    "planned_workouts": _planned_workouts,
    "races": _races,
}

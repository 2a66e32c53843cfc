"""What gathering hands over equals a plain reading of the same rows, row by row, whatever stands in them."""

import json
import math
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pandas as pd
import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from models.checkins import Checkin, CheckinDetail, Dimension, Entry, Journey
from models.enums import ReportType
from models.frames import DAY, EFFORT_COLUMNS, EFFORTS, FRAMES, INSTANT
from models.identity import Integration, Threshold
from models.recovery import DailyMetric, SleepRecord
from models.scoring import CURVE_COLUMNS, SCORING_VERSION, ZONE_COLUMNS
from models.session import session_scope
from models.strength import Exercise, StrengthSet
from models.training import PlannedWorkout, Race, Workout
from models.values import Assignment, Period
from tasks.gather.histories import gather_batch

TEXTS = (
    "",
    " ",
    "Intervals",
    'He said "easy", twice',
    "a,b;c\td\ne\r\nf",
    "\\N",
    "\\x00",
    "NULL",
    "nan",
    "{1,2}",
    "Öl für 5 €, ＿ 体 🚴‍♀️ \u00ff\u200b\ufeff",
    "\x01\x1f\x7f",
    "'; DROP TABLE workouts; --",
    "%s %(x)s :y",
    "x" * 500,
)
NUMBERS = (0.0, -0.0, 1.0, 0.1, 1 / 3, 5e-324, 1234.56789, math.nextafter(100, 101))

Rng = random.Random
Rows = list[dict[str, Any]]


def report(athlete: UUID, start: date = MONDAY, end: date = SUNDAY) -> Assignment:
    return Assignment(
        report_id=uuid4(),
        organization_id=uuid4(),
        athlete_id=athlete,
        type=ReportType.WEEKLY_ANALYSIS,
        period=Period(start, end),
    )


def maybe(rng: Rng, values: Sequence[Any]) -> Any:
    return None if rng.random() < 0.3 else rng.choice(values)


def days(rng: Rng, count: int) -> list[date]:
    """Around the edges of every table's days, and some twice."""
    edges = (0, 6, 7, 126, 127, 132, 133, 400, 401, 630, 631, 650, -1, -120, -121)
    return [SUNDAY - timedelta(days=rng.choice(edges) + rng.choice((0, 0, 6, -6))) for _ in range(count)]


def moment(rng: Rng) -> datetime:
    return datetime(2026, 3, 29, 1, tzinfo=UTC) + timedelta(microseconds=rng.randrange(10**13))


def write_training(session: Session, rng: Rng, athlete: UUID) -> None:
    added: list[UUID] = []
    for day in days(rng, 40):
        zones = {"power": {"easy_s": 1.5}, "hr": {"hard_s": 3}} if rng.random() < 0.5 else maybe(rng, ({}, {"hr": {}}))
        row = {
            "athlete_id": athlete,
            "local_date": day,
            "source": rng.choice(("garmin", "wa,hoo")),
            "started_at": moment(rng),
            "title": rng.choice(TEXTS),
            "sport": maybe(rng, TEXTS),
            "duration_s": rng.choice((60.0, 3600.1, 86400.0)),
            "load": maybe(rng, NUMBERS),
            "load_method": maybe(rng, ("source", "power")),
            "load_approximate": maybe(rng, (True, False)),
            "feel": maybe(rng, (1, 5)),
            "zones": zones,
            "curve": maybe(rng, ({"5": 812.25, "3600": 1}, {"15": None}, {})),
            "sample_notes": maybe(rng, ([{"code": "hr_spikes", "count": 12}], [])),
            "raw": maybe(rng, ({"text": rng.choice(TEXTS), "n": [1, None, "NaN"]},)),
            "scored_at": maybe(rng, (moment(rng),)),
            "scoring_version": maybe(rng, (SCORING_VERSION - 1, SCORING_VERSION)),
            "duplicate_of": maybe(rng, added) if added else None,
            "created_at": moment(rng),
        }
        added.append(session.execute(insert(Workout).values(row).returning(Workout.id)).scalar_one())
        session.execute(insert(PlannedWorkout).values(athlete_id=athlete, local_date=day, load=maybe(rng, NUMBERS)))
        session.execute(insert(Race).values(athlete_id=athlete, local_date=day, name=rng.choice(TEXTS[1:])[:200]))


def write_recovery(session: Session, rng: Rng, athlete: UUID) -> None:
    for day in dict.fromkeys(days(rng, 40)):
        metric = {"hrv_rmssd_ms": maybe(rng, (5.0, 42.125)), "sleep_h": maybe(rng, (0.0, 7 + 1 / 3))}
        session.execute(insert(DailyMetric).values(athlete_id=athlete, local_date=day, source="oura", **metric))
        start = moment(rng)
        night = {"started_at": start, "ended_at": start + timedelta(hours=8), "is_nap": rng.random() < 0.5}
        night |= {"source": rng.choice(TEXTS[1:4]), "asleep_s": 3600.5, "local_date": day, "athlete_id": athlete}
        session.execute(insert(SleepRecord).values(night))
        answers = rng.choice(({}, {"ill": True}, {"ill": "true"}, {"ill": None}, {"ill": 1}))
        entry = {"weight_kg": maybe(rng, (70.25,)), "mood": maybe(rng, (1, 5)), "custom_responses": answers}
        session.execute(insert(Entry).values(athlete_id=athlete, local_date=day, **entry))


def write_checkins(session: Session, rng: Rng, organization: UUID, athlete: UUID) -> None:
    """One journey with dimensions that come and go, one without any."""
    journeys = [
        session.execute(insert(Journey).values(organization_id=organization, title="Base").returning(Journey.id))
        .scalars()
        .one()
        for _ in range(2)
    ]
    asked = []
    for weight, (first, last) in enumerate([(date(2000, 1, 1), None), (MONDAY, None), (date(2025, 1, 1), MONDAY)], 1):
        row = {"journey_id": journeys[0], "name": f"D{weight}", "weight": weight, "started_on": first, "ended_on": last}
        asked.append(session.execute(insert(Dimension).values(row).returning(Dimension.id)).scalar_one())
    for day in dict.fromkeys(days(rng, 30)):
        for journey in journeys:
            row = {"athlete_id": athlete, "journey_id": journey, "local_date": day}
            checkin = session.execute(insert(Checkin).values(row).returning(Checkin.id)).scalar_one()
            for dimension in asked if journey == journeys[0] else []:
                if rng.random() < 0.8:
                    detail = {"checkin_id": checkin, "dimension_id": dimension, "effort": rng.randint(1, 5)}
                    session.execute(insert(CheckinDetail).values(**detail, score=1))


def write_rest(session: Session, rng: Rng, athlete: UUID) -> None:
    zones = {"power_w": [150.5, 200]}
    for day in dict.fromkeys(days(rng, 5)):
        row = {
            "valid_from": day,
            "ftp_w": maybe(rng, (250.5,)),
            "sport": maybe(rng, TEXTS),
            "zones": maybe(rng, (zones,)),
        }
        session.execute(insert(Threshold).values(athlete_id=athlete, **row))
    gaps = [["2026-01-01", "2026-01-05"]]
    for provider, since, given in (("garmin", MONDAY, gaps), ("oura", None, None)):
        row = {"provider": provider, "synced_from": since, "synced_through": since, "sync_gaps": given}
        session.execute(insert(Integration).values(athlete_id=athlete, **row))
    muscles = {"CHEST": 1.0, "TRICEPS": 0.5}
    exercise = {"name": 'Bänk, "press"\n', "equipment": "bar", "muscle_contributions": muscles, "is_global": True}
    exercise_id = session.execute(insert(Exercise).values(exercise).returning(Exercise.id)).scalar_one()
    for day in days(rng, 20):
        lifted = {"reps": maybe(rng, (0, 8)), "weight_kg": maybe(rng, (20.25,)), "is_planned": rng.random() < 0.5}
        session.execute(
            insert(StrengthSet).values(athlete_id=athlete, local_date=day, exercise_id=exercise_id, **lifted)
        )


# The plain reading: one entity after the other, each rule of the contract in so many words.


def of(entity: Any, name: str, renamed: dict[str, str]) -> dict[str, Any]:
    return {column: getattr(entity, renamed.get(column, column), None) for column in FRAMES[name]}


def read(
    session: Session,
    table: Any,
    name: str,
    athlete: UUID,
    between: tuple[int, int] | None,
    more: Callable[[Any], dict[str, Any]] = lambda _: {},
    renamed: dict[str, str] | None = None,
) -> Rows:
    entities: Iterable[Any] = session.scalars(select(table).where(table.athlete_id == athlete))
    if between:
        first, last = MONDAY - timedelta(days=between[0]), SUNDAY + timedelta(days=between[1])
        kept = (one for one in entities if first <= one.local_date <= last)
        entities = sorted(kept, key=lambda one: (one.local_date, one.id))
    names = {"received_at": "created_at", **(renamed or {})}
    return [of(one, name, names) | more(one) for one in entities]


def of_workout(one: Workout) -> dict[str, Any]:
    has_samples = one.local_date >= MONDAY - timedelta(days=126)
    zones, curve = one.zones or {}, one.curve or {}
    in_zones = {name: zones.get(basis, {}).get(band) for name, (basis, band) in ZONE_COLUMNS.items()}
    best = {name: curve.get(seconds) for name, seconds in CURVE_COLUMNS.items()}
    is_stale = one.scored_at is None or (one.scoring_version or 0) < SCORING_VERSION
    return {
        **{name: value if has_samples else None for name, value in (in_zones | best).items()},
        "sample_notes": one.sample_notes if one.local_date >= MONDAY else None,
        "raw": one.raw if is_stale else None,
        "load_approximate": bool(one.load_approximate),
    }


def of_checkin(session: Session, one: Checkin) -> dict[str, Any]:
    details = session.scalars(select(CheckinDetail).where(CheckinDetail.checkin_id == one.id)).all()
    dimensions = session.scalars(select(Dimension).where(Dimension.journey_id == one.journey_id)).all()
    weight = {dimension.id: dimension.weight for dimension in dimensions}
    existed = {d.id for d in dimensions if d.started_on <= one.local_date <= (d.ended_on or date.max)}
    by_effort = {effort: sum(weight[d.dimension_id] for d in details if d.effort == effort) for effort in EFFORTS}
    named = dict(zip(EFFORT_COLUMNS, by_effort.values(), strict=True))
    return {"is_complete": existed <= {d.dimension_id for d in details}, **named}


def plainly(session: Session, athlete: UUID) -> dict[str, Rows]:
    def is_ill(one: Entry) -> dict[str, Any]:
        answer = one.custom_responses.get("ill")
        return {"is_ill": answer is True or answer == "true"}

    def exercise(one: StrengthSet) -> dict[str, Any]:
        found = session.get_one(Exercise, one.exercise_id)
        return {"exercise": found.name, "muscle_contributions": found.muscle_contributions}

    def rows(table: Any, name: str, *rest: Any) -> Rows:
        return read(session, table, name, athlete, *rest)

    return {
        "workouts": rows(Workout, "workouts", (630, 0), of_workout, {"workout_id": "id"}),
        "thresholds": sorted(rows(Threshold, "thresholds", None), key=lambda row: row["valid_from"]),
        "integrations": sorted(rows(Integration, "integrations", None), key=lambda row: row["provider"]),
        "daily_metrics": rows(DailyMetric, "daily_metrics", (120, 0)),
        "sleep_records": rows(SleepRecord, "sleep_records", (120, 0)),
        "entries": rows(Entry, "entries", (400, 0), is_ill),
        "checkins": rows(Checkin, "checkins", (400, 0), lambda one: of_checkin(session, one)),
        "strength_sets": rows(StrengthSet, "strength_sets", (630, 0), exercise, {"lifted_kg": "weight_kg"}),
        "planned_workouts": rows(PlannedWorkout, "planned_workouts", (42, 120)),
        "races": rows(Race, "races", (42, 120), lambda _: {}, {"race_id": "id"}),
    }


def as_values(frame: pd.DataFrame, name: str) -> Rows:
    """The frame's rows as the database would say them."""
    rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
    for row in rows:
        for column, dtype in FRAMES[name].items():
            if row[column] is not None and dtype in (DAY, INSTANT):
                moment = row[column].to_pydatetime()
                row[column] = moment.date() if dtype == DAY else moment
        if row.get("raw") is not None:
            row["raw"] = json.loads(row["raw"])
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_gathered_frames_equal_a_plain_reading_of_the_same_rows(engine: Engine, seed: int) -> None:
    rng = random.Random(seed)
    organization = add_organization(engine)
    asked, other = [add_athlete(engine, organization) for _ in range(2)], add_athlete(engine, organization)
    with session_scope(engine) as session:
        for athlete in (*asked, other):
            write_training(session, rng, athlete)
            write_recovery(session, rng, athlete)
            write_checkins(session, rng, organization, athlete)
            write_rest(session, rng, athlete)
    histories = gather_batch(engine, [report(athlete) for athlete in asked])
    with session_scope(engine) as session:
        read = [plainly(session, athlete) for athlete in sorted(asked)]
    for name in FRAMES:
        expected = [row for of_athlete in read for row in of_athlete[name]]
        expected = [
            {column: str(one) if isinstance(one, UUID) else one for column, one in row.items()} for row in expected
        ]
        assert expected, name
        assert as_values(getattr(histories, name), name) == expected, name

"""Which finished reports are behind their rows: every table of days counts, and nothing else does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from club import SUNDAY, add_athlete, add_organization, add_report
from finished import finished
from sqlalchemy import Connection, Engine, text

from models.session import session_scope
from tasks.commission.late import MANY, LateRow, as_they_stand, late_rows, touched
from tasks.lease.claim import claim
from tasks.lease.complete import complete

MADE_AT = datetime(2026, 11, 16, 5, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
BEFORE = MADE_AT - timedelta(days=1)


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    return add_athlete(engine, add_organization(engine), time_zone="Pacific/Auckland")


@pytest.fixture
def report(engine: Engine, athlete: UUID) -> UUID:
    with engine.connect() as connection:
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    report_id = add_report(engine, organization, athlete)
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
    with session_scope(engine) as session:
        complete(session, finished(taken))
    with engine.begin() as connection:
        connection.execute(text("UPDATE reports SET claimed_at = :at, completed_at = :at"), {"at": MADE_AT})
    return report_id


def put(connection: Connection, table: str, athlete: UUID, day: date, at: datetime, **values: object) -> UUID:
    row = {"athlete_id": athlete, "local_date": day, "created_at": at, "updated_at": at, **values}
    names = ", ".join(row)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)}) RETURNING id"
    made: UUID = connection.execute(text(statement), row).scalar_one()
    return made


def workout(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    put(connection, "workouts", athlete, day, at, source="garmin", started_at=at, sport="Run", duration_s=2700)


def metric(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    put(connection, "daily_metrics", athlete, day, at, source="oura", hrv_rmssd_ms=50)


def night(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    ended = datetime(2026, 11, 15, 6, tzinfo=UTC)
    hours = {"started_at": ended - timedelta(hours=8), "ended_at": ended, "asleep_s": 27000}
    put(connection, "sleep_records", athlete, day, at, source="oura", **hours)


def entry(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    put(connection, "entries", athlete, day, at, mood=3)


def checkin(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    put(connection, "checkins", athlete, day, at, journey_id=_journey(connection))


def detail(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    """The check-in itself was there before."""
    journey = _journey(connection)
    there = put(connection, "checkins", athlete, day, BEFORE, journey_id=journey)
    dimension = "INSERT INTO dimensions (journey_id, name) VALUES (:journey, 'Sleep') RETURNING id"
    row = {"there": there, "of": connection.execute(text(dimension), {"journey": journey}).scalar_one(), "at": at}
    columns = "(checkin_id, dimension_id, effort, score, created_at, updated_at)"
    connection.execute(text(f"INSERT INTO checkin_details {columns} VALUES (:there, :of, 3, 1, :at, :at)"), row)


def _journey(connection: Connection) -> UUID:
    made = "INSERT INTO journeys (organization_id, title) SELECT id, 'Winter' FROM organizations RETURNING id"
    found: UUID = connection.execute(text(made)).scalar_one()
    return found


def lifted(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    exercise = "INSERT INTO exercises (name, equipment, muscle_contributions, is_global) VALUES ('Squat', 'bar', '{}', true) RETURNING id"
    put(connection, "strength_sets", athlete, day, at, exercise_id=connection.execute(text(exercise)).scalar_one())


def plan(connection: Connection, athlete: UUID, day: date, at: datetime) -> None:
    put(connection, "planned_workouts", athlete, day, at, sport="Run")


Put = Callable[[Connection, UUID, date, datetime], None]
KINDS = {
    "workouts": workout,
    "daily_metrics": metric,
    "sleep_records": night,
    "entries": entry,
    "checkins": checkin,
    "checkin_details": detail,
    "strength_sets": lifted,
    "planned_workouts": plan,
}


def found(engine: Engine, now: datetime = NOW, since: datetime | None = None) -> tuple[UUID, ...]:
    with session_scope(engine) as session:
        return touched(session, now, since)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_any_table_that_came_since_counts(engine: Engine, athlete: UUID, report: UUID, kind: str) -> None:
    assert found(engine) == ()
    with engine.begin() as connection:
        KINDS[kind](connection, athlete, SUNDAY, TUESDAY)
    assert found(engine) == (report,)
    with session_scope(engine) as session:
        (row,) = [one for one in late_rows(session, [report])[report] if one.arrived_at == TUESDAY]
    sport = "Run" if kind == "workouts" else None
    table = "checkins" if kind == "checkin_details" else kind
    assert row == LateRow(table=table, local_date=SUNDAY, sport=sport, arrived_at=TUESDAY, changed_at=TUESDAY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_was_there_or_is_of_a_later_day_does_not(
    engine: Engine, athlete: UUID, report: UUID, kind: str
) -> None:
    with engine.begin() as connection:
        KINDS[kind](connection, athlete, SUNDAY + timedelta(days=1), TUESDAY)
    assert found(engine) == ()


def test_a_row_that_was_on_its_way_while_the_report_was_made_is_not_lost(
    engine: Engine, athlete: UUID, report: UUID
) -> None:
    with engine.begin() as connection:
        metric(connection, athlete, SUNDAY, MADE_AT - timedelta(minutes=20))
    assert found(engine) == ()
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, MADE_AT - timedelta(minutes=10))
    assert found(engine) == (report,)


def test_an_old_row_that_is_edited_counts(engine: Engine, athlete: UUID, report: UUID) -> None:
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY - timedelta(days=200), BEFORE)
    assert found(engine) == ()
    with engine.begin() as connection:
        connection.execute(text("UPDATE entries SET mood = 5"))
    assert found(engine) == (report,)


def test_what_was_looked_at_is_passed_over(engine: Engine, athlete: UUID, report: UUID) -> None:
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, TUESDAY)
    assert found(engine, since=TUESDAY + timedelta(minutes=10)) == (report,)
    assert found(engine, since=TUESDAY + timedelta(minutes=20)) == ()


def test_the_28_days_are_counted_on_the_athletes_own_calendar(engine: Engine, athlete: UUID, report: UUID) -> None:
    """In Auckland 14 December begins at 11 o'clock UTC on the 13th."""
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, TUESDAY)
    assert found(engine, datetime(2026, 12, 13, 10, 59, tzinfo=UTC)) == (report,)
    assert found(engine, datetime(2026, 12, 13, 11, 0, tzinfo=UTC)) == ()


def test_a_report_that_has_a_newer_edition_is_left_alone_whatever_became_of_that(
    engine: Engine, athlete: UUID, report: UUID
) -> None:
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, TUESDAY)
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    add_report(engine, organization, athlete, edition=2)
    assert found(engine) == ()


def test_another_question_about_the_same_days_is_another_report(engine: Engine, athlete: UUID, report: UUID) -> None:
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, TUESDAY)
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    add_report(engine, organization, athlete, edition=2, type="CUSTOM", subject="other")
    assert found(engine) == (report,)


def test_nobody_elses_rows_count_and_who_is_gone_is_left_alone(engine: Engine, athlete: UUID, report: UUID) -> None:
    other = add_athlete(engine, add_organization(engine, "other-club"))
    with engine.begin() as connection:
        entry(connection, other, SUNDAY, TUESDAY)
    assert found(engine) == ()
    with engine.begin() as connection:
        entry(connection, athlete, SUNDAY, TUESDAY)
        connection.execute(text("UPDATE users SET deleted_at = now()"))
    assert found(engine) == ()


def test_the_next_edition_is_of_the_same_report_and_knows_when_this_one_was_made(engine: Engine, report: UUID) -> None:
    with session_scope(engine) as session:
        (stands,) = as_they_stand(session, [report])
    following = stands.following
    assert (stands.report_id, following.edition, following.origin) == (report, 2, "revision")
    assert (stands.completed_at, following.earlier_completed_at) == (MADE_AT, MADE_AT)
    assert (stands.time_zone, stands.facts["params_version"]) == ("Pacific/Auckland", "test")


def test_of_very_many_rows_the_latest_days_are_read_first(engine: Engine, athlete: UUID, report: UUID) -> None:
    with engine.begin() as connection:
        for back in range(MANY + 5):
            metric(connection, athlete, SUNDAY - timedelta(days=back), TUESDAY)
    with session_scope(engine) as session:
        rows = [one for one in late_rows(session, [report])[report] if one.table == "daily_metrics"]
    assert [one.local_date for one in rows] == [SUNDAY - timedelta(days=back) for back in range(MANY)]

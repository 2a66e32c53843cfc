"""The tables as the migrations make them: the same as the models say, and refusing what they promise to refuse."""

import pytest
from alembic import command
from club import MONDAY, add_athlete, add_organization, add_report, add_workouts, every_day
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from models import schema
from models.base import Base
from models.metadata import TABLES
from models.session import erasing, make_engine, session_scope

FACTS_OF_SCHEMA = """
    SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS said
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    UNION ALL
    SELECT table_name, column_name, concat_ws(' ', data_type, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""


def described(engine: Engine) -> set[tuple[str, str, str]]:
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text(FACTS_OF_SCHEMA))}


def test_the_migrations_make_exactly_what_the_models_say(engine: Engine, empty_database_url: str) -> None:
    straight = make_engine(empty_database_url)
    Base.metadata.create_all(straight)
    said = described(straight)
    straight.dispose()
    assert described(engine) == said


def test_alembic_finds_nothing_left_to_do(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(schema.config(connection))


def test_up_down_and_up_again_with_rows_in_it(engine: Engine) -> None:
    organization = add_organization(engine)
    athlete = add_athlete(engine, organization)
    add_workouts(engine, athlete, every_day(MONDAY, 7, 50))
    add_report(engine, organization, athlete)
    schema.downgrade(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    schema.upgrade(engine)
    assert schema.current(engine) == schema.newest()
    add_athlete(engine, add_organization(engine))


def test_two_processes_may_migrate_at_once(empty_database_url: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    engine = make_engine(empty_database_url)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: schema.upgrade(engine), range(4)))
    assert schema.current(engine) == schema.newest()
    engine.dispose()


def test_every_foreign_key_is_indexed_and_says_what_happens_on_delete(engine: Engine) -> None:
    for table in TABLES:
        indexed = {tuple(one["column_names"]) for one in inspect(engine).get_indexes(table.name)}
        indexed |= {tuple(one["column_names"]) for one in inspect(engine).get_unique_constraints(table.name)}
        indexed.add(tuple(inspect(engine).get_pk_constraint(table.name)["constrained_columns"]))
        for key in table.foreign_keys:
            assert key.ondelete, f"{table.name}.{key.parent.name} does not say ON DELETE"
            assert any(columns[0] == key.parent.name for columns in indexed), f"{table.name}.{key.parent.name}"


def test_every_table_that_is_stamped_keeps_updated_at_true(engine: Engine) -> None:
    query = text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'debrief_touch'")
    with engine.connect() as connection:
        touched = set(connection.execute(query).scalars())
    assert touched == {table.name for table in TABLES if "updated_at" in table.columns}


def test_updated_at_moves_with_a_change_and_only_then(engine: Engine) -> None:
    organization = add_organization(engine)
    look = text("SELECT updated_at FROM organizations WHERE id = :id")
    with engine.begin() as connection:
        before = connection.execute(look, {"id": organization}).scalar_one()
        connection.execute(text("UPDATE organizations SET name = name"))
    with engine.begin() as connection:
        assert connection.execute(look, {"id": organization}).scalar_one() == before
        connection.execute(text("UPDATE organizations SET name = 'Other'"))
    with engine.begin() as connection:
        assert connection.execute(look, {"id": organization}).scalar_one() > before


@pytest.mark.parametrize("value", ["'NaN'", "'Infinity'", "'-Infinity'", "-1", "2501"])
def test_the_database_refuses_nonsense(engine: Engine, value: str) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    statement = (
        f"INSERT INTO daily_metrics (athlete_id, local_date, source, hrv_rmssd_ms) VALUES (:id, :day, 'oura', {value})"
    )
    with pytest.raises(IntegrityError, match="hrv_rmssd_ms_plausible"), engine.begin() as connection:
        connection.execute(text(statement), {"id": athlete, "day": MONDAY})


def test_the_database_takes_what_is_only_implausible(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO daily_metrics (athlete_id, local_date, source, hrv_rmssd_ms) VALUES (:id, :day, 'oura', 600)"
            ),
            {"id": athlete, "day": MONDAY},
        )


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("users", "role = 'OWNER'"),
        ("users", "email = 'no address'"),
        ("users", "time_zone = 'Mars/Olympus'"),
        ("users", "units = 'stone'"),
        ("athletes", "week_starts_on = 8"),
        ("athletes", "report_hour = 24"),
        ("athletes", "fitness_start = 40"),
        ("organizations", "slug = 'Not A Slug'"),
        ("reports", "period_end = period_start - 1"),
        ("reports", "edition = 0"),
        ("reports", "reason_code = 'BECAUSE'"),
    ],
)
def test_values_that_cannot_be_are_refused(engine: Engine, table: str, change: str) -> None:
    organization = add_organization(engine)
    add_report(engine, organization, add_athlete(engine, organization))
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {change}"))


def test_a_token_in_plain_text_is_refused(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    statement = text("INSERT INTO integrations (athlete_id, provider, access_token) VALUES (:id, 'garmin', :token)")
    with pytest.raises(IntegrityError, match="access_token_encrypted"), engine.begin() as connection:
        connection.execute(statement, {"id": athlete, "token": "secret"})


def test_two_addresses_that_differ_in_case_are_one(engine: Engine) -> None:
    organization = add_organization(engine)
    add_athlete(engine, organization, email="robin@club.example")
    with pytest.raises(IntegrityError, match="lower_email"):
        add_athlete(engine, organization, email="Robin@Club.example")


def test_changing_what_a_load_comes_from_asks_for_scoring_again(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    add_workouts(engine, athlete, {MONDAY: 50}, scored_at="2026-11-10T00:00:00Z", scoring_version=1)
    look = text("SELECT scored_at FROM workouts")
    with engine.begin() as connection:
        connection.execute(text("UPDATE workouts SET title = 'Other'"))
        assert connection.execute(look).scalar_one() is not None
        connection.execute(text("UPDATE workouts SET source_load = 60"))
        assert connection.execute(look).scalar_one() is None


def test_an_athlete_cannot_be_deleted_by_accident(engine: Engine) -> None:
    add_athlete(engine, add_organization(engine))
    for statement in ("DELETE FROM athletes", "DELETE FROM users"):
        with pytest.raises(DBAPIError, match="only by erasing"), engine.begin() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement", ["UPDATE report_events SET actor = 'x'", "DELETE FROM report_events", "TRUNCATE report_events"]
)
def test_history_cannot_be_changed(engine: Engine, statement: str) -> None:
    organization = add_organization(engine)
    add_report(engine, organization, add_athlete(engine, organization))
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))


def test_history_cannot_be_changed_while_erasing_either(engine: Engine) -> None:
    organization = add_organization(engine)
    athlete = add_athlete(engine, organization)
    add_report(engine, organization, athlete)
    with (
        pytest.raises(DBAPIError, match="append-only"),
        session_scope(engine) as session,
        erasing(session, str(athlete)),
    ):
        session.execute(text("UPDATE report_events SET actor = 'x'"))

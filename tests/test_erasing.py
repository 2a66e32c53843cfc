"""Erasing an athlete leaves no row of theirs anywhere, whatever table it lies in."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from light import light
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from desk.sample_club.fill import SEED, fill
from flows.round import run_round
from flows.workshop import Workshop
from models.metadata import TABLES
from models.session import erasing, session_scope
from tasks.commission.due import commission_last_week
from tasks.store.local import LocalStore

ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)
KEEPS_IDS = {"audit_logs"}  # append-only, plain ids: it outlives whom it names


@pytest.fixture
def athlete(engine: Engine, tmp_path: Path) -> UUID:
    """The sample club's lifter, with a report, its mail and an audit line: rows in nearly every table there is."""
    with session_scope(engine) as session:
        fill(session, SEED, ANCHOR, ANCHOR)
    shop = Workshop(engine=engine, store=LocalStore(tmp_path), render=light, renders_here=True)
    asyncio.run(run_round(shop, ANCHOR, commission=commission_last_week))
    with engine.begin() as connection:
        found: UUID = connection.execute(
            text("SELECT user_id FROM athletes JOIN users ON id = user_id WHERE name LIKE 'Dacey%'")
        ).scalar_one()
        connection.execute(
            text("INSERT INTO audit_logs (actor, action, subject_type, subject_id) VALUES ('t', 'see', 'user', :id)"),
            {"id": found},
        )
    return found


def tables_that_name(engine: Engine, person: UUID) -> set[str]:
    """Where the id stands in any column of any row; as text, so that JSON is searched too."""
    found = set()
    with engine.connect() as connection:
        for table in TABLES:
            query = text(f"SELECT count(*) FROM {table.name} AS row WHERE row::text LIKE '%' || :id || '%'")
            if connection.execute(query, {"id": str(person)}).scalar_one():
                found.add(table.name)
    return found


def erase(engine: Engine, athlete: UUID) -> None:
    with session_scope(engine) as session, erasing(session, str(athlete)):
        session.execute(text("DELETE FROM users WHERE id = :id"), {"id": athlete})


def test_erasing_leaves_no_row_but_the_audits(engine: Engine, athlete: UUID) -> None:
    before = tables_that_name(engine, athlete)
    assert before >= {"workouts", "entries", "checkins", "strength_sets", "reports", "deliveries", "cohort_memberships"}
    erase(engine, athlete)
    assert tables_that_name(engine, athlete) == KEEPS_IDS
    with engine.connect() as connection:
        orphans = connection.execute(
            text("SELECT count(*) FROM report_events WHERE report_id NOT IN (SELECT id FROM reports)")
        ).scalar_one()
        others = connection.execute(text("SELECT count(*) FROM reports WHERE status = 'COMPLETED'")).scalar_one()
    assert (orphans, others) == (0, 7)


def test_erasing_one_person_does_not_allow_deleting_another(engine: Engine, athlete: UUID) -> None:
    with (
        pytest.raises(DBAPIError, match="only by erasing"),
        session_scope(engine) as session,
        erasing(session, str(athlete)),
    ):
        session.execute(
            text("DELETE FROM users WHERE id = (SELECT user_id FROM athletes WHERE user_id <> :id LIMIT 1)"),
            {"id": athlete},
        )


def test_the_permission_to_erase_ends_with_its_transaction(engine: Engine, athlete: UUID) -> None:
    with session_scope(engine) as session, erasing(session, str(athlete)):
        pass
    with pytest.raises(DBAPIError, match="only by erasing"), engine.begin() as connection:
        connection.execute(text("DELETE FROM users WHERE id = :id"), {"id": athlete})

"""The club in a real database."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from desk.sample_club.fill import SEED, anchor_of, fill, seed_of
from desk.sample_club.generate import TABLES, rows
from desk.sample_club.people import PEOPLE
from models.session import session_scope

ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)


def filled(engine, through=ANCHOR):
    with session_scope(engine) as session:
        return fill(session, SEED, ANCHOR, through)


def content(engine, table):
    with engine.connect() as connection:
        return dict(connection.execute(text(f"SELECT md5(t::text), 1 FROM {table} t")).all())


def test_all_rows_suit_the_database_and_quickly(engine, capsys):
    begun = time.perf_counter()
    added = filled(engine)
    took_s = time.perf_counter() - begun
    with capsys.disabled():
        print(f"\nfilled {sum(added.values())} rows in {took_s:.2f} s")
    assert added == {table: len(some) for table, some in rows(SEED, ANCHOR, ANCHOR).items()}
    assert took_s < 15  # 1 s on an idle machine


def test_the_database_holds_what_was_generated(engine):
    filled(engine)
    made = {row["id"]: row for row in rows(SEED, ANCHOR, ANCHOR)["workouts"]}
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT * FROM workouts")).mappings().all()
    assert len(kept) == len(made)
    for row in kept:
        assert {column: row[column] for column in made[row["id"]]} == made[row["id"]]
        assert row["load"] is None
        assert row["scored_at"] is None


def test_a_second_fill_adds_nothing_and_changes_nothing(engine):
    filled(engine)
    before = {table: content(engine, table) for table in TABLES}
    assert sum(filled(engine).values()) == 0
    assert {table: content(engine, table) for table in TABLES} == before


def test_a_week_later_rows_are_added_and_only_the_synced_day_moves(engine):
    filled(engine)
    before = {table: content(engine, table) for table in TABLES}
    added = filled(engine, ANCHOR + timedelta(days=7))
    assert added["workouts"] > 20
    for table in TABLES:
        after = content(engine, table)
        if table != "integrations":
            assert before[table].keys() <= after.keys()
            assert len(after) == len(before[table]) + added[table]
    with engine.connect() as connection:
        days = connection.execute(text("SELECT DISTINCT synced_through FROM integrations")).scalars().all()
    assert [f"{day}" for day in days] == ["2026-11-27"]


def test_an_earlier_through_takes_nothing_back(engine):
    filled(engine, ANCHOR + timedelta(days=7))
    before = content(engine, "integrations")
    assert sum(filled(engine).values()) == 0
    assert content(engine, "integrations") == before


def test_what_the_athlete_wrote_meanwhile_stays(engine):
    """A check-in of their own on a day that the club would have filled, with answers of its own."""
    filled(engine)
    later = ANCHOR + timedelta(days=7)
    made = next(row for row in rows(SEED, ANCHOR, later)["checkins"] if row["local_date"].isoformat() >= "2026-11-22")
    own = "INSERT INTO checkins (athlete_id, journey_id, local_date) VALUES (:athlete_id, :journey_id, :local_date)"
    with session_scope(engine) as session:
        session.execute(text(own), {key: made[key] for key in ("athlete_id", "journey_id", "local_date")})
    filled(engine, later)
    with engine.connect() as connection:
        ids = connection.execute(
            text("SELECT id FROM checkins WHERE athlete_id = :athlete_id AND local_date = :local_date"),
            {"athlete_id": made["athlete_id"], "local_date": made["local_date"]},
        ).scalars()
        assert made["id"] not in list(ids)


def test_a_platform_that_was_disconnected_is_not_synced_on(engine):
    filled(engine)
    with session_scope(engine) as session:
        session.execute(text("UPDATE integrations SET disconnected_at = now() WHERE provider = 'whoop'"))
    filled(engine, ANCHOR + timedelta(days=7))
    with engine.connect() as connection:
        query = "SELECT DISTINCT synced_through FROM integrations WHERE provider = 'whoop'"
        assert [f"{day}" for day in connection.execute(text(query)).scalars()] == ["2026-11-20"]


def test_the_first_present_stays_the_anchor(engine):
    with session_scope(engine) as session:
        assert anchor_of(session, ANCHOR) == ANCHOR
    with session_scope(engine) as session:
        assert anchor_of(session, ANCHOR + timedelta(days=30)) == ANCHOR
        assert seed_of(session, ANCHOR) == SEED


@pytest.mark.parametrize("anchor", [(2026, 3, 31), (2026, 11, 3), (2027, 1, 5), (2028, 2, 29)])
def test_any_anchor_can_be_filled(engine, anchor):
    instant = datetime(*anchor, 3, tzinfo=UTC)
    with session_scope(engine) as session:
        added = fill(session, SEED, instant, instant + timedelta(days=9))
    assert added["athletes"] == len(PEOPLE)
    assert added["workouts"] > 1000

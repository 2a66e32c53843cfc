"""Puts into a database what of the sample club is not there yet. Rows that are there stay as they are."""

import json
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from desk.sample_club.club_rows import Row
from desk.sample_club.generate import TABLES, rows
from desk.sample_club.life import known
from desk.sample_club.people import PEOPLE

SEED = 20
SETTING = "sample_club"

# A child whose parent gave way to a row that somebody had made meanwhile is left out with it.
_ONLY_IF = {"checkin_details": "WHERE EXISTS (SELECT FROM checkins WHERE checkins.id = checkin_id)"}


def anchor_of(session: Session, now: datetime) -> datetime:
    """The first demo's now, kept in the database: the stories lead up to the last week that was complete then."""
    return datetime.fromisoformat(_setting(session, now)["anchor"])


def seed_of(session: Session, now: datetime) -> int:
    return int(_setting(session, now)["seed"])


def fill(session: Session, seed: int, anchor: datetime, through: datetime) -> dict[str, int]:
    """Rows added per table; a second time none. Only how far the platforms have synced is ever moved on."""
    made = rows(seed, anchor, through)
    added = {table: _insert(session, table, made[table]) for table in TABLES}
    _sync_through(session, seed, anchor, through, [one["id"] for one in made["integrations"]])
    return added


def _setting(session: Session, now: datetime) -> dict[str, Any]:
    first = {"seed": SEED, "anchor": now.isoformat()}
    keep = "INSERT INTO system_settings (key, value) VALUES (:key, CAST(:value AS jsonb)) ON CONFLICT DO NOTHING"
    session.execute(text(keep), {"key": SETTING, "value": json.dumps(first)})
    kept = session.execute(text("SELECT value FROM system_settings WHERE key = :key"), {"key": SETTING})
    return cast("dict[str, Any]", kept.scalar_one())


def _insert(session: Session, table: str, some: list[Row]) -> int:
    """One statement for the whole table, because a row at a time would take longer than making all of it."""
    if not some:
        return 0
    columns = ", ".join(some[0])
    statement = (
        f"INSERT INTO {table} ({columns}) SELECT {columns}"
        f" FROM jsonb_populate_recordset(NULL::{table}, CAST(:rows AS jsonb)) {_ONLY_IF.get(table, '')}"
        " ON CONFLICT DO NOTHING"
    )
    return cast("CursorResult[Any]", session.execute(text(statement), {"rows": _json(some)})).rowcount


def _sync_through(session: Session, seed: int, anchor: datetime, through: datetime, ids: list[UUID]) -> None:
    """A day without a workout is a day of rest only as far as the platform has synced."""
    people = [known(seed, person, anchor, through) for person in PEOPLE]
    days = [{"athlete_id": one.athlete_id, "day": one.date(one.end - 1)} for one in people]
    statement = """
        UPDATE integrations SET synced_through = over.day, last_sync_at = :through
        FROM jsonb_to_recordset(CAST(:days AS jsonb)) AS over (athlete_id uuid, day date)
        WHERE integrations.athlete_id = over.athlete_id AND integrations.id = ANY(:ids)
          AND disconnected_at IS NULL AND synced_through < over.day"""
    session.execute(text(statement), {"through": through, "days": _json(days), "ids": ids})


def _json(some: list[Row]) -> str:
    return json.dumps(some, default=lambda value: str(value) if isinstance(value, UUID) else value.isoformat())

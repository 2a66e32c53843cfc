"""Rows for tests, by a few words: an organisation, people, workouts, reports."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert

from models.enums import Role
from models.identity import Athlete, Organization, User
from models.reports import Report
from models.session import session_scope
from models.training import Workout

MONDAY = date(2026, 11, 9)
SUNDAY = date(2026, 11, 15)
MORNING_AFTER = datetime(2026, 11, 16, 6, tzinfo=UTC)


def add_organization(engine: Engine, slug: str = "hill-club", **values: Any) -> UUID:
    with session_scope(engine) as session:
        row = {"name": slug.title(), "slug": slug, **values}
        return session.execute(insert(Organization).values(row).returning(Organization.id)).scalar_one()


def add_athlete(engine: Engine, organization_id: UUID, name: str = "Robin Vale", **values: Any) -> UUID:
    """Values that belong to the person (zone, units …) go to users, the others to athletes."""
    of_user = {key: values.pop(key) for key in list(values) if key in User.__table__.columns}
    email = of_user.pop("email", f"{uuid4().hex[:10]}@club.example")
    person = {"organization_id": organization_id, "email": email, "name": name, "role": Role.ATHLETE, **of_user}
    with session_scope(engine) as session:
        athlete_id = session.execute(insert(User).values(person).returning(User.id)).scalar_one()
        session.execute(insert(Athlete).values(user_id=athlete_id, **values))
    return athlete_id


def add_workouts(engine: Engine, athlete_id: UUID, loads: Mapping[date, float], **values: Any) -> None:
    rows = [
        {
            "athlete_id": athlete_id,
            "source": "garmin",
            "external_id": f"{day}-{load}",
            "started_at": datetime(day.year, day.month, day.day, 7, tzinfo=UTC),
            "local_date": day,
            "title": "Ride",
            "sport": "Ride",
            "duration_s": 3600,
            "source_load": load,
            **values,
        }
        for day, load in loads.items()
    ]
    with session_scope(engine) as session:
        session.execute(insert(Workout), rows)


def every_day(first: date, days: int, load: float) -> dict[date, float]:
    return {first + timedelta(days=number): load for number in range(days)}


def add_report(engine: Engine, organization_id: UUID, athlete_id: UUID, **values: Any) -> UUID:
    row = {
        "organization_id": organization_id,
        "athlete_id": athlete_id,
        "type": "WEEKLY_ANALYSIS",
        "period_start": MONDAY,
        "period_end": SUNDAY,
        **values,
    }
    with session_scope(engine) as session:
        return session.execute(insert(Report).values(row).returning(Report.id)).scalar_one()


def add_reports(engine: Engine, organization_id: UUID, athlete_id: UUID, count: int, **values: Any) -> list[UUID]:
    """One for each week, the newest first in line."""
    weeks = [
        {
            "organization_id": organization_id,
            "athlete_id": athlete_id,
            "type": "WEEKLY_ANALYSIS",
            "period_start": MONDAY - timedelta(weeks=number),
            "period_end": SUNDAY - timedelta(weeks=number),
            "turn": number,
            **values,
        }
        for number in range(count)
    ]
    with session_scope(engine) as session:
        return list(session.execute(insert(Report).returning(Report.id), weeks).scalars())

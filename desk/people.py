"""Adding organisations, coaches and athletes, with one clear sentence for everything that cannot be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from models.coaching import CoachCohortMembership, Cohort, CohortMembership
from models.enums import Role
from models.errors import UsageError
from models.identity import Athlete, Organization, User
from models.system import AuditLog
from tasks import clock
from tasks.commission.weeks import parse_day

USER_SETTINGS = ("locale", "units", "paper")
# One local part, one domain with a dot or a reserved name; nothing that could be read as two addresses.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ZONE = re.compile(r"[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)*")  # as the tables demand it
NO_PLACE = ("localtime", "Factory")
FIRST_YEAR_OF_BIRTH = 1900


@dataclass(frozen=True, slots=True)
class Newcomer:
    email: str
    name: str
    time_zone: str
    is_verified: bool


def add_organization(session: Session, name: str, slug: str | None, zone: str) -> str:
    short = slug or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", short) or len(short) > 80:
        raise UsageError("The short name is of small letters, digits and hyphens; give one with --slug.")
    if not name.strip():
        raise UsageError("An organisation needs a name.")
    values = {"name": name.strip(), "slug": short, "time_zone": real_zone(zone)}
    made = session.execute(
        upsert(Organization).values(values).on_conflict_do_nothing().returning(Organization.id)
    ).scalar_one_or_none()
    if made is None:
        raise UsageError(f"There is an organisation '{short}' already; give another short name with --slug.")
    _audit(session, made, "organization.add", "organization", made)
    return short


def add_coach(session: Session, slug: str, newcomer: Newcomer, cohort: str) -> UUID:
    organization_id = _organization(session, slug)
    coach_id = _user(session, organization_id, newcomer, Role.COACH, {})
    group = {"cohort_id": _cohort(session, organization_id, cohort), "coach_id": coach_id}
    session.execute(insert(CoachCohortMembership).values(group))
    _audit(session, organization_id, "coach.add", "user", coach_id)
    return coach_id


def add_athlete(session: Session, slug: str, newcomer: Newcomer, cohort: str, settings: Mapping[str, Any]) -> UUID:
    organization_id = _organization(session, slug)
    of_user = {name: settings[name] for name in USER_SETTINGS if name in settings}
    of_athlete = {name: value for name, value in settings.items() if name not in of_user and value is not None}
    if "date_of_birth" in of_athlete:
        of_athlete["date_of_birth"] = birthday(of_athlete["date_of_birth"])
    athlete_id = _user(session, organization_id, newcomer, Role.ATHLETE, of_user)
    session.execute(insert(Athlete).values(user_id=athlete_id, **of_athlete))
    member = {"cohort_id": _cohort(session, organization_id, cohort), "athlete_id": athlete_id}
    session.execute(insert(CohortMembership).values(member))
    _audit(session, organization_id, "athlete.add", "user", athlete_id)
    return athlete_id


def real_zone(name: str) -> str:
    """A name that means the same here, in the database and on every other machine."""
    if name in NO_PLACE or not _ZONE.fullmatch(name) or name not in available_timezones():
        raise UsageError(f"There is no time zone '{name}'; write it like Europe/Berlin.")
    return name


def birthday(text: str) -> date:
    day = parse_day(text, FIRST_YEAR_OF_BIRTH)
    if day > clock.now().date():
        raise UsageError(f"A date of birth cannot lie in the future, as {day} does.")
    return day


def _organization(session: Session, slug: str) -> UUID:
    query = select(Organization.id).where(Organization.slug == slug, Organization.deleted_at.is_(None))
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise UsageError(f"There is no organisation '{slug}'; make one with: debrief org add")
    return found


def _user(session: Session, organization_id: UUID, newcomer: Newcomer, role: Role, settings: Mapping[str, Any]) -> UUID:
    email, name = newcomer.email.strip(), newcomer.name.strip()
    if not _EMAIL.fullmatch(email) or len(email) > 254:
        raise UsageError(f"'{email}' is not an e-mail address.")
    if not name or len(name) > 255 or not name.isprintable():
        raise UsageError("A person needs a name of 1 to 255 printable characters.")
    values = {
        "organization_id": organization_id,
        "email": email,
        "name": name,
        "role": role,
        "time_zone": real_zone(newcomer.time_zone),
        "email_verified_at": func.now() if newcomer.is_verified else None,
        **settings,
    }
    made = session.execute(upsert(User).values(values).on_conflict_do_nothing().returning(User.id)).scalar_one_or_none()
    if made is None:
        raise UsageError(f"There is a person with the address '{email}' already.")
    return made


def _cohort(session: Session, organization_id: UUID, name: str) -> UUID:
    """The group of that name, made when it is new."""
    if not name.strip() or len(name) > 255 or not name.isprintable():
        raise UsageError("A group needs a name of 1 to 255 printable characters.")
    session.execute(upsert(Cohort).values(organization_id=organization_id, name=name).on_conflict_do_nothing())
    query = select(Cohort.id).where(Cohort.organization_id == organization_id, Cohort.name == name)
    return session.execute(query).scalar_one()


def _audit(session: Session, organization_id: UUID, action: str, subject: str, subject_id: UUID) -> None:
    session.execute(
        insert(AuditLog).values(
            organization_id=organization_id,
            actor=func.current_setting("debrief.actor"),
            action=action,
            subject_type=subject,
            subject_id=subject_id,
        )
    )

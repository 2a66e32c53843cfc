"""The rows that were there from the beginning: organisation, people, cohorts, exercises, the journey."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from desk.sample_club import people
from desk.sample_club.catalogue import EXERCISES
from desk.sample_club.chance import row_id
from desk.sample_club.people import COACHES, PEOPLE, Coach, Person
from models.enums import JourneyRole, Role, SubscriptionTier

Row = dict[str, Any]
Rows = dict[str, list[Row]]

DIMENSIONS = (("Training", 3), ("Sleep", 2), ("Food and drink", 1))  # with their weights
_STARTED = (timedelta(days=310), timedelta(days=310), timedelta(days=80))  # before the anchor: the last one came later
_JOINED_BEFORE = timedelta(days=14)
_COACHES_JOINED = timedelta(days=310)
_OF_BODY = (
    "height_cm",
    "weight_kg",
    "ftp_w",
    "lthr_bpm",
    "max_hr_bpm",
    "resting_hr_bpm",
    "threshold_speed_m_s",
    "css_m_s",
)


def of_club(seed: int, anchor: datetime) -> Rows:
    members: list[Coach | Person] = [COACHES[0], *(one for one in PEOPLE if one.checkin_share)]
    users = [_user(seed, anchor, one) for one in (*COACHES, *PEOPLE)]
    return {
        "organizations": [_organization(seed, anchor)],
        "users": users,
        "athletes": [_athlete(seed, anchor, one) for one in PEOPLE],
        "cohorts": [_cohort(seed, one) for one in COACHES],
        "cohort_memberships": [_membership(seed, anchor, one) for one in PEOPLE],
        "coach_cohort_memberships": [_coaching(seed, one) for one in COACHES],
        "exercises": _exercises(seed),
        "journeys": [_journey(seed)],
        "journey_members": [_member(seed, anchor, one) for one in members],
        "dimensions": [_dimension(seed, anchor, place) for place in range(len(DIMENSIONS))],
    }


def dimension_id(seed: int, place: int) -> UUID:
    return row_id(seed, people.SLUG, "dimensions", n=place)


def dimension_started_on(anchor: datetime, place: int) -> date:
    return (anchor - _STARTED[place]).astimezone(UTC).date()


def joined_at(anchor: datetime, one: Coach | Person) -> datetime:
    """Some days before the person's first day on record, at a full hour."""
    back = timedelta(days=one.history_days) + _JOINED_BEFORE if isinstance(one, Person) else _COACHES_JOINED
    return (anchor - back).astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _organization(seed: int, anchor: datetime) -> Row:
    return {
        "id": row_id(seed, people.SLUG, "organizations"),
        "name": people.ORGANIZATION,
        "slug": people.SLUG,
        "time_zone": people.TIME_ZONE,
        "subscription_tier": SubscriptionTier.PRO,
        "ai_queries_limit": 200,
        "ai_period_start": anchor.astimezone(UTC).date().replace(day=1),
    }


def _user(seed: int, anchor: datetime, one: Coach | Person) -> Row:
    return {
        "id": row_id(seed, one.key, "users"),
        "organization_id": row_id(seed, people.SLUG, "organizations"),
        "email": one.email,
        "name": one.name,
        "role": Role.ATHLETE if isinstance(one, Person) else Role.COACH,
        "email_verified_at": joined_at(anchor, one),
        "time_zone": one.time_zone,
        "units": one.units,
        "paper": one.paper,
        "clock_24h": one.clock_24h,
    }


def _athlete(seed: int, anchor: datetime, one: Person) -> Row:
    consent = joined_at(anchor, one)
    return {
        "user_id": row_id(seed, one.key, "users"),
        "date_of_birth": date(anchor.year - one.age - 1, 1 + one.age % 12, 1 + one.age % 28),
        "sex": one.sex,
        **{name: getattr(one, name) for name in _OF_BODY},
        "sleep_need_h": one.sleep_need_h,
        "week_starts_on": one.week_starts_on,
        "mail_from_hour": 0,
        "mail_to_hour": 24,
        "ai_consent_at": consent,
        "health_consent_at": consent,
    }


def _cohort(seed: int, one: Coach) -> Row:
    organization = row_id(seed, people.SLUG, "organizations")
    return {"id": row_id(seed, one.key, "cohorts"), "organization_id": organization, "name": one.cohort}


def _membership(seed: int, anchor: datetime, one: Person) -> Row:
    return {
        "id": row_id(seed, one.key, "cohort_memberships"),
        "cohort_id": row_id(seed, one.coach, "cohorts"),
        "athlete_id": row_id(seed, one.key, "users"),
        "joined_at": joined_at(anchor, one),
    }


def _coaching(seed: int, one: Coach) -> Row:
    return {
        "id": row_id(seed, one.key, "coach_cohort_memberships"),
        "cohort_id": row_id(seed, one.key, "cohorts"),
        "coach_id": row_id(seed, one.key, "users"),
    }


def _exercises(seed: int) -> list[Row]:
    return [
        {
            "id": row_id(seed, people.SLUG, "exercises", n=one.key),
            "organization_id": row_id(seed, people.SLUG, "organizations"),
            "name": one.name,
            "equipment": one.equipment,
            "muscle_contributions": dict(one.muscles),
            "difficulty": one.difficulty,
            "created_by": row_id(seed, COACHES[1].key, "users"),
        }
        for one in EXERCISES
    ]


def _journey(seed: int) -> Row:
    return {
        "id": row_id(seed, people.SLUG, "journeys"),
        "organization_id": row_id(seed, people.SLUG, "organizations"),
        "title": "Small things, every day",
        "description": "Three questions at night, half a minute.",
        "created_by": row_id(seed, COACHES[0].key, "users"),
    }


def _member(seed: int, anchor: datetime, one: Coach | Person) -> Row:
    return {
        "id": row_id(seed, one.key, "journey_members"),
        "journey_id": row_id(seed, people.SLUG, "journeys"),
        "user_id": row_id(seed, one.key, "users"),
        "role": JourneyRole.MEMBER if isinstance(one, Person) else JourneyRole.OWNER,
        "joined_at": joined_at(anchor, one),
    }


def _dimension(seed: int, anchor: datetime, place: int) -> Row:
    name, weight = DIMENSIONS[place]
    return {
        "id": dimension_id(seed, place),
        "journey_id": row_id(seed, people.SLUG, "journeys"),
        "name": name,
        "weight": weight,
        "display_order": place,
        "started_on": dimension_started_on(anchor, place),
    }

"""Athletes as values, with the people around them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased

from models.bounds import BOUNDS
from models.coaching import CoachCohortMembership, Cohort, CohortMembership
from models.enums import LoadPreference, Paper, ReviewMode, Sex, Units
from models.identity import Athlete, Organization, User
from models.values import Athlete as Person

SETTINGS = ("weight_kg", "ftp_w", "lthr_bpm", "max_hr_bpm", "resting_hr_bpm", "threshold_speed_m_s", "css_m_s")


def people(session: Session, athlete_ids: Sequence[UUID]) -> dict[UUID, Person]:
    coach = aliased(User)
    coaches = (
        select(func.array_agg(aggregate_order_by(coach.name, coach.name)))
        .select_from(CohortMembership)
        .join(Cohort, (Cohort.id == CohortMembership.cohort_id) & Cohort.deleted_at.is_(None))
        .join(CoachCohortMembership, CoachCohortMembership.cohort_id == Cohort.id)
        .join(coach, (coach.id == CoachCohortMembership.coach_id) & coach.is_active & coach.deleted_at.is_(None))
        .where(CohortMembership.athlete_id == Athlete.user_id, CohortMembership.left_at.is_(None))
        .correlate(Athlete)
        .scalar_subquery()
    )
    query = (
        select(
            *Athlete.__table__.columns,
            User.name,
            User.time_zone,
            User.locale,
            User.units,
            User.paper,
            User.clock_24h,
            Organization.name.label("organization_name"),
            coaches.label("coach_names"),
        )
        .join(User, User.id == Athlete.user_id)
        .join(Organization, Organization.id == User.organization_id)
        .where(Athlete.user_id.in_(athlete_ids))
    )
    return {row.user_id: _person(row) for row in session.execute(query)}


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    settings = {name: getattr(row, name) for name in SETTINGS}
    implausible = tuple(name for name, value in settings.items() if not _can_be(name, value))
    return Person(
        **settings | dict.fromkeys(implausible),
        implausible=implausible,
        athlete_id=row.user_id,
        name=row.name,
        time_zone=row.time_zone,
        locale=row.locale,
        units=Units(row.units),
        paper=Paper(row.paper),
        clock_24h=row.clock_24h,
        date_of_birth=row.date_of_birth,
        sex=Sex(row.sex) if row.sex else None,
        sleep_need_h=row.sleep_need_h,
        week_starts_on=row.week_starts_on,
        load_preference=LoadPreference(row.load_preference),
        fitness_start_on=row.fitness_start_on,
        fitness_start=row.fitness_start,
        fatigue_start=row.fatigue_start,
        strength_in_fitness=row.strength_in_fitness,
        review_mode=ReviewMode(row.review_mode),
        organization_name=row.organization_name,
        coach_names=tuple(dict.fromkeys(row.coach_names or ())),
    )


def _can_be(name: str, value: float | None) -> bool:
    return value is None or BOUNDS[name].low <= value <= BOUNDS[name].high

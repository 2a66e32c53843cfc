"""One report on somebody's wish: the row is made once, however often it is asked for."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.enums import Choice, HoldReason, Origin, ReportStatus, ReportType, Role
from models.errors import UsageError
from models.identity import Athlete, User
from models.reports import PRIORITY_ON_DEMAND, Report
from models.values import Period
from tasks.commission.due import language_of
from tasks.commission.holds import lift
from tasks.commission.weeks import last_complete_week, parse_day, parse_week, week_holding
from tasks.local_days import DAY, local_day


class Outcome(StrEnum):
    NEW = "new"
    WAITING = "waiting"  # somebody asked before, or a worker is at it
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person typed; which days it means depends on the athlete."""

    athlete: str  # an e-mail address or an id
    type: ReportType = ReportType.WEEKLY_ANALYSIS
    week: str | None = None
    first: str | None = None
    last: str | None = None
    is_partial: bool = False
    focus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    athlete_id: UUID
    organization_id: UUID
    name: str
    language: str
    time_zone: str
    week_starts_on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    report_id: UUID
    outcome: Outcome


def find_athlete(session: Session, who: str) -> Person:
    query = (
        select(User.id, User.organization_id, User.name, User.locale, User.time_zone, Athlete.week_starts_on)
        .join(Athlete, Athlete.user_id == User.id)
        .where(User.role == Role.ATHLETE, User.deleted_at.is_(None))
    )
    by_id = _as_id(who)
    query = query.where(User.id == by_id) if by_id else query.where(func.lower(User.email) == who.strip().lower())
    row = session.execute(query).one_or_none()
    if row is None:
        raise UsageError(f"There is no athlete '{who}'. Give an athlete's e-mail address or id.")
    return Person(
        athlete_id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        language=language_of(row.locale),
        time_zone=row.time_zone,
        week_starts_on=row.week_starts_on,
    )


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def period_of(wish: Wish, person: Person, now: datetime) -> Period:
    """The days a wish means, in the athlete's own calendar. A week that is not over needs `--partial`."""
    today = local_day(now, person.time_zone)
    if wish.first or wish.last:
        return _range(wish, today - DAY)
    if wish.type is ReportType.CUSTOM:
        raise UsageError("A custom report needs its first and last day: --from 2026-10-01 --to 2026-10-31.")
    if wish.week:
        week = parse_week(wish.week, person.week_starts_on)
    elif wish.is_partial:
        week = week_holding(today, person.week_starts_on)
    else:
        week = last_complete_week(today, person.week_starts_on)
    if week.end < today:
        return week
    if not wish.is_partial:
        raise UsageError(
            f"The week from {week.start} to {week.end} is not over yet; --partial makes a report up to yesterday."
        )
    if week.start >= today:
        raise UsageError(f"The week from {week.start} to {week.end} has no whole day yet that a report could tell of.")
    return Period(week.start, today - DAY)


def _range(wish: Wish, yesterday: date) -> Period:
    if not (wish.first and wish.last):
        raise UsageError("A range needs both ends: --from 2026-10-01 --to 2026-10-31.")
    if wish.type is ReportType.WEEKLY_ANALYSIS:
        raise UsageError("A weekly report is of one week (--week 2026-W46); a range makes a custom report.")
    if wish.week or wish.is_partial:
        raise UsageError("Give either a week or a range (--from and --to), not both.")
    first, last = parse_day(wish.first), parse_day(wish.last)
    if last < first:
        raise UsageError(f"The range ends ({last}) before it begins ({first}).")
    if last > yesterday:
        raise UsageError(f"The range must end with a day that is over: {yesterday} at the latest.")
    if last - first > timedelta(days=365):
        raise UsageError("A range can be at most 366 days long.")
    return Period(first, last)


def subject_of(wish: Wish) -> str:
    """Two different questions about the same days are two reports; weekly reports have no subject."""
    if wish.type is ReportType.WEEKLY_ANALYSIS:
        return ""
    return hashlib.sha256((wish.focus or "").strip().casefold().encode()).hexdigest()[:16]


def request_report(
    session: Session,
    wish: Wish,
    person: Person,
    period: Period,
    *,
    mail: Choice = Choice.AUTO,
    review: Choice = Choice.AUTO,
) -> Requested:
    """The newest edition of that report, made PENDING now if there was none."""
    key = {
        "athlete_id": person.athlete_id,
        "type": wish.type,
        "period_start": period.start,
        "period_end": period.end,
        "subject": subject_of(wish),
    }
    made = session.execute(
        insert(Report)
        .values(
            **key,
            organization_id=person.organization_id,
            language=person.language,
            focus=wish.focus,
            origin=Origin.ON_DEMAND,
            priority=PRIORITY_ON_DEMAND,
            mail_choice=mail,
            review_choice=review,
        )
        .on_conflict_do_nothing()
        .returning(Report.id)
    ).scalar_one_or_none()
    if made:
        return Requested(report_id=made, outcome=Outcome.NEW)
    newest = select(Report.id, Report.status).filter_by(**key).order_by(Report.edition.desc()).limit(1)
    row = session.execute(newest.with_for_update()).one()
    _wish_again(session, row.id, ReportStatus(row.status), mail, review)
    outcome = {ReportStatus.COMPLETED: Outcome.COMPLETED, ReportStatus.FAILED: Outcome.FAILED}
    return Requested(report_id=row.id, outcome=outcome.get(ReportStatus(row.status), Outcome.WAITING))


def _wish_again(session: Session, report_id: UUID, status: ReportStatus, mail: Choice, review: Choice) -> None:
    """What is wished of a report that is there already: it goes to the front, may be mailed, waits for a coach."""
    if review is Choice.YES and status in (ReportStatus.PROCESSING, ReportStatus.COMPLETED):
        raise UsageError(f"The report is {status} already; a coach's approval cannot be asked for any more.")
    wishes = {"mail_choice": mail, "review_choice": review}
    values: dict[str, object] = {name: choice for name, choice in wishes.items() if choice is not Choice.AUTO}
    if status is not ReportStatus.COMPLETED:
        values["priority"] = PRIORITY_ON_DEMAND
    if values:
        session.execute(update(Report).where(Report.id == report_id).values(values))
    if mail is Choice.YES and status is ReportStatus.COMPLETED:
        lift(session, [report_id], (HoldReason.REQUESTER_CHOICE, HoldReason.NEW_EDITION))

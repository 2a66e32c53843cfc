"""Who is due: one PENDING row for each athlete whose hour has come, and never a second one."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, Select, Uuid, column, exists, func, or_, select, update, values
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from models.checkins import Checkin, Entry
from models.deliveries import Delivery
from models.enums import Choice, DeliveryStatus, HoldReason, Origin, ReportStatus, ReportType, Role
from models.errors import UsageError
from models.identity import Athlete, Organization, User
from models.recovery import DailyMetric, SleepRecord
from models.reports import PRIORITY_NIGHTLY, Report
from models.strength import StrengthSet
from models.training import Workout
from models.values import LANGUAGES, Period
from tasks.commission.holds import lift
from tasks.commission.weeks import last_complete_week, latest_due_week
from tasks.editions import SAME_REPORT, Other
from tasks.local_days import local_day

log = logging.getLogger(__name__)

AT_ONCE = 1000  # athletes a statement: well under the protocol's limit of parameters

DATA_TABLES = (Workout, DailyMetric, SleepRecord, Entry, Checkin, StrengthSet)


@dataclass(frozen=True, slots=True)
class Candidate:
    athlete_id: UUID
    organization_id: UUID
    language: str
    period: Period


def commission_due(session: Session, now: datetime, round_id: UUID | None = None) -> tuple[UUID, ...]:
    """The weekly reports that are due and were not there yet, now PENDING. Run twice, it adds none."""
    return commission(session, candidates(session, now, _due_week), round_id)


def commission_last_week(
    session: Session, now: datetime, round_id: UUID | None = None, organization_id: UUID | None = None
) -> tuple[UUID, ...]:
    """The same for the last complete week, whether or not its report hour has come; of one organisation, if named."""
    wanted = candidates(session, now, _last_week)
    mine = [one for one in wanted if organization_id in (None, one.organization_id)]
    return commission(session, mine, round_id)


def commission(session: Session, wanted: Sequence[Candidate], round_id: UUID | None) -> tuple[UUID, ...]:
    made: list[UUID] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = _with_data(session, wanted[start : start + AT_ONCE])
        if some:
            _send_on(session, some)
            made.extend(_insert(session, some, round_id))
    return tuple(made)


def _due_week(now: datetime, row: Row[*tuple[Any, ...]]) -> Period:
    return latest_due_week(now, row.time_zone, row.week_starts_on, row.report_weekday, row.report_hour)


def _last_week(now: datetime, row: Row[*tuple[Any, ...]]) -> Period:
    return last_complete_week(local_day(now, row.time_zone), row.week_starts_on)


def candidates(
    session: Session, now: datetime, week: Callable[[datetime, Row[*tuple[Any, ...]]], Period]
) -> list[Candidate]:
    """Every active athlete with the week that is asked for."""
    found = []
    for row in session.execute(_active_athletes()):
        try:
            period = week(now, row)
        except UsageError:  # their zone is none: nobody else has to wait for it to be mended
            log.error("athlete %s has a time zone that does not exist; no report is due", row.user_id)
            continue
        found.append(Candidate(row.user_id, row.organization_id, language_of(row.locale), period))
    return found


def language_of(locale: str) -> str:
    """The reader's language where reports can be worded in it, else English."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def _active_athletes() -> Select[UUID, UUID, str, str, int, int | None, int]:
    return (
        select(
            Athlete.user_id,
            User.organization_id,
            User.locale,
            User.time_zone,
            Athlete.week_starts_on,
            Athlete.report_weekday,
            Athlete.report_hour,
        )
        .join(User, User.id == Athlete.user_id)
        .join(Organization, Organization.id == User.organization_id)
        .where(User.is_active, User.role == Role.ATHLETE, User.deleted_at.is_(None), Organization.deleted_at.is_(None))
        .order_by(Athlete.user_id)
    )


def _with_data(session: Session, due: Sequence[Candidate]) -> list[Candidate]:
    """A new athlete starts with the first week that has data: who has none up to the week's end is not due yet."""
    if not due:
        return []
    asked = values(column("athlete_id", Uuid), column("period_end", Date), name="asked")
    asked = asked.data([(one.athlete_id, one.period.end) for one in due])
    seen = [
        exists().where(table.athlete_id == asked.c.athlete_id, table.local_date <= asked.c.period_end)
        for table in DATA_TABLES
    ]
    known = set(session.execute(select(asked.c.athlete_id).where(or_(*seen))).scalars())
    return [one for one in due if one.athlete_id in known]


def _insert(session: Session, due: Sequence[Candidate], round_id: UUID | None) -> tuple[UUID, ...]:
    turns = _next_turns(session, {one.organization_id for one in due})
    rows = []
    for one in due:
        turns[one.organization_id] += 1
        rows.append(
            {
                "organization_id": one.organization_id,
                "athlete_id": one.athlete_id,
                "type": ReportType.WEEKLY_ANALYSIS,
                "period_start": one.period.start,
                "period_end": one.period.end,
                "language": one.language,
                "origin": Origin.NIGHTLY,
                "priority": PRIORITY_NIGHTLY,
                "turn": turns[one.organization_id],
                "round_id": round_id,
            }
        )
    statement = upsert(Report).values(rows).on_conflict_do_nothing().returning(Report.id)
    return tuple(session.execute(statement).scalars())


def _next_turns(session: Session, organizations: set[UUID]) -> dict[UUID, int]:
    """Where each organisation's own queue ends, so that everybody's first waits behind everybody's first only."""
    last = (
        select(Report.organization_id, func.max(Report.turn))
        .where(
            Report.status == ReportStatus.PENDING,
            Report.priority == PRIORITY_NIGHTLY,
            Report.organization_id.in_(organizations),
        )
        .group_by(Report.organization_id)
    )
    return dict.fromkeys(organizations, 0) | {row[0]: row[1] for row in session.execute(last)}


def _send_on(session: Session, due: Sequence[Candidate]) -> None:
    """A due week that a coach had already made on demand is mailed by the round, unless mail was refused for it.

    It is the newest edition that goes, and only while the mail of the first still waits for that.
    """
    weeks = values(
        column("athlete_id", Uuid), column("period_start", Date), column("period_end", Date), name="weeks"
    ).data([(one.athlete_id, one.period.start, one.period.end) for one in due])
    wished = (
        update(Report)
        .where(
            Report.athlete_id == weeks.c.athlete_id,
            Report.period_start == weeks.c.period_start,
            Report.period_end == weeks.c.period_end,
            Report.type == ReportType.WEEKLY_ANALYSIS,
            Report.subject == "",
            Report.mail_choice == Choice.AUTO,
            ~exists().where(*SAME_REPORT, Other.edition > Report.edition),
            _began_on_demand(),
        )
        .values(mail_choice=Choice.YES)
        .returning(Report.id)
        .execution_options(synchronize_session=False)
    )
    reports = list(session.execute(wished).scalars())
    if reports:
        lift(session, reports, (HoldReason.REQUESTER_CHOICE, HoldReason.NEW_EDITION))


def _began_on_demand() -> ColumnElement[bool]:
    has_moved_on = exists().where(Delivery.report_id == Other.id, Delivery.status != DeliveryStatus.HELD)
    first = (Other.edition == 1, Other.origin == Origin.ON_DEMAND, Other.mail_choice == Choice.AUTO)
    return exists().where(*SAME_REPORT, *first, ~has_moved_on)

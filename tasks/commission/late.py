"""Finished reports whose rows came late: of their days there is more to know than when they were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Select,
    Text,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from models.checkins import Checkin, CheckinDetail, Entry
from models.enums import Choice, Origin, ReportStatus, ReportType
from models.identity import Athlete, Threshold, User
from models.recovery import DailyMetric, SleepRecord
from models.reports import Report
from models.strength import StrengthSet
from models.training import PlannedWorkout, Workout
from models.values import Assignment, Period
from tasks.editions import SAME_REPORT, Other

OFFERED_FOR: Final = timedelta(days=28)  # nobody asks about a period further back any more
# A row is dated by the beginning of its transaction, and a report is made within ten minutes of its claim: so much
# earlier than its report was claimed a row may be dated that the report could not see.
IN_TRANSIT: Final = timedelta(minutes=15)
MANY: Final = 100  # rows of one table that are read to say what came late

WORKOUTS, CHECKINS, THRESHOLDS, SETTINGS = "workouts", "checkins", "thresholds", "athletes"
_EVER: Final = date(2000, 1, 1)  # settings are of no day

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A finished report that may be behind its rows."""

    following: Assignment  # its next edition as it would be made, under the id of this one
    completed_at: datetime
    time_zone: str
    facts_hash: str
    facts: dict[str, Any]

    @property
    def report_id(self) -> UUID:
        return self.following.report_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    table: str
    local_date: date
    sport: str | None
    arrived_at: datetime
    changed_at: datetime


def _details() -> FromClause:
    columns = (Checkin.athlete_id, Checkin.local_date, CheckinDetail.created_at, CheckinDetail.updated_at)
    return select(*columns).join(CheckinDetail, CheckinDetail.checkin_id == Checkin.id).subquery("details")


def _thresholds() -> FromClause:
    t = Threshold
    return select(t.athlete_id, t.valid_from.label("local_date"), t.created_at, t.updated_at).subquery(THRESHOLDS)


def _settings() -> FromClause:
    a = Athlete
    ever = literal(_EVER, Date).label("local_date")
    return select(a.user_id.label("athlete_id"), ever, a.created_at, a.updated_at).subquery(SETTINGS)


# What the figures of a period are made of, all with athlete_id, local_date, created_at and updated_at …
_DAYS: Final[tuple[tuple[str, FromClause], ...]] = (
    *(
        (one.__tablename__, one.__table__)
        for one in (Workout, DailyMetric, SleepRecord, Entry, Checkin, StrengthSet, PlannedWorkout)
    ),
    (CHECKINS, _details()),
)
# … and what its workouts are scored with: when that changes, they are scored anew.
_SCORING: Final = ((THRESHOLDS, _thresholds()), (SETTINGS, _settings()))


def touched(session: Session, now: datetime, since: datetime | None) -> tuple[UUID, ...]:
    """The newest editions of the last 28 days for whose days a row came or changed since they were made.

    With `since`, only rows that came or changed after it are looked at: one pass over each table, however many reports.
    """
    recent = _newest().where(Report.period_end >= _local_date(now) - OFFERED_FOR.days).cte("recent")
    late = [_late(recent, rows, (recent.c.id,)) for _, rows in _DAYS]
    if since is not None:
        late = [query.where(_changed(rows) > since - IN_TRANSIT) for query, (_, rows) in zip(late, _DAYS, strict=True)]
    return tuple(sorted(session.execute(union(*late)).scalars()))


def as_they_stand(session: Session, report_ids: Sequence[UUID]) -> list[Touched]:
    """Those of them that are still the newest editions."""
    columns = (Report.organization_id, Report.type, Report.period_start, Report.edition, Report.subject, Report.focus)
    made = (Report.language, Report.facts, Report.facts_hash, Report.review_choice)
    query = _newest(*columns, *made).where(Report.id.in_(report_ids)).order_by(Report.id)
    return [_touched(row) for row in session.execute(query)]


def still_newest(session: Session, report_ids: Sequence[UUID]) -> set[UUID]:
    return {row.id for row in session.execute(_newest().where(Report.id.in_(report_ids)))}


def late_rows(session: Session, report_ids: Sequence[UUID]) -> dict[UUID, list[LateRow]]:
    """What came or changed for each of these reports, the latest days first."""
    asked = _newest().where(Report.id.in_(report_ids)).cte("asked")
    parts = []
    for name, rows in (*_DAYS, *_SCORING):
        sport = cast(rows.c.sport if name == WORKOUTS else null(), Text).label("sport")
        place = func.row_number().over(partition_by=asked.c.id, order_by=rows.c.local_date.desc()).label("place")
        columns = (rows.c.local_date, sport, rows.c.created_at, _changed(rows).label("changed_at"), place)
        of_table = _late(asked, rows, (asked.c.id, literal(name).label("name"), *columns)).subquery()
        parts.append(select(of_table).where(of_table.c.place <= MANY))
    found = union_all(*parts).subquery()
    rows_in_order = session.execute(select(found).order_by(found.c.id, found.c.local_date.desc(), found.c.name)).all()
    return {key: [_late_row(row) for row in some] for key, some in groupby(rows_in_order, lambda row: row.id)}


def _newest(*columns: Any) -> Query:
    """Finished reports without a newer edition, whatever became of that one."""
    newer = exists().where(*SAME_REPORT, Other.edition > Report.edition)
    seen_at = func.coalesce(Report.claimed_at, Report.completed_at).label("seen_at")
    key = (Report.id, Report.athlete_id, Report.period_end, Report.completed_at, User.time_zone)
    query = select(*key, seen_at, *columns).join(User, User.id == Report.athlete_id)
    return query.where(Report.status == ReportStatus.COMPLETED, User.deleted_at.is_(None), ~newer)


def _local_date(now: datetime) -> ColumnElement[Any]:
    return cast(func.timezone(User.time_zone, literal(now, DateTime(timezone=True))), Date)


def _late(reports: CTE, rows: FromClause, columns: Sequence[Any]) -> Query:
    """A day after the period matters to none of its figures."""
    is_theirs = (rows.c.athlete_id == reports.c.athlete_id) & (rows.c.local_date <= reports.c.period_end)
    return select(*columns).join(rows, is_theirs & (_changed(rows) > reports.c.seen_at - IN_TRANSIT))


def _changed(rows: FromClause) -> ColumnElement[datetime]:
    return func.greatest(rows.c.created_at, rows.c.updated_at)


def _touched(row: Any) -> Touched:
    following = Assignment(
        report_id=row.id,
        organization_id=row.organization_id,
        athlete_id=row.athlete_id,
        type=ReportType(row.type),
        period=Period(row.period_start, row.period_end),
        edition=row.edition + 1,
        subject=row.subject,
        focus=row.focus,
        language=row.language,
        origin=Origin.REVISION,
        review_choice=Choice(row.review_choice),
        earlier_completed_at=row.completed_at,
    )
    return Touched(
        following=following,
        completed_at=row.completed_at,
        time_zone=row.time_zone,
        facts_hash=row.facts_hash,
        facts=row.facts,
    )


def _late_row(row: Any) -> LateRow:
    return LateRow(
        table=row.name,
        local_date=row.local_date,
        sport=row.sport,
        arrived_at=row.created_at,
        changed_at=row.changed_at,
    )

"""What a run does and what it leaves undone, read from the database: true whoever does the work, and wherever."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine, and_, func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from models.enums import ReportStatus
from models.reports import Report, ReportEvent
from models.session import session_scope

LOOK_AGAIN_S = 0.5


class Bar(Protocol):
    @property
    def is_shown(self) -> bool: ...

    def expect(self, total: int) -> None: ...

    def reached(self, done: int) -> None: ...


def present(engine: Engine) -> datetime:
    """The database's clock, which also dates what happens to reports."""
    with session_scope(engine) as session:
        now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return now


@contextmanager
def follow_counts(engine: Engine, bar: Bar) -> Iterator[None]:
    """Moves the bar for as long as the block takes; its length is the most reports that were in line at once."""
    if not bar.is_shown:
        yield
        return
    is_over = threading.Event()
    follower = threading.Thread(target=_follow, args=(engine, bar, is_over), daemon=True)
    follower.start()
    try:
        yield
    finally:
        is_over.set()
        follower.join()


def _follow(engine: Engine, bar: Bar, is_over: threading.Event) -> None:
    most = 0
    while not is_over.wait(LOOK_AGAIN_S):
        try:
            unfinished = _unfinished(engine)
        except SQLAlchemyError:
            return  # the work meets the same trouble and says so; a bar that stands still is enough here
        most = max(most, unfinished)
        if most:
            bar.expect(most)
            bar.reached(most - unfinished)


def _unfinished(engine: Engine) -> int:
    """Reports that are being made or could be now; both are read from small partial indexes, however many there are."""
    waiting = and_(Report.status == ReportStatus.PENDING, Report.next_attempt_at <= func.clock_timestamp())
    live = or_(waiting, Report.status == ReportStatus.PROCESSING)
    with session_scope(engine) as session:
        return session.execute(select(func.count()).select_from(Report).where(live)).scalar_one()


def shortfalls(engine: Engine, since: datetime) -> list[str]:
    """One line for each distinct reason why reports failed, or were put off, since then."""
    put_off = and_(Report.status == ReportStatus.PENDING, Report.outage_since.is_not(None))
    happened = and_(
        ReportEvent.report_id == Report.id,
        ReportEvent.from_status == ReportStatus.PROCESSING,
        ReportEvent.to_status == Report.status,
        ReportEvent.at >= since,
    )
    query = (
        select(Report.status, Report.reason, func.count(Report.id.distinct()))
        .join(ReportEvent, happened)
        .where(or_(Report.status == ReportStatus.FAILED, put_off))
        .group_by(Report.status, Report.reason)
        .order_by(Report.status, Report.reason)
    )
    with session_scope(engine) as session:
        return [_line(ReportStatus(status), reason, count) for status, reason, count in session.execute(query)]


def _line(status: ReportStatus, reason: str | None, count: int) -> str:
    reports = "1 report" if count == 1 else f"{count} reports"
    verb = "failed" if status is ReportStatus.FAILED else "waits" if count == 1 else "wait"
    return f"{reports} {verb}: {reason}"

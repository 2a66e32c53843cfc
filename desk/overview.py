"""How things stand, in the stable shape of `debrief status --json`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.deliveries import Delivery
from models.enums import OfferDecision
from models.reports import Rendition, Report, RevisionOffer
from models.system import Round

REPORTS_AT_MOST = 1000
ROUNDS_AT_MOST = 20
CHANGES_AT_MOST = 3


def in_words(changes: Sequence[str]) -> str:
    """What a new edition would change: the first few sentences; all of them are in the JSON."""
    more = len(changes) - CHANGES_AT_MOST
    return " ".join([*changes[:CHANGES_AT_MOST], *([f"And {more} more."] if more > 0 else [])])


def overview(session: Session) -> dict[str, Any]:
    return {
        "reports": _reports(session),
        "counts": _counts(session, Report),
        "deliveries": _counts(session, Delivery),
        "offers": _offers(session),
        "rounds": _rounds(session),
    }


def _reports(session: Session) -> list[dict[str, Any]]:
    """The newest first, each with the document that its athlete receives."""
    document = (
        select(Rendition.pdf_key)
        .where(Rendition.report_id == Report.id, Rendition.audience == "athlete")
        .order_by(Rendition.created_at.desc())
        .limit(1)
        .correlate(Report)
        .scalar_subquery()
    )
    query = (
        select(
            Report.id,
            Report.athlete_id.label("athlete"),
            Report.type,
            Report.period_start,
            Report.period_end,
            Report.edition,
            Report.status,
            Report.reason_code,
            Report.reason,
            Report.attempt,
            Report.writer,
            document.label("pdf_key"),
        )
        .order_by(Report.period_end.desc(), Report.created_at.desc(), Report.id)
        .limit(REPORTS_AT_MOST)
    )
    return [_plain(dict(row._mapping)) for row in session.execute(query)]


def _offers(session: Session) -> list[dict[str, Any]]:
    """New editions that wait for a coach's decision, the newest period first."""
    query = (
        select(
            Report.id.label("report"),
            Report.athlete_id.label("athlete"),
            Report.type,
            Report.period_start,
            Report.period_end,
            Report.edition,
            RevisionOffer.updated_at.label("offered_at"),
            RevisionOffer.diff.label("changes"),
        )
        .join(Report, Report.id == RevisionOffer.report_id)
        .where(RevisionOffer.decision == OfferDecision.OPEN)
        .order_by(Report.period_end.desc(), RevisionOffer.created_at, RevisionOffer.id)
        .limit(REPORTS_AT_MOST)
    )
    return [_plain(dict(row._mapping)) for row in session.execute(query)]


def _counts(session: Session, table: type[Report] | type[Delivery]) -> dict[str, int]:
    query = select(table.status, func.count()).group_by(table.status).order_by(table.status)
    return {row[0]: row[1] for row in session.execute(query)}


def _rounds(session: Session) -> list[dict[str, Any]]:
    query = (
        select(Round.id, Round.kind, Round.as_of, Round.started_at, Round.seen_at, Round.finished_at, Round.counts)
        .order_by(Round.started_at.desc())
        .limit(ROUNDS_AT_MOST)
    )
    return [_plain(dict(row._mapping)) for row in session.execute(query)]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Ids and dates as text; what JSON knows already stays."""
    return {key: value if isinstance(value, int | dict | list | None) else str(value) for key, value in row.items()}

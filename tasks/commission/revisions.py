"""Offers of a new edition, each made once and decided by a person; and the new edition that a person asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.enums import Choice, OfferDecision, Origin, ReportStatus
from models.errors import UsageError
from models.reports import PRIORITY_ON_DEMAND, Report, RevisionOffer
from models.system import SystemSetting
from tasks.commission.late import still_newest
from tasks.editions import SAME_REPORT, Other

SETTING: Final = "revisions"  # its value: up to when late rows have been looked at
# A new edition is of the same days, on the same question, in the same language.
_KEPT: Final = (
    "organization_id",
    "athlete_id",
    "type",
    "period_start",
    "period_end",
    "subject",
    "race_id",
    "focus",
    "language",
    "review_choice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    report_id: UUID
    facts_hash: str  # of the sheet that the new edition would have
    diff: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    report_id: UUID
    edition: int
    reasons: tuple[str, ...]  # the words of the offer that it accepts; none: nobody offered it


def looked_through(session: Session) -> datetime | None:
    """Up to when late rows have been looked at."""
    found = session.get(SystemSetting, SETTING)
    return datetime.fromisoformat(found.value["looked_through"]) if found else None


def remember(session: Session, looked_at: datetime) -> None:
    value = {"looked_through": looked_at.isoformat()}
    row = insert(SystemSetting).values(key=SETTING, value=value)
    session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def offer(session: Session, looked_at: Sequence[UUID], offers: Sequence[Offer]) -> int:
    """At most one open offer a report: what was open with other figures is dismissed. Returns how many are new.

    The same figures are offered once; what a person has decided stays decided.
    """
    session.execute(select(Report.id).where(Report.id.in_(looked_at)).order_by(Report.id).with_for_update())
    standing = still_newest(session, looked_at)  # the others have been revised meanwhile
    made = [one for one in offers if one.report_id in standing]
    _dismiss(session, looked_at, made)
    if not made:
        return 0
    rows = [{"report_id": one.report_id, "facts_hash": one.facts_hash, "diff": one.diff} for one in made]
    new = insert(RevisionOffer).values(rows)
    is_dismissed_by_nobody = and_(RevisionOffer.decision == OfferDecision.DISMISSED, RevisionOffer.decided_by.is_(None))
    again = {"decision": OfferDecision.OPEN, "decided_at": None, "diff": new.excluded.diff}
    statement = new.on_conflict_do_update(
        index_elements=["report_id", "facts_hash"], set_=again, where=is_dismissed_by_nobody
    )
    return len(session.execute(statement.returning(RevisionOffer.id)).all())


def _dismiss(session: Session, looked_at: Sequence[UUID], made: Sequence[Offer]) -> None:
    """Figures have moved on, or back to what the report says."""
    outdated = [RevisionOffer.report_id.in_(looked_at), RevisionOffer.decision == OfferDecision.OPEN]
    if made:
        current = [(one.report_id, one.facts_hash) for one in made]
        outdated.append(tuple_(RevisionOffer.report_id, RevisionOffer.facts_hash).not_in(current))
    dismissed = {"decision": OfferDecision.DISMISSED, "decided_at": func.now()}
    session.execute(update(RevisionOffer).where(*outdated).values(dismissed))


def revise(session: Session, report_id: UUID, mail: Choice) -> Revision:
    """The next edition of a finished report, PENDING now; its open offer is accepted in the same transaction."""
    report = session.execute(select(Report).where(Report.id == report_id).with_for_update()).scalar_one_or_none()
    if report is None:
        raise UsageError(f"There is no report {report_id}.")
    _must_be_newest(session, report)
    row = {
        **{name: getattr(report, name) for name in _KEPT},
        "edition": report.edition + 1,
        "origin": Origin.REVISION,
        "priority": PRIORITY_ON_DEMAND,
        "mail_choice": mail,
    }
    made = session.execute(insert(Report).values(row).returning(Report.id)).scalar_one()
    return Revision(report_id=made, edition=report.edition + 1, reasons=_accept(session, report_id))


def _must_be_newest(session: Session, report: Report) -> None:
    query = select(Other.id, Other.edition, Other.status).join(Report, Report.id == report.id)
    newer = query.where(*SAME_REPORT, Other.edition > Report.edition).order_by(Other.edition.desc()).limit(1)
    found = session.execute(newer).one_or_none()
    if found is not None:
        which = f"Edition {found.edition} of this report"
        raise UsageError(f"{which} {_STANDING[ReportStatus(found.status)]}: {found.id}")
    if report.status != ReportStatus.COMPLETED:
        hint = f"; debrief retry {report.id} makes it" if report.status == ReportStatus.FAILED else ""
        raise UsageError(f"Only a COMPLETED report can be revised; this one is {report.status}{hint}.")


_STANDING: Final = {
    ReportStatus.PENDING: "is waiting to be made",
    ReportStatus.PROCESSING: "is being made",
    ReportStatus.COMPLETED: "exists already; only the newest can be revised",
    ReportStatus.FAILED: "exists already and FAILED; debrief retry makes it",
}


def _accept(session: Session, report_id: UUID) -> tuple[str, ...]:
    """On the command line nobody is known by name."""
    accepted = (
        update(RevisionOffer)
        .where(RevisionOffer.report_id == report_id, RevisionOffer.decision == OfferDecision.OPEN)
        .values(decision=OfferDecision.ACCEPTED, decided_at=func.now())
        .returning(RevisionOffer.diff)
    )
    return tuple(one["text"] for diff in session.execute(accepted).scalars() for one in diff)

"""A round, plainly: score what is new, commission who is due, make reports until none is left, and say how it went."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from flows.contents import Batch, make_batch
from flows.produce import Told
from flows.scoring import score_waiting
from flows.workshop import Workshop
from models.enums import ReportStatus, RoundKind
from models.reports import Report
from models.session import session_scope
from models.system import Round
from tasks.commission.due import commission_due
from tasks.lease.settle import reclaim

log = logging.getLogger(__name__)

LOOK_AGAIN_S = 2.0

MakeBatch = Callable[[Workshop, Told | None], Awaitable[Batch]]
Commission = Callable[[Session, datetime, UUID], Sequence[UUID]]


@dataclass
class Tally:
    """A round in figures."""

    round_id: UUID
    scored: int = 0
    commissioned: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, int]:
        return {"scored": self.scored, "commissioned": self.commissioned, **self.outcomes}


async def _plainly(shop: Workshop, told: Told | None) -> Batch:
    return await make_batch(shop, told=told)


async def run_round(
    shop: Workshop,
    now: datetime,
    *,
    commission: Commission = commission_due,
    batch: MakeBatch = _plainly,
    told: Told | None = None,
    expect: Callable[[int], None] | None = None,
) -> Tally:
    """Stays until every report whose time has come is finished, its own and those that a dead worker left behind."""
    tally = await asyncio.to_thread(_open, shop, now, commission)
    if expect:
        expect(await asyncio.to_thread(_unfinished, shop))
    reclaiming = asyncio.create_task(_reclaiming(shop))
    try:
        await _until_finished(shop, tally, batch, told)
    finally:
        reclaiming.cancel()
    await asyncio.to_thread(_seen, shop, tally, is_finished=True)
    return tally


async def _until_finished(shop: Workshop, tally: Tally, batch: MakeBatch, told: Told | None) -> None:
    while True:
        made = await batch(shop, told)
        tally.outcomes.update(made.counts)
        await asyncio.to_thread(_seen, shop, tally)
        if made.outcomes:
            continue
        if not await asyncio.to_thread(_unfinished, shop):
            break
        await asyncio.sleep(LOOK_AGAIN_S)  # others are at work, or a dead worker's leases have yet to run out


async def _reclaiming(shop: Workshop) -> None:
    """What a dead worker held is in line again while this round's own batch is still being made."""
    while True:
        await asyncio.sleep(shop.terms.renew_every.total_seconds())
        try:
            await asyncio.to_thread(_reclaim, shop)
        except SQLAlchemyError as error:
            log.warning("leases could not be reclaimed: %s", type(error).__name__)


def _reclaim(shop: Workshop) -> None:
    with session_scope(shop.engine, actor=shop.worker) as session:
        reclaim(session)


def _open(shop: Workshop, now: datetime, commission: Commission) -> Tally:
    with session_scope(shop.engine, actor=shop.worker) as session:
        new = insert(Round).values(kind=RoundKind.NIGHTLY, as_of=now).returning(Round.id)
        tally = Tally(session.execute(new).scalar_one())
        reclaim(session)
    tally.scored = score_waiting(shop)
    with session_scope(shop.engine, actor=shop.worker) as session:
        tally.commissioned = len(commission(session, now, tally.round_id))
    return tally


def _unfinished(shop: Workshop) -> int:
    """Reports that are being made, or could be now. Those that wait for an outage to pass are left to a later round."""
    with session_scope(shop.engine) as session:
        return session.execute(select(func.count()).select_from(Report).where(_is_live_now())).scalar_one()


def _is_live_now() -> ColumnElement[bool]:
    waiting = (Report.status == ReportStatus.PENDING) & (Report.next_attempt_at <= func.clock_timestamp())
    return waiting | (Report.status == ReportStatus.PROCESSING)


def _seen(shop: Workshop, tally: Tally, *, is_finished: bool = False) -> None:
    with session_scope(shop.engine) as session:
        _sign(session, tally, is_finished)


def _sign(session: Session, tally: Tally, is_finished: bool) -> None:
    values = {"seen_at": func.clock_timestamp(), "counts": tally.as_json()}
    if is_finished:
        values["finished_at"] = func.clock_timestamp()
    session.execute(update(Round).where(Round.id == tally.round_id).values(**values))

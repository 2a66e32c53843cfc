"""Upkeep, plainly: take back what dead workers held, make what waits, send on what may go, offer what has changed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from flows.contents import Stages, make_batch
from flows.revision import Change, changes
from flows.revision_reasons import Reasons
from flows.scoring import score_waiting
from flows.study import Studied, study
from flows.workshop import Workshop
from models.facts import FactSheet
from models.session import session_scope
from tasks.commission.holds import send_on
from tasks.commission.late import LateRow, Touched, as_they_stand, late_rows, touched
from tasks.commission.revisions import Offer, looked_through, offer, remember
from tasks.lease.settle import reclaim

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An upkeep in figures."""

    reclaimed: int
    given_up: int
    made: int
    offered: int  # new editions


async def upkeep(shop: Workshop, now: datetime, *, stages: Stages | None = None) -> Kept:
    """Run as often as you like: what has been done is not done again."""
    stages = stages or Stages()
    reclaimed, given_up = await asyncio.to_thread(_take_back, shop)
    made = 0
    while outcomes := (await make_batch(shop, stages=stages)).outcomes:
        made += len(outcomes)
    offered = await offer_revisions(shop, now, stages)
    return Kept(reclaimed=reclaimed, given_up=given_up, made=made, offered=offered)


async def offer_revisions(shop: Workshop, now: datetime, stages: Stages) -> int:
    """Every report of the last 28 days that a row came late for is computed again, and nothing of it is written.

    Each row is looked at once or, while its like may still be on their way, a few times.
    """
    looked_at, waiting = await asyncio.to_thread(_waiting, shop, now)
    offered, is_whole = 0, True
    for start in range(0, len(waiting), shop.batch_size):
        some = await asyncio.to_thread(_as_they_stand, shop, waiting[start : start + shop.batch_size])
        studied = await study(shop, [one.following for one in some], stages.gather, stages.analyse)
        offered += await asyncio.to_thread(_offer, shop, some, studied)
        is_whole = is_whole and not any(error.retryable for error in studied.failures.values())
    if is_whole:
        await asyncio.to_thread(_remember, shop, looked_at)
    return offered


def _take_back(shop: Workshop) -> tuple[int, int]:
    with session_scope(shop.engine, actor=shop.worker) as session:
        send_on(session)
        return reclaim(session)


def _waiting(shop: Workshop, now: datetime) -> tuple[datetime, tuple[UUID, ...]]:
    """What is new is scored first, so that the figures are right."""
    score_waiting(shop)
    with session_scope(shop.engine, actor=shop.worker) as session:
        looked_at = session.execute(select(func.clock_timestamp())).scalar_one()
        return looked_at, touched(session, now, looked_through(session))


def _as_they_stand(shop: Workshop, report_ids: Sequence[UUID]) -> list[Touched]:
    with session_scope(shop.engine) as session:
        return as_they_stand(session, report_ids)


def _remember(shop: Workshop, looked_at: datetime) -> None:
    with session_scope(shop.engine, actor=shop.worker) as session:
        remember(session, looked_at)


def _offer(shop: Workshop, reports: Sequence[Touched], studied: Studied) -> int:
    sheets = {ready.assignment.report_id: ready.sheet for ready in studied.ready}
    looked_at = {one.report_id: one for one in reports if one.report_id in sheets}
    changed = {key: found for key, one in looked_at.items() if (found := _changes(one, sheets[key]))}
    with session_scope(shop.engine, actor=shop.worker) as session:
        late = late_rows(session, list(changed)) if changed else {}
        offers = [_in_words(looked_at[key], sheets[key], found, late.get(key, ())) for key, found in changed.items()]
        return offer(session, list(looked_at), offers)


def _in_words(report: Touched, sheet: FactSheet, found: Sequence[Change], late: Sequence[LateRow]) -> Offer:
    reasons = Reasons(report, late, has_new_rules=report.facts["params_version"] != sheet.params_version)
    diff = [change.in_words(reasons.of(change)) for change in found]
    return Offer(report_id=report.report_id, facts_hash=sheet.hash(), diff=diff)


def _changes(report: Touched, sheet: FactSheet) -> list[Change]:
    if sheet.hash() == report.facts_hash:
        return []
    try:
        printed = FactSheet.from_json(report.facts)
    except ValueError:  # made by code that wrote sheets of another shape
        log.warning("report %s: its facts cannot be read any more; no new edition is offered", report.report_id)
        return []
    return changes(printed, sheet)

"""One report, made or followed by whoever asked for it."""

import asyncio
import time
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from flows.contents import make_batch
from flows.produce import Told
from flows.workshop import Workshop
from models.enums import ReportStatus
from models.errors import DebriefError
from models.reports import Report
from models.session import session_scope
from tasks.lease.settle import hurry, retry

LOOK_AGAIN_S = 0.5
PATIENCE_S = 1800


async def make_one(shop: Workshop, report_id: UUID, *, told: Told | None = None) -> None:
    """Make it here and now; when another worker has it already, wait for that one. A failed one is tried again."""
    await asyncio.to_thread(_prepare, shop, report_id)
    shop = replace(shop, renders_here=True)
    while not (await make_batch(shop, only=report_id, told=told)).outcomes:
        status, waits = await asyncio.to_thread(_status, shop, report_id)
        if status in (ReportStatus.COMPLETED, ReportStatus.FAILED) or waits:
            return
        await asyncio.sleep(LOOK_AGAIN_S)


async def follow(shop: Workshop, report_id: UUID) -> None:
    """Until a worker has finished it."""
    until = time.monotonic() + PATIENCE_S
    while (await asyncio.to_thread(_status, shop, report_id))[0] in (ReportStatus.PENDING, ReportStatus.PROCESSING):
        if time.monotonic() > until:
            raise DebriefError(
                f"No worker has finished it in {PATIENCE_S // 60} minutes; is one running? ({report_id})"
            )
        await asyncio.sleep(LOOK_AGAIN_S)


def _prepare(shop: Workshop, report_id: UUID) -> None:
    with session_scope(shop.engine, actor=shop.worker) as session:
        retry(session, report_id)
        hurry(session, report_id)


def _status(shop: Workshop, report_id: UUID) -> tuple[ReportStatus, bool]:
    """Its status, and whether it has been put off until later."""
    with session_scope(shop.engine) as session:
        row = session.execute(select(Report.status, Report.outage_since).where(Report.id == report_id)).one()
    return ReportStatus(row.status), row.status == ReportStatus.PENDING and row.outage_since is not None

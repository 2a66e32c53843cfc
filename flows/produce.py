"""One report from its facts to its completion: write, render, store, complete. None waits for another."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from flows.study import Ready, Studied
from flows.workshop import Workshop
from models.enums import ReasonCode, ReportStatus
from models.errors import LeaseLost, StageError
from models.session import session_scope
from models.values import Assignment, Finished
from tasks.guard import guarded
from tasks.lease.complete import complete
from tasks.lease.keeper import Keeper
from tasks.lease.settle import defer, fail
from tasks.privacy import where
from tasks.render.press import Press
from tasks.store.keys import object_key
from tasks.write.task import write_report

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    DEFERRED = "DEFERRED"  # an outage: PENDING again, for later
    LOST = "LOST"  # the lease went to another worker, or the database went away


Told = Callable[[UUID, Outcome], None]


async def produce(shop: Workshop, studied: Studied, press: Press, keeper: Keeper, tell: Told) -> None:
    async def one(ready: Ready) -> None:
        tell(ready.assignment.report_id, await _produce(shop, ready, press, keeper))

    async with asyncio.TaskGroup() as group:
        for ready in studied.ready:
            group.create_task(one(ready))


async def _produce(shop: Workshop, ready: Ready, press: Press, keeper: Keeper) -> Outcome:
    report_id, clock = ready.assignment.report_id, _Clock()
    try:
        with clock.stage("write", ReasonCode.WRITE_FAILED, "The report could not be worded."):
            manuscript = await asyncio.to_thread(write_report, ready.assignment, ready.athlete, ready.sheet)
        with clock.stage("render", ReasonCode.RENDER_FAILED, "The document could not be rendered."):
            document = await press.print(manuscript)
        if keeper.is_lost(report_id):
            return Outcome.LOST
        with clock.stage("store", ReasonCode.STORE_FAILED, "The document could not be filed."):
            key = object_key(ready.assignment, document.pdf_sha256)
            filed = await asyncio.to_thread(shop.store.put, key, document.pdf)
        finished = Finished(manuscript=manuscript, document=document, filed=filed, stages_ms=dict(clock.stages_ms))
        with clock.stage("complete", ReasonCode.COMPLETE_FAILED, "The finished report could not be written down."):
            await asyncio.to_thread(_complete, shop, finished)
        return Outcome.COMPLETED
    except StageError as error:
        return await settle(shop, ready.assignment, error)
    except LeaseLost:
        return Outcome.LOST


async def settle(shop: Workshop, assignment: Assignment, error: StageError) -> Outcome:
    """FAILED with its reason, or back in line when an outage was to blame."""
    log.warning("report %s: %s (%s)", assignment.report_id, error.code, error.sentence)
    try:
        return await asyncio.to_thread(_settle, shop, assignment, error)
    except LeaseLost:
        return Outcome.LOST
    except SQLAlchemyError as gone:  # the lease runs out, and the next one takes the report
        log.warning("report %s: the database went away: %s", assignment.report_id, where(gone))
        return Outcome.LOST


def _settle(shop: Workshop, assignment: Assignment, error: StageError) -> Outcome:
    with session_scope(shop.engine, actor=shop.worker) as session:
        if not error.retryable:
            fail(session, assignment, error)
            return Outcome.FAILED
        status = defer(session, assignment, error, terms=shop.terms)
        return Outcome.FAILED if status is ReportStatus.FAILED else Outcome.DEFERRED


def _complete(shop: Workshop, finished: Finished) -> None:
    with session_scope(shop.engine, actor=shop.worker) as session:
        complete(session, finished)


class _Clock:
    """Times the stages of one report."""

    def __init__(self) -> None:
        self.stages_ms: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, code: ReasonCode, sentence: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            with guarded(code, sentence):
                yield
        finally:
            self.stages_ms[name] = round((time.perf_counter() - began) * 1000, 1)

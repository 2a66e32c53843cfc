"""The next reports in line, made as one batch. Parameters are numbers and ids; nothing of a person passes Prefect."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flows.contents import Batch, Stages, make_batch
from flows.produce import Told
from flows.produce import produce as produce_plainly
from flows.study import Studied
from flows.workshop import Workshop, workshop
from models.facts import FactSheet
from models.values import Assignment, Histories
from tasks.analyse.task import analyse_task
from tasks.gather.task import gather_task
from tasks.lease.keeper import Keeper
from tasks.render.press import Press

produce_task = task(name="produce", cache_policy=NO_CACHE, persist_result=False, log_prints=False)(produce_plainly)


def _unread(value: object) -> Any:
    """As it is: Prefect would otherwise walk through all of it in search of futures."""
    return quote(value)


async def _gather(shop: Workshop, assignments: Sequence[Assignment]) -> Histories:
    return await gather_task(_unread(shop.engine), _unread(assignments))


async def _analyse(histories: Histories) -> Mapping[UUID, FactSheet]:
    return await analyse_task(_unread(histories))


async def _produce(shop: Workshop, studied: Studied, press: Press, keeper: Keeper, tell: Told) -> None:
    await produce_task(_unread(shop), _unread(studied), _unread(press), _unread(keeper), _unread(tell))


WATCHED = Stages(gather=_gather, analyse=_analyse, produce=_produce)


async def watched_batch(shop: Workshop, told: Told | None = None) -> Batch:
    return await make_batch(shop, told=told, stages=WATCHED)


@flow(name="report-batch", validate_parameters=True, persist_result=False, log_prints=False)
async def report_batch(limit: int = 50) -> dict[str, int]:
    """Claim up to `limit` reports and make them. Any number may run at once: the claim decides who makes what."""
    return (await watched_batch(replace(workshop(), batch_size=limit))).counts

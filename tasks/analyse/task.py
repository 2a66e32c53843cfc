"""The stage as a task that Prefect watches."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from prefect import task
from prefect.cache_policies import NO_CACHE

from models.facts import FactSheet
from models.values import Histories
from tasks.analyse.batchwise import analyse_batch


@task(name="analyse", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
async def analyse_task(histories: Histories) -> Mapping[UUID, FactSheet]:
    return await asyncio.to_thread(analyse_batch, histories)

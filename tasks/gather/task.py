"""The stage as a task that Prefect watches: ids in, frames out, nothing kept."""

import asyncio
from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from models.values import Assignment, Histories
from tasks.gather.histories import gather_batch


@task(name="gather", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
async def gather_task(engine: Engine, assignments: Sequence[Assignment]) -> Histories:
    return await asyncio.to_thread(gather_batch, engine, assignments)

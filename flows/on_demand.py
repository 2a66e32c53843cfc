"""One report that somebody asked for: it waits in line already, and its id is all that is handed over."""

from uuid import UUID

from prefect import flow

from flows.contents import make_batch
from flows.report_batch import WATCHED
from flows.workshop import workshop


@flow(name="on-demand", persist_result=False, log_prints=False)
async def on_demand(report_id: UUID) -> dict[str, int]:
    return (await make_batch(workshop(), only=report_id, stages=WATCHED)).counts

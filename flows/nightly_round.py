"""Every hour, because it is always somebody's morning: who is due gets a report, once."""

from datetime import datetime

from prefect import flow

from flows.report_batch import watched_batch
from flows.round import run_round
from flows.workshop import workshop
from tasks import clock


@flow(name="nightly-round", persist_result=False, log_prints=False)
async def nightly_round(now: datetime | None = None) -> dict[str, int]:
    """`now` is for catching up by hand; the schedule leaves it out."""
    tally = await run_round(workshop(), now or clock.now(), batch=watched_batch)
    return tally.as_json()

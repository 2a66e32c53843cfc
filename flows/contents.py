"""The table of contents: claim, gather, analyse, and then produce each report as it becomes ready.

Plain functions. A Prefect flow runs them with wrappers of its own; one report at the command line as they are.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.exc import OperationalError

from flows.produce import Outcome, Told, produce, settle
from flows.scoring import score_waiting
from flows.study import Analyse, Gather, analyse, gather, study
from flows.workshop import Workshop
from models.session import session_scope
from models.values import Assignment
from tasks.lease.claim import claim
from tasks.lease.keeper import Keeper
from tasks.lease.settle import reclaim, release

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stages:
    """How the costly stages are run: as they are, or as tasks that Prefect watches."""

    gather: Gather = gather
    analyse: Analyse = analyse
    produce: Callable[..., Awaitable[None]] = produce


@dataclass
class Batch:
    """What became of the reports of one batch."""

    outcomes: dict[UUID, Outcome] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(str(one) for one in self.outcomes.values()))


async def make_batch(
    shop: Workshop, *, only: UUID | None = None, told: Told | None = None, stages: Stages | None = None
) -> Batch:
    """Take the next reports in line and make them. Stopped half-way, it gives back what it has not finished."""
    stages, batch = stages or Stages(), Batch()
    assignments = await asyncio.to_thread(_claim, shop, only)
    if not assignments:
        return batch

    def tell(report_id: UUID, outcome: Outcome) -> None:
        batch.outcomes[report_id] = outcome
        keeper.let_go(report_id)
        if told:
            told(report_id, outcome)

    keeper = Keeper(shop.engine, assignments, shop.terms)
    try:
        with keeper:
            studied = await study(shop, assignments, stages.gather, stages.analyse)
            for report_id, error in studied.failures.items():
                tell(report_id, await settle(shop, studied.assignment(report_id), error))
            with shop.press_for(len(studied.ready)) as press:
                await stages.produce(shop, studied, press, keeper, tell)
    finally:
        await asyncio.shield(asyncio.to_thread(_give_back, shop, keeper.held))
    return batch


def _claim(shop: Workshop, only: UUID | None) -> tuple[Assignment, ...]:
    with session_scope(shop.engine, actor=shop.worker) as session:
        reclaim(session)
        claimed = claim(session, shop.batch_size, shop.worker, terms=shop.terms, only=only)
    if claimed:
        score_waiting(shop, [one.athlete_id for one in claimed])
    return claimed


def _give_back(shop: Workshop, held: Sequence[Assignment]) -> None:
    if not held:
        return
    try:
        with session_scope(shop.engine, actor=shop.worker) as session:
            release(session, held)
    except OperationalError:
        log.warning("%d reports could not be given back; their leases will run out", len(held))

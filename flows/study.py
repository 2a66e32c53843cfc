"""Gather and analyse for a whole batch at once; when that fails, for each report alone, so that not all fail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.exc import OperationalError

from flows.workshop import Workshop
from models.enums import ReasonCode
from models.errors import StageError
from models.facts import FactSheet
from models.values import Assignment, Athlete, Histories
from tasks.analyse.facts import analyse as analyse_batch
from tasks.gather.histories import gather_batch
from tasks.privacy import where

log = logging.getLogger(__name__)

Gather = Callable[[Workshop, Sequence[Assignment]], Awaitable[Histories]]
Analyse = Callable[[Histories], Awaitable[Mapping[UUID, FactSheet]]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A report whose facts are known."""

    assignment: Assignment
    athlete: Athlete
    sheet: FactSheet


@dataclass(frozen=True, slots=True)
class Studied:
    assignments: tuple[Assignment, ...]
    ready: tuple[Ready, ...] = ()
    failures: Mapping[UUID, StageError] = field(default_factory=dict)

    def assignment(self, report_id: UUID) -> Assignment:
        return next(one for one in self.assignments if one.report_id == report_id)


async def gather(shop: Workshop, assignments: Sequence[Assignment]) -> Histories:
    return await asyncio.to_thread(gather_batch, shop.engine, assignments)


async def analyse(histories: Histories) -> Mapping[UUID, FactSheet]:
    return await asyncio.to_thread(analyse_batch, histories)


async def study(shop: Workshop, assignments: Sequence[Assignment], gather: Gather, analyse: Analyse) -> Studied:
    everything = tuple(assignments)
    try:
        return Studied(everything, await _together(shop, assignments, gather, analyse))
    except _Failed as failed:
        if failed.is_outage or len(everything) == 1:
            return Studied(everything, failures={one.report_id: failed.error for one in everything})
    ready: list[Ready] = []
    failures: dict[UUID, StageError] = {}
    for one in everything:
        try:
            ready.extend(await _together(shop, [one], gather, analyse))
        except _Failed as failed:
            failures[one.report_id] = failed.error
    return Studied(everything, tuple(ready), failures)


class _Failed(Exception):
    def __init__(self, error: StageError) -> None:
        super().__init__(error.sentence)
        self.error = error

    @property
    def is_outage(self) -> bool:
        return self.error.retryable


async def _together(
    shop: Workshop, assignments: Sequence[Assignment], gather: Gather, analyse: Analyse
) -> tuple[Ready, ...]:
    code, sentence = ReasonCode.GATHER_FAILED, "The athlete's rows could not be read."
    try:
        histories = await gather(shop, assignments)
        code, sentence = ReasonCode.ANALYSE_FAILED, "The figures could not be computed from the athlete's rows."
        sheets = await analyse(histories)
        return tuple(Ready(one, histories.athletes[one.athlete_id], sheets[one.report_id]) for one in assignments)
    except StageError as error:
        raise _Failed(error) from error
    except OperationalError as error:
        sentence = "The database did not answer while the athlete's rows were read."
        raise _Failed(StageError(ReasonCode.DATABASE_UNAVAILABLE, sentence, retryable=True)) from error
    except Exception as error:
        log.error("%s for %d reports: %s", code, len(assignments), where(error))
        raise _Failed(StageError(code, sentence)) from error

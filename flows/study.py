"""Gather and analyse for a whole batch at once; when that fails, for each report alone, so that not all fail."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flows.workshop import Workshop
from models.errors import StageError
from models.facts import FactSheet
from models.values import Assignment, Athlete, Histories
from tasks.analyse.batchwise import analyse_batch, checked
from tasks.gather.histories import gather_batch

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
        return await _together(shop, everything, gather, analyse)
    except StageError as error:
        if error.retryable or len(everything) == 1:
            return Studied(everything, failures={one.report_id: error for one in everything})
    ready: list[Ready] = []
    failures: dict[UUID, StageError] = {}
    for one in everything:
        try:
            alone = await _together(shop, (one,), gather, analyse)
        except StageError as error:
            failures[one.report_id] = error
        else:
            ready.extend(alone.ready)
            failures.update(alone.failures)
    return Studied(everything, tuple(ready), failures)


async def _together(shop: Workshop, assignments: tuple[Assignment, ...], gather: Gather, analyse: Analyse) -> Studied:
    histories = await gather(shop, assignments)
    sheets = await analyse(histories)
    return await asyncio.to_thread(_checked, assignments, histories, sheets)


def _checked(assignments: tuple[Assignment, ...], histories: Histories, sheets: Mapping[UUID, FactSheet]) -> Studied:
    """A sheet that contradicts itself fails its own report and no other."""
    ready: list[Ready] = []
    failures: dict[UUID, StageError] = {}
    for one in assignments:
        try:
            sheet = checked(one.report_id, sheets[one.report_id])
        except StageError as error:
            failures[one.report_id] = error
        else:
            ready.append(Ready(one, histories.athletes[one.athlete_id], sheet))
    return Studied(assignments, tuple(ready), failures)

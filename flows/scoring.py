"""Scoring as rounds and workers do it: portion by portion, each in a transaction of its own."""

from collections.abc import Sequence
from uuid import UUID

from flows.workshop import Workshop
from models.session import session_scope
from tasks.analyse.score.door import score_new


def score_waiting(shop: Workshop, athlete_ids: Sequence[UUID] | None = None) -> int:
    """Until nothing waits. What has been scored stays so, whatever becomes of the rest."""
    total = 0
    while True:
        with session_scope(shop.engine, actor=shop.worker) as session:
            scored = score_new(session, athlete_ids)
        if not scored:
            return total
        total += scored

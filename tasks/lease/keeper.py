"""Keeps leases alive while their reports are being made: a thread of its own, with a connection of its own."""

import logging
import threading
from collections.abc import Iterable
from types import TracebackType
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models.session import session_scope
from models.values import Assignment
from tasks.lease.claim import renew
from tasks.lease.terms import TERMS, Terms

log = logging.getLogger(__name__)


class Keeper:
    """Within it the leases are renewed; `is_lost` says which ones are gone, so that their work can be dropped early.

    The fence does not rest on this: a stale owner's completion fails in the database whatever the keeper knew.
    """

    def __init__(self, engine: Engine, assignments: Iterable[Assignment], terms: Terms = TERMS) -> None:
        self._engine = engine
        self._terms = terms
        self._held = {one.report_id: one for one in assignments}
        self._lost: set[UUID] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lease-keeper", daemon=True)

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=self._terms.renew_every.total_seconds())

    def let_go(self, report_id: UUID) -> None:
        """Finished, or given back: no longer ours to renew."""
        with self._lock:
            self._held.pop(report_id, None)

    def is_lost(self, report_id: UUID) -> bool:
        return report_id in self._lost

    @property
    def held(self) -> tuple[Assignment, ...]:
        with self._lock:
            return tuple(self._held.values())

    def _run(self) -> None:
        while not self._stop.wait(self._terms.renew_every.total_seconds()):
            try:
                self._renew()
            except SQLAlchemyError as error:
                # The database is away: the leases may run out, and then the fence does its work.
                log.warning("leases could not be renewed: %s", type(error).__name__)

    def _renew(self) -> None:
        held = self.held
        with session_scope(self._engine, actor="keeper") as session:
            renewed = renew(session, held, terms=self._terms)
        for one in held:
            if one.report_id not in renewed and self._still_holds(one.report_id):
                self._lost.add(one.report_id)
                self.let_go(one.report_id)
                log.warning("report %s: its lease was lost", one.report_id)

    def _still_holds(self, report_id: UUID) -> bool:
        """It may have been finished since we looked."""
        with self._lock:
            return report_id in self._held

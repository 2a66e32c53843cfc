"""What reports are made with, in one value: a flow hands it on, a test puts in what it wants to watch."""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine

from models.values import Document, Manuscript
from tasks.database import database
from tasks.lease.terms import TERMS, Terms
from tasks.render.press import Press, renderers_for
from tasks.render.task import render_report
from tasks.settings import settings
from tasks.store.base import Store
from tasks.store.task import open_store


def worker_name() -> str:
    """Tells workers apart in `status`: two on one machine, or one after the other, are never the same."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True)
class Workshop:
    engine: Engine
    store: Store
    worker: str = field(default_factory=worker_name)
    terms: Terms = TERMS
    batch_size: int = 50
    render: Callable[[Manuscript], Document] = render_report
    renders_here: bool = False  # in this process, for one report that somebody waits for: quicker, but not to be killed

    def press_for(self, reports: int) -> Press:
        if self.renders_here:
            return Press(self.render, 1)
        return Press(self.render, renderers_for(reports), deadline_s=self.terms.deadline.total_seconds())


def workshop() -> Workshop:
    """As the settings say."""
    chosen = settings()
    terms = Terms(
        lease=timedelta(seconds=chosen.lease_s),
        renew_every=timedelta(seconds=chosen.renew_s),
        deadline=timedelta(seconds=chosen.report_deadline_s),
    )
    return Workshop(engine=database(), store=open_store(chosen), terms=terms, batch_size=chosen.batch_size)

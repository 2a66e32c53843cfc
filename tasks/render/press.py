"""Where documents are rendered: one alone in this process, many in processes of their own."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from models.enums import ReasonCode
from models.errors import StageError
from models.values import Document, Manuscript

Render = Callable[[Manuscript], Document]


class Press:
    """A pool of renderers. One that dies costs only the report that killed it, however many were in work beside it."""

    def __init__(self, render: Render, renderers: int) -> None:
        self._render = render
        self._renderers = renderers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    async def print(self, manuscript: Manuscript) -> Document:
        if self._renderers <= 1:
            return await asyncio.to_thread(self._render, manuscript)
        try:
            return await asyncio.wrap_future(self._open().submit(self._render, manuscript))
        except BrokenProcessPool:
            self._close()
            return await self._alone(manuscript)

    async def _alone(self, manuscript: Manuscript) -> Document:
        """Again in a process that nobody shares: it shows whether this report was the killer or a neighbour."""
        with _pool(1) as pool:
            try:
                return await asyncio.wrap_future(pool.submit(self._render, manuscript))
            except BrokenProcessPool:
                sentence = "The renderer died while it was making this document."
                raise StageError(ReasonCode.RENDER_FAILED, sentence) from None

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self._renderers)
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def renderers_for(reports: int) -> int:
    """One renderer a core, and none of them for a single report: starting one takes longer than the report."""
    return max(1, min(os.cpu_count() or 1, reports))


def _pool(renderers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        renderers, mp_context=multiprocessing.get_context("spawn"), initializer=_follow_the_parent
    )


def _follow_the_parent() -> None:
    """Ctrl-C reaches a whole terminal, but stopping is the parent's to say. When it was killed, there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

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

_HERE = threading.Lock()


class Press:
    """A pool of renderers. One that dies costs only the report that killed it, however many were in work beside it.

    With `deadline_s`, a report that takes longer is given up and its renderer killed. A thread cannot be killed, so a
    single renderer is then a process as well.
    """

    def __init__(self, render: Render, renderers: int, deadline_s: float | None = None) -> None:
        self._render = render
        self._renderers = max(1, renderers)
        self._deadline_s = deadline_s
        self._pool: ProcessPoolExecutor | None = None
        self._room = asyncio.Semaphore(self._renderers)  # none waits inside a pool: a deadline counts from the start
        self._alone_in_turn = asyncio.Lock()

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is in work any more: whoever stopped waiting for a document has ended its renderer."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True)

    async def print(self, manuscript: Manuscript) -> Document:
        async with self._room:
            if self._renderers == 1 and self._deadline_s is None:
                return await asyncio.to_thread(_rendered_here, self._render, manuscript)
            pool = self._open()
            try:
                return await self._rendered(pool, manuscript)
            except BrokenProcessPool:
                self._drop(pool)
            async with self._alone_in_turn:
                return await self._alone(manuscript)

    async def _alone(self, manuscript: Manuscript) -> Document:
        """Again in a process that nobody shares: it shows whether this report was the killer or a neighbour."""
        pool = _pool(1)
        try:
            return await self._rendered(pool, manuscript)
        except BrokenProcessPool:
            sentence = "The renderer died while it was making this document."
            raise StageError(ReasonCode.RENDER_FAILED, sentence) from None
        finally:
            self._drop(pool)

    async def _rendered(self, pool: ProcessPoolExecutor, manuscript: Manuscript) -> Document:
        """The document, within the deadline. What nobody waits for any more ends with its pool."""
        work = asyncio.wrap_future(pool.submit(self._render, manuscript))
        try:
            done, _ = await asyncio.wait({work}, timeout=self._deadline_s)
        finally:
            if not work.done():
                self._drop(pool)
                await asyncio.wait({work})
                work.exception()  # the pool's, which is known
        if not done:
            raise StageError(ReasonCode.DEADLINE, f"Making the document took longer than {_length(self._deadline_s)}.")
        return work.result()

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self._renderers)
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        """End this pool at once, and never one that was opened after it. Its neighbours see it broken."""
        if self._pool is pool:
            self._pool = None
        for process in tuple((pool._processes or {}).values()):  # an executor has no public way to kill
            process.kill()
        pool.shutdown(wait=False)


def renderers_for(reports: int) -> int:
    """One renderer a core, and none of them for a single report: starting one takes longer than the report."""
    return max(1, min(os.cpu_count() or 1, reports))


def _rendered_here(render: Render, manuscript: Manuscript) -> Document:
    """One at a time in this process, from whichever press: threads would share WeasyPrint's state."""
    with _HERE:
        return render(manuscript)


def _length(seconds: float | None) -> str:
    minutes = round((seconds or 0) / 60)
    return f"{seconds:g} seconds" if minutes < 1 else "1 minute" if minutes == 1 else f"{minutes} minutes"


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

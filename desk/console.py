"""What the commands share: the database made ready, words to stderr, progress for long work."""

import asyncio
import logging
import re
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from models.errors import SetupError

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Engine

    from flows.produce import Outcome

T = TypeVar("T")


def say(text: str) -> None:
    """To stderr: stdout is for data."""
    click.echo(without_password(text), err=True)


def without_password(text: str) -> str:
    """A URL may carry its password among its options too, where SQLAlchemy does not hide it."""
    return re.sub(r"(?i)(password=)[^&\s'\"]+", r"\1***", text)


def say_shortfalls(engine: "Engine", since: "datetime") -> None:
    """Exit code 1, with a line for each reason, when reports failed or were put off since then."""
    from desk.watching import shortfalls

    lines = shortfalls(engine, since)
    for line in lines:
        say(line)
    if lines:
        raise click.exceptions.Exit(1)


def ready_database() -> "Engine":
    """The engine, once the database answers and has today's schema. The embedded one is brought there by itself."""
    from models import schema
    from models.session import reachable
    from tasks.database import database
    from tasks.settings import settings

    engine = database()
    reachable(engine)
    if schema.current(engine) != schema.newest():
        if settings().database_url is not None:
            raise SetupError("The database does not have this version's tables yet; run: debrief migrate")
        schema.upgrade(engine)
    return engine


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs it to its end; Ctrl-C and a request to stop (SIGTERM) cancel it, so that it gives back what it holds."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")

    async def watched() -> T:
        current = asyncio.current_task()
        if current:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, current.cancel)
        return await work

    try:
        return asyncio.run(watched())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


class Progress:
    """A bar on stderr, drawn only where a person can see it."""

    def __init__(self, label: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self._bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task(label, total=None)

    @property
    def is_shown(self) -> bool:
        return not self._bar.disable

    def expect(self, total: int) -> None:
        self._bar.update(self._task, total=total)

    def reached(self, done: int) -> None:
        self._bar.update(self._task, completed=done)

    def told(self, _report_id: "UUID", _outcome: "Outcome") -> None:
        self._bar.advance(self._task)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    shown = Progress(label)
    with shown._bar:
        yield shown

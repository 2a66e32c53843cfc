"""File locks of the embedded Postgres: they end with the process that took them, and a forked child has none."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import SetupError

PATIENCE_S = 120.0  # for a server that starts, recovers or stops, and for whoever holds a lock meanwhile

_open: set[int] = set()


def patience() -> Iterator[None]:
    """The turns of a wait that begins eagerly and ends in vain after PATIENCE_S."""
    end, pause_s = time.monotonic() + PATIENCE_S, 0.004
    while time.monotonic() < end:
        yield
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.2, 0.25)


def open_lock(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    _open.add(descriptor)
    return descriptor


def close_lock(descriptor: int) -> None:
    _open.discard(descriptor)
    fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing alone would leave it to a copy in some child
    os.close(descriptor)


def share(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def is_taken_alone(descriptor: int) -> bool:
    """Try to hold it exclusively; False when somebody else holds it in any way."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[int]:
    descriptor = open_lock(path)
    try:
        if not any(is_taken_alone(descriptor) for _ in patience()):
            raise SetupError(f"Another process has held {path} for two minutes; end it, or wait for it and try again.")
        yield descriptor
    finally:
        close_lock(descriptor)


def _forget_in_child() -> None:
    """A copy of a lock would keep it held for as long as the child lives."""
    for descriptor in _open:
        os.close(descriptor)
    _open.clear()


os.register_at_fork(after_in_child=_forget_in_child)

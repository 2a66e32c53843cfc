"""The embedded Postgres: the binaries of one wheel, a private Unix socket, no port, and no server left behind.

It is started on first need and found again by every further process. Users are counted by a shared file lock which ends
with its process: the last one out stops the server, and one that was killed is not counted.
"""

import atexit
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from models.errors import SetupError
from tasks.postgres_locks import close_lock, is_taken_alone, locked, open_lock, share
from tasks.postgres_place import SYSTEM_FOLDER, Place, trouble
from tasks.postgres_server import NAME, PORT, Server


def database_url(configured: str | None, var: Path) -> str:
    """The SQLAlchemy URL in force: the configured one, else that of the embedded server, started if need be."""
    if not configured:
        return embedded(var).start()
    scheme, separator, rest = configured.partition("://")
    if not separator or scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise SetupError("DEBRIEF_DATABASE_URL must read like postgresql://user:password@host/database.")
    return f"postgresql+psycopg://{rest}"


def embedded(var: Path) -> "Embedded":
    """This process's one hold on the server of that folder."""
    return _embedded(var.resolve())


@cache
def _embedded(var: Path) -> "Embedded":
    return Embedded(var)


def _say_on_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Embedded:
    """One data folder and its server. This process is one of its users from start() until leave() or its own end."""

    def __init__(
        self, var: Path, *, say: Callable[[str], None] = _say_on_stderr, system_folder: Path = SYSTEM_FOLDER
    ) -> None:
        self._place = Place(var, system_folder)
        self._server = Server(self._place)
        self._say = say
        self._guard = threading.Lock()
        self._users: int | None = None
        _here.add(self)

    @property
    def data(self) -> Path:
        return self._place.data

    @property
    def log(self) -> Path:
        return self._place.log

    @property
    def socket_folder(self) -> Path:
        return self._place.socket_folder

    def start(self) -> str:
        """The URL of a database that answers; makes and starts whatever is missing. Any number of calls is one use."""
        import psycopg  # noqa: F401 - it takes a while, which those who wait for the lock should not have to wait for too

        with self._guard, self._plainly():
            self._place.make_home()
            with self._locked() as lock:
                self._register()
                if not self._server.has_data():
                    self._make_data(lock)
                self._server.bring_up()
            # With the port, or somebody's PGPORT would decide.
            return f"postgresql+psycopg://{NAME}@/{NAME}?host={quote(str(self.socket_folder))}&port={PORT}"

    def keep(self) -> None:
        """Somebody was told the address and will come by other ways than ours: from now on only `stop` stops it."""
        with self._plainly():
            self._kept.touch(mode=0o600)

    def leave(self) -> None:
        """Be no user any more; when nobody else is one, stop the server unless it is to be kept."""
        with self._guard, self._plainly():
            if self._users is None:
                return
            with self._locked():
                is_last = is_taken_alone(self._users)
                close_lock(self._users)
                self._users = None
                atexit.unregister(self._leave_at_exit)
                if is_last and not self._kept.exists():
                    self._server.stop()

    def stop(self) -> None:
        """Stop the server, whoever uses it."""
        with self._guard, self._plainly():
            if self.data.exists():
                with self._locked():
                    self._kept.unlink(missing_ok=True)
                    self._server.stop()

    def is_alive(self) -> bool:
        with self._plainly():
            return self._server.complaint() is None

    @property
    def _kept(self) -> Path:
        return self._place.home / "postgres.kept"

    def _make_data(self, lock: int) -> None:
        self._server.make_data(lock)
        if self._place.is_elsewhere:
            self._say(f"The database is kept in {self.data}: Postgres may not run as root nor enter a private home.")

    def _register(self) -> None:
        if self._users is None:
            self._users = open_lock(self._place.home / "postgres.users")
            share(self._users)  # it is held alone only under the lock that we hold: this never waits
            atexit.register(self._leave_at_exit)

    def _leave_at_exit(self) -> None:
        try:
            self.leave()
        except SetupError as error:
            self._say(str(error))

    def _locked(self) -> AbstractContextManager[int]:
        return locked(self._place.home / "postgres.lock")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"{error.strerror}: {error.filename or self._place.var}"
            otherwise = f"The embedded database cannot be kept in {self._place.var} ({what})."
            raise SetupError(trouble(what, self._place.var, otherwise)) from error

    def forget_in_child(self) -> None:
        """A forked child is no user, and a guard that some thread of the parent held is held by nobody in it."""
        self._users = None
        self._guard = threading.Lock()


_here: weakref.WeakSet[Embedded] = weakref.WeakSet()


def _forget_in_child() -> None:
    for embedded in _here:
        embedded.forget_in_child()


os.register_at_fork(after_in_child=_forget_in_child)

"""The server process of the embedded Postgres: is there one, make one, end it. Call what changes it under the lock.

A connection proves that a server lives, a pid file never does: it may be empty, or name a stranger or a zombie.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from models.errors import SetupError
from tasks.postgres_locks import patience
from tasks.postgres_place import NO_ROOM, Place, trouble

if TYPE_CHECKING:
    import psycopg

NAME = "debrief"  # of the role and of the database
PORT = 5432  # only a part of the socket's name
SOCKET = f".s.PGSQL.{PORT}"
NOT_YET = "the database system is"  # … starting up, shutting down, in recovery mode, not yet accepting connections
SHUT_DOWN = "57P"  # how the codes of a server that ends begin
NEEDED_BYTES = 1 << 20  # with less, a full disk is why a server does not start
STILL_ENDING = "shared memory block"  # is held by what a killed server left running
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "dynamic_shared_memory_type": "mmap",  # a container's /dev/shm is small or missing
    "huge_pages": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",  # the text of an error may quote a row; whoever made it is told anyway
    "log_checkpoints": "off",
}
NEW_DATA = (
    *("--auth=trust", f"--username={NAME}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    *("--set=dynamic_shared_memory_type=mmap", "--set=huge_pages=off", "--no-instructions"),
)

_children: list["subprocess.Popen[bytes]"] = []  # servers that this process started and has not reaped yet


class Server:
    def __init__(self, place: Place) -> None:
        self._place = place

    def complaint(self) -> str | None:
        """None when it answers, else what the attempt met."""
        if not self._place.has_socket(SOCKET):
            return "There is no socket."
        import psycopg

        try:
            self._connect().close()
        except psycopg.Error as error:
            return str(error)
        return None

    def has_data(self) -> bool:
        return (self._place.data / "PG_VERSION").exists()

    def make_data(self, lock: int) -> None:
        """The data folder appears whole or not at all; initdb holds the lock as well, should it outlive us."""
        making = self._place.data.with_name("postgres.making")
        self._place.make_empty(making)
        words = [str(self._place.binaries() / "initdb"), *NEW_DATA, "-D", str(making)]
        # Its words come through a pipe: a file on a full disk would not hold them.
        pipe, surroundings = subprocess.PIPE, self._place.surroundings
        done = subprocess.run(words, check=False, pass_fds=(lock,), stdout=pipe, stderr=pipe, **surroundings)
        if done.returncode != 0:
            with self._new_log() as log:
                log.write(done.stdout + done.stderr)
            raise self._failure("A new database could not be made", done.stderr.decode(errors="replace"))
        making.rename(self._place.data)

    def bring_up(self) -> None:
        """Make sure that one answers and has our database; once more where it is killed in between."""
        import psycopg

        for _ in range(3):
            if not self._is_found():
                self._launch()
            try:
                self._ensure_database()
            except psycopg.Error as error:
                lost = error
                if error.sqlstate and not error.sqlstate.startswith(SHUT_DOWN):
                    break
            else:
                return
        raise self._failure(f"Postgres has no database '{NAME}'", str(lost)) from lost

    def stop(self) -> None:
        for fast_then_immediate in (signal.SIGINT, signal.SIGQUIT):
            for pid in self._postmasters():
                with contextlib.suppress(ProcessLookupError):  # it ended just now
                    os.kill(pid, fast_then_immediate)
            for _ in patience():
                if not self._postmasters():
                    self._clear()
                    return
        raise SetupError(f"Postgres does not stop on {self._place.data}; see {self._place.log}.")

    def _is_found(self) -> bool:
        """Whether one answers, having waited for one that starts, recovers or stops. False: nobody has the data."""
        for _ in patience():
            complaint = self.complaint()
            if complaint is None:
                return True
            if NOT_YET not in complaint and not self._postmasters():
                return False
        raise SetupError(f"Postgres runs on {self._place.data} but does not answer; see {self._place.log}.")

    def _launch(self) -> None:
        """Start one where none is. Postgres itself refuses until the last process of a killed server has ended."""
        for _ in patience():
            self._clear()
            self._place.make_socket_folder()
            if self._is_up(self._spawn()):
                return
            said = self._place.log.read_text(errors="replace")
            if STILL_ENDING not in said:
                break
        raise self._failure("Postgres did not start", said)

    def _ensure_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _connect(self) -> "psycopg.Connection[Any]":
        import psycopg

        folder = str(self._place.socket_folder)
        return psycopg.connect(host=folder, port=PORT, user=NAME, dbname="postgres", connect_timeout=5, autocommit=True)

    def _postmasters(self) -> list[int]:
        """The living servers of this very folder, whatever a pid file says. A zombie has no command line."""
        _children[:] = [child for child in _children if child.poll() is None]
        found = []
        for pid, command in _processes():
            program, _, arguments = command.partition(" -D ")
            if program.endswith("/postgres") and arguments.startswith(f"{self._place.data} -c "):
                found.append(pid)
        return found

    def _spawn(self) -> "subprocess.Popen[bytes]":
        words = [str(self._place.binaries() / "postgres"), "-D", str(self._place.data)]
        for name, value in {**SETTINGS, "unix_socket_directories": str(self._place.socket_folder)}.items():
            words += ["-c", f"{name}={value}"]
        with self._new_log() as log:
            # In a session of its own: Ctrl-C reaches us alone, and we end it in order.
            child = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._place.surroundings,
            )
        _children.append(child)
        return child

    def _is_up(self, child: "subprocess.Popen[bytes]") -> bool:
        for _ in patience():
            if child.poll() is not None:
                return False
            if self.complaint() is None:
                return True
        raise SetupError(f"Postgres is still starting on {self._place.data}; see {self._place.log}.")

    def _clear(self) -> None:
        """Remove what a dead server left, where it could be taken for a living one."""
        folder = self._place.socket_folder
        for path in (self._place.data / "postmaster.pid", folder / SOCKET, folder / f"{SOCKET}.lock"):
            path.unlink(missing_ok=True)
        if folder != self._place.data and folder.exists():
            folder.rmdir()

    def _new_log(self) -> IO[bytes]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_NOFOLLOW
        return open(os.open(self._place.log, flags, 0o600), "ab")

    def _failure(self, what: str, said: str) -> SetupError:
        home = self._place.home
        if shutil.disk_usage(home).free < NEEDED_BYTES:
            said += NO_ROOM  # and so the log may lack it
        return SetupError(trouble(said, home, f"{what}; the end of {self._place.log} says why."))


def _processes() -> Iterator[tuple[int, str]]:
    """Every process with its command line; where there is no /proc, as `ps` tells them."""
    if not Path("/proc/self/cmdline").exists():
        yield from _processes_of_ps()
        return
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = os.fsdecode((folder / "cmdline").read_bytes())
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended just now
            yield int(folder.name), command.replace("\0", " ")


def _processes_of_ps() -> Iterator[tuple[int, str]]:
    words = ["ps", "-axww", "-o", "pid=,command="]
    for line in subprocess.run(words, capture_output=True, check=True, text=True).stdout.splitlines():
        pid, _, command = line.strip().partition(" ")
        yield int(pid), command

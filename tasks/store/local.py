"""A folder as the store. A document is there whole or not at all, whatever happens while it is written."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from models.enums import ReasonCode
from models.errors import DebriefError, StageError
from models.values import Filed

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_WHY = {
    errno.ENOSPC: "is full",
    errno.EDQUOT: "is full",
    errno.EFBIG: "is full",
    errno.EROFS: "can only be read",
    errno.EACCES: "may not be written by this account",
    errno.EPERM: "may not be written by this account",
}


class LocalStore:
    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def put(self, key: str, data: bytes) -> Filed:
        path, sha256 = self._path(key), hashlib.sha256(data).hexdigest()
        with self._plainly():
            if not (path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256):
                self._write(path, data)
        return Filed(key=key, sha256=sha256, size_bytes=len(data))

    def get(self, key: str) -> bytes:
        with self._plainly():
            try:
                return self._path(key).read_bytes()
            except FileNotFoundError:
                raise DebriefError("That document is not in the store any more.") from None

    def delete(self, key: str) -> None:
        with self._plainly(), suppress(FileNotFoundError):
            self._path(key).unlink()

    def probe(self) -> None:
        key, data = f"probe/{secrets.token_hex(8)}", b"probe"
        self.put(key, data)
        if self.get(key) != data:
            raise DebriefError(f"The store {self._root} gives back something else than was put in.")
        self.delete(key)

    def place(self, key: str) -> str:
        return str(self._path(key))

    def _path(self, key: str) -> Path:
        parts = PurePosixPath(key).parts
        if not parts or key.startswith("/") or any(part in ("", ".", "..") or "\\" in part for part in parts):
            raise ValueError("a store's key stays inside the store")
        return self._root.joinpath(*parts)

    def _write(self, path: Path, data: bytes) -> None:
        """Beside its place first, on disk, and then under its name in one step."""
        self._make_folder(path.parent)
        unfinished = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        _sync_folder(folder.parent)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = _WHY.get(error.errno or 0, "does not take the document")
            sentence = f"The folder for reports ({self._root}) {why}."
            raise StageError(ReasonCode.STORE_UNAVAILABLE, sentence, retryable=True) from error


def _sync_folder(folder: Path) -> None:
    """The new name itself must be on disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

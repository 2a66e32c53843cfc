"""The folder store: whole or not at all, private, and plain about what is in its way."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from models.enums import ReasonCode, ReportType
from models.errors import DebriefError, StageError
from models.values import Assignment, Period
from tasks.store.keys import object_key
from tasks.store.local import LocalStore

KEY = "organization/athlete/report/edition-1-abc.pdf"


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "reports")


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_what_is_put_comes_back(store: LocalStore) -> None:
    filed = store.put(KEY, b"content")
    assert (filed.key, filed.size_bytes) == (KEY, 7)
    assert store.get(KEY) == b"content"
    assert Path(store.place(KEY)).read_bytes() == b"content"


def test_putting_what_is_there_is_success_and_touches_nothing(store: LocalStore) -> None:
    first = store.put(KEY, b"content")
    before = os.stat(store.place(KEY)).st_ino
    assert store.put(KEY, b"content") == first
    assert os.stat(store.place(KEY)).st_ino == before


def test_a_damaged_file_is_replaced_by_the_right_one(store: LocalStore) -> None:
    store.put(KEY, b"content")
    Path(store.place(KEY)).write_bytes(b"cont")
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"


def test_nobody_else_on_the_machine_can_read_it(store: LocalStore, tmp_path: Path) -> None:
    store.put(KEY, b"content")
    for path in (tmp_path / "reports").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("key", ["../outside.pdf", "a/../../outside.pdf", "/etc/passwd", "", "a\\..\\b", "."])
def test_a_key_cannot_leave_the_store(store: LocalStore, key: str) -> None:
    with pytest.raises(ValueError, match="inside the store"):
        store.put(key, b"x")


def test_deleting_twice_is_fine_and_what_is_gone_is_said_to_be_gone(store: LocalStore) -> None:
    store.put(KEY, b"content")
    store.delete(KEY)
    store.delete(KEY)
    with pytest.raises(DebriefError, match="not in the store any more"):
        store.get(KEY)


def test_a_crash_before_the_rename_leaves_nothing_to_be_seen(
    store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_path: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", crash)
    with pytest.raises(KeyboardInterrupt):
        store.put(KEY, b"content")
    assert files(tmp_path) == []


def test_a_full_disk_is_an_outage_with_a_plain_sentence_and_no_litter(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the kernel refuses the write half-way either way."""
    program = f"""
import resource, signal
from pathlib import Path
from models.errors import StageError
from tasks.store.local import LocalStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    LocalStore(Path({str(tmp_path)!r})).put({KEY!r}, b"x" * 5000)
except StageError as error:
    print(error.code, error.retryable, error.sentence)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"STORE_UNAVAILABLE True The folder for reports ({tmp_path}) is full."
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StageError) as refused:
        LocalStore(tmp_path / "file" / "reports").put(KEY, b"x")
    assert refused.value.code is ReasonCode.STORE_UNAVAILABLE
    assert refused.value.retryable
    assert "does not take the document" in refused.value.sentence


def test_a_read_only_place_is_said_plainly() -> None:
    with pytest.raises(StageError) as refused:
        LocalStore(Path("/proc/debrief")).probe()
    assert refused.value.sentence.startswith("The folder for reports (/proc/debrief) ")


def test_the_probe_leaves_nothing(store: LocalStore, tmp_path: Path) -> None:
    store.probe()
    assert files(tmp_path) == []


def test_a_key_is_made_of_ids_and_the_contents_hash() -> None:
    ids = [UUID(int=number) for number in range(1, 4)]
    from datetime import date

    assignment = Assignment(
        report_id=ids[2],
        organization_id=ids[0],
        athlete_id=ids[1],
        type=ReportType.WEEKLY_ANALYSIS,
        period=Period(date(2026, 11, 9), date(2026, 11, 15)),
        edition=2,
    )
    key = object_key(assignment, "0123456789abcdef" * 4)
    assert key == f"{ids[0]}/{ids[1]}/{ids[2]}/edition-2-0123456789abcdef.pdf"

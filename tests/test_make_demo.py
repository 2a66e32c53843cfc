"""`make demo` as a stranger types it: from nothing to eight PDFs, in a home that nobody else may enter."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tasks.postgres import Embedded

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Closed to others. As root the database then lives elsewhere, because Postgres may not run as root."""
    private = tmp_path / "home"
    private.mkdir(mode=0o700)
    yield private
    embedded = Embedded(private / "var")
    embedded.stop()
    if not embedded.data.is_relative_to(private):
        shutil.rmtree(embedded.data.parent)


def make_demo(home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DEBRIEF_", "COV", "PYTEST"))}
    surroundings = kept | {"HOME": str(home), "DEBRIEF_VAR": str(home / "var")}
    return subprocess.run(["make", "demo"], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_make_demo_files_eight_reports_in_a_private_home_and_a_second_one_adds_none(home: Path) -> None:
    before = {path: path.stat().st_mode for path in (home, home.parent, home.parent.parent)}
    first = make_demo(home)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count("COMPLETED") == 8
    pdfs = sorted((home / "var" / "reports").rglob("*.pdf"))
    assert len(pdfs) == 8
    for path in pdfs:
        document = pypdfium2.PdfDocument(path)
        assert len(document) >= 3
        document.close()
    assert {path: path.stat().st_mode for path in before} == before
    second = make_demo(home)
    assert second.returncode == 0, second.stderr
    assert sorted((home / "var" / "reports").rglob("*.pdf")) == pdfs

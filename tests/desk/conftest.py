"""Commands run as a person runs them: a process of its own, a database and a folder of its own."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Debrief, Done

DEBRIEF = Path(__file__).resolve().parents[2] / ".venv" / "bin" / "debrief"


@pytest.fixture
def surroundings(database_url: str, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DEBRIEF_", "PREFECT_"))}
    return kept | {
        "DEBRIEF_DATABASE_URL": database_url,
        "DEBRIEF_VAR": str(tmp_path / "var"),
        "PYTHONWARNINGS": "error::DeprecationWarning:desk,error::DeprecationWarning:flows",
        "NO_COLOR": "1",
    }


@pytest.fixture
def debrief(surroundings: dict[str, str]) -> Debrief:
    def run(*arguments: str, **more: str) -> Done:
        done = subprocess.run(
            [DEBRIEF, *arguments], env=surroundings | more, capture_output=True, text=True, timeout=180, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def inside(
    surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Debrief]:
    """The same command in this process: quicker, for the many small refusals."""
    from desk.cli import run
    from tasks.database import database
    from tasks.settings import settings

    for name, value in surroundings.items():
        if name.startswith("DEBRIEF_"):
            monkeypatch.setenv(name, value)
    settings.cache_clear()
    database.cache_clear()

    def call(*arguments: str) -> Done:
        code = run(list(arguments))
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    yield call
    if database.cache_info().currsize:
        database().dispose()
    settings.cache_clear()
    database.cache_clear()

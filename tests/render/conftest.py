"""Each sample is rendered once for all tests of this folder: a page takes half a second."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from manuscripts import SAMPLES

from models.values import Document
from tasks.render.document import render

ROOT = Path(__file__).resolve().parents[2]
Made = Callable[[str], Document]
Python = Callable[..., str]


@pytest.fixture(scope="session")
def made() -> Made:
    """The document of a sample manuscript, by its name."""

    @cache
    def document(name: str) -> Document:
        return render(SAMPLES[name]())

    return document


@pytest.fixture(scope="session")
def python() -> Python:
    """Runs a script in a process of its own and gives what it printed, or when it fails what it complained of."""

    def run(
        script: str, *arguments: str, root: Path = ROOT, env: Mapping[str, str] | None = None, fails: bool = False
    ) -> str:
        paths = {"PYTHONPATH": f"{root}{os.pathsep}{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script, *arguments],
            env={**os.environ, **paths, **(env or {})},
            cwd=root,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == (1 if fails else 0), done.stderr
        return done.stderr if fails else done.stdout

    return run

"""The import contracts, each seen to fail when it is breached; and that pure modules are light."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("desk", "flows", "models", "tasks")

# contract's id → the module that breaches it, and the line that does
BREACHES = {
    "one-way": ("models/values.py", "import tasks.clock"),
    "stages": ("tasks/render/view.py", "import tasks.store.keys"),
    "prefect": ("tasks/lease/claim.py", "import prefect"),
    "weasyprint": ("tasks/render/document.py", "import weasyprint"),
    "psycopg": ("tasks/gather/queries.py", "import psycopg"),
    "doors-not-yet-built": ("tasks/store/local.py", "import boto3"),
    "pure": ("tasks/analyse/score/load.py", "import sqlalchemy"),
}


def copy_of_the_tree(target: Path) -> Path:
    for name in PACKAGES:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def lint(tree: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--contract", contract]
    surroundings = os.environ | {"PYTHONPATH": str(tree)}
    return subprocess.run(command, cwd=tree, env=surroundings, capture_output=True, text=True, check=False)


def contracts() -> dict[str, dict[str, Any]]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in told["tool"]["importlinter"]["contracts"]}


DOORS = {
    "tasks.analyse.batchwise",  # turns the database's errors into reasons
    "tasks.analyse.score.door",  # the database
    "tasks.render.document",  # leads to the two below
    "tasks.render.glyphs",  # the fonts
    "tasks.render.pdf",  # WeasyPrint
    "tasks.render.press",  # processes
}


def test_every_module_of_the_computing_stages_is_held_to_be_pure() -> None:
    held = [one.replace(".", "/") for one in contracts()["pure"]["source_modules"]]
    for stage in ("analyse", "render", "write"):
        files = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "tasks" / stage).rglob("*.py"))
        modules = {one for one in files if one.name not in ("__init__", "task")}
        doors = {one for one in modules if str(one).replace("/", ".") in DOORS}
        loose = {one for one in modules - doors if not any(_fits(one, pattern) for pattern in held)}
        assert loose == set()


def _fits(module: Path, pattern: str) -> bool:
    """A star stands for one part of the name."""
    return len(module.parts) == len(Path(pattern).parts) and module.match(pattern)


def test_every_contract_has_a_breach_that_is_tried() -> None:
    assert set(BREACHES) == set(contracts())


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_found(contract: str, tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path)
    kept = lint(tree, contract)
    assert kept.returncode == 0, kept.stdout
    place, line = BREACHES[contract]
    module = tree / place
    module.write_text(f"{line}\n{module.read_text(encoding='utf-8')}", encoding="utf-8")
    broken = lint(tree, contract)
    assert broken.returncode == 1
    assert "BROKEN" in broken.stdout


@pytest.mark.parametrize(
    "module", ["tasks.analyse.score.load", "tasks.write.check", "tasks.render.view", "models.facts"]
)
def test_importing_a_pure_module_brings_no_framework_along(module: str) -> None:
    program = f"""
import sys
import {module}
heavy = {{"prefect", "sqlalchemy", "boto3", "google.genai", "weasyprint", "smtplib", "psycopg"}} & set(sys.modules)
print(sorted(heavy))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_package_markers_are_empty() -> None:
    markers = [path for name in PACKAGES for path in (ROOT / name).rglob("__init__.py")]
    assert markers
    assert [path for path in markers if path.stat().st_size] == []

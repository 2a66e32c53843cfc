"""The round as Prefect flows: watched by a real server, fed with ids only, and indifferent to Prefect's absence."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-16T06:00:00Z"


@pytest.fixture
def surroundings(database_url: str, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DEBRIEF_", "PREFECT_"))}
    return kept | {
        "DEBRIEF_DATABASE_URL": database_url,
        "DEBRIEF_VAR": str(tmp_path / "var"),
        "DEBRIEF_LEASE_S": "10",
        "DEBRIEF_RENEW_S": "2",
        "DO_NOT_TRACK": "1",
    }


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def debrief(surroundings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "debrief", *arguments], env=surroundings, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.usefixtures("club")
def test_a_round_as_flows_makes_the_reports_and_keeps_people_out_of_prefect(
    surroundings: dict[str, str], engine: Engine, tmp_path: Path
) -> None:
    done = debrief(surroundings, "round", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "scored 230, commissioned 5, completed 5"
    kept = b"".join(path.read_bytes() for path in (tmp_path / "var" / "prefect").glob("prefect.db*"))
    assert b"nightly-round" in kept
    for secret in (b"Rider ", b"club.example", b"load.week", b"fitness"):
        assert secret not in kept
    assert rows(engine, "SELECT count(*) FROM deliveries") == [(5,)]


@pytest.mark.usefixtures("club")
def test_a_round_is_made_without_prefect_when_its_api_does_not_answer(
    surroundings: dict[str, str], engine: Engine
) -> None:
    done = debrief(surroundings | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "round", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "does not answer; the round runs without it" in done.stderr
    assert rows(engine, "SELECT status, count(*) FROM reports GROUP BY status") == [("COMPLETED", 5)]


FLOWS_BY_HAND = """
import asyncio, sys
from uuid import UUID
from flows.prefect_home import prefect_api
with prefect_api(print) as is_there:
    assert is_there
    from flows.on_demand import on_demand
    from flows.report_batch import report_batch
    print(asyncio.run(on_demand(UUID(sys.argv[1]))), asyncio.run(report_batch(limit=2)))
"""


def test_the_flows_of_one_report_and_of_one_batch_make_just_those(
    surroundings: dict[str, str], engine: Engine, club: list[UUID]
) -> None:
    for athlete in club:
        queued = debrief(surroundings, "report", str(athlete), "--queue", "--now", NOW)
        assert queued.returncode == 0, queued.stderr
    wanted = queued.stdout.strip()
    done = subprocess.run(
        [sys.executable, "-c", FLOWS_BY_HAND, wanted], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "{'COMPLETED': 1} {'COMPLETED': 2}", done.stderr
    assert rows(engine, f"SELECT status FROM reports WHERE id = '{wanted}'") == [("COMPLETED",)]
    assert rows(engine, "SELECT count(*) FROM reports WHERE status = 'PENDING'") == [(2,)]


def completed(engine: Engine) -> int:
    return int(str(rows(engine, "SELECT count(*) FROM reports WHERE status = 'COMPLETED'")[0][0]))


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_a_round_that_is_stopped_half_way_is_finished_by_the_next_one(
    surroundings: dict[str, str], engine: Engine, club: list[UUID], tmp_path: Path, blow: signal.Signals
) -> None:
    first = subprocess.Popen(
        [BIN / "debrief", "round", "--now", NOW],
        env=surroundings | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "DEBRIEF_BATCH_SIZE": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 120
    while completed(engine) < 1 and time.monotonic() < until:
        time.sleep(0.05)
    first.send_signal(blow)
    first.communicate(timeout=60)
    if blow is signal.SIGTERM:
        assert first.returncode == 1
        assert rows(engine, "SELECT count(*) FROM reports WHERE status = 'PROCESSING'") == [(0,)]
    before = completed(engine)
    assert 1 <= before < len(club)
    second = debrief(surroundings | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "round", "--now", NOW)
    assert second.returncode == 0, second.stderr
    assert rows(engine, "SELECT status, count(*) FROM reports GROUP BY status") == [("COMPLETED", 5)]
    assert rows(engine, "SELECT count(DISTINCT report_id), count(*) FROM deliveries") == [(5, 5)]
    assert rows(engine, "SELECT count(DISTINCT report_id), count(*) FROM renditions") == [(5, 5)]
    third = debrief(surroundings | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "round", "--now", NOW)
    assert third.stdout.strip() == "scored 0, commissioned 0"


def test_every_deployment_is_accepted_by_a_fresh_prefect(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    surroundings = kept | {
        "PREFECT_HOME": str(tmp_path),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    surroundings |= {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}

    def prefect(*arguments: str) -> str:
        command = [BIN / "prefect", *arguments]
        done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    prefect("work-pool", "create", "debrief", "--type", "process")
    prefect("deploy", "--all", "--no-prompt")
    made = json.loads(prefect("deployment", "ls", "--output", "json"))
    assert {one["name"] for one in made} == {"nightly", "batch", "on-demand"}

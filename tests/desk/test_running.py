"""The operator's commands: what a run leaves undone is said and is exit code 1, and trouble is named for what it is."""

import errno
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import click
import pytest
from club import MONDAY, add_athlete, add_organization, add_report, add_workouts, every_day
from commands import Debrief
from psycopg import errors
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from desk import cli, embedded, watching
from desk.console import without_password
from tasks.postgres import Embedded
from tasks.settings import settings
from tasks.store import local

NOW = ("--now", "2026-11-18T12:00:00Z")
WITHOUT_PREFECT = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}


@pytest.fixture
def athletes(engine: Engine) -> list[UUID]:
    organization = add_organization(engine)
    made = [add_athlete(engine, organization, name=f"Rider {number}") for number in range(2)]
    for athlete in made:
        add_workouts(engine, athlete, every_day(MONDAY - timedelta(days=40), 47, 60))
    return made


def do(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_round_whose_reports_must_wait_says_why_once_and_fails(
    inside: Debrief, engine: Engine, athletes: list[UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(local.LocalStore, "_write", full)
    monkeypatch.setenv("PREFECT_API_URL", WITHOUT_PREFECT["PREFECT_API_URL"])
    reason = f"The folder for reports ({tmp_path / 'var' / 'reports'}) is full."
    done = inside("round", *NOW)
    assert (done.code, done.out.strip()) == (1, "scored 94, commissioned 2, deferred 2")
    assert done.err.splitlines()[1:] == [f"2 reports wait: {reason}"]

    do(engine, "UPDATE reports SET next_attempt_at = now() WHERE id = (SELECT min(id::text)::uuid FROM reports)")
    again = inside("upkeep")
    assert (again.code, again.out.strip()) == (1, "reclaimed 0, given up 0, made 1")
    assert again.sentence == f"1 report waits: {reason}"

    nothing = inside("upkeep")
    assert (nothing.code, nothing.err) == (0, "")


def test_reports_that_upkeep_must_give_up_are_said(inside: Debrief, engine: Engine, athletes: list[UUID]) -> None:
    with engine.connect() as connection:
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    add_report(engine, organization, athletes[0])
    held = "lease_token = id, leased_by = 'gone', claimed_at = now(), leased_until = now() - interval '1 second'"
    do(engine, f"UPDATE reports SET status = 'PROCESSING', attempt = 3, {held}")
    done = inside("upkeep")
    assert (done.code, done.out.strip()) == (1, "reclaimed 0, given up 1, made 0")
    assert done.sentence.startswith("1 report failed: Making it stopped the worker three times")


def test_a_proxy_in_the_environment_does_not_stand_before_prefects_own_server(debrief: Debrief) -> None:
    nowhere = "http://127.0.0.1:9"
    done = debrief("round", *NOW, http_proxy=nowhere, HTTP_PROXY=nowhere, https_proxy=nowhere, all_proxy=nowhere)
    assert (done.code, done.out.strip(), done.err) == (0, "scored 0, commissioned 0", "")


class Bar:
    is_shown = True

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []
        self.total = 0
        self.moved = threading.Event()

    def expect(self, total: int) -> None:
        self.total = total

    def reached(self, done: int) -> None:
        self.seen.append((done, self.total))
        self.moved.set()

    def wait(self) -> None:
        self.moved.clear()
        assert self.moved.wait(10)


def test_the_bar_follows_the_database_whoever_works(engine: Engine, athletes: list[UUID]) -> None:
    with engine.connect() as connection:
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    for athlete in athletes:
        add_report(engine, organization, athlete)
    bar = Bar()
    with watching.follow_counts(engine, bar):
        bar.wait()
        later = "now() + interval '1 hour'"
        do(engine, f"UPDATE reports SET next_attempt_at = {later} WHERE id = (SELECT min(id::text)::uuid FROM reports)")
        bar.wait()
        bar.wait()
    assert bar.seen[0] == (0, 2)
    assert bar.seen[-1] == (1, 2)


def test_doctor_goes_on_when_the_database_does_not_answer(debrief: Debrief, tmp_path: Path) -> None:
    done = debrief("doctor", DEBRIEF_DATABASE_URL=f"postgresql://debrief:hush@/debrief?host={tmp_path}")
    assert (done.code, done.err) == (1, "")
    looks = dict(line[5:].split(": ", 1) for line in done.out.splitlines())
    assert list(looks) == ["python", "settings", "database", "tables", "documents", "store"]
    assert looks["tables"] == "the database does not answer"
    assert [line[:3] for line in done.out.splitlines()] == ["ok ", "ok ", "BAD", "BAD", "ok ", "ok "]
    assert "hush" not in done.out


@pytest.mark.parametrize("before", [(), ("--debug",)])
def test_a_password_among_the_urls_options_is_never_shown(
    debrief: Debrief, tmp_path: Path, before: tuple[str, ...]
) -> None:
    url = f"postgresql://debrief@/debrief?host={tmp_path}&password=hush&sslpassword=hush"
    for command in ("status", "doctor"):
        done = debrief(*before, command, DEBRIEF_DATABASE_URL=url)
        assert done.code == 1
        assert "hush" not in done.out + done.err


def test_a_url_loses_its_password_and_nothing_else() -> None:
    said = "at postgresql://kim@/db?password=hush&host=/run failed"
    assert without_password(said) == "at postgresql://kim@/db?password=***&host=/run failed"


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (errors.LockNotAvailable, "The database took too long; try again."),
        (errors.QueryCanceled, "The database took too long; try again."),
        (errors.DiskFull, "The database's disk is full."),
        (errors.AdminShutdown, "The database stopped answering. Is it running, and is DEBRIEF_DATABASE_URL right?"),
    ],
)
def test_trouble_in_the_database_is_named_for_what_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cause: type[Exception], sentence: str
) -> None:
    @click.command("trouble")
    def trouble() -> None:
        raise OperationalError("SELECT 1", {}, cause("words of the server"))

    monkeypatch.setitem(cli.cli.commands, "trouble", trouble)
    assert cli.run(["trouble"]) == 1
    assert capsys.readouterr().err == f"{sentence}\n"


def test_forgetting_removes_what_debrief_made_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    var = tmp_path_factory.mktemp("forgotten")
    monkeypatch.setenv("DEBRIEF_VAR", str(var))
    settings.cache_clear()
    try:
        there = Embedded(var)
        there.start()
        there.keep()
        (var / "reports").mkdir()
        (var / "reports" / "one.pdf").touch()
        (var / "diary.txt").write_text("mine")
        there.leave()
        assert embedded.main(["stop"]) == 0
        assert there.data.exists()
        assert not there.is_alive()
        assert embedded.main(["forget"]) == 0
        assert not there.data.exists()
        assert [path.name for path in var.iterdir()] == ["diary.txt"]
    finally:
        settings.cache_clear()

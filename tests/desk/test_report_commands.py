"""Asking for reports and figures at the command line: what works, and what each mistake is told."""

import json
import re
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts, every_day
from commands import Debrief
from sqlalchemy import Engine, text

from models.session import make_engine
from tasks.postgres import Embedded
from tasks.render import glyphs
from tasks.render import pdf as pdf_door

WHO = "robin@club.example"
NOW = ("--now", "2026-11-18T12:00:00Z")


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    athlete_id = add_athlete(engine, add_organization(engine), email=WHO)
    add_workouts(engine, athlete_id, every_day(MONDAY - timedelta(days=140), 147, 60))
    return athlete_id


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    finally:
        document.close()


def test_a_report_is_made_filed_and_its_place_printed(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    done = inside("report", WHO, *NOW)
    assert done.code == 0, done.err
    pdf = Path(done.out.strip())
    assert "Robin Vale" in words_of(pdf)
    assert rows(
        engine,
        "SELECT status, period_start, period_end, origin, scored FROM reports,"
        " (SELECT count(*) AS scored FROM workouts WHERE scored_at IS NOT NULL) AS s",
    ) == [("COMPLETED", MONDAY, SUNDAY, "on_demand", 147)]
    assert rows(engine, "SELECT status, reasons FROM deliveries") == [("HELD", ["REQUESTER_CHOICE"])]
    again = inside("report", str(athlete), "--week", "2026-W46", *NOW)
    assert (again.code, again.out) == (0, done.out)
    assert rows(engine, "SELECT count(*) FROM reports") == [(1,)]


def test_with_mail_it_may_go_out_and_with_review_it_waits(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    assert inside("report", WHO, "--mail", "--review", *NOW).code == 0
    assert rows(engine, "SELECT status, reasons FROM deliveries") == [("HELD", ["AWAITING_APPROVAL"])]


def test_a_partial_week_never_takes_the_weeks_place(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    add_workouts(engine, athlete, {date(2026, 11, 16): 70})
    partial = inside("report", WHO, "--week", "2026-W47", "--partial", *NOW)
    assert partial.code == 0, partial.err
    assert "partial" in words_of(Path(partial.out.strip())).lower()
    assert rows(engine, "SELECT period_start, period_end FROM reports") == [(date(2026, 11, 16), date(2026, 11, 17))]


def test_a_custom_range_is_a_report_of_its_own(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    done = inside("report", WHO, "--from", "2026-10-01", "--to", "2026-10-31", "--focus", "Is the load right?", *NOW)
    assert done.code == 0, done.err
    assert rows(engine, "SELECT type, length(subject) FROM reports") == [("CUSTOM", 16)]


def test_queueing_prints_the_id_and_makes_nothing_yet(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    done = inside("report", WHO, "--queue", *NOW)
    assert rows(engine, "SELECT id::text, status FROM reports") == [(done.out.strip(), "PENDING")]
    assert inside("upkeep").out.strip() == "reclaimed 0, given up 0, made 1"


def test_a_dry_run_shows_facts_and_words_and_writes_nothing(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    before = rows(engine, "SELECT count(*) FILTER (WHERE scored_at IS NULL) FROM workouts")
    done = inside("report", WHO, "--dry-run", *NOW)
    assert done.code == 0, done.err
    assert "load.week" in done.out
    assert "A weekly report of 2026-11-09 to 2026-11-15, by the house writer: " in done.err
    assert done.err.splitlines()[-2:] == ["It would be made.", "Nothing was written."]
    assert rows(engine, "SELECT count(*) FROM reports") == [(0,)]
    assert rows(engine, "SELECT count(*) FILTER (WHERE scored_at IS NULL) FROM workouts") == before


def test_a_dry_run_says_when_there_is_such_a_report_already(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    assert inside("report", WHO, "--queue", *NOW).code == 0
    waiting = inside("report", WHO, "--dry-run", *NOW).err.splitlines()
    assert waiting[-2] == "A report of these days exists already (PENDING); it waits for its turn."
    assert inside("report", WHO, *NOW).code == 0
    done = inside("report", WHO, "--dry-run", *NOW).err.splitlines()
    assert done[-2] == "A report of these days exists already (COMPLETED); nothing would be made."
    other = inside("report", WHO, "--from", "2026-11-09", "--to", "2026-11-15", "--dry-run", *NOW).err.splitlines()
    assert other[-2] == "It would be made."
    assert any(line.startswith("A custom report of 2026-11-09") for line in other)


def facts(inside: Debrief) -> dict[str, float | None]:
    done = inside("facts", WHO, "--week", "2026-W46", "--json", *NOW)
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert set(told) >= {"report", "facts", "notes"}
    return {key: fact["value"] for key, fact in told["facts"].items()}


def test_changing_one_load_changes_the_facts_by_exactly_that(inside: Debrief, athlete: UUID, engine: Engine) -> None:
    assert inside("report", WHO, *NOW).code == 0  # scored and written back: a change must be seen all the same
    before = facts(inside)
    with engine.begin() as connection:
        connection.execute(text("UPDATE workouts SET source_load = 85 WHERE local_date = :day"), {"day": SUNDAY})
    after = facts(inside)
    assert after["load.week"] == before["load.week"] + 25  # type: ignore[operator]
    assert after["fitness.now"] - before["fitness.now"] == pytest.approx(25 * 0.0235283, abs=1e-5)  # type: ignore[operator]
    unchanged = {key for key in before if before[key] == after[key]}
    assert {"sessions.week", "duration.week", "coverage.any_days"} <= unchanged
    assert f"{after['load.week']:.0f}" in inside("report", WHO, "--dry-run", *NOW).out


def test_a_constant_load_gives_the_textbook_series(inside: Debrief, engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine, "textbook"), email="constant@club.example")
    first = date(2026, 1, 1)
    add_workouts(engine, athlete, every_day(first, 60, 100))
    done = inside("series", "constant@club.example", "--from", "2026-01-01", "--to", "2026-02-15", "--json")
    days = json.loads(done.out)
    assert days[41]["date"] == "2026-02-11"
    assert days[41]["fitness"] == pytest.approx(63.2121, abs=5e-5)
    assert days[6]["fatigue"] == pytest.approx(63.2121, abs=5e-5)
    assert days[6]["load"] == 100


def test_status_speaks_to_people_and_to_programs(inside: Debrief, athlete: UUID) -> None:
    assert inside("status").out.startswith("No reports yet.")
    inside("report", WHO, *NOW)
    told = json.loads(inside("status", "--json").out)
    assert told["counts"] == {"COMPLETED": 1}
    assert told["deliveries"] == {"HELD": 1}
    (report,) = told["reports"]
    assert set(report) == {
        "id", "athlete", "type", "period_start", "period_end", "edition", "status", "reason_code", "reason", "attempt",
        "writer", "pdf_key",
    }  # fmt: skip
    assert (report["athlete"], report["period_end"], report["writer"]) == (str(athlete), "2026-11-15", "house")
    assert "COMPLETED 1" in inside("status").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            "report nobody@club.example",
            "There is no athlete 'nobody@club.example'. Give an athlete's e-mail address or id.",
        ),
        (f"report {WHO} --week 2026-W60", "The year 2026 has no week 60: its weeks are 1 to 53."),
        (f"report {WHO} --week 2025-W53", "The year 2025 has no week 53: its weeks are 1 to 52."),
        (f"report {WHO} --week 9999-W52", "The year 9999 is out of range: 2000 to 2199 can be."),
        (f"report {WHO} --week 1980-W10", "The year 1980 is out of range: 2000 to 2199 can be."),
        (f"facts {WHO} --week november", "'november' is not a week; write it like 2026-W46."),
        (
            f"report {WHO} --from 2026-10-31 --to 2026-10-01",
            "The range ends (2026-10-01) before it begins (2026-10-31).",
        ),
        (
            f"series {WHO} --from 2026-10-31 --to 2026-10-01",
            "The range ends (2026-10-01) before it begins (2026-10-31).",
        ),
        (
            f"report {WHO} --week 2026-W47",
            "The week from 2026-11-16 to 2026-11-22 is not over yet; --partial makes a report up to yesterday.",
        ),
        (
            f"report {WHO} --week 2026-W48 --partial",
            "The week from 2026-11-23 to 2026-11-29 has no whole day yet that a report could tell of.",
        ),
        (f"report {WHO} --from 2026-10-01", "A range needs both ends: --from 2026-10-01 --to 2026-10-31."),
        (
            f"report {WHO} --from 2026-11-10 --to 2026-11-30",
            "The range must end with a day that is over: 2026-11-17 at the latest.",
        ),
        (f"report {WHO} --queue --wait", "Give either --queue or --wait, not both."),
        ("retry 00000000-0000-0000-0000-000000000000", "There is no report 00000000-0000-0000-0000-000000000000."),
    ],
)
def test_a_mistake_is_one_plain_sentence(
    inside: Debrief, athlete: UUID, engine: Engine, arguments: str, sentence: str
) -> None:
    now = NOW if not arguments.startswith(("series", "retry")) else ()
    done = inside(*arguments.split(), *now)
    assert (done.code, done.sentence, done.out) == (2, sentence, "")
    assert rows(engine, "SELECT count(*) FROM reports") == [(0,)]


def test_a_bad_present_is_said_plainly(inside: Debrief) -> None:
    done = inside("round", "--now", "tomorrow")
    assert (done.code, done.sentence) == (2, "'tomorrow' is not a date and time; write it like 2026-11-16T05:00:00Z.")


def test_a_full_or_read_only_store_leaves_the_report_waiting(
    debrief: Debrief, athlete: UUID, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    done = debrief("report", WHO, *NOW, DEBRIEF_STORE=str(tmp_path / "file"))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert re.search(r"The report is PENDING: The folder for reports .* does not take the document", done.err)
    assert rows(engine, "SELECT status, reason_code, attempt FROM reports") == [("PENDING", "STORE_UNAVAILABLE", 0)]
    with engine.begin() as connection:
        connection.execute(text("UPDATE reports SET next_attempt_at = now()"))
    assert debrief("report", WHO, *NOW).code == 0


def test_missing_fonts_are_said_plainly_and_the_report_waits_for_them(
    inside: Debrief, athlete: UUID, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glyphs, "FONTS", tmp_path / "gone")
    monkeypatch.setattr(pdf_door, "_engine", pdf_door._engine.__wrapped__)  # as in a process that has made no page yet
    done = inside("report", WHO, *NOW)
    assert done.code == 1
    assert "font" in done.err
    assert "Traceback" not in done.err
    assert rows(engine, "SELECT status, reason_code, attempt FROM reports") == [("PENDING", "RENDER_FAILED", 0)]


def test_a_database_that_does_not_answer_is_said_plainly(debrief: Debrief, tmp_path: Path) -> None:
    nowhere = f"postgresql://debrief:secret@/debrief?host={tmp_path}"
    done = debrief("status", DEBRIEF_DATABASE_URL=nowhere)
    assert done.code == 1
    assert done.sentence.endswith("does not answer. Is it running, and is DEBRIEF_DATABASE_URL right?")
    assert "secret" not in done.err


def test_a_database_without_tables_is_told_to_migrate(debrief: Debrief, empty_database_url: str) -> None:
    done = debrief("status", DEBRIEF_DATABASE_URL=empty_database_url)
    assert (done.code, done.sentence) == (
        1,
        "The database does not have this version's tables yet; run: debrief migrate",
    )
    migrated = debrief("migrate", "--print-url", DEBRIEF_DATABASE_URL=empty_database_url)
    assert migrated.code == 0
    assert migrated.out.splitlines()[-1].startswith("postgresql+psycopg://")
    assert debrief("status", DEBRIEF_DATABASE_URL=empty_database_url).code == 0


def test_whoever_is_told_the_url_can_use_it_after_the_command_has_ended(debrief: Debrief) -> None:
    var = Path(tempfile.mkdtemp(prefix="debrief-url-"))
    var.chmod(0o755)
    try:
        told = debrief("migrate", "--print-url", DEBRIEF_DATABASE_URL="", DEBRIEF_VAR=str(var))
        assert told.code == 0, told.err
        assert debrief("status", DEBRIEF_DATABASE_URL="", DEBRIEF_VAR=str(var)).code == 0
        engine = make_engine(told.out.splitlines()[-1])
        add_organization(engine)
        engine.dispose()
    finally:
        Embedded(var).stop()
        shutil.rmtree(var)


def test_a_setting_that_does_not_fit_is_named(debrief: Debrief) -> None:
    done = debrief("status", DEBRIEF_BATCH_SIZE="many")
    assert done.code == 1
    assert done.sentence.startswith("The setting DEBRIEF_BATCH_SIZE does not fit")


def test_doctor_finds_everything_well_and_says_what_is_not(debrief: Debrief, tmp_path: Path) -> None:
    well = debrief("doctor")
    assert well.code == 0, well.out
    assert "BAD" not in well.out
    (tmp_path / "file").write_text("in the way")
    ill = debrief("doctor", DEBRIEF_STORE=str(tmp_path / "file"))
    assert ill.code == 1
    assert [line for line in ill.out.splitlines() if line.startswith("BAD")] == [
        f"BAD  store: The folder for reports ({tmp_path / 'file'}) does not take the document."
    ]


def test_help_is_there_without_any_heavy_library(debrief: Debrief) -> None:
    done = debrief("--help")
    assert done.code == 0
    for command in ("demo", "round", "report", "facts", "series", "status", "retry", "doctor", "upkeep", "migrate"):
        assert re.search(rf"^  {command}\b", done.out, re.MULTILINE), command

"""A coach and a late run: what upkeep offers, what status shows, and what `debrief revise` makes of it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pypdfium2
import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts, every_day
from commands import Debrief
from sqlalchemy import Engine, text

WHO = "robin@club.example"
NOW = ("--now", "2026-11-18T12:00:00Z")
MADE_AT = datetime(2026, 11, 16, 5, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)
NOTHING_DONE = "reclaimed 0, given up 0, made 0"


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    athlete_id = add_athlete(engine, add_organization(engine), email=WHO)
    add_workouts(engine, athlete_id, every_day(MONDAY - timedelta(days=140), 146, 60), created_at=MADE_AT)
    return athlete_id


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
        return " ".join(" ".join(pages).split())
    finally:
        document.close()


@pytest.fixture
def report(inside: Debrief, engine: Engine, athlete: UUID) -> UUID:
    """Finished on Monday; its mail may go out."""
    done = inside("report", WHO, "--mail", *NOW)
    assert done.code == 0, done.err
    with engine.begin() as connection:
        connection.execute(text("UPDATE reports SET claimed_at = :at, completed_at = :at"), {"at": MADE_AT})
    ((report_id,),) = rows(engine, "SELECT id FROM reports")
    assert isinstance(report_id, UUID)
    return report_id


@pytest.fixture
def late_run(engine: Engine, athlete: UUID, report: UUID) -> None:
    stamps = {"created_at": TUESDAY, "updated_at": TUESDAY}
    add_workouts(engine, athlete, {SUNDAY: 90}, sport="Run", title="Run", external_id="late", **stamps)


def test_a_late_run_is_offered_shown_and_made_into_a_second_edition(
    inside: Debrief, engine: Engine, report: UUID, late_run: None
) -> None:
    edition_one = "SELECT r.*, d.pdf_key FROM reports r JOIN renditions d ON d.report_id = r.id WHERE r.edition = 1"
    before = rows(engine, edition_one)
    first = Path(inside("report", WHO, *NOW).out.strip())
    first_bytes = first.read_bytes()

    assert inside("upkeep", *NOW).out.strip() == f"{NOTHING_DONE}, new editions offered 1"
    assert inside("upkeep", *NOW).out.strip() == NOTHING_DONE
    shown = [line for line in inside("status").out.splitlines() if line.startswith("offer")]
    assert len(shown) == 1
    offered = rf"offer       {report}  2026-11-09 to 2026-11-15  Load 360 → 450: Sunday's run arrived on Tuesday\..* And \d+ more\."
    assert re.fullmatch(offered, shown[0])
    (offer,) = json.loads(inside("status", "--json").out)["offers"]
    assert set(offer) == {
        "report", "athlete", "type", "period_start", "period_end", "edition", "offered_at", "changes"
    }  # fmt: skip
    assert offer["report"] == str(report)
    assert set(offer["changes"][0]) == {"key", "label", "before", "after", "because", "text"}

    done = inside("revise", str(report))
    assert done.code == 0, done.err
    assert done.sentence.startswith("Edition 2. Load 360 → 450: Sunday's run arrived on Tuesday.")
    second = Path(done.out.strip())
    said = words_of(second)
    assert "Edition 2" in said
    assert "Sunday's run arrived on Tuesday, after the report was made." in said
    assert "450" in said
    assert first.read_bytes() == first_bytes
    assert rows(engine, edition_one) == before
    assert rows(engine, "SELECT decision, decided_by FROM revision_offers") == [("accepted", None)]
    assert rows(engine, "SELECT facts_hash FROM revision_offers") == rows(
        engine, "SELECT facts_hash FROM reports WHERE edition = 2"
    )
    editions = "SELECT edition, origin, status, priority FROM reports ORDER BY edition"
    assert rows(engine, editions) == [(1, "on_demand", "COMPLETED", 0), (2, "revision", "COMPLETED", 0)]
    assert json.loads(inside("status", "--json").out)["offers"] == []


DELIVERIES = "SELECT r.edition, d.status, d.reasons FROM deliveries d JOIN reports r ON r.id = d.report_id ORDER BY 1"


def test_nothing_is_mailed_anew_unless_it_is_asked_for(
    inside: Debrief, engine: Engine, report: UUID, late_run: None
) -> None:
    assert rows(engine, DELIVERIES) == [(1, "SCHEDULED", [])]
    inside("revise", str(report))
    assert rows(engine, DELIVERIES) == [(1, "SCHEDULED", []), (2, "HELD", ["NEW_EDITION"])]


def test_with_mail_the_new_edition_goes_in_place_of_the_first(
    inside: Debrief, engine: Engine, report: UUID, late_run: None
) -> None:
    assert inside("revise", str(report), "--mail").code == 0
    assert rows(engine, DELIVERIES) == [(1, "CANCELLED", []), (2, "SCHEDULED", [])]


def test_the_same_command_twice_makes_one_edition_and_names_it(inside: Debrief, engine: Engine, report: UUID) -> None:
    done = inside("revise", str(report))
    assert done.sentence == "Edition 2. No new edition was offered; it is made of today's rows all the same."
    again = inside("revise", str(report))
    ((second,),) = rows(engine, "SELECT id FROM reports WHERE edition = 2")
    assert (again.code, again.out) == (2, "")
    assert again.sentence == f"Edition 2 of this report exists already; only the newest can be revised: {second}"
    assert rows(engine, "SELECT count(*) FROM reports") == [(2,)]


def test_each_mistake_is_told_in_one_sentence(inside: Debrief, engine: Engine, athlete: UUID) -> None:
    unknown = uuid4()
    assert inside("revise", str(unknown)).sentence == f"There is no report {unknown}."
    assert inside("revise", "this-one").code == 2
    waiting = inside("report", WHO, "--queue", *NOW).out.strip()
    refused = inside("revise", waiting)
    assert (refused.code, refused.sentence) == (2, "Only a COMPLETED report can be revised; this one is PENDING.")

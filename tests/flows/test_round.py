"""A round from rows to filed documents: once each, whatever goes wrong on the way, and nobody pays for another."""

import asyncio
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from club import MORNING_AFTER
from light import light, with_store
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from flows.contents import make_batch
from flows.produce import Outcome
from flows.round import run_round
from flows.single import make_one
from flows.workshop import Workshop
from models.deliveries import Delivery
from models.enums import ReasonCode
from models.errors import StageError
from models.facts import FactSheet
from models.reports import Rendition, Report
from models.session import make_engine, session_scope
from models.values import Assignment, Document, Histories, Manuscript
from tasks.analyse import batchwise as analysing
from tasks.commission.due import commission_due
from tasks.gather import histories as gathering
from tasks.lease.claim import claim
from tasks.lease.settle import retry


def do_round(shop: Workshop, **more: object) -> dict[str, int]:
    return asyncio.run(run_round(shop, MORNING_AFTER, **more)).as_json()  # type: ignore[arg-type]


def standing(engine: Engine) -> list[Report]:
    with session_scope(engine) as session:
        return list(session.execute(select(Report).order_by(Report.created_at, Report.id)).scalars())


def count(engine: Engine, table: type[Delivery] | type[Rendition]) -> int:
    with session_scope(engine) as session:
        return len(session.execute(select(table.id)).all())


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_round_makes_each_due_report_once_and_a_second_one_makes_none(
    shop: Workshop, club: list[UUID], engine: Engine, tmp_path: Path
) -> None:
    assert do_round(shop) == {"scored": 5 * 46, "commissioned": 5, "COMPLETED": 5}
    assert do_round(shop) == {"scored": 0, "commissioned": 0}
    assert {one.status for one in standing(engine)} == {"COMPLETED"}
    assert {one.athlete_id for one in standing(engine)} == set(club)
    assert (count(engine, Rendition), count(engine, Delivery), len(files(tmp_path))) == (5, 5, 5)


def test_two_rounds_that_start_together_make_each_report_once(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    tallies: list[dict[str, int]] = []
    rounds = [threading.Thread(target=lambda: tallies.append(do_round(replace(shop, batch_size=2)))) for _ in range(2)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    assert sum(tally.get("COMPLETED", 0) for tally in tallies) == 5
    assert count(engine, Delivery) == 5


def test_one_athletes_failure_touches_nobody_elses_report(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    def chokes_on_one(manuscript: Manuscript) -> Document:
        if manuscript.assignment.athlete_id == club[2]:
            raise ZeroDivisionError
        return light(manuscript)

    assert do_round(replace(shop, render=chokes_on_one))["COMPLETED"] == 4
    (failed,) = [one for one in standing(engine) if one.status == "FAILED"]
    assert (failed.athlete_id, failed.reason_code) == (club[2], "RENDER_FAILED")
    assert failed.reason == "The document could not be rendered."


@pytest.mark.parametrize(("stage", "code"), [("gather", "GATHER_FAILED"), ("analyse", "ANALYSE_FAILED")])
def test_a_batch_that_cannot_be_studied_together_is_studied_one_by_one(
    shop: Workshop, club: list[UUID], engine: Engine, monkeypatch: pytest.MonkeyPatch, stage: str, code: str
) -> None:
    gather, analyse = gathering.gather, analysing.analyse

    def gathers(session: Session, assignments: Sequence[Assignment]) -> Histories:
        if stage == "gather" and any(one.athlete_id == club[1] for one in assignments):
            raise KeyError
        return gather(session, assignments)

    def analyses(histories: Histories) -> dict[UUID, FactSheet]:
        if stage == "analyse" and any(one.athlete_id == club[1] for one in histories.assignments):
            raise KeyError
        return analyse(histories)

    monkeypatch.setattr(gathering, "gather", gathers)
    monkeypatch.setattr(analysing, "analyse", analyses)
    assert do_round(shop)["COMPLETED"] == 4
    (failed,) = [one for one in standing(engine) if one.status == "FAILED"]
    assert (failed.athlete_id, failed.reason_code) == (club[1], code)


def test_a_store_that_is_away_puts_reports_off_and_none_is_lost(
    shop: Workshop, club: list[UUID], engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file")
    assert do_round(with_store(shop, tmp_path / "in the way"))["DEFERRED"] == 5
    assert {(one.status, one.reason_code, one.attempt) for one in standing(engine)} == {
        ("PENDING", "STORE_UNAVAILABLE", 0)
    }
    with engine.begin() as connection:
        connection.execute(text("UPDATE reports SET next_attempt_at = now()"))
    assert do_round(shop)["COMPLETED"] == 5


def test_a_failed_report_is_made_when_a_person_asks_for_it_again(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    def fails(_: Manuscript) -> Document:
        raise StageError(ReasonCode.RENDER_FAILED, "The printer is out of ink.")

    assert do_round(replace(shop, render=fails))["FAILED"] == 5
    first = standing(engine)[0]
    assert first.reason == "The printer is out of ink."
    with session_scope(engine) as session:
        assert retry(session, first.id)
    assert asyncio.run(make_batch(shop)).outcomes == {first.id: Outcome.COMPLETED}


def test_a_round_waits_for_a_dead_workers_reports_and_makes_them(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    with session_scope(engine) as session:
        commission_due(session, MORNING_AFTER)
    short = replace(shop.terms, lease=timedelta(seconds=1))
    with session_scope(engine) as session:
        assert len(claim(session, 3, "a worker that dies", terms=short)) == 3
    assert do_round(shop)["COMPLETED"] == 5
    assert count(engine, Delivery) == 5


def test_a_lease_that_was_lost_while_rendering_writes_nothing(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    def slow(manuscript: Manuscript) -> Document:
        with engine.begin() as connection:
            connection.execute(text("UPDATE reports SET lease_token = gen_random_uuid() WHERE status = 'PROCESSING'"))
        return light(manuscript)

    with session_scope(engine) as session:
        commission_due(session, MORNING_AFTER)
    made = asyncio.run(make_batch(replace(shop, render=slow)))
    assert set(made.outcomes.values()) == {Outcome.LOST}
    assert count(engine, Delivery) == 0


def test_a_batch_that_is_stopped_gives_back_what_it_has_not_finished(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    with session_scope(engine) as session:
        commission_due(session, MORNING_AFTER)
    rendering, may_go_on = threading.Event(), threading.Event()

    def stuck(manuscript: Manuscript) -> Document:
        rendering.set()
        may_go_on.wait(10)
        return light(manuscript)

    async def stop_half_way() -> None:
        work = asyncio.create_task(make_batch(replace(shop, render=stuck)))
        await asyncio.to_thread(rendering.wait, 10)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        may_go_on.set()

    asyncio.run(stop_half_way())
    assert {(one.status, one.attempt, one.reason_code) for one in standing(engine)} == {("PENDING", 0, "RELEASED")}
    assert do_round(shop)["COMPLETED"] == 5


def test_leases_are_renewed_while_a_long_render_goes_on(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    def slow(manuscript: Manuscript) -> Document:
        time.sleep(2.5)
        return light(manuscript)

    terms = replace(shop.terms, lease=timedelta(seconds=1.5), renew_every=timedelta(seconds=0.3))
    assert do_round(replace(shop, terms=terms, render=slow))["COMPLETED"] == 5
    assert {one.leases_lost for one in standing(engine)} == {0}


def test_a_week_without_any_data_is_a_short_note_and_completed(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    later = MORNING_AFTER + timedelta(weeks=3)
    asyncio.run(run_round(shop, later))
    reports = standing(engine)
    assert {(one.status, one.reason_code) for one in reports} == {("COMPLETED", "NO_DATA")}


def test_athletes_who_read_different_units_get_their_own_rendition(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE users SET units = 'imperial', paper = 'Letter' WHERE id = :id"), {"id": club[0]}
        )
    do_round(shop)
    with session_scope(engine) as session:
        kinds = session.execute(select(Rendition.units, Rendition.paper).order_by(Rendition.units)).all()
    assert [tuple(one) for one in kinds] == [("imperial", "Letter"), *[("metric", "A4")] * 4]


def test_a_round_writes_down_how_it_went(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    do_round(shop)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT kind, as_of, finished_at, counts FROM rounds")).one()
    assert (row.kind, row.as_of) == ("nightly", MORNING_AFTER)
    assert row.finished_at is not None
    assert row.counts == {"scored": 230, "commissioned": 5, "COMPLETED": 5}


def test_a_completion_that_the_database_refuses_fails_that_report_alone(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    def unwritable(manuscript: Manuscript) -> Document:
        made = light(manuscript)
        return replace(made, markdown="\0") if manuscript.assignment.athlete_id == club[3] else made

    assert do_round(replace(shop, render=unwritable)) == {
        "scored": 230, "commissioned": 5, "COMPLETED": 4, "FAILED": 1
    }  # fmt: skip
    (failed,) = [one for one in standing(engine) if one.status == "FAILED"]
    assert (failed.athlete_id, failed.reason_code) == (club[3], "COMPLETE_FAILED")
    assert count(engine, Delivery) == 4


def test_a_lock_that_is_held_too_long_puts_the_report_off_and_costs_no_attempt(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    with session_scope(engine) as session:
        commission_due(session, MORNING_AFTER)
    impatient = make_engine(engine.url, lock_timeout_s=1)
    blocker = engine.connect()
    blocker.execute(text("LOCK TABLE deliveries IN EXCLUSIVE MODE"))
    try:
        made = asyncio.run(make_batch(replace(shop, engine=impatient)))
    finally:
        blocker.close()
        impatient.dispose()
    assert set(made.outcomes.values()) == {Outcome.DEFERRED}
    assert {(one.status, one.reason_code, one.attempt, one.leases_lost) for one in standing(engine)} == {
        ("PENDING", "DATABASE_UNAVAILABLE", 0, 0)
    }


def test_a_report_that_an_outage_put_off_is_made_at_once_when_a_person_asks(
    shop: Workshop, club: list[UUID], engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file")
    do_round(with_store(shop, tmp_path / "in the way"))
    first = standing(engine)[0]
    asyncio.run(make_one(shop, first.id))
    assert {one.status for one in standing(engine) if one.id == first.id} == {"COMPLETED"}


def test_a_dead_workers_report_is_in_line_again_while_the_rounds_own_batch_is_still_made(
    shop: Workshop, club: list[UUID], engine: Engine
) -> None:
    with session_scope(engine) as session:
        commission_due(session, MORNING_AFTER)
    with session_scope(engine) as session:
        (dead,) = claim(session, 1, "dead", terms=replace(shop.terms, lease=timedelta(seconds=0.5)))
    seen: list[str] = []

    def slow(manuscript: Manuscript) -> Document:
        time.sleep(1.2)
        seen.extend(str(one.status) for one in standing(engine) if one.id == dead.report_id)
        return light(manuscript)

    terms = replace(shop.terms, renew_every=timedelta(seconds=0.4))
    do_round(replace(shop, terms=terms, render=slow))
    assert "PENDING" in seen[:4]
    assert {one.status for one in standing(engine)} == {"COMPLETED"}

"""Rows that come late: what is offered of them, how often, and in which words. And figures that contradict themselves."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from club import MORNING_AFTER, SUNDAY, add_athlete, add_organization, add_report, add_workouts
from light import ten_weeks
from sqlalchemy import Engine, insert, select, text, update

from flows import figures
from flows.contents import Stages, make_batch
from flows.preview import preview
from flows.study import analyse
from flows.upkeep import Kept, upkeep
from flows.workshop import Workshop
from models.enums import ReasonCode
from models.errors import StageError
from models.facts import FactSheet
from models.recovery import DailyMetric
from models.reports import Report, RevisionOffer
from models.session import session_scope
from models.training import Workout
from models.values import Histories, Period
from tasks.commission.request import Wish, find_athlete
from tasks.lease.settle import retry

MADE_AT = datetime(2026, 11, 16, 5, tzinfo=UTC)  # a Monday morning
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)
LATER = MORNING_AFTER + timedelta(days=2)


def keep_up(shop: Workshop, now: datetime = LATER, **more: Stages) -> Kept:
    return asyncio.run(upkeep(shop, now, **more))


def offers(engine: Engine) -> list[RevisionOffer]:
    with session_scope(engine) as session:
        return list(session.execute(select(RevisionOffer).order_by(RevisionOffer.created_at)).scalars())


def open_words(engine: Engine) -> list[str]:
    (only,) = [one for one in offers(engine) if one.decision == "open"]
    return [change["text"] for change in only.diff]


def arrive(
    engine: Engine, athlete: UUID, loads: Mapping[object, float], at: datetime = TUESDAY, **values: object
) -> None:
    row = {"sport": "Run", "title": "Run", "duration_s": 2700, "created_at": at, "updated_at": at, **values}
    add_workouts(engine, athlete, loads, **row)  # type: ignore[arg-type]


def do(engine: Engine, statement: str, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    athlete_id = add_athlete(engine, add_organization(engine), time_zone="Europe/Berlin")
    add_workouts(engine, athlete_id, ten_weeks(50), created_at=MADE_AT - timedelta(days=9))
    return athlete_id


@pytest.fixture
def report(shop: Workshop, engine: Engine, athlete: UUID) -> UUID:
    """Finished on Monday, before anything came late; and looked at since."""
    with session_scope(engine) as session:
        organization = session.execute(text("SELECT id FROM organizations")).scalar_one()
    report_id = add_report(engine, organization, athlete)
    assert list(asyncio.run(make_batch(shop)).outcomes.values()) == ["COMPLETED"]
    do(engine, "UPDATE reports SET claimed_at = :at, completed_at = :at", at=MADE_AT)
    do(engine, "UPDATE workouts SET scored_at = now()")
    return report_id


def test_without_late_rows_nothing_is_offered(shop: Workshop, engine: Engine, report: UUID) -> None:
    assert keep_up(shop) == Kept(reclaimed=0, given_up=0, made=0, offered=0)
    assert offers(engine) == []


def test_a_late_run_is_offered_once_with_what_it_changes_and_why(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    keep_up(shop)
    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop).offered == 1
    (made,) = offers(engine)
    assert (made.report_id, made.decision, made.decided_at) == (report, "open", None)
    why = "Sunday's run arrived on Tuesday"
    assert made.diff[0] == {
        "key": "load.week",
        "label": "Load",
        "before": "200",
        "after": "280",
        "because": why,
        "text": f"Load 200 → 280: {why}.",
    }
    by_key = {change["key"]: change for change in made.diff}
    assert by_key["sessions"]["text"] == f"Session of Sun 15 Nov, run: not listed → 45 min, load 80: {why}."
    assert (by_key["sessions.week"]["before"], by_key["sessions.week"]["after"]) == ("4", "5")
    assert {"fitness.now", "form.now"} <= set(by_key)
    assert {change["because"] for change in made.diff} == {why}
    with engine.connect() as connection:  # and the run has been scored, once and for all
        assert connection.execute(text("SELECT count(*) FROM workouts WHERE scored_at IS NULL")).scalar_one() == 0


def test_upkeep_again_offers_nothing_new(shop: Workshop, engine: Engine, athlete: UUID, report: UUID) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    keep_up(shop)
    first = offers(engine)
    assert keep_up(shop).offered == 0
    do(engine, "DELETE FROM system_settings")  # as if nothing had been looked at yet
    assert keep_up(shop).offered == 0
    assert [(one.id, one.updated_at) for one in offers(engine)] == [(one.id, one.updated_at) for one in first]


def test_a_late_row_that_changes_nothing_printed_is_not_offered(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    arrive(engine, athlete, {SUNDAY - timedelta(days=65): 0.01}, sport="Ride", duration_s=60, moving_s=0.1)
    do(engine, "UPDATE workouts SET title = 'Renamed' WHERE local_date = :day", day=SUNDAY - timedelta(days=2))
    assert keep_up(shop).offered == 0
    assert offers(engine) == []


def test_a_row_of_after_the_period_does_not_even_call_for_a_look(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    async def must_not_be_asked(_: Histories) -> dict[UUID, FactSheet]:
        raise AssertionError

    keep_up(shop)
    arrive(engine, athlete, {SUNDAY + timedelta(days=1): 80})
    do(engine, "DELETE FROM system_settings")
    do(engine, "UPDATE workouts SET updated_at = created_at WHERE local_date <= :day", day=SUNDAY)
    do(engine, "ALTER TABLE workouts DISABLE TRIGGER debrief_touch")
    do(
        engine,
        "UPDATE workouts SET updated_at = :at WHERE local_date <= :day",
        at=MADE_AT - timedelta(days=9),
        day=SUNDAY,
    )
    assert keep_up(shop, stages=Stages(analyse=must_not_be_asked)).offered == 0


def test_what_has_been_looked_at_is_not_computed_again(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    looks: list[int] = []

    async def counted(histories: Histories) -> Mapping[UUID, FactSheet]:
        looks.append(len(histories.assignments))
        return await analyse(histories)

    watched = Stages(analyse=counted)
    arrive(engine, athlete, {SUNDAY: 80})
    keep_up(shop, stages=watched)
    assert looks == [1]
    do(engine, """UPDATE system_settings SET value = jsonb_build_object('looked_through', now() + interval '1 hour')""")
    keep_up(shop, stages=watched)
    assert looks == [1]


@pytest.mark.parametrize(("days_after", "offered"), [(28, 1), (29, 0)])
def test_periods_of_more_than_28_days_ago_are_left_alone(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID, days_after: int, offered: int
) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    still_that_day = datetime(2026, 11, 15, 22, 59, tzinfo=UTC) + timedelta(days=days_after)  # 23:59 in Berlin
    assert keep_up(shop, still_that_day).offered == offered


def test_a_second_late_row_takes_the_first_offers_place(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    keep_up(shop)
    arrive(engine, athlete, {SUNDAY - timedelta(days=1): 30}, sport="Ride", at=TUESDAY + timedelta(days=2))
    assert keep_up(shop).offered == 1
    assert [one.decision for one in offers(engine)] == ["dismissed", "open"]
    assert open_words(engine)[0] == "Load 200 → 310: Saturday's ride and Sunday's run arrived from Tuesday to Thursday."


def test_an_offer_goes_when_the_rows_are_again_what_they_were_and_comes_back_with_them(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    keep_up(shop)
    do(
        engine,
        "UPDATE workouts SET local_date = :day WHERE local_date = :sunday",
        day=SUNDAY + timedelta(days=3),
        sunday=SUNDAY,
    )
    do(engine, "UPDATE workouts SET description = 'Windy' WHERE local_date = :day", day=SUNDAY - timedelta(days=1))
    assert keep_up(shop).offered == 0
    assert [one.decision for one in offers(engine)] == ["dismissed"]
    do(
        engine,
        "UPDATE workouts SET local_date = :sunday WHERE local_date = :day",
        day=SUNDAY + timedelta(days=3),
        sunday=SUNDAY,
    )
    assert keep_up(shop).offered == 1
    assert [one.decision for one in offers(engine)] == ["open"]


def test_what_a_coach_has_dismissed_is_not_offered_again(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    keep_up(shop)
    do(engine, "UPDATE revision_offers SET decision = 'dismissed', decided_by = :who, decided_at = now()", who=athlete)
    do(engine, "DELETE FROM system_settings")
    assert keep_up(shop).offered == 0
    assert [one.decision for one in offers(engine)] == ["dismissed"]


def test_a_load_that_was_changed_is_told_as_changed(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    do(engine, "UPDATE reports SET claimed_at = clock_timestamp(), completed_at = clock_timestamp()")
    with session_scope(engine) as session:
        session.execute(update(Workout).where(Workout.local_date == SUNDAY - timedelta(days=1)).values(source_load=90))
    keep_up(shop)
    assert open_words(engine)[0].startswith("Load 200 → 240: Saturday's ride was changed on ")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ("INSERT INTO thresholds (athlete_id, valid_from, lthr_bpm) SELECT user_id, '2026-08-01', 150 FROM athletes", "a threshold was"),
        ("UPDATE athletes SET lthr_bpm = 150", "the athlete's settings were"),
    ],
)  # fmt: skip
def test_what_workouts_are_scored_with_is_named_when_that_alone_has_changed(
    shop: Workshop, engine: Engine, changed: str, why: str
) -> None:
    beats = {"lthr_bpm": 170, "max_hr_bpm": 190, "resting_hr_bpm": 50}
    athlete = add_athlete(engine, add_organization(engine), **beats)
    add_workouts(engine, athlete, ten_weeks(50), source_load=None, average_hr_bpm=140)
    add_report(engine, _organization(engine), athlete)
    asyncio.run(make_batch(shop))
    do(engine, changed)
    assert keep_up(shop).offered == 1
    (load,) = [words for words in open_words(engine) if words.startswith("Load ") and "ratio" not in words]
    assert f": {why} changed on " in load


def _organization(engine: Engine) -> UUID:
    with engine.connect() as connection:
        found: UUID = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    return found


def test_a_late_night_is_told_as_what_it_measured_in_the_athletes_own_days(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    late_evening = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)  # in Berlin it is Wednesday
    nights = [
        {
            "athlete_id": athlete,
            "local_date": SUNDAY - timedelta(days=back),
            "source": "garmin",
            "hrv_rmssd_ms": 60,
            "created_at": late_evening,
            "updated_at": late_evening,
        }
        for back in range(5)
    ]
    with session_scope(engine) as session:
        session.execute(insert(DailyMetric), nights)
    assert keep_up(shop).offered == 1
    (hrv,) = [words for words in open_words(engine) if words.startswith("HRV not known")]
    assert hrv == "HRV not known → 60 ms: heart rate variability of 5 days arrived on Wednesday."


def test_only_the_newest_edition_is_looked_at(shop: Workshop, engine: Engine, athlete: UUID, report: UUID) -> None:
    second = add_report(engine, _organization(engine), athlete, edition=2, origin="revision")
    asyncio.run(make_batch(shop))
    do(engine, "UPDATE reports SET claimed_at = :at, completed_at = :at", at=MADE_AT)
    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop).offered == 1
    assert [one.report_id for one in offers(engine)] == [second]


def test_a_sheet_of_older_rules_is_compared_as_printed_and_new_keys_are_no_change(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    with session_scope(engine) as session:
        stored = session.get_one(Report, report)
        facts = [one for one in stored.facts["facts"] if one["key"] != "sessions.week"]  # type: ignore[index]
        session.execute(
            update(Report).values(
                facts={**stored.facts, "facts": facts, "params_version": "2020.1", "signals": []},  # type: ignore[dict-item]
                facts_hash="of older rules",
            )
        )
    do(engine, "UPDATE workouts SET title = 'Edited' WHERE local_date = :day", day=SUNDAY - timedelta(days=1))
    assert keep_up(shop).offered == 0
    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop).offered == 1
    assert not any(words.startswith("Sessions ") for words in open_words(engine))


def test_a_sheet_that_cannot_be_read_any_more_stops_nobody(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    do(engine, "UPDATE reports SET facts = '{}'")
    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop).offered == 0


def test_reports_of_many_athletes_are_looked_at_together(shop: Workshop, club: list[UUID], engine: Engine) -> None:
    organization, sizes = _organization(engine), list[int]()

    async def counted(histories: Histories) -> Mapping[UUID, FactSheet]:
        sizes.append(len(histories.assignments))
        return await analyse(histories)

    for one in club:
        add_report(engine, organization, one)
    asyncio.run(make_batch(shop))
    do(engine, "UPDATE reports SET claimed_at = :at, completed_at = :at", at=MADE_AT)
    for one in club:
        arrive(engine, one, {SUNDAY: 80})
    assert keep_up(replace(shop, batch_size=3), stages=Stages(analyse=counted)).offered == 5
    assert sizes == [3, 2]


def test_an_outage_while_looking_leaves_it_all_to_the_next_upkeep(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    async def away(_: Histories) -> Mapping[UUID, FactSheet]:
        raise StageError(ReasonCode.DATABASE_UNAVAILABLE, "The database did not answer in time.", retryable=True)

    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop, stages=Stages(analyse=away)).offered == 0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM system_settings")).scalar_one() == 0
    assert keep_up(shop).offered == 1


def with_form_off_by_two(sheet: FactSheet) -> FactSheet:
    """As a fault in analysis would have it."""
    form = sheet.get("form.now")
    assert form is not None
    assert form.value is not None
    wrong = replace(form, value=form.value + 2)
    return replace(sheet, facts=tuple(wrong if one.key == form.key else one for one in sheet))


async def contradicting(histories: Histories) -> Mapping[UUID, FactSheet]:
    """The first report of the batch is wrong."""
    sheets = dict(await analyse(histories))
    first = histories.assignments[0].report_id
    return {**sheets, first: with_form_off_by_two(sheets[first])}


def test_a_report_whose_figures_contradict_themselves_fails_alone_and_can_be_made_again(
    shop: Workshop, club: list[UUID], engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    organization = _organization(engine)
    for one in club:
        add_report(engine, organization, one)
    with caplog.at_level(logging.ERROR):
        outcomes = asyncio.run(make_batch(shop, stages=Stages(analyse=contradicting))).outcomes
    (failed,) = [report_id for report_id, outcome in outcomes.items() if outcome == "FAILED"]
    assert len(outcomes) == 5
    with session_scope(engine) as session:
        row = session.get_one(Report, failed)
        assert (row.reason_code, row.facts) == ("FACTS_INCONSISTENT", None)
        assert (
            row.reason
            == "The figures contradict one another, so no report is made of them; this is a fault in Debrief."
        )
    (line,) = [one.getMessage() for one in caplog.records if "inconsistent" in one.getMessage()]
    assert (
        line
        == f"report {failed}: inconsistent facts: differences_subtract: form.now, comparisons_match_their_base: form.now"
    )
    with session_scope(engine) as session:
        assert retry(session, failed)
    assert asyncio.run(make_batch(shop)).outcomes == {failed: "COMPLETED"}


def test_no_new_edition_is_offered_of_figures_that_contradict_themselves(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID
) -> None:
    arrive(engine, athlete, {SUNDAY: 80})
    assert keep_up(shop, stages=Stages(analyse=contradicting)).offered == 0
    assert offers(engine) == []


def test_figures_that_are_only_shown_are_looked_at_as_well(
    shop: Workshop, engine: Engine, athlete: UUID, report: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = figures.analyse

    def off_by_two(histories: Histories) -> dict[UUID, FactSheet]:
        return {key: with_form_off_by_two(sheet) for key, sheet in compute(histories).items()}

    wish = Wish(athlete=str(athlete))
    with session_scope(engine) as session:
        person = find_athlete(session, str(athlete))
    period = Period(SUNDAY - timedelta(days=6), SUNDAY)
    assignment = figures.assignment_of(wish, person, period)
    assert figures.studied(engine, assignment)[0].value("load.week") == 200
    monkeypatch.setattr(figures, "analyse", off_by_two)
    with pytest.raises(StageError, match="The figures contradict one another"):
        figures.studied(engine, assignment)
    with pytest.raises(StageError, match="The figures contradict one another"):
        preview(engine, wish, person, period)

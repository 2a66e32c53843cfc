"""Who is due: once, never twice, in every zone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from club import MONDAY, MORNING_AFTER, SUNDAY, add_athlete, add_organization, add_report, add_workouts
from finished import finished
from sqlalchemy import Engine, select, text

from models.deliveries import Delivery, DeliveryEvent
from models.enums import Choice, ReasonCode, ReviewMode
from models.errors import StageError, UsageError
from models.reports import Report
from models.session import session_scope
from models.values import Period
from tasks.commission.due import commission_due, commission_last_week
from tasks.commission.request import Outcome, Requested, Wish, find_athlete, request_report
from tasks.lease.claim import claim
from tasks.lease.complete import complete
from tasks.lease.settle import fail


@pytest.fixture
def organization(engine: Engine) -> UUID:
    return add_organization(engine)


def with_data(engine: Engine, organization: UUID, **values: object) -> UUID:
    athlete = add_athlete(engine, organization, **values)
    add_workouts(engine, athlete, {MONDAY: 50})
    return athlete


def commission(engine: Engine, now: datetime = MORNING_AFTER) -> int:
    with session_scope(engine) as session:
        return len(commission_due(session, now))


def periods(engine: Engine) -> list[tuple[date, date]]:
    with session_scope(engine) as session:
        return [
            (row.period_start, row.period_end)
            for row in session.execute(select(Report.period_start, Report.period_end).order_by(Report.period_start))
        ]


def test_a_due_athlete_gets_one_pending_report_however_often_rounds_run(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization)
    assert [commission(engine), commission(engine)] == [1, 0]
    assert periods(engine) == [(MONDAY, SUNDAY)]


def test_rounds_that_start_together_commission_each_athlete_once(engine: Engine, organization: UUID) -> None:
    for _ in range(20):
        with_data(engine, organization)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: commission(engine), range(4))) == 20
    assert len(periods(engine)) == 20


def test_only_whose_hour_has_come_is_due(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization, time_zone="Asia/Kolkata")
    with_data(engine, organization, time_zone="America/Los_Angeles")
    # In Delhi it is half past five on Monday. In Los Angeles it is Sunday, and the week before had no data.
    assert commission(engine, datetime(2026, 11, 16, 0, tzinfo=UTC)) == 1
    assert periods(engine) == [(MONDAY, SUNDAY)]


def test_a_late_round_catches_up_the_latest_week_only(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization)
    commission(engine, MORNING_AFTER + timedelta(weeks=3))
    assert periods(engine) == [(MONDAY + timedelta(weeks=3), SUNDAY + timedelta(weeks=3))]


def test_an_athlete_without_any_data_is_not_due(engine: Engine, organization: UUID) -> None:
    add_athlete(engine, organization)
    assert commission(engine) == 0


def test_a_new_athlete_starts_with_the_first_week_that_has_data(engine: Engine, organization: UUID) -> None:
    athlete = add_athlete(engine, organization)
    add_workouts(engine, athlete, {SUNDAY + timedelta(days=1): 50})
    assert commission(engine) == 0
    assert commission(engine, MORNING_AFTER + timedelta(weeks=1)) == 1


@pytest.mark.parametrize("change", ["is_active = false", "deleted_at = now()"])
def test_who_has_left_is_not_due(engine: Engine, organization: UUID, change: str) -> None:
    with_data(engine, organization)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE users SET {change}"))
    assert commission(engine) == 0


def test_a_failed_report_is_not_commissioned_again_by_itself(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization)
    commission(engine)
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
        fail(session, taken, StageError(ReasonCode.RENDER_FAILED, "It could not be rendered."))
    assert commission(engine) == 0


def test_organisations_queue_side_by_side(engine: Engine, organization: UUID) -> None:
    other = add_organization(engine, "other-club")
    for _ in range(5):
        with_data(engine, organization)
    with_data(engine, other)
    commission(engine)
    with session_scope(engine) as session:
        turns = session.execute(select(Report.organization_id, Report.turn).order_by(Report.turn)).all()
    assert sorted(turn for one, turn in turns if one == organization) == [1, 2, 3, 4, 5]
    assert [turn for one, turn in turns if one == other] == [1]


def made_on_demand(engine: Engine, organization: UUID, mail_choice: str, review_mode: str = "auto") -> None:
    athlete = with_data(engine, organization, review_mode=review_mode)
    add_report(engine, organization, athlete, origin="on_demand", mail_choice=mail_choice)
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
        complete(session, finished(taken, review_mode=ReviewMode(review_mode)))


def delivery(engine: Engine) -> tuple[str, list[str]]:
    with session_scope(engine) as session:
        row = session.execute(select(Delivery.status, Delivery.reasons)).one()
    return row.status, row.reasons


def test_a_week_made_on_demand_waits_for_the_round_that_finds_it_due(engine: Engine, organization: UUID) -> None:
    made_on_demand(engine, organization, "auto")
    assert delivery(engine) == ("HELD", ["REQUESTER_CHOICE"])
    assert commission(engine) == 0
    assert delivery(engine) == ("SCHEDULED", [])


def test_a_week_that_nobody_should_be_mailed_stays_held(engine: Engine, organization: UUID) -> None:
    made_on_demand(engine, organization, "no")
    commission(engine)
    assert delivery(engine) == ("HELD", ["REQUESTER_CHOICE"])


def test_a_week_that_awaits_approval_goes_on_waiting_for_that(engine: Engine, organization: UUID) -> None:
    made_on_demand(engine, organization, "auto", review_mode="review")
    assert delivery(engine) == ("HELD", ["AWAITING_APPROVAL", "REQUESTER_CHOICE"])
    commission(engine)
    assert delivery(engine) == ("HELD", ["AWAITING_APPROVAL"])


def test_a_week_being_made_on_demand_is_mailed_when_the_round_finds_it_due(engine: Engine, organization: UUID) -> None:
    athlete = with_data(engine, organization)
    add_report(engine, organization, athlete, origin="on_demand")
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
    commission(engine)
    with session_scope(engine) as session:
        complete(session, finished(taken))
    assert delivery(engine) == ("SCHEDULED", [])


def test_the_last_week_can_be_commissioned_before_its_hour(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization, report_weekday=3)
    with session_scope(engine) as session:
        assert len(commission_last_week(session, MORNING_AFTER)) == 1
    assert periods(engine) == [(MONDAY, SUNDAY)]


def test_a_zone_that_does_not_exist_costs_its_athlete_alone(
    engine: Engine, organization: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    broken = with_data(engine, organization)
    with_data(engine, organization)
    with engine.begin() as connection:  # an abbreviation: Postgres knows it, a calendar does not
        connection.execute(text("UPDATE users SET time_zone = 'CEST' WHERE id = :id"), {"id": broken})
    assert commission(engine) == 1
    assert str(broken) in caplog.text


def test_only_the_named_organisation_is_commissioned(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization)
    with_data(engine, add_organization(engine, "other-club"))
    with session_scope(engine) as session:
        assert len(commission_last_week(session, MORNING_AFTER, organization_id=organization)) == 1


def events(engine: Engine) -> list[tuple[str | None, str]]:
    with session_scope(engine) as session:
        found = session.execute(select(DeliveryEvent.from_status, DeliveryEvent.to_status).order_by(DeliveryEvent.at))
        return [(row.from_status, row.to_status) for row in found]


def wish_again(engine: Engine, **choices: Choice) -> Requested:
    with session_scope(engine) as session:
        athlete = session.execute(select(Report.athlete_id)).scalar_one()
        person = find_athlete(session, str(athlete))
        return request_report(session, Wish(athlete=str(athlete)), person, Period(MONDAY, SUNDAY), **choices)


def test_asking_again_with_mail_lets_the_made_report_go_out(engine: Engine, organization: UUID) -> None:
    made_on_demand(engine, organization, "auto")
    assert wish_again(engine).outcome is Outcome.COMPLETED
    assert delivery(engine) == ("HELD", ["REQUESTER_CHOICE"])
    wish_again(engine, mail=Choice.YES)
    assert delivery(engine) == ("SCHEDULED", [])
    assert events(engine) == [(None, "HELD"), ("HELD", "SCHEDULED")]


def test_asking_for_a_waiting_report_brings_it_to_the_front_with_its_wishes(engine: Engine, organization: UUID) -> None:
    with_data(engine, organization)
    commission(engine)
    assert wish_again(engine, review=Choice.YES).outcome is Outcome.WAITING
    with session_scope(engine) as session:
        row = session.execute(select(Report.priority, Report.review_choice)).one()
        assert tuple(row) == (0, "yes")
        (taken,) = claim(session, 1, "worker")
        complete(session, finished(taken))
    assert delivery(engine) == ("HELD", ["AWAITING_APPROVAL"])


def test_approval_cannot_be_asked_for_when_the_report_is_made(engine: Engine, organization: UUID) -> None:
    made_on_demand(engine, organization, "auto")
    with pytest.raises(UsageError, match="COMPLETED already"):
        wish_again(engine, review=Choice.YES)

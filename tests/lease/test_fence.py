"""The fence: who may finish a report, and that nobody else can. All of it over real Postgres connections."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from club import add_athlete, add_organization, add_report, add_reports
from finished import finished
from sqlalchemy import Engine, select, text

from models.deliveries import Delivery
from models.enums import ReasonCode, ReportStatus
from models.errors import LeaseLost, StageError
from models.reports import Rendition, Report, ReportEvent
from models.session import session_scope
from models.values import Assignment
from tasks.lease.claim import claim, renew
from tasks.lease.complete import complete
from tasks.lease.settle import defer, fail, reclaim, release, retry
from tasks.lease.terms import Terms

GONE = StageError(ReasonCode.STORE_UNAVAILABLE, "The store did not answer.", retryable=True)
OURS = StageError(ReasonCode.RENDER_FAILED, "The document could not be rendered.")


@pytest.fixture
def organization(engine: Engine) -> UUID:
    return add_organization(engine)


@pytest.fixture
def athlete(engine: Engine, organization: UUID) -> UUID:
    return add_athlete(engine, organization)


def take(engine: Engine, limit: int = 50, worker: str = "worker", terms: Terms | None = None) -> tuple[Assignment, ...]:
    with session_scope(engine, actor=worker) as session:
        return claim(session, limit, worker, terms=terms or Terms())


def row(engine: Engine, report_id: UUID) -> Report:
    with session_scope(engine) as session:
        return session.get_one(Report, report_id)


def expire(engine: Engine, report_id: UUID) -> None:
    with session_scope(engine) as session:
        session.execute(
            text("UPDATE reports SET leased_until = clock_timestamp() - interval '1 s' WHERE id = :id"),
            {"id": report_id},
        )


def test_sixteen_workers_claim_each_of_200_reports_exactly_once(
    engine: Engine, organization: UUID, athlete: UUID
) -> None:
    expected = set(add_reports(engine, organization, athlete, 200))
    start = threading.Barrier(16)

    def work(number: int) -> list[UUID]:
        start.wait()
        mine: list[UUID] = []
        while taken := take(engine, 3, f"worker {number}"):
            mine.extend(one.report_id for one in taken)
        return mine

    with ThreadPoolExecutor(16) as pool:
        claimed = Counter(one for mine in pool.map(work, range(16)) for one in mine)
    assert set(claimed) == expected
    assert set(claimed.values()) == {1}


def test_a_claim_gives_token_attempt_and_a_lease_on_the_databases_clock(
    engine: Engine, organization: UUID, athlete: UUID
) -> None:
    report_id = add_report(engine, organization, athlete)
    (taken,) = take(engine)
    stored = row(engine, report_id)
    assert (stored.status, stored.attempt, stored.leased_by) == ("PROCESSING", 1, "worker")
    assert stored.lease_token == taken.lease_token is not None
    assert stored.claimed_at is not None
    assert stored.leased_until is not None
    assert stored.leased_until - stored.claimed_at == pytest.approx(Terms().lease, abs=timedelta(milliseconds=50))


def test_claims_go_by_priority_then_turn_then_id(engine: Engine, organization: UUID) -> None:
    people = [add_athlete(engine, organization) for _ in range(4)]
    nightly_second = add_report(engine, organization, people[0], turn=2)
    nightly_first = add_report(engine, organization, people[1], turn=1)
    on_demand = add_report(engine, organization, people[2], priority=0, turn=9)
    later = add_report(engine, organization, people[3], priority=0, turn=1)
    with session_scope(engine) as session:
        session.execute(
            text("UPDATE reports SET next_attempt_at = now() + interval '1 h' WHERE id = :id"), {"id": later}
        )
    assert [one.report_id for one in take(engine)] == [on_demand, nightly_first, nightly_second]


def test_many_reports_of_one_organisation_do_not_hold_back_anothers_few(engine: Engine, organization: UUID) -> None:
    busy, small = add_athlete(engine, organization), add_athlete(engine, add_organization(engine, "small-club"))
    add_reports(engine, organization, busy, 100)
    few = add_reports(engine, row_organization(engine, small), small, 3)
    first_two_batches = {one.report_id for _ in range(2) for one in take(engine, 10)}
    assert set(few) <= first_two_batches


def row_organization(engine: Engine, athlete_id: UUID) -> UUID:
    with engine.connect() as connection:
        return connection.execute(
            text("SELECT organization_id FROM users WHERE id = :id"), {"id": athlete_id}
        ).scalar_one()


def test_fifty_clicks_make_one_live_report(engine: Engine, organization: UUID, athlete: UUID) -> None:
    from club import MONDAY, SUNDAY

    from models.enums import ReportType
    from models.values import Period
    from tasks.commission.request import Outcome, Wish, find_athlete, request_report

    def click(_: int) -> tuple[UUID, Outcome]:
        with session_scope(engine) as session:
            wish = Wish(athlete=str(athlete), type=ReportType.WEEKLY_ANALYSIS)
            made = request_report(session, wish, find_athlete(session, str(athlete)), Period(MONDAY, SUNDAY))
            return made.report_id, made.outcome

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(click, range(50)))
    assert len({report_id for report_id, _ in answers}) == 1
    assert Counter(outcome for _, outcome in answers) == {Outcome.NEW: 1, Outcome.WAITING: 49}


def test_completing_writes_everything_in_one_transaction(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    (taken,) = take(engine)
    with session_scope(engine, actor="worker") as session:
        complete(session, finished(taken))
    stored = row(engine, report_id)
    assert (stored.status, stored.lease_token, stored.leased_until) == ("COMPLETED", None, None)
    with session_scope(engine) as session:
        events = session.execute(select(ReportEvent.from_status, ReportEvent.to_status).order_by(ReportEvent.at)).all()
        delivery = session.execute(select(Delivery)).scalars().one()
        rendition = session.execute(select(Rendition)).scalars().one()
    assert [tuple(one) for one in events] == [(None, "PENDING"), ("PENDING", "PROCESSING"), ("PROCESSING", "COMPLETED")]
    assert (delivery.recipient_id, delivery.rendition_id, delivery.status) == (athlete, rendition.id, "SCHEDULED")
    assert delivery.address_hash is not None
    assert len(delivery.address_hash) == 64


def test_a_completion_that_fails_half_way_leaves_nothing(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    (taken,) = take(engine)
    broken = finished(taken)
    broken = replace(broken, filed=replace(broken.filed, sha256="not a hash"))
    with pytest.raises(Exception, match="pdf_sha256_form"), session_scope(engine) as session:
        complete(session, broken)
    with session_scope(engine) as session:
        assert session.execute(select(Rendition)).first() is None
        assert session.execute(select(Delivery)).first() is None
    assert row(engine, report_id).status == "PROCESSING"


def test_an_expired_lease_is_reclaimed_and_claimed_by_the_next(
    engine: Engine, organization: UUID, athlete: UUID
) -> None:
    report_id = add_report(engine, organization, athlete)
    take(engine, worker="first")
    expire(engine, report_id)
    with session_scope(engine) as session:
        assert reclaim(session) == (1, 0)
    waiting = row(engine, report_id)
    assert (waiting.status, waiting.reason_code, waiting.leases_lost) == ("PENDING", "LEASE_LOST", 1)
    (again,) = take(engine, worker="second")
    assert (again.report_id, again.attempt) == (report_id, 2)


def stale_and_current(engine: Engine, organization: UUID, athlete: UUID) -> tuple[Assignment, Assignment]:
    """An owner whose lease ran out, and the one who has the report now."""
    report_id = add_report(engine, organization, athlete)
    (stale,) = take(engine, worker="first")
    expire(engine, report_id)
    with session_scope(engine) as session:
        reclaim(session)
    (current,) = take(engine, worker="second")
    return stale, current


@pytest.mark.parametrize("step", ["complete", "fail", "defer"])
def test_a_stale_owner_can_finish_nothing(engine: Engine, organization: UUID, athlete: UUID, step: str) -> None:
    stale, current = stale_and_current(engine, organization, athlete)
    steps = {
        "complete": lambda session: complete(session, finished(stale)),
        "fail": lambda session: fail(session, stale, OURS),
        "defer": lambda session: defer(session, stale, GONE),
    }
    with pytest.raises(LeaseLost), session_scope(engine) as session:
        steps[step](session)
    stored = row(engine, current.report_id)
    assert (stored.status, stored.lease_token, stored.leased_by) == ("PROCESSING", current.lease_token, "second")
    with session_scope(engine) as session:
        assert session.execute(select(Delivery)).first() is None


def test_a_stale_owner_can_neither_renew_nor_release(engine: Engine, organization: UUID, athlete: UUID) -> None:
    stale, current = stale_and_current(engine, organization, athlete)
    before = row(engine, current.report_id).leased_until
    with session_scope(engine) as session:
        assert renew(session, [stale]) == set()
        assert release(session, [stale]) == 0
    assert row(engine, current.report_id).leased_until == before
    with session_scope(engine) as session:
        assert renew(session, [current]) == {current.report_id}
    assert row(engine, current.report_id).leased_until > before  # type: ignore[operator]


def test_a_completed_report_cannot_be_completed_again(engine: Engine, organization: UUID, athlete: UUID) -> None:
    add_report(engine, organization, athlete)
    (taken,) = take(engine)
    with session_scope(engine) as session:
        complete(session, finished(taken))
    with pytest.raises(LeaseLost), session_scope(engine) as session:
        complete(session, finished(taken))
    with session_scope(engine) as session:
        assert len(session.execute(select(Delivery)).all()) == 1


def test_a_report_past_its_deadline_is_renewed_no_more(engine: Engine, organization: UUID, athlete: UUID) -> None:
    add_report(engine, organization, athlete)
    (taken,) = take(engine)
    with session_scope(engine) as session:
        session.execute(text("UPDATE reports SET claimed_at = clock_timestamp() - interval '11 min'"))
    with session_scope(engine) as session:
        assert renew(session, [taken]) == set()


def test_after_three_lost_leases_a_report_is_poison(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    for _ in range(3):
        take(engine)
        expire(engine, report_id)
        with session_scope(engine) as session:
            reclaim(session)
    stored = row(engine, report_id)
    assert (stored.status, stored.reason_code, stored.leases_lost) == ("FAILED", "POISON", 3)
    assert take(engine) == ()


def test_a_report_that_lost_two_leases_is_handed_out_alone(engine: Engine, organization: UUID) -> None:
    people = [add_athlete(engine, organization) for _ in range(4)]
    first, suspect, *_others = (add_report(engine, organization, one, turn=n) for n, one in enumerate(people))
    with session_scope(engine) as session:
        session.execute(text("UPDATE reports SET leases_lost = 2 WHERE id = :id"), {"id": suspect})
    batches = [[one.report_id for one in take(engine)] for _ in range(3)]
    assert batches[0] == [first]
    assert batches[1] == [suspect]
    assert len(batches[2]) == 2


def test_releasing_gives_the_attempt_back(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    taken = take(engine)
    with session_scope(engine) as session:
        assert release(session, taken) == 1
    stored = row(engine, report_id)
    assert (stored.status, stored.attempt, stored.reason_code) == ("PENDING", 0, "RELEASED")


def test_an_outage_backs_off_without_using_attempts_up(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    waits = []
    for _ in range(5):
        with session_scope(engine) as session:
            session.execute(text("UPDATE reports SET next_attempt_at = now() - interval '1 s'"))
        (taken,) = take(engine)
        with session_scope(engine) as session:
            assert defer(session, taken, GONE) is ReportStatus.PENDING
        with engine.connect() as connection:
            wait = connection.execute(text("SELECT next_attempt_at - clock_timestamp() FROM reports")).scalar_one()
        waits.append(round(wait.total_seconds()))
    assert waits == [30, 120, 600, 3600, 3600]
    stored = row(engine, report_id)
    assert (stored.attempt, stored.deferrals) == (0, 5)


def test_six_hours_of_outage_are_enough(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    (taken,) = take(engine)
    with session_scope(engine) as session:
        session.execute(text("UPDATE reports SET outage_since = clock_timestamp() - interval '361 min'"))
    with session_scope(engine) as session:
        assert defer(session, taken, GONE) is ReportStatus.FAILED
    assert row(engine, report_id).reason_code == "OUTAGE"


def test_a_failed_report_can_be_tried_again_from_the_start(engine: Engine, organization: UUID, athlete: UUID) -> None:
    report_id = add_report(engine, organization, athlete)
    (taken,) = take(engine)
    with session_scope(engine) as session:
        fail(session, taken, OURS)
    failed = row(engine, report_id)
    assert (failed.status, failed.reason_code, failed.reason) == ("FAILED", "RENDER_FAILED", OURS.sentence)
    with session_scope(engine) as session:
        assert retry(session, report_id)
        assert not retry(session, uuid4())
    again = row(engine, report_id)
    assert (again.status, again.attempt, again.leases_lost) == ("PENDING", 0, 0)

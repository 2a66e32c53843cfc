"""Every pair of states, tried in Python and in raw SQL; and proof that the token is what keeps stale owners out."""

from itertools import product

import pytest
from club import add_athlete, add_organization, add_report
from finished import finished
from sqlalchemy import ColumnElement, Engine, text
from sqlalchemy.exc import DBAPIError

from models.enums import REPORT_TRANSITIONS, ReportStatus
from models.reports import Report
from models.session import session_scope
from models.values import Assignment
from tasks.lease import complete as completing
from tasks.lease import settle as settling
from tasks.lease.claim import claim
from tasks.lease.transition import IllegalTransition, moving

PAIRS = list(product(ReportStatus, ReportStatus))
REFUSED = "DB001"

# What a row must carry in each state, so that only the step itself can be refused.
CONTENT = "facts = '{}', facts_hash = 'x', narrative = '{}', markdown = 'x', writer = 'house'"
CARRIES = {
    ReportStatus.PENDING: "lease_token = NULL, leased_until = NULL, completed_at = NULL",
    ReportStatus.PROCESSING: "lease_token = gen_random_uuid(), leased_until = now(), completed_at = NULL",
    ReportStatus.COMPLETED: f"lease_token = NULL, leased_until = NULL, completed_at = now(), {CONTENT}",
    ReportStatus.FAILED: (
        "lease_token = NULL, leased_until = NULL, completed_at = NULL, reason_code = 'POISON', reason = 'It died.'"
    ),
}
WAY = {
    ReportStatus.PENDING: (),
    ReportStatus.PROCESSING: (ReportStatus.PROCESSING,),
    ReportStatus.COMPLETED: (ReportStatus.PROCESSING, ReportStatus.COMPLETED),
    ReportStatus.FAILED: (ReportStatus.PROCESSING, ReportStatus.FAILED),
}


@pytest.fixture
def report(engine: Engine) -> Engine:
    organization = add_organization(engine)
    add_report(engine, organization, add_athlete(engine, organization))
    return engine


def step(engine: Engine, target: ReportStatus) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE reports SET status = '{target}', {CARRIES[target]}"))


def test_postgres_allows_what_the_table_allows_and_refuses_every_other_step(report: Engine) -> None:
    for source, target in PAIRS:
        with report.connect() as connection, connection.begin() as whole:
            for state in WAY[source]:
                connection.execute(text(f"UPDATE reports SET status = '{state}', {CARRIES[state]}"))
            attempt = text(f"UPDATE reports SET status = '{target}', {CARRIES[target]}")
            if target in REPORT_TRANSITIONS[source] or source is target:
                connection.execute(attempt)
            else:
                with pytest.raises(DBAPIError) as refused:
                    connection.execute(attempt)
                assert refused.value.orig.sqlstate == REFUSED  # type: ignore[union-attr]
            whole.rollback()


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_the_setter_makes_only_legal_steps(source: ReportStatus, target: ReportStatus) -> None:
    if target in REPORT_TRANSITIONS[source]:
        assert f"{target}" in str(moving(source, target, (), {}).compile().params.values())
    else:
        with pytest.raises(IllegalTransition):
            moving(source, target, (), {})


@pytest.mark.parametrize("state", [one for one in ReportStatus if one is not ReportStatus.PENDING])
def test_a_report_begins_as_pending_only(report: Engine, state: ReportStatus) -> None:
    insert = text(
        "INSERT INTO reports (organization_id, athlete_id, type, period_start, period_end, status, edition)"
        f" SELECT organization_id, athlete_id, type, period_start, period_end, '{state}', 2 FROM reports"
    )
    with pytest.raises(DBAPIError) as refused, report.begin() as connection:
        connection.execute(insert)
    assert refused.value.orig.sqlstate == REFUSED  # type: ignore[union-attr]


def test_an_unchanged_status_is_no_transition_and_no_event(report: Engine) -> None:
    with report.begin() as connection:
        connection.execute(text("UPDATE reports SET status = status, turn = turn + 1"))
    with report.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM report_events")).scalar_one() == 1


def test_every_change_names_its_actor_even_in_raw_sql(report: Engine) -> None:
    step(report, ReportStatus.PROCESSING)
    with report.connect() as connection:
        actor = connection.execute(text("SELECT actor FROM report_events WHERE to_status = 'PROCESSING'")).scalar_one()
    assert actor == "sql:debrief"


def test_without_the_token_in_the_fence_a_stale_owner_would_get_through(
    report: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests of the fence would fail without it: this is the mutation, kept."""

    def by_id_alone(assignment: Assignment) -> tuple[ColumnElement[bool], ...]:
        return (Report.id == assignment.report_id,)

    with session_scope(report) as session:
        (stale,) = claim(session, 1, "first")
    with report.begin() as connection:
        connection.execute(text("UPDATE reports SET leased_until = clock_timestamp() - interval '1 s'"))
    with session_scope(report) as session:
        settling.reclaim(session)
    with session_scope(report) as session:
        claim(session, 1, "second")
    monkeypatch.setattr(completing, "owned", by_id_alone)
    with session_scope(report) as session:
        completing.complete(session, finished(stale))
    with report.connect() as connection:
        assert connection.execute(text("SELECT status FROM reports")).scalar_one() == ReportStatus.COMPLETED

"""New editions: who may have one, what becomes of the offer, and whose mail goes out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from club import MONDAY, MORNING_AFTER, SUNDAY, add_athlete, add_organization, add_report, add_workouts
from finished import finished
from sqlalchemy import Engine, insert, select, text, update

from models.deliveries import Delivery, DeliveryEvent
from models.enums import Choice, DeliveryStatus, HoldReason, ReasonCode
from models.errors import StageError, UsageError
from models.reports import Report, RevisionOffer
from models.session import session_scope
from models.values import Assignment, Period
from tasks.commission.due import commission_due
from tasks.commission.holds import lift, send_on
from tasks.commission.request import Wish, find_athlete, request_report
from tasks.commission.revisions import Revision, looked_through, remember, revise
from tasks.lease.claim import claim
from tasks.lease.complete import complete
from tasks.lease.settle import fail

HELD, SCHEDULED, CANCELLED = DeliveryStatus.HELD, DeliveryStatus.SCHEDULED, DeliveryStatus.CANCELLED
NEW_EDITION, APPROVAL = HoldReason.NEW_EDITION, HoldReason.AWAITING_APPROVAL
WORDS = "Fitness 41 → 44: Sunday's run arrived on Tuesday."


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    return add_athlete(engine, add_organization(engine))


def make(engine: Engine, **athlete: Any) -> Assignment:
    """The report that waits is finished."""
    with session_scope(engine, actor="worker") as session:
        (taken,) = claim(session, 1, "worker")
    with session_scope(engine, actor="worker") as session:
        complete(session, finished(taken, **athlete))
    return taken


@pytest.fixture
def report(engine: Engine, athlete: UUID) -> UUID:
    with engine.connect() as connection:
        organization = connection.execute(text("SELECT id FROM organizations")).scalar_one()
    values = {"focus": "Is the load right?", "subject": "0123456789abcdef", "type": "CUSTOM", "review_choice": "no"}
    add_report(engine, organization, athlete, **values)
    return make(engine).report_id


def ask(engine: Engine, report_id: UUID, mail: Choice = Choice.AUTO) -> Revision:
    with session_scope(engine, actor="coach") as session:
        return revise(session, report_id, mail)


def refusal(engine: Engine, report_id: UUID) -> str:
    with pytest.raises(UsageError) as refused:
        ask(engine, report_id)
    return str(refused.value)


def row(engine: Engine, report_id: UUID) -> Report:
    with session_scope(engine) as session:
        return session.get_one(Report, report_id)


def everything(engine: Engine, report_id: UUID) -> tuple[Any, ...]:
    with engine.connect() as connection:
        return tuple(connection.execute(select(Report.__table__).where(Report.id == report_id)).one())


def mails(engine: Engine) -> list[tuple[int, str, list[str]]]:
    """Edition, status and reasons of every delivery."""
    query = select(Report.edition, Delivery.status, Delivery.reasons).join(Report, Report.id == Delivery.report_id)
    with session_scope(engine) as session:
        return [(one.edition, one.status, one.reasons) for one in session.execute(query.order_by(Report.edition))]


def set_mail(engine: Engine, report_id: UUID, status: DeliveryStatus, *reasons: HoldReason) -> None:
    sent_at = datetime.now(UTC) if status is DeliveryStatus.SENT else None
    values = {"status": status, "reasons": list(reasons), "sent_at": sent_at}
    with session_scope(engine) as session:
        session.execute(update(Delivery).where(Delivery.report_id == report_id).values(values))


def events(engine: Engine, report_id: UUID) -> list[tuple[str | None, str, str, str | None]]:
    e = DeliveryEvent
    query = select(e.from_status, e.to_status, e.actor, e.reason).join(Delivery).where(Delivery.report_id == report_id)
    with session_scope(engine) as session:
        return [tuple(one) for one in session.execute(query.order_by(e.at))]  # type: ignore[misc]


def test_a_new_edition_is_of_the_same_report_and_nothing_of_the_earlier_one_changes(
    engine: Engine, report: UUID
) -> None:
    before, whole = row(engine, report), everything(engine, report)
    revision = ask(engine, report)
    made = row(engine, revision.report_id)
    kept = (
        "organization_id",
        "athlete_id",
        "type",
        "period_start",
        "period_end",
        "subject",
        "focus",
        "language",
        "review_choice",
    )
    assert all(getattr(made, name) == getattr(before, name) for name in kept)
    assert (made.edition, made.origin, made.status, made.priority, made.mail_choice) == (
        2,
        "revision",
        "PENDING",
        0,
        "auto",
    )
    assert (revision.edition, revision.reasons) == (2, ())
    assert everything(engine, report) == whole


def test_the_worker_is_told_when_the_edition_before_was_completed(engine: Engine, report: UUID) -> None:
    ask(engine, report)
    with session_scope(engine) as session:
        (second,) = claim(session, 1, "worker")
    assert (second.edition, second.earlier_completed_at) == (2, row(engine, report).completed_at)


def test_a_first_edition_has_none_before_it(engine: Engine, report: UUID, athlete: UUID) -> None:
    add_report(engine, row(engine, report).organization_id, athlete)
    with session_scope(engine) as session:
        (first,) = claim(session, 1, "worker")
    assert first.earlier_completed_at is None


def test_the_open_offer_is_accepted_with_the_new_edition(engine: Engine, report: UUID) -> None:
    with session_scope(engine) as session:
        session.execute(
            insert(RevisionOffer),
            [
                {"report_id": report, "facts_hash": "older", "diff": [{"text": "Old."}], "decision": "dismissed"},
                {"report_id": report, "facts_hash": "newer", "diff": [{"text": WORDS}], "decision": "open"},
            ],
        )
    assert ask(engine, report).reasons == (WORDS,)
    with session_scope(engine) as session:
        found = session.execute(select(RevisionOffer).order_by(RevisionOffer.facts_hash)).scalars().all()
    assert [(one.decision, one.decided_by, one.decided_at is not None) for one in found] == [
        ("accepted", None, True),
        ("dismissed", None, False),
    ]


def test_an_unknown_report_is_said(engine: Engine) -> None:
    unknown = uuid4()
    assert refusal(engine, unknown) == f"There is no report {unknown}."


def test_only_the_newest_edition_can_be_revised_and_the_newer_one_is_named(engine: Engine, report: UUID) -> None:
    second = ask(engine, report).report_id
    assert refusal(engine, report) == f"Edition 2 of this report is waiting to be made: {second}"
    assert refusal(engine, second) == "Only a COMPLETED report can be revised; this one is PENDING."
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
    assert refusal(engine, report) == f"Edition 2 of this report is being made: {second}"
    with session_scope(engine) as session:
        fail(session, taken, StageError(ReasonCode.RENDER_FAILED, "The document could not be rendered."))
    assert (
        refusal(engine, report)
        == f"Edition 2 of this report exists already and FAILED; debrief retry makes it: {second}"
    )
    assert refusal(engine, second).endswith(f"this one is FAILED; debrief retry {second} makes it.")


def test_a_third_edition_follows_the_second(engine: Engine, report: UUID) -> None:
    second = ask(engine, report).report_id
    make(engine)
    assert (
        refusal(engine, report) == f"Edition 2 of this report exists already; only the newest can be revised: {second}"
    )
    third = ask(engine, second)
    assert third.edition == 3
    with session_scope(engine) as session:
        (taken,) = claim(session, 1, "worker")
    assert taken.earlier_completed_at == row(engine, second).completed_at


def test_two_coaches_at_once_make_one_edition(engine: Engine, report: UUID) -> None:
    with ThreadPoolExecutor(1) as other:
        with session_scope(engine, actor="coach") as session:
            first = revise(session, report, Choice.AUTO)
            second = other.submit(refusal, engine, report)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)  # it waits for the first to have decided
        assert second.result() == f"Edition 2 of this report is waiting to be made: {first.report_id}"


def test_a_new_edition_is_never_mailed_silently(engine: Engine, report: UUID) -> None:
    ask(engine, report)
    make(engine)
    assert mails(engine) == [(1, SCHEDULED, []), (2, HELD, [NEW_EDITION])]


def test_mailing_the_new_edition_cancels_the_unsent_mail_of_the_earlier_one(engine: Engine, report: UUID) -> None:
    ask(engine, report, Choice.YES)
    make(engine)
    assert mails(engine) == [(1, CANCELLED, []), (2, SCHEDULED, [])]
    assert events(engine, report)[-1] == (SCHEDULED, CANCELLED, "worker", "SUPERSEDED")


def test_what_was_held_of_the_earlier_one_is_cancelled_too(engine: Engine, report: UUID) -> None:
    set_mail(engine, report, HELD, APPROVAL)
    ask(engine, report, Choice.YES)
    make(engine)
    assert mails(engine) == [(1, CANCELLED, []), (2, SCHEDULED, [])]
    assert events(engine, report)[-1] == (HELD, CANCELLED, "worker", "SUPERSEDED")


@pytest.mark.parametrize("settled", [DeliveryStatus.SENT, DeliveryStatus.SUPPRESSED, DeliveryStatus.FAILED])
def test_what_is_settled_of_the_earlier_one_stays_as_it_is(
    engine: Engine, report: UUID, settled: DeliveryStatus
) -> None:
    set_mail(engine, report, settled)
    ask(engine, report, Choice.YES)
    make(engine)
    assert mails(engine) == [(1, settled, []), (2, SCHEDULED, [])]


@pytest.mark.parametrize(("status", "reasons"), [(DeliveryStatus.SENDING, ()), (HELD, (HoldReason.UNCLEAR,))])
def test_while_the_earlier_mail_is_on_its_way_or_unclear_the_new_one_waits_and_goes_on_when_that_is_settled(
    engine: Engine, report: UUID, status: DeliveryStatus, reasons: tuple[HoldReason, ...]
) -> None:
    set_mail(engine, report, status, *reasons)
    ask(engine, report, Choice.YES)
    make(engine)
    assert mails(engine) == [(1, status, list(reasons)), (2, HELD, [NEW_EDITION])]
    with session_scope(engine, actor="upkeep") as session:
        send_on(session)
    assert mails(engine)[1] == (2, HELD, [NEW_EDITION])
    set_mail(engine, report, DeliveryStatus.SENT)
    with session_scope(engine, actor="upkeep") as session:
        send_on(session)
    assert mails(engine) == [(1, DeliveryStatus.SENT, []), (2, SCHEDULED, [])]


def test_upkeep_sends_on_nothing_that_nobody_wants_mailed(engine: Engine, report: UUID) -> None:
    ask(engine, report)
    make(engine)
    with session_scope(engine, actor="upkeep") as session:
        send_on(session)
    assert mails(engine) == [(1, SCHEDULED, []), (2, HELD, [NEW_EDITION])]


def test_approving_a_new_edition_cancels_the_earlier_mail_at_that_moment(engine: Engine, report: UUID) -> None:
    with session_scope(engine) as session:
        session.execute(update(Report).values(review_choice="yes"))
    second = ask(engine, report, Choice.YES).report_id
    make(engine)
    assert mails(engine) == [(1, SCHEDULED, []), (2, HELD, [APPROVAL])]
    with session_scope(engine, actor="coach") as session:
        lift(session, [second], (APPROVAL,))
    assert mails(engine) == [(1, CANCELLED, []), (2, SCHEDULED, [])]
    assert events(engine, second)[1:] == [(HELD, SCHEDULED, "coach", None)]


def test_approving_while_the_earlier_mail_is_unclear_leaves_one_reason_to_wait(engine: Engine, report: UUID) -> None:
    with session_scope(engine) as session:
        session.execute(update(Report).values(review_choice="yes"))
    second = ask(engine, report, Choice.YES).report_id
    make(engine)
    set_mail(engine, report, HELD, HoldReason.UNCLEAR)
    with session_scope(engine, actor="coach") as session:
        lift(session, [second], (APPROVAL,))
    assert mails(engine) == [(1, HELD, [HoldReason.UNCLEAR]), (2, HELD, [NEW_EDITION])]


def test_asking_for_the_report_again_with_mail_lets_the_newest_edition_go(engine: Engine, athlete: UUID) -> None:
    wish, period = Wish(athlete=str(athlete)), Period(MONDAY, SUNDAY)

    def again(mail: Choice) -> UUID:
        with session_scope(engine, actor="coach") as session:
            return request_report(session, wish, find_athlete(session, str(athlete)), period, mail=mail).report_id

    first = again(Choice.AUTO)
    make(engine)
    second = ask(engine, first).report_id
    make(engine)
    assert mails(engine) == [(1, HELD, [HoldReason.REQUESTER_CHOICE]), (2, HELD, [NEW_EDITION])]
    assert again(Choice.YES) == second
    assert mails(engine) == [(1, CANCELLED, []), (2, SCHEDULED, [])]


def made_on_demand(engine: Engine, athlete: UUID) -> UUID:
    add_workouts(engine, athlete, {MONDAY: 50})
    with session_scope(engine, actor="coach") as session:
        person = find_athlete(session, str(athlete))
        wished = request_report(session, Wish(athlete=str(athlete)), person, Period(MONDAY, SUNDAY))
    make(engine)
    return wished.report_id


@pytest.mark.parametrize("is_made_before_the_round", [True, False])
def test_the_round_mails_the_newest_edition_of_a_week_that_was_made_on_demand(
    engine: Engine, athlete: UUID, is_made_before_the_round: bool
) -> None:
    first = made_on_demand(engine, athlete)
    ask(engine, first)
    if is_made_before_the_round:
        make(engine)
    with session_scope(engine, actor="round") as session:
        assert len(commission_due(session, MORNING_AFTER)) == 0
    if not is_made_before_the_round:
        make(engine)
    assert mails(engine) == [(1, CANCELLED, []), (2, SCHEDULED, [])]


def test_the_round_mails_no_revision_of_a_week_whose_first_edition_went_out(engine: Engine, athlete: UUID) -> None:
    first = made_on_demand(engine, athlete)
    set_mail(engine, first, DeliveryStatus.SENT)
    ask(engine, first)
    make(engine)
    with session_scope(engine, actor="round") as session:
        commission_due(session, MORNING_AFTER)
    assert mails(engine) == [(1, DeliveryStatus.SENT, []), (2, HELD, [NEW_EDITION])]


def test_up_to_when_rows_were_looked_at_is_remembered(engine: Engine) -> None:
    with session_scope(engine) as session:
        assert looked_through(session) is None
    for hour in (5, 6):
        with session_scope(engine) as session:
            remember(session, datetime(2026, 11, 16, hour, tzinfo=UTC))
    with session_scope(engine) as session:
        assert looked_through(session) == datetime(2026, 11, 16, 6, tzinfo=UTC)

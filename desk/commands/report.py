"""Commands of the coach: make one report, or try a failed one again."""

from typing import TYPE_CHECKING
from uuid import UUID

import click

from desk.console import progress, ready_database, run, say
from models.errors import DebriefError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from flows.workshop import Workshop
    from models.values import Period
    from tasks.commission.request import Person, Wish

TYPES = {"weekly": "WEEKLY_ANALYSIS", "custom": "CUSTOM"}


@click.command()
@click.argument("athlete")
@click.option("--type", "kind", type=click.Choice(list(TYPES)), help="weekly (the default), or custom for any range.")
@click.option("--week", metavar="2026-W46", help="The athlete's week that holds that ISO week's Thursday.")
@click.option("--from", "first", metavar="DAY", help="First day of a custom report.")
@click.option("--to", "last", metavar="DAY", help="Last day of a custom report.")
@click.option("--focus", metavar="TEXT", help="A question that the report should answer.")
@click.option("--partial", is_flag=True, help="This week up to yesterday, before it is over.")
@click.option("--mail", is_flag=True, help="Let it be mailed to the athlete.")
@click.option("--review", is_flag=True, help="Let it wait for a coach's approval.")
@click.option("--queue", is_flag=True, help="Only put it in line, and print its id.")
@click.option("--wait", is_flag=True, help="Put it in line, and wait until a worker has made it.")
@click.option("--dry-run", is_flag=True, help="Show the facts and what would be done; write nothing.")
@click.option("--now", metavar="ISO", help="Take this for the present.")
def report(
    athlete: str,
    kind: str | None,
    week: str | None,
    first: str | None,
    last: str | None,
    focus: str | None,
    partial: bool,
    mail: bool,
    review: bool,
    queue: bool,
    wait: bool,
    dry_run: bool,
    now: str | None,
) -> None:
    """Make one athlete's report and print where it is filed. ATHLETE is an e-mail address or an id."""
    from models.enums import Choice, ReportType
    from models.session import session_scope
    from tasks import clock
    from tasks.commission.request import Wish, find_athlete, period_of, request_report

    if queue and wait:
        raise UsageError("Give either --queue or --wait, not both.")
    chosen = ReportType(TYPES[kind or ("custom" if first or last else "weekly")])
    wish = Wish(athlete=athlete, type=chosen, week=week, first=first, last=last, is_partial=partial, focus=focus)
    instant = clock.parse_instant(now) if now else clock.now()
    engine = ready_database()
    with session_scope(engine, actor="command line") as session:
        person = find_athlete(session, athlete)
        period = period_of(wish, person, instant)
        if not dry_run:
            chosen_mail = Choice.YES if mail else Choice.AUTO
            chosen_review = Choice.YES if review else Choice.AUTO
            requested = request_report(session, wish, person, period, mail=chosen_mail, review=chosen_review)
    if dry_run:
        _dry_run(engine, wish, person, period)
    elif queue:
        click.echo(requested.report_id)
    else:
        _make(engine, requested.report_id, person.athlete_id, waits=wait)


def _make(engine: "Engine", report_id: UUID, athlete_id: UUID, *, waits: bool) -> None:
    from flows.single import follow, make_one
    from flows.workshop import workshop

    shop = workshop()
    with progress("Report") as bar:
        bar.expect(1)
        run(follow(shop, report_id) if waits else make_one(shop, report_id, told=bar.told))
    print_result(engine, shop, report_id)


def print_result(engine: "Engine", shop: "Workshop", report_id: UUID) -> None:
    """Where it is filed, or why it is not."""
    from models.session import session_scope

    with session_scope(engine) as session:
        row = _standing(session, report_id)
    if row.status != "COMPLETED":
        raise DebriefError(f"The report is {row.status}: {row.reason or 'it waits for its turn'} ({report_id})")
    click.echo(shop.store.place(row.pdf_key))


def _standing(session, report_id: UUID):  # type: ignore[no-untyped-def]
    from sqlalchemy import select

    from models.reports import Rendition, Report

    query = select(Report.status, Report.reason, Rendition.pdf_key).outerjoin(
        Rendition, Rendition.report_id == Report.id
    )
    return session.execute(query.where(Report.id == report_id).order_by(Rendition.created_at).limit(1)).one()


def _dry_run(engine: "Engine", wish: "Wish", person: "Person", period: "Period") -> None:
    from desk.facts_table import print_facts
    from flows.preview import preview

    seen = preview(engine, wish, person, period)
    print_facts(seen.sheet)
    kind = next(name for name, chosen in TYPES.items() if chosen == wish.type)
    say(f"A {kind} report of {period.start} to {period.end}, by the {seen.writer} writer: {seen.headline}")
    for line in seen.suggestions:
        say(f"  - {line}")
    say(_what_would_happen(engine, wish, person, period))
    say("Nothing was written.")


def _what_would_happen(engine: "Engine", wish: "Wish", person: "Person", period: "Period") -> str:
    from sqlalchemy import select

    from models.reports import Report
    from models.session import session_scope
    from tasks.commission.request import subject_of

    same = {"athlete_id": person.athlete_id, "type": wish.type, "subject": subject_of(wish)}
    days = {"period_start": period.start, "period_end": period.end}
    query = select(Report.status).filter_by(**same, **days).order_by(Report.edition.desc()).limit(1)
    with session_scope(engine) as session:
        status = session.execute(query).scalar_one_or_none()
    if status is None:
        return "It would be made."
    would = {"COMPLETED": "nothing would be made", "FAILED": "it would be tried again"}
    return f"A report of these days exists already ({status}); {would.get(status, 'it waits for its turn')}."


@click.command()
@click.argument("report_id", metavar="REPORT", type=click.UUID)
def retry(report_id: UUID) -> None:
    """Make a FAILED report again."""
    from flows.single import make_one
    from flows.workshop import workshop
    from models.session import session_scope
    from tasks.lease.settle import retry as try_again

    engine = ready_database()
    with session_scope(engine, actor="command line") as session:
        from models.reports import Report

        found = session.get(Report, report_id)
        if found is None:
            raise UsageError(f"There is no report {report_id}.")
        if not try_again(session, report_id):
            raise UsageError(f"Only a FAILED report can be tried again; this one is {found.status}.")
    shop = workshop()
    run(make_one(shop, report_id))
    print_result(engine, shop, report_id)

"""The sample club and its reports, from nothing."""

import os
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from desk.console import progress, ready_database, run, say, say_shortfalls
from models.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.command()
@click.option("--now", metavar="ISO", help="Take this for the present; the first demo's present is kept.")
def demo(now: str | None) -> None:
    """Make a sample club and its reports for the last complete week."""
    _refuse_in_production()
    from desk.watching import follow_counts, present
    from flows.round import run_round
    from flows.workshop import workshop
    from tasks import clock
    from tasks.commission.due import commission_last_week

    instant = clock.parse_instant(now) if now else clock.now()
    engine = ready_database()
    began = present(engine)
    club_id, instant = _filled(engine, instant)
    shop, commission = workshop(), partial(commission_last_week, organization_id=club_id)
    with progress("Reports") as bar, follow_counts(engine, bar):
        run(run_round(shop, instant, commission=commission))
    _print_reports(engine, shop, club_id)
    say_shortfalls(engine, began)


def _refuse_in_production() -> None:
    """Made-up people have no place among real ones. Where nobody has set the environment, it is a demo's."""
    from tasks.settings import Environment, settings

    if settings().env is Environment.PRODUCTION:
        raise UsageError(
            "The demo fills a database with made-up people; it does not run where DEBRIEF_ENV is production."
        )
    if "env" not in settings().model_fields_set:
        os.environ["DEBRIEF_ENV"] = Environment.DEMO
        settings.cache_clear()


def _filled(engine: "Engine", instant: datetime) -> tuple[UUID, datetime]:
    """The sample club's id, and its present: never before the first demo's."""
    from desk.sample_club.chance import row_id
    from desk.sample_club.fill import anchor_of, fill, seed_of
    from desk.sample_club.people import SLUG
    from models.session import session_scope

    with session_scope(engine, actor="demo") as session:
        anchor, seed = anchor_of(session, instant), seed_of(session, instant)
        instant = max(anchor, instant)
        added = sum(fill(session, seed, anchor, instant).values())
    say(f"The sample club has {added} new rows." if added else "The sample club is up to date.")
    return row_id(seed, SLUG, "organizations"), instant


def _print_reports(engine: "Engine", shop: Any, club_id: UUID) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("who", "status", "headline"):
        table.add_column(heading)
    files = []
    for row in _newest(engine, club_id):
        table.add_row(row.name, row.status, _headline(row))
        if row.pdf_key:
            files.append(f"{row.name}: {shop.store.place(row.pdf_key)}")
    Console(width=None if os.isatty(1) else 130).print(table)
    for line in files:
        click.echo(line)


def _newest(engine: "Engine", club_id: UUID) -> list[Any]:
    """The newest report of each athlete of the club."""
    from sqlalchemy import select

    from models.identity import User
    from models.reports import Rendition, Report
    from models.session import session_scope

    newest = (
        select(Report.id)
        .where(Report.athlete_id == User.id)
        .order_by(Report.period_end.desc(), Report.edition.desc())
        .limit(1)
        .correlate(User)
        .scalar_subquery()
    )
    query = (
        select(User.name, Report.status, Report.reason, Report.facts, Report.narrative, User.units, Rendition.pdf_key)
        .join(Report, Report.id == newest)
        .outerjoin(Rendition, Rendition.report_id == Report.id)
        .where(User.organization_id == club_id)
        .order_by(User.name)
    )
    with session_scope(engine) as session:
        return list(session.execute(query))


def _headline(row: Any) -> str:
    """The stored headline, its figures said as on the athlete's page."""
    if row.narrative is None:
        return row.reason or ""
    from models.enums import Units
    from models.facts import FactSheet
    from tasks.render.phrases import Reader, filled
    from tasks.render.settle import settled

    sheet = FactSheet.from_json(row.facts)
    days = (sheet.period_end - sheet.period_start).days + 1
    reader = Reader(Units(row.units), days)
    return filled(row.narrative["headline"], settled(sheet, reader), reader)

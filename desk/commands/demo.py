"""The sample club and its reports, from nothing."""

import os
from typing import TYPE_CHECKING, Any

import click

from desk.console import progress, ready_database, run, say

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.command()
@click.option("--now", metavar="ISO", help="Take this for the present; the first demo's present is kept.")
def demo(now: str | None) -> None:
    """Make a sample club and its reports for the last complete week."""
    os.environ.setdefault("DEBRIEF_ENV", "demo")
    from desk.sample_club.fill import anchor_of, fill, seed_of
    from flows.round import run_round
    from flows.workshop import workshop
    from models.session import session_scope
    from tasks import clock
    from tasks.commission.due import commission_last_week

    instant = clock.parse_instant(now) if now else clock.now()
    engine = ready_database()
    with session_scope(engine, actor="demo") as session:
        anchor = anchor_of(session, instant)
        present = max(anchor, instant)
        added = sum(fill(session, seed_of(session, instant), anchor, present).values())
    say(f"The sample club has {added} new rows." if added else "The sample club is up to date.")
    shop = workshop()
    with progress("Reports") as bar:
        run(run_round(shop, present, commission=commission_last_week, told=bar.told, expect=bar.expect))
    _print_reports(engine, shop)


def _print_reports(engine: "Engine", shop: Any) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("who", "status", "headline"):
        table.add_column(heading)
    files = []
    for row in _newest(engine):
        table.add_row(row.name, row.status, _headline(row))
        if row.pdf_key:
            files.append(f"{row.name}: {shop.store.place(row.pdf_key)}")
    Console(width=None if os.isatty(1) else 130).print(table)
    for line in files:
        click.echo(line)


def _newest(engine: "Engine") -> list[Any]:
    """Each athlete's newest report."""
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

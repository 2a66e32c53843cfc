"""Commands of the operator: bring the tables up to date, run a round, look at how things stand."""

import json
from typing import Any

import click

from desk.console import progress, ready_database, run, say, say_shortfalls, without_password


@click.command()
@click.option("--print-url", is_flag=True, help="Print the database URL in force; an embedded server stays up.")
def migrate(print_url: bool) -> None:
    """Bring the database to this version's tables."""
    from models import schema
    from models.session import reachable
    from tasks.database import database, keep_running, url

    engine = database()
    reachable(engine)
    before = schema.current(engine)
    schema.upgrade(engine)
    after = schema.current(engine)
    say(f"The tables are at {after}." if before == after else f"The tables went from {before or 'nothing'} to {after}.")
    if print_url:
        keep_running()
        click.echo(url())


@click.command("round")
@click.option("--now", metavar="ISO", help="Take this for the present (2026-11-16T05:00:00Z), to catch up by hand.")
def round_(now: str | None) -> None:
    """Make every report that is due, and stay until it is finished."""
    from desk.watching import follow_counts, present
    from flows.prefect_home import prefect_api
    from flows.round import run_round
    from flows.workshop import workshop
    from tasks import clock

    instant = clock.parse_instant(now) if now else clock.now()
    engine = ready_database()
    began = present(engine)
    with prefect_api(say) as is_watched, progress("Reports") as bar, follow_counts(engine, bar):
        if is_watched:
            from flows.nightly_round import nightly_round

            counts = run(nightly_round(instant))
        else:
            counts = run(run_round(workshop(), instant)).as_json()
    click.echo(", ".join(f"{name.lower()} {count}" for name, count in counts.items()))
    say_shortfalls(engine, began)


@click.command()
def upkeep() -> None:
    """Take back what dead workers held, and make what waits."""
    from desk.watching import present
    from flows.workshop import workshop

    engine = ready_database()
    began = present(engine)
    reclaimed, poisoned, made = run(_upkeep(workshop()))
    click.echo(f"reclaimed {reclaimed}, given up {poisoned}, made {made}")
    say_shortfalls(engine, began)


async def _upkeep(shop: Any) -> tuple[int, int, int]:
    from flows.contents import make_batch
    from models.session import session_scope
    from tasks.lease.settle import reclaim

    with session_scope(shop.engine, actor=shop.worker) as session:
        reclaimed, poisoned = reclaim(session)
    made = 0
    while batch := (await make_batch(shop)).outcomes:
        made += len(batch)
    return reclaimed, poisoned, made


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
def status(as_json: bool) -> None:
    """Show reports, what failed and why, deliveries and the last rounds."""
    from desk.overview import overview
    from models.session import session_scope

    with session_scope(ready_database()) as session:
        seen = overview(session)
    if as_json:
        click.echo(json.dumps(seen, indent=2, ensure_ascii=False))
        return
    _print_status(seen)


def _print_status(seen: dict[str, Any]) -> None:
    if not seen["reports"]:
        click.echo("No reports yet. `debrief round` makes what is due, `debrief report ATHLETE` makes one.")
        return
    click.echo("reports     " + ", ".join(f"{name} {count}" for name, count in seen["counts"].items()))
    click.echo("deliveries  " + (", ".join(f"{name} {count}" for name, count in seen["deliveries"].items()) or "none"))
    for one in seen["rounds"][:3]:
        click.echo(f"round       {one['started_at']}  {'finished' if one['finished_at'] else 'not finished'}")
    for one in seen["reports"]:
        if one["status"] == "FAILED":
            period = f"{one['period_start']} to {one['period_end']}"
            click.echo(f"FAILED      {one['id']}  {period}  {one['reason_code']}: {one['reason']}")


@click.command()
def doctor() -> None:
    """Look at everything that reports need, and say what is missing."""
    from desk.doctor import examine

    is_well = True
    for one in examine():
        click.echo(without_password(f"{'ok ' if one.is_well else 'BAD'}  {one.what}: {one.found}"))
        is_well = is_well and one.is_well
    if not is_well:
        raise click.exceptions.Exit(1)

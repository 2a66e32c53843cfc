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
@click.option("--now", metavar="ISO", help="Take this for the present: new editions are offered of its last 28 days.")
def upkeep(now: str | None) -> None:
    """Take back what dead workers held, make what waits, offer new editions where rows came late."""
    from desk.watching import present
    from flows.upkeep import upkeep as keep_up
    from flows.workshop import workshop
    from tasks import clock

    instant = clock.parse_instant(now) if now else clock.now()
    engine = ready_database()
    began = present(engine)
    kept = run(keep_up(workshop(), instant))
    offered = f", new editions offered {kept.offered}" if kept.offered else ""
    click.echo(f"reclaimed {kept.reclaimed}, given up {kept.given_up}, made {kept.made}{offered}")
    say_shortfalls(engine, began)


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
    from desk.overview import in_words

    if not seen["reports"]:
        click.echo("No reports yet. `debrief round` makes what is due, `debrief report ATHLETE` makes one.")
        return
    click.echo("reports     " + ", ".join(f"{name} {count}" for name, count in seen["counts"].items()))
    click.echo("deliveries  " + (", ".join(f"{name} {count}" for name, count in seen["deliveries"].items()) or "none"))
    for one in seen["rounds"][:3]:
        click.echo(f"round       {one['started_at']}  {'finished' if one['finished_at'] else 'not finished'}")
    for one in seen["reports"]:
        if one["status"] == "FAILED":
            click.echo(f"FAILED      {one['id']}  {_period(one)}  {one['reason_code']}: {one['reason']}")
    for one in seen["offers"]:
        changes = in_words([change["text"] for change in one["changes"]])
        click.echo(f"offer       {one['report']}  {_period(one)}  {changes}")


def _period(one: dict[str, Any]) -> str:
    return f"{one['period_start']} to {one['period_end']}"


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

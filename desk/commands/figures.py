"""Commands that show figures: the facts of a week, the days of a range. They read, and write nothing."""

import json
from datetime import timedelta

import click

from desk.console import ready_database


@click.command()
@click.argument("athlete")
@click.option("--week", metavar="2026-W46", help="The athlete's week that holds that ISO week's Thursday.")
@click.option("--from", "first", metavar="DAY", help="First day of a range.")
@click.option("--to", "last", metavar="DAY", help="Last day of a range.")
@click.option("--partial", is_flag=True, help="This week up to yesterday, before it is over.")
@click.option("--json", "as_json", is_flag=True, help="Everything about each fact, for programs.")
@click.option("--now", metavar="ISO", help="Take this for the present.")
def facts(
    athlete: str, week: str | None, first: str | None, last: str | None, partial: bool, as_json: bool, now: str | None
) -> None:
    """Show every fact that a report of the week could speak of."""
    from desk.facts_table import facts_json, print_facts
    from flows.figures import facts_of
    from models.enums import ReportType
    from models.session import session_scope
    from tasks import clock
    from tasks.commission.request import Wish, find_athlete, period_of

    kind = ReportType.CUSTOM if first or last else ReportType.WEEKLY_ANALYSIS
    wish = Wish(athlete=athlete, type=kind, week=week, first=first, last=last, is_partial=partial)
    engine = ready_database()
    with session_scope(engine) as session:
        person = find_athlete(session, athlete)
    period = period_of(wish, person, clock.parse_instant(now) if now else clock.now())
    sheet = facts_of(engine, wish, person, period)
    if as_json:
        click.echo(json.dumps(facts_json(sheet, person), indent=2, ensure_ascii=False))
    else:
        print_facts(sheet)


@click.command()
@click.argument("athlete")
@click.option("--from", "first", metavar="DAY", help="First day (default: 84 days before the last).")
@click.option("--to", "last", metavar="DAY", help="Last day (default: yesterday).")
@click.option("--json", "as_json", is_flag=True, help="One object a day, for programs.")
def series(athlete: str, first: str | None, last: str | None, as_json: bool) -> None:
    """Show load, fitness, fatigue and form day by day."""
    from desk.facts_table import print_series
    from flows.figures import series as days_of
    from models.errors import UsageError
    from models.session import session_scope
    from models.values import Period
    from tasks import clock
    from tasks.commission.request import find_athlete
    from tasks.commission.weeks import local_day, parse_day

    engine = ready_database()
    with session_scope(engine) as session:
        person = find_athlete(session, athlete)
    end = parse_day(last) if last else local_day(clock.now(), person.time_zone) - timedelta(days=1)
    start = parse_day(first) if first else end - timedelta(days=83)
    if end < start:
        raise UsageError(f"The range ends ({end}) before it begins ({start}).")
    if (end - start).days > 3660:
        raise UsageError("A series can be at most ten years long.")
    days = days_of(engine, person, Period(start, end))
    if as_json:
        click.echo(json.dumps(days, indent=2, allow_nan=False))
    else:
        print_series(days)

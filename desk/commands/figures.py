"""Commands that show figures: the facts of some days, the days of a range. They read, and write nothing."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import click

from desk.console import ready_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.values import Assignment
    from tasks.commission.request import Person, Wish

TYPES = {"weekly": "WEEKLY_ANALYSIS", "daily": "DAILY_SUGGESTION", "race": "RACE_PREP", "custom": "CUSTOM"}


@click.command()
@click.argument("athlete")
@click.option("--type", "kind", type=click.Choice(list(TYPES)), help="weekly, or custom for a range; daily, race.")
@click.option("--week", metavar="2026-W46", help="The athlete's week that holds that ISO week's Thursday.")
@click.option("--from", "first", metavar="DAY", help="First day of a range.")
@click.option("--to", "last", metavar="DAY", help="Last day of a range.")
@click.option("--partial", is_flag=True, help="This week up to yesterday, before it is over.")
@click.option("--json", "as_json", is_flag=True, help="Everything about each fact, for programs.")
@click.option("--now", metavar="ISO", help="Take this for the present.")
def facts(
    athlete: str,
    kind: str | None,
    week: str | None,
    first: str | None,
    last: str | None,
    partial: bool,
    as_json: bool,
    now: str | None,
) -> None:
    """Show every fact that a report of those days could speak of."""
    from desk.facts_table import facts_json, print_facts
    from flows.figures import studied
    from models.enums import ReportType
    from models.session import session_scope
    from tasks import clock
    from tasks.commission.request import Wish, find_athlete

    chosen = ReportType(TYPES[kind or ("custom" if first or last else "weekly")])
    wish = Wish(athlete=athlete, type=chosen, week=week, first=first, last=last, is_partial=partial)
    engine = ready_database()
    with session_scope(engine) as session:
        person = find_athlete(session, athlete)
        assignment = _asked_for(session, wish, person, clock.parse_instant(now) if now else clock.now())
    sheet, _ = studied(engine, assignment)
    if as_json:
        click.echo(json.dumps(facts_json(sheet, person), indent=2, ensure_ascii=False))
    else:
        print_facts(sheet)


def _asked_for(session: "Session", wish: "Wish", person: "Person", now: datetime) -> "Assignment":
    from flows.figures import assignment_of
    from models.enums import ReportType
    from tasks.commission.request import period_of

    if wish.type in (ReportType.DAILY_SUGGESTION, ReportType.RACE_PREP):
        wish = _of_days(wish, person, now)
    assignment = assignment_of(wish, person, period_of(wish, person, now))
    if wish.type is ReportType.RACE_PREP:
        return replace(assignment, subject=str(_next_race(session, assignment)))
    return assignment


def _of_days(wish: "Wish", person: "Person", now: datetime) -> "Wish":
    """Without a range: a day is yesterday, and a race is prepared for with the seven days up to it."""
    from models.enums import ReportType
    from models.errors import UsageError
    from models.values import DAYS_OF_WEEK
    from tasks.local_days import DAY, local_day

    is_daily = wish.type is ReportType.DAILY_SUGGESTION
    if wish.week or wish.is_partial:
        raise UsageError("Daily and race facts are of days, not of a week; give --from and --to, or nothing.")
    if is_daily and wish.first != wish.last:
        raise UsageError("Daily facts are of one day: give the same day as --from and --to, or nothing for yesterday.")
    if wish.first or wish.last:
        return wish
    yesterday = local_day(now, person.time_zone) - DAY
    first = yesterday if is_daily else yesterday - (DAYS_OF_WEEK - 1) * DAY
    return replace(wish, first=first.isoformat(), last=yesterday.isoformat())


def _next_race(session: "Session", assignment: "Assignment") -> UUID:
    from sqlalchemy import select

    from models.errors import UsageError
    from models.training import Race

    ahead = (Race.athlete_id == assignment.athlete_id, Race.local_date > assignment.period.end)
    found = session.execute(select(Race.id).where(*ahead).order_by(Race.local_date, Race.priority).limit(1))
    race = found.scalar_one_or_none()
    if race is None:
        raise UsageError(f"There is no race after {assignment.period.end}; race facts look ahead to one.")
    return race


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
    from tasks.commission.weeks import parse_day
    from tasks.local_days import local_day

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

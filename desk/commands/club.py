"""Commands that make a real club: its organisation, its coaches, its athletes."""

import math
from typing import Any

import click

from desk.console import ready_database

EMAIL = click.option("--email", required=True, help="Where mail goes; also how the person is named in commands.")
NAME = click.option("--name", required=True)
ORG = click.option("--org", required=True, metavar="SLUG", help="The organisation, by its short name.")
VERIFIED = click.option("--verified", is_flag=True, help="You vouch that the address is this person's.")


class Measure(click.FloatRange):
    """A number within its range; "nan" compares with nothing, and would pass."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail("nan is not a number.", param, ctx)
        return number


ZONE = click.option("--zone", default="UTC", show_default=True, metavar="ZONE", help="Such as Europe/Berlin.")


@click.group()
def org() -> None:
    """Organisations."""


@click.group()
def coach() -> None:
    """Coaches."""


@click.group()
def athlete() -> None:
    """Athletes."""


@org.command("add")
@click.argument("name")
@click.option("--slug", help="Short name in lower case (default: made from the name).")
@ZONE
def add_org(name: str, slug: str | None, zone: str) -> None:
    """Add an organisation and print its short name."""
    from desk.people import add_organization
    from models.session import session_scope

    with session_scope(ready_database(), actor="command line") as session:
        click.echo(add_organization(session, name, slug, zone))


@coach.command("add")
@ORG
@EMAIL
@NAME
@click.option("--cohort", default="Athletes", show_default=True, help="The group they coach; made when it is new.")
@ZONE
@VERIFIED
def add_coach(org: str, email: str, name: str, cohort: str, zone: str, verified: bool) -> None:
    """Add a coach and print their id."""
    from desk import people
    from models.session import session_scope

    with session_scope(ready_database(), actor="command line") as session:
        click.echo(people.add_coach(session, org, people.Newcomer(email, name, zone, verified), cohort))


@athlete.command("add")
@ORG
@EMAIL
@NAME
@click.option("--cohort", default="Athletes", show_default=True, help="The group they join.")
@ZONE
@VERIFIED
@click.option("--locale", default="en", show_default=True)
@click.option("--units", type=click.Choice(["metric", "imperial"]), default="metric", show_default=True)
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option("--born", "date_of_birth", metavar="DAY", help="Date of birth.")
@click.option("--sex", type=click.Choice(["female", "male"]))
@click.option("--weight", "weight_kg", type=Measure(30, 200), help="In kilograms.")
@click.option("--height", "height_cm", type=Measure(80, 250), help="In centimetres.")
@click.option("--ftp", "ftp_w", type=Measure(50, 500), help="Functional threshold power in watts.")
@click.option("--lthr", "lthr_bpm", type=Measure(25, 230), help="Heart rate at threshold.")
@click.option("--max-hr", "max_hr_bpm", type=Measure(25, 230))
@click.option("--resting-hr", "resting_hr_bpm", type=Measure(25, 120))
@click.option("--sleep-need", "sleep_need_h", type=Measure(1, 16), default=8.0, show_default=True)
@click.option("--week-starts-on", type=click.IntRange(1, 7), default=1, show_default=True, help="1 = Monday.")
@click.option("--report-weekday", type=click.IntRange(1, 7), help="1 = Monday (default: the morning after the week).")
@click.option("--report-hour", type=click.IntRange(0, 23), default=5, show_default=True, help="In local time.")
@click.option("--review", "review_mode", flag_value="review", default="auto", help="Reports wait for a coach.")
def add_athlete(org: str, email: str, name: str, cohort: str, zone: str, verified: bool, **settings: object) -> None:
    """Add an athlete and print their id."""
    from desk import people
    from models.session import session_scope

    newcomer = people.Newcomer(email, name, zone, verified)
    with session_scope(ready_database(), actor="command line") as session:
        click.echo(people.add_athlete(session, org, newcomer, cohort, settings))

"""The command that scores an athlete's workouts anew and says what changed."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from desk.console import ready_database, say

if TYPE_CHECKING:
    from tasks.analyse.score.door import Rescored


@click.command()
@click.argument("athlete")
@click.option("--json", "as_json", is_flag=True, help="Every workout that changed, for programs.")
def rescore(athlete: str, as_json: bool) -> None:
    """Score all of an athlete's workouts anew, with today's rules and the thresholds of each day."""
    from models.session import session_scope
    from tasks.analyse.score.door import rescore as score_again
    from tasks.commission.request import find_athlete

    with session_scope(ready_database(), actor="command line") as session:
        count, changes = score_again(session, find_athlete(session, athlete).athlete_id)
    if as_json:
        click.echo(json.dumps({"scored": count, "changed": [_plain(one) for one in changes]}, indent=2))
        return
    say(_summary(count, len(changes)))
    _print(changes)


def _summary(count: int, changed: int) -> str:
    if not count:
        return "There are no workouts to score."
    workouts = "1 workout" if count == 1 else f"{count} workouts"
    return f"Scored {workouts}; {'nothing changed' if not changed else f'{changed} changed'}."


def _plain(one: "Rescored") -> dict[str, object]:
    return {**asdict(one), "workout_id": str(one.workout_id)}


def _print(changes: Sequence["Rescored"]) -> None:
    for one in changes:
        before, after = ("–" if load is None else f"{load:.1f}" for load in (one.before, one.after))
        how = one.method_after if one.method_before == one.method_after else f"{one.method_before} → {one.method_after}"
        click.echo(f"{one.local_date}  {one.sport:<16} {before:>7} → {after:>7}  {how}")

"""What a report would say, without making one: facts and words in memory, nothing written."""

from dataclasses import dataclass

from sqlalchemy import Engine

from flows.figures import assignment_of, studied
from models.facts import FactSheet
from models.values import Period
from tasks.commission.request import Person, Wish
from tasks.render.document import suggestions
from tasks.render.view import build_view
from tasks.write.task import write_report


@dataclass(frozen=True, slots=True)
class Preview:
    sheet: FactSheet
    writer: str
    headline: str
    suggestions: tuple[str, ...]


def preview(engine: Engine, wish: Wish, person: Person, period: Period) -> Preview:
    assignment = assignment_of(wish, person, period)
    sheet, athlete = studied(engine, assignment)
    manuscript = write_report(assignment, athlete, sheet)
    return Preview(
        sheet=sheet,
        writer=manuscript.writer,
        headline=build_view(manuscript).headline,
        suggestions=tuple(f"{one['action']}: {one['reason']}" for one in suggestions(manuscript)),
    )

"""Facts and days of one athlete, computed in memory: nothing is written."""

import uuid

from sqlalchemy import Engine

from models.enums import ReportType
from models.facts import FactSheet
from models.values import Assignment, Athlete, Period
from tasks.analyse.batchwise import checked
from tasks.analyse.facts import analyse, series_of
from tasks.analyse.remarks.charts import DayRow
from tasks.commission.request import Person, Wish, subject_of
from tasks.gather.histories import gather_batch


def assignment_of(wish: Wish, person: Person, period: Period) -> Assignment:
    """A report that exists only here."""
    return Assignment(
        report_id=uuid.UUID(int=0),
        organization_id=person.organization_id,
        athlete_id=person.athlete_id,
        type=wish.type,
        period=period,
        subject=subject_of(wish),
        focus=wish.focus,
        language=person.language,
    )


def studied(engine: Engine, assignment: Assignment) -> tuple[FactSheet, Athlete]:
    histories = gather_batch(engine, [assignment])
    sheet = checked(assignment.report_id, analyse(histories)[assignment.report_id])
    return sheet, histories.athletes[assignment.athlete_id]


def series(engine: Engine, person: Person, period: Period) -> list[DayRow]:
    """The athlete's days, from rows, in memory."""
    wish = Wish(athlete=str(person.athlete_id), type=ReportType.CUSTOM)
    histories = gather_batch(engine, [assignment_of(wish, person, period)])
    return series_of(histories, person.athlete_id, period.start, period.end)

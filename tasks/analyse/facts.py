"""From a batch of histories to a fact sheet a report: every figure a report may say, with where it comes from."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import numpy as np

from models.facts import FactSheet
from models.values import Histories
from tasks.analyse import params
from tasks.analyse.batch import Batch, batches
from tasks.analyse.checkin_facts import checkin_facts
from tasks.analyse.days import DayRow, day_rows, day_series
from tasks.analyse.grid import Grid
from tasks.analyse.load import with_loads
from tasks.analyse.load_facts import load_facts
from tasks.analyse.notes import notes
from tasks.analyse.quantities import Quantity, facts_of
from tasks.analyse.recovery_facts import recovery_facts
from tasks.analyse.series import day_loads, load_series
from tasks.analyse.sessions import sessions
from tasks.analyse.standing_facts import coverage_facts, standing_facts
from tasks.analyse.strength import lifted_sets
from tasks.analyse.strength_facts import strength_facts


def analyse(histories: Histories) -> dict[UUID, FactSheet]:
    """A fact sheet for each report, by its id. A sheet depends on its own athlete's rows and nothing else."""
    sheets = {}
    for batch in batches(histories):
        columns = [list(facts_of(quantity, batch.n_days)) for quantity in _quantities(batch)]
        workouts = sessions(batch)
        of_reports = zip(batch.assignments, workouts, day_series(batch), notes(batch, workouts), strict=True)
        for at, (assignment, listed, charted, remarks) in enumerate(of_reports):
            sheets[assignment.report_id] = FactSheet(
                report_type=assignment.type,
                period_start=assignment.period.start,
                period_end=assignment.period.end,
                params_version=params.PARAMS_VERSION,
                facts=tuple(fact for column in columns if (fact := column[at]) is not None),
                is_partial=assignment.is_partial,
                sessions=listed,
                series=charted,
                notes=(*histories.notes.get(assignment.report_id, ()), *remarks),
            )
    return sheets


def series_of(histories: Histories, athlete_id: UUID, first: date, last: date) -> list[DayRow]:
    """One row a day from the first to the last, both included; the histories' assignments do not matter here."""
    athletes = (histories.athletes[athlete_id],)
    n_days = (last - first).days + 1
    grid = Grid((str(athlete_id),), np.array([last], dtype="datetime64[D]"), params.HISTORY_DAYS + n_days)
    workouts = with_loads(histories.workouts, histories.athletes, histories.thresholds)
    lifted = lifted_sets(grid, histories.strength_sets)
    loads = day_loads(grid, workouts, lifted.n_sets, histories.integrations, athletes)
    return day_rows(first, n_days, loads, load_series(grid, loads, athletes))


def _quantities(batch: Batch) -> Iterator[Quantity]:
    yield from load_facts(batch.grid, batch.n_days, batch.loads, batch.series)
    yield from recovery_facts(batch.recovery_grid, batch.n_days, batch.recovery, batch.athletes)
    yield from checkin_facts(batch.grid, batch.n_days, batch.said)
    yield from strength_facts(batch.grid, batch.n_days, batch.lifted)
    yield from standing_facts(batch)
    yield from coverage_facts(batch)

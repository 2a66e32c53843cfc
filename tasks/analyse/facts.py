"""From a batch of histories to a fact sheet a report: every figure a report may say, with where it comes from."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import numpy as np

from models.facts import FactSheet
from models.values import Histories
from tasks.analyse import params
from tasks.analyse.batch import Batch, batches
from tasks.analyse.days.grid import Grid
from tasks.analyse.days.series import day_loads, load_series
from tasks.analyse.days.strength import lifted_sets
from tasks.analyse.remarks.charts import DayRow, day_rows, day_series
from tasks.analyse.remarks.notes import notes
from tasks.analyse.remarks.sessions import sessions
from tasks.analyse.score.load import with_loads
from tasks.analyse.topics.checkin import checkin_facts
from tasks.analyse.topics.coverage import coverage_facts
from tasks.analyse.topics.intensity import intensity_facts
from tasks.analyse.topics.load import load_facts
from tasks.analyse.topics.plan import plan_facts
from tasks.analyse.topics.power import power_facts
from tasks.analyse.topics.quantities import Quantity, facts_of
from tasks.analyse.topics.race import race_facts
from tasks.analyse.topics.readiness import signals
from tasks.analyse.topics.recovery import recovery_facts
from tasks.analyse.topics.sport import sport_facts
from tasks.analyse.topics.standing import standing_facts
from tasks.analyse.topics.strength import strength_facts
from tasks.analyse.topics.vendors import vendor_facts
from tasks.analyse.topics.weight import weight_facts


def analyse(histories: Histories) -> dict[UUID, FactSheet]:
    """A fact sheet for each report, by its id. A sheet depends on its own athlete's rows and nothing else."""
    sheets = {}
    for batch in batches(histories):
        columns = [list(facts_of(quantity, batch.n_days)) for quantity in quantities_of(batch)]
        workouts = sessions(batch)
        parts = (batch.assignments, workouts, day_series(batch), notes(batch, workouts), signals(batch))
        for at, (assignment, listed, charted, remarks, signs) in enumerate(zip(*parts, strict=True)):
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
                signals=signs,
            )
    return sheets


def series_of(histories: Histories, athlete_id: UUID, first: date, last: date) -> list[DayRow]:
    """One row a day from the first to the last, both included; the histories' assignments do not matter here."""
    athletes = (histories.athletes[athlete_id],)
    n_days = (last - first).days + 1
    grid = Grid((str(athlete_id),), np.array([last], dtype="datetime64[D]"), params.HISTORY_DAYS + n_days)
    workouts = with_loads(histories.workouts, histories.athletes, histories.thresholds)
    workouts = workouts[workouts["duplicate_of"].isna()]
    lifted = lifted_sets(grid, histories.strength_sets)
    loads = day_loads(grid, workouts, lifted.n_sets, histories.integrations, athletes)
    return day_rows(first, n_days, loads, load_series(grid, loads, athletes))


def quantities_of(batch: Batch) -> Iterator[Quantity]:
    """In the order of the page. What a quantity can be compared with does not depend on the rows."""
    yield from load_facts(batch.grid, batch.n_days, batch.loads, batch.series)
    yield from sport_facts(batch)
    yield from intensity_facts(batch)
    yield from power_facts(batch)
    yield from plan_facts(batch)
    yield from race_facts(batch)
    yield from recovery_facts(batch.recovery_grid, batch.n_days, batch.recovery, batch.athletes)
    yield from vendor_facts(batch.recovery_grid, batch.n_days, batch.daily_metrics)
    yield from weight_facts(batch.grid, batch.said.weight_kg)
    yield from checkin_facts(batch.grid, batch.n_days, batch.said)
    yield from strength_facts(batch.grid, batch.n_days, batch.lifted)
    yield from standing_facts(batch)
    yield from coverage_facts(batch)

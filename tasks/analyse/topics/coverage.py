"""Facts on how whole the record is: on how many of the period's days each kind of thing was there."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from models.scoring import CURVE_COLUMNS, ZONE_COLUMNS
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats
from tasks.analyse.topics.quantities import Quantity, joined, traced

_POWER: Final = ("average_power_w", "normalized_power_w", *CURVE_COLUMNS)
_HEART_RATE: Final = ("average_hr_bpm", "max_hr_bpm")
_ZONES: Final = {basis: [name for name, (of, _) in ZONE_COLUMNS.items() if of == basis] for basis in ("power", "hr")}


def coverage_facts(batch: Batch) -> Iterator[Quantity]:
    yield _known_load(batch)
    records, recovery, said = batch.records, batch.recovery, batch.said
    hrv, resting_hr, sleep = (one.is_there for one in (recovery.hrv_ms, recovery.resting_hr_bpm, recovery.sleep_h))
    n_power = _workouts_with(batch, (*_POWER, *_ZONES["power"]))
    n_heart_rate = _workouts_with(batch, (*_HEART_RATE, *_ZONES["hr"]))
    n_weighed = (~np.isnan(said.weight_kg)).astype(np.float64)
    n_nights = recovery.slept.n_records
    for name, is_there, rows in (
        ("any", np.any([rows > 0 for rows in records.values()], axis=0), records),
        ("workout", batch.loads.has_training, {table: records[table] for table in ("workouts", "strength_sets")}),
        ("load", batch.loads.is_covered, {"workouts": records["workouts"]}),
        ("power", n_power > 0, {"workouts": n_power}),
        ("hr", n_heart_rate > 0, {"workouts": n_heart_rate}),
        ("hrv", hrv, {"daily_metrics": hrv}),
        ("resting_hr", resting_hr, {"daily_metrics": resting_hr}),
        ("sleep", sleep, {"daily_metrics": sleep * (n_nights == 0), "sleep_records": n_nights}),
        ("checkin", said.is_checked_in, {table: records[table] for table in ("entries", "checkins")}),
        ("entry", said.n_entries > 0, {"entries": said.n_entries}),
        ("weight", n_weighed, {"entries": n_weighed}),
    ):
        yield _days(batch, name, is_there, rows)


def _days(batch: Batch, name: str, is_there: Bools | Floats, rows: dict[str, Floats]) -> Quantity:
    n_there = is_there[-batch.n_days :].astype(np.float64).sum(axis=0)
    return Quantity(
        key=f"coverage.{name}_days",
        values=n_there,
        sources=joined(*(traced(table, one[-batch.n_days :], batch.grid.last_days) for table, one in rows.items())),
        n_days=n_there,
        n_expected=batch.n_days,
    )


def _known_load(batch: Batch) -> Quantity:
    loads, window = batch.loads, params.COVERAGE_DAYS
    return Quantity(
        key="coverage.load_42d",
        values=batch.series.coverage[-1],
        sources=traced("workouts", loads.n_workouts[-window:], batch.grid.last_days),
        n_days=loads.is_covered[-window:].sum(axis=0).astype(np.float64),
        n_expected=window,
    )


def _workouts_with(batch: Batch, columns: tuple[str, ...]) -> Floats:
    """By day of the period: workouts in which any of these says more than zero, which is what an absent sensor says."""
    recent = batch.recent(batch.n_days)
    is_there = np.any([recent.numbers(column) > 0 for column in columns], axis=0)
    return recent.total(is_there)

"""Values by day, for charts and for whoever asks for the series itself. What is not known is None, never zero."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from models.facts import DaySeries
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats
from tasks.analyse.days.recovery import judged
from tasks.analyse.days.series import DayLoads, LoadSeries

DayRow = dict[str, str | float | None]


def day_rows(first: date, n_days: int, loads: DayLoads, series: LoadSeries) -> list[DayRow]:
    """The last rows of the only column."""
    columns = {
        "load": known_load(loads.load, loads.is_covered),
        "load_fatigue": known_load(loads.load_fatigue, loads.is_covered),
        "fitness": series.fitness,
        "fatigue": series.fatigue,
        "form": series.form,
        "form_end_of_day": series.form_end_of_day,
        "ramp_7d": series.ramp_7d,
        "load_ratio": series.load_ratio,
        "load_ratio_uncoupled": series.load_ratio_uncoupled,
        "monotony": series.monotony,
        "strain": series.strain,
        "coverage": series.coverage,
    }
    values = [_by_column(matrix, n_days)[0] for matrix in columns.values()]
    days = ((first + timedelta(days=at)).isoformat() for at in range(n_days))
    return [{"date": day, **dict(zip(columns, row, strict=True))} for day, *row in zip(days, *values, strict=True)]


def day_series(batch: Batch) -> list[tuple[DaySeries, ...]]:
    """Of each report, in the order of its facts."""
    charts = _charts(batch)
    lasts = [one.period.end for one in batch.assignments]
    return [
        (
            *(
                DaySeries(key=key, first_day=last - timedelta(days=len(columns[at]) - 1), values=columns[at])
                for key, columns in charts.items()
            ),
            *_projected(batch, at),
        )
        for at, last in enumerate(lasts)
    ]


def _projected(batch: Batch, at: int) -> Iterator[DaySeries]:
    """What lies ahead begins on the day after the period; nothing where nothing is projected."""
    first = batch.assignments[at].period.end + timedelta(days=1)
    for key, values in batch.projection.by_day(at).items():
        yield DaySeries(key=key, first_day=first, values=values)


def _charts(batch: Batch) -> dict[str, list[tuple[float | None, ...]]]:
    loads, series, recovery, said = batch.loads, batch.series, batch.recovery, batch.said
    low, high = judged(np.log(recovery.hrv_ms.values)).band(params.HRV_WATCH_SD)
    takes_part = (said.n_entries + said.n_checkins).any(axis=0)
    checked = np.where(takes_part, said.is_checked_in.astype(np.float64), np.nan)
    by_topic = (
        # the bars of `load` add up to load.week, so strength is in them
        ("load", known_load(loads.load_fatigue, loads.is_covered), params.CHART_LOAD_DAYS),
        ("fitness", series.fitness, params.CHART_LOAD_DAYS),
        ("fatigue", series.fatigue, params.CHART_LOAD_DAYS),
        ("form", series.form, params.CHART_LOAD_DAYS),
        ("hrv_ms", recovery.hrv_ms.values, params.CHART_RECOVERY_DAYS),
        ("hrv_band_low_ms", np.exp(low), params.CHART_RECOVERY_DAYS),
        ("hrv_band_high_ms", np.exp(high), params.CHART_RECOVERY_DAYS),
        ("resting_hr_bpm", recovery.resting_hr_bpm.values, params.CHART_RECOVERY_DAYS),
        ("sleep_h", recovery.sleep_h.values, params.CHART_RECOVERY_DAYS),
        ("checkin", checked, batch.n_days),
    )
    return {key: _by_column(matrix, n_days) for key, matrix, n_days in by_topic}


def known_load(load: Floats, is_covered: Bools) -> Floats:
    """A day with a load shows it; without one it shows rest only where the day is covered."""
    return np.where(is_covered | (load > 0), load, np.nan)


def _by_column(matrix: Floats, n_days: int) -> list[tuple[float | None, ...]]:
    shown = matrix[-n_days:].astype(object)
    shown[np.isnan(matrix[-n_days:])] = None
    return [tuple(column) for column in shown.T.tolist()]

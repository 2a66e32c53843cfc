"""HRV, resting heart rate and sleep by day, and each against the athlete's own baseline.

A baseline is the 60 days before the seven that are judged, so that no figure is measured against itself.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from models.frames import FRAMES, NUMBER
from tasks.analyse import params
from tasks.analyse.days.grid import Bools, Floats, Grid, run_length
from tasks.analyse.days.sleep import Slept, slept
from tasks.analyse.days.sources import Readings, ranking, resolve

_ROUNDING = 1e-9
_SAID: Final = tuple(name for name, kind in FRAMES["daily_metrics"].items() if kind == NUMBER)


@dataclass(frozen=True, slots=True)
class Stats:
    """Of the valid values of trailing windows: NaN where there are too few of them."""

    count: Floats
    mean: Floats
    sd: Floats  # sample SD


@dataclass(frozen=True, slots=True)
class Judged:
    """The seven-day means of the last days, each beside the baseline that ended before its seven days began."""

    week: Stats
    baseline: Stats

    @property
    def z(self) -> Floats:
        """How many SDs the last seven-day mean lies from its baseline."""
        sd, mean = self.baseline.sd[-1], self.baseline.mean[-1]
        z: Floats = (self.week.mean[-1] - mean) / np.where(sd > params.FLAT_SHARE * np.abs(mean), sd, np.nan)
        return z

    def band(self, width_sd: float) -> tuple[Floats, Floats]:
        return self.baseline.mean - width_sd * self.baseline.sd, self.baseline.mean + width_sd * self.baseline.sd

    def is_below(self, width_sd: float) -> Bools:
        """On each day; a day whose mean or baseline is not known is not below."""
        below: Bools = self.week.mean < self.band(width_sd)[0] - _ROUNDING
        return below

    def is_above(self, width_sd: float) -> Bools:
        above: Bools = self.week.mean > self.band(width_sd)[1] + _ROUNDING
        return above

    def days_below(self, width_sd: float) -> Floats:
        """On how many days in a row, up to the last, the seven-day mean lay under its band."""
        is_unknown = np.isnan(self.baseline.mean[-1]) | np.isnan(self.week.mean[-1])
        return np.where(is_unknown, np.nan, run_length(self.is_below(width_sd))[-1])


@dataclass(frozen=True, slots=True)
class Recovery:
    hrv_ms: Readings
    resting_hr_bpm: Readings
    hrv: Judged  # of the logarithms
    resting_hr: Judged
    slept: Slept
    has_sdnn: Bools  # days with SDNN, which is another quantity and never mixes with rMSSD
    n_metrics: Floats  # rows of daily metrics that say anything

    @property
    def sleep_h(self) -> Readings:
        return self.slept.hours


def recovery_days(grid: Grid, daily_metrics: pd.DataFrame, sleep_records: pd.DataFrame) -> Recovery:
    names = ranking(daily_metrics["source"], sleep_records["source"])
    metrics = grid.place(daily_metrics)
    rank = names.get_indexer(pd.Index(daily_metrics["source"].to_numpy(dtype=object))).astype(np.int64)

    def of_day(column: str) -> Readings:
        return resolve(grid, metrics, daily_metrics[column].to_numpy(dtype="float64"), rank, names)

    hrv_ms, resting_hr_bpm = of_day("hrv_rmssd_ms"), of_day("resting_hr_bpm")
    says_something = daily_metrics[list(_SAID)].notna().any(axis=1).to_numpy(dtype=bool)
    is_sdnn = daily_metrics["hrv_sdnn_ms"].notna().to_numpy(dtype=bool)
    return Recovery(
        hrv_ms=hrv_ms,
        resting_hr_bpm=resting_hr_bpm,
        hrv=judged(np.log(hrv_ms.values)),
        resting_hr=judged(resting_hr_bpm.values),
        slept=slept(grid, of_day("sleep_h"), sleep_records, names),
        has_sdnn=grid.total(metrics.only(is_sdnn[metrics.row])) > 0,
        n_metrics=grid.total(metrics.only(says_something[metrics.row])),
    )


def trailing_stats(values: Floats, n_days: int, min_days: int) -> Stats:
    """Of each day from the n-th on: the valid values of that day and the days before, the SD in two passes."""
    windows = sliding_window_view(values, n_days, axis=0)
    is_valid = ~np.isnan(windows)
    count = is_valid.sum(axis=-1).astype(np.float64)
    enough = np.where(count >= min_days, count, np.nan)
    mean = np.where(is_valid, windows, 0.0).sum(axis=-1) / enough
    squares = np.where(is_valid, (windows - mean[..., None]) ** 2, 0.0).sum(axis=-1)
    return Stats(count, mean, np.sqrt(squares / np.where(enough > 1, enough - 1, np.nan)))


def judged(values: Floats) -> Judged:
    """Of the days that the charts show."""
    days = params.CHART_RECOVERY_DAYS
    week = trailing_stats(values[-(days + params.WEEK_DAYS - 1) :], params.WEEK_DAYS, params.WEEK_MIN_DAYS)
    before = values[: -params.WEEK_DAYS][-(days + params.BASELINE_DAYS - 1) :]
    return Judged(week, trailing_stats(before, params.BASELINE_DAYS, params.BASELINE_MIN_DAYS))


def sleep_shortfall(slept_h: Floats, need_h: Floats) -> tuple[Floats, Floats]:
    """Need less slept, added up over the known nights of the last fourteen days, and how many those are.

    Nights beyond the need pay back. NaN where too few are known.
    """
    nights = trailing_stats(slept_h[-params.SLEEP_DEBT_DAYS :], params.SLEEP_DEBT_DAYS, params.SLEEP_DEBT_MIN_NIGHTS)
    return nights.count[-1] * (need_h - nights.mean[-1]), nights.count[-1]


def is_source_changed(readings: Readings) -> Bools:
    """Whether more than one source stands behind the last seven days and their baseline."""
    source = readings.source[-(params.BASELINE_DAYS + params.WEEK_DAYS) :]
    highest = source.max(axis=0)
    lowest = np.where(source < 0, highest, source).min(axis=0)
    is_changed: Bools = highest != lowest
    return is_changed

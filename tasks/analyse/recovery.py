"""HRV, resting heart rate and sleep by day, and each against the athlete's own baseline.

A baseline is the 60 days before the seven that are judged, so that no figure is measured against itself.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from tasks.analyse import params
from tasks.analyse.grid import Bools, Floats, Grid, run_length
from tasks.analyse.sources import Readings, ranking, resolve, sums_by_source

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Recovery:
    hrv_ms: Readings
    resting_hr_bpm: Readings
    sleep_h: Readings
    n_sleep_records: Floats  # rows behind `sleep_h` on the days whose daily metrics said nothing of it
    has_sdnn: Bools  # days with SDNN, which is another quantity and never mixes with rMSSD
    n_metrics: Floats  # rows of daily metrics that say anything
    n_nights: Floats  # rows of sleep records


@dataclass(frozen=True, slots=True)
class Stats:
    """Of the valid values of trailing windows: NaN where there are too few of them."""

    count: Floats
    mean: Floats
    sd: Floats  # sample SD


def recovery_days(grid: Grid, daily_metrics: pd.DataFrame, sleep_records: pd.DataFrame) -> Recovery:
    names = ranking(daily_metrics["source"], sleep_records["source"])
    metrics, nights = grid.place(daily_metrics), grid.place(sleep_records)
    rank = names.get_indexer(pd.Index(daily_metrics["source"].to_numpy(dtype=object)))
    night_rank = names.get_indexer(pd.Index(sleep_records["source"].to_numpy(dtype=object)))

    def of_day(column: str) -> Readings:
        return resolve(grid, metrics, daily_metrics[column].to_numpy(dtype="float64"), rank, names)

    daily_sleep = of_day("sleep_h")
    asleep_h = sleep_records["asleep_s"].to_numpy(dtype="float64") / params.SECONDS_PER_HOUR
    sleep = daily_sleep.else_from(sums_by_source(grid, nights, asleep_h, night_rank, names))
    is_from_records = (daily_sleep.source < 0)[nights.day, nights.column]
    is_used = is_from_records & (night_rank[nights.row] == sleep.source[nights.day, nights.column])
    said = daily_metrics.drop(columns=["athlete_id", "local_date", "source"]).notna().any(axis=1).to_numpy(dtype=bool)
    is_sdnn = daily_metrics["hrv_sdnn_ms"].notna().to_numpy(dtype=bool)
    return Recovery(
        hrv_ms=of_day("hrv_rmssd_ms"),
        resting_hr_bpm=of_day("resting_hr_bpm"),
        sleep_h=sleep,
        n_sleep_records=grid.total(nights.only(is_used)),
        has_sdnn=grid.total(metrics.only(is_sdnn[metrics.row])) > 0,
        n_metrics=grid.total(metrics.only(said[metrics.row])),
        n_nights=grid.total(nights),
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

    def days_below(self, width_sd: float) -> Floats:
        """On how many days in a row, up to the last, the seven-day mean lay under its band."""
        low = self.band(width_sd)[0]
        below = run_length(self.week.mean < low - _ROUNDING)[-1]
        return np.where(np.isnan(low[-1]) | np.isnan(self.week.mean[-1]), np.nan, below)


def judged(values: Floats) -> Judged:
    """Of the days that the charts show."""
    days = params.CHART_RECOVERY_DAYS
    week = trailing_stats(values[-(days + params.WEEK_DAYS - 1) :], params.WEEK_DAYS, params.WEEK_MIN_DAYS)
    before = values[: -params.WEEK_DAYS][-(days + params.BASELINE_DAYS - 1) :]
    return Judged(week, trailing_stats(before, params.BASELINE_DAYS, params.BASELINE_MIN_DAYS))


def is_source_changed(readings: Readings) -> Bools:
    """Whether more than one source stands behind the last seven days and their baseline."""
    source = readings.source[-(params.BASELINE_DAYS + params.WEEK_DAYS) :]
    highest = source.max(axis=0)
    lowest = np.where(source < 0, highest, source).min(axis=0)
    is_changed: Bools = highest != lowest
    return is_changed

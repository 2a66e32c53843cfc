"""The same figures in polars, all athletes of a block at once: what another library would give.

Polars is no dependency of ours: `make bench` compares with it where it is installed.
"""

from typing import Any

import numpy as np
import polars as pl

from models.frames import FRAMES, NUMBER, TEXT
from models.sports import Family, family
from models.values import Histories
from tasks.analyse import params

ATHLETE = "athlete_id"
Frames = dict[str, pl.DataFrame]


def as_polars(histories: Histories) -> Frames:
    """Not part of what is measured."""
    frames = {}
    for name in ("workouts", "daily_metrics", "integrations"):
        rows = getattr(histories, name)
        columns: dict[str, Any] = {}
        for column, dtype in FRAMES[name].items():
            if dtype == NUMBER:
                columns[column] = pl.Series(rows[column].to_numpy()).fill_nan(None)
            elif column == "sync_gaps":
                columns[column] = pl.Series(rows[column].tolist(), dtype=pl.List(pl.List(pl.String)))
            elif dtype == TEXT and column in (ATHLETE, "sport", "source"):
                columns[column] = pl.Series(rows[column].tolist(), dtype=pl.String)
            elif column in ("local_date", "synced_from", "synced_through"):
                columns[column] = pl.Series(rows[column].to_numpy().astype("datetime64[us]")).cast(pl.Date)
        frames[name] = pl.DataFrame(columns)
    last = max(one.period.end for one in histories.assignments)
    n_days = params.HISTORY_DAYS + histories.assignments[0].period.days
    days = pl.DataFrame({"local_date": pl.date_range(last, last, eager=True)}).select(
        pl.date_ranges(pl.col("local_date").dt.offset_by(f"-{n_days - 1}d"), "local_date").explode().alias("local_date")
    )
    ids = pl.DataFrame({ATHLETE: [str(one.athlete_id) for one in histories.assignments]}).with_row_index("report")
    frames["days"] = ids.join(days, how="cross").with_columns(day=pl.int_range(pl.len()).over(ATHLETE))
    return frames


def by_polars(frames: Frames) -> dict[str, np.ndarray[Any, Any]]:
    """Days × reports."""
    series, recovery = _series(frames), _recovery(frames)
    n_reports = series["report"].n_unique()
    found = {name: _matrix(series[name], n_reports) for name in series.columns[-10:]}
    return found | {name: _matrix(recovery[name], n_reports) for name in recovery.columns[-6:]}


def _matrix(column: pl.Series, n_reports: int) -> np.ndarray[Any, Any]:
    values: np.ndarray[Any, Any] = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return values.reshape(n_reports, -1).T


def _series(frames: Frames) -> pl.DataFrame:
    is_endurance = pl.col("sport").replace_strict(_families(frames["workouts"]), default=None) != Family.STRENGTH
    done = (
        frames["workouts"]
        .group_by(ATHLETE, "local_date")
        .agg(
            load=pl.col("load").filter(is_endurance).sum(),
            load_fatigue=pl.col("load").sum(),
            n=pl.len(),
            n_endurance=is_endurance.sum(),
            n_scored=pl.col("load").filter(is_endurance).count(),
        )
    )
    of_days = (
        frames["days"]
        .join(done, [ATHLETE, "local_date"], "left")
        .join(_covered(frames["integrations"]), [ATHLETE, "local_date"], "left")
    )
    numbers = ("load", "load_fatigue", "n", "n_endurance", "n_scored")
    of_days = of_days.with_columns(pl.col(*numbers).fill_null(0), pl.col("is_covered").fill_null(False))
    return _figures(of_days.sort("report", "day").join(_synced(frames), ATHLETE, "left"))


def _families(workouts: pl.DataFrame) -> dict[str, str]:
    return {one: family(one).value for one in workouts["sport"].unique().drop_nulls()}


def _synced(frames: Frames) -> pl.DataFrame:
    return frames["integrations"].select(ATHLETE).unique().with_columns(is_synced=pl.lit(True))


def _covered(integrations: pl.DataFrame) -> pl.DataFrame:
    days = integrations.select(
        ATHLETE, "sync_gaps", local_date=pl.date_ranges("synced_from", "synced_through")
    ).explode("local_date")
    gaps = integrations.select(ATHLETE, gap="sync_gaps").explode("gap").drop_nulls()
    lost = gaps.select(
        ATHLETE,
        local_date=pl.date_ranges(pl.col("gap").list.get(0).str.to_date(), pl.col("gap").list.get(1).str.to_date()),
    ).explode("local_date")
    known = days.select(ATHLETE, "local_date").join(lost, [ATHLETE, "local_date"], "anti")
    return known.unique().with_columns(is_covered=pl.lit(True))


def _figures(rows: pl.DataFrame) -> pl.DataFrame:
    rows = _with_windows(_with_knowledge(rows))
    acute, is_old = pl.col("week") / params.ACUTE_DAYS, pl.col("age") >= params.CHRONIC_DAYS
    form = pl.col("fitness") - pl.col("fatigue")
    week_before = pl.col("fitness").shift(params.RAMP_DAYS).over("report")
    had_begun = pl.col("has_begun").shift(params.RAMP_DAYS).over("report")
    is_told = (pl.col("n_whole") == params.ACUTE_DAYS) & ~pl.col("is_flat")
    ratios = {
        name: pl.when(is_old & (pl.col(chronic) >= params.MIN_CHRONIC_LOAD_PER_DAY)).then(acute / pl.col(chronic))
        for name, chronic in (("load_ratio", "chronic"), ("load_ratio_uncoupled", "earlier"))
    }
    return rows.select(
        "report",
        fitness=pl.when("has_begun").then("fitness"),
        fatigue=pl.when("has_begun").then("fatigue"),
        form=pl.when("has_begun").then(form.shift(1).over("report").fill_null(0.0)),
        form_end_of_day=pl.when("has_begun").then(form),
        ramp_7d=pl.when(had_begun).then(pl.col("fitness") - week_before),
        **ratios,
        monotony=pl.when(is_told).then(acute / pl.col("sd")),
        strain=pl.when(is_told).then(pl.col("week") * acute / pl.col("sd")),
        coverage=100 * pl.col("n_covered") / params.COVERAGE_DAYS,
    )


def _with_knowledge(rows: pl.DataFrame) -> pl.DataFrame:
    has_workout = pl.col("n") > 0
    is_recorded = pl.col("is_synced").is_null() & has_workout.cum_max().over("report")
    is_lost = (pl.col("n_endurance") > 0) & (pl.col("n_scored") == 0)
    return rows.with_columns(is_known=has_workout | pl.col("is_covered") | is_recorded).with_columns(
        is_whole=(pl.col("is_known") & ~is_lost).cast(pl.Int32),
        has_begun=pl.col("is_known").cum_max().over("report"),
        age=pl.col("is_known").cum_max().cum_sum().over("report"),
    )


def _with_windows(rows: pl.DataFrame) -> pl.DataFrame:
    load, n_days = pl.col("load_fatigue"), params.ACUTE_DAYS
    is_flat = load.rolling_max(n_days).over("report") == load.rolling_min(n_days).over("report")
    before = load.shift(n_days).rolling_mean(params.CHRONIC_DAYS - n_days)
    return rows.with_columns(
        fitness=_faded("load", params.FITNESS_TAU_DAYS),
        fatigue=_faded("load_fatigue", params.FATIGUE_TAU_DAYS),
        week=load.rolling_sum(n_days).over("report"),
        sd=load.rolling_std(n_days).over("report"),
        is_flat=is_flat,
        n_whole=pl.col("is_whole").rolling_sum(n_days).over("report"),
        n_covered=pl.col("is_whole").rolling_sum(params.COVERAGE_DAYS, min_samples=1).over("report"),
        chronic=load.rolling_mean(params.CHRONIC_DAYS).over("report"),
        earlier=before.over("report"),
    )


def _faded(column: str, tau_days: float) -> pl.Expr:
    """From a seed of zero: the first value enters as every other does."""
    alpha = float(-np.expm1(-1 / tau_days))
    seeded = pl.when(pl.col("day") == 0).then(pl.col(column) * alpha).otherwise(pl.col(column))
    return seeded.ewm_mean(alpha=alpha, adjust=False).over("report")


def _recovery(frames: Frames) -> pl.DataFrame:
    rows = frames["days"]
    for name, column in (("hrv", "hrv_rmssd_ms"), ("resting_hr", "resting_hr_bpm")):
        trusted = frames["daily_metrics"].filter(pl.col(column).is_not_null()).sort("source", maintain_order=True)
        daily = trusted.unique([ATHLETE, "local_date"], keep="first").select(ATHLETE, "local_date", column)
        value = pl.col(column).log() if name == "hrv" else pl.col(column)
        rows = rows.join(daily, [ATHLETE, "local_date"], "left").sort("report", "day").with_columns(value.alias(name))
    shown: dict[str, Any] = {}
    for name in ("hrv", "resting_hr"):
        before = pl.col(name).shift(params.WEEK_DAYS)
        windows = {
            "week": pl.col(name).rolling_mean(params.WEEK_DAYS, min_samples=params.WEEK_MIN_DAYS),
            "baseline": before.rolling_mean(params.BASELINE_DAYS, min_samples=params.BASELINE_MIN_DAYS),
            "sd": before.rolling_std(params.BASELINE_DAYS, min_samples=params.BASELINE_MIN_DAYS),
        }
        shown |= {f"{name}_{what}": window.over("report") for what, window in windows.items()}
    n_days = frames["days"]["day"].max()
    assert isinstance(n_days, int)
    return rows.select("day", "report", **shown).filter(pl.col("day") > n_days - params.CHART_RECOVERY_DAYS)

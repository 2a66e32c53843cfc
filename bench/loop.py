"""The loop over athletes that a good engineer would write first: pandas, a Series a day, the same figures."""

from typing import Any

import numpy as np
import pandas as pd

from models.frames import FRAMES
from models.sports import Family, family
from models.values import Histories
from tasks.analyse import params

Days = pd.DatetimeIndex
Series = Any  # of pandas; its stubs know less than pandas does
Found = dict[str, Series]


def by_loop(histories: Histories) -> list[Found]:
    """Each athlete's series, by day, in the order of the reports."""
    tables = ("workouts", "integrations", "daily_metrics")
    of_athlete = {name: dict(list(getattr(histories, name).groupby("athlete_id"))) for name in tables}
    found = []
    for report in histories.assignments:
        days = pd.date_range(end=report.period.end, periods=params.HISTORY_DAYS + report.period.days)
        mine = {
            name: rows.get(str(report.athlete_id), pd.DataFrame(columns=list(FRAMES[name])))
            for name, rows in of_athlete.items()
        }
        found.append(_series(mine["workouts"], mine["integrations"], days) | _recovery(mine["daily_metrics"], days))
    return found


def _series(workouts: pd.DataFrame, integrations: pd.DataFrame, days: Days) -> Found:
    is_endurance = workouts["sport"].map(family) != Family.STRENGTH
    n_workouts = _by_day(workouts.groupby("local_date").size(), days)
    load = _by_day(workouts[is_endurance].groupby("local_date")["load"].sum(), days)
    load_fatigue = _by_day(workouts.groupby("local_date")["load"].sum(), days)
    is_known = _known(n_workouts, integrations)
    n_endurance = _by_day(workouts[is_endurance].groupby("local_date").size(), days)
    n_scored = _by_day(workouts[is_endurance].groupby("local_date")["load"].count(), days)
    is_covered = is_known & ~((n_endurance > 0) & (n_scored == 0))
    first = is_known.idxmax() if is_known.any() else days[-1] + pd.Timedelta(days=1)
    fitness = _faded(load, params.FITNESS_TAU_DAYS).where(days >= first)
    fatigue = _faded(load_fatigue, params.FATIGUE_TAU_DAYS).where(days >= first)
    before = fitness.fillna(0.0).shift(1, fill_value=0.0) - fatigue.fillna(0.0).shift(1, fill_value=0.0)
    week = load_fatigue.rolling(params.ACUTE_DAYS)
    is_whole = is_covered.rolling(params.ACUTE_DAYS).sum() == params.ACUTE_DAYS
    is_flat = week.max() == week.min()
    monotony = (week.mean() / week.std()).where(is_whole & ~is_flat)
    chronic = load_fatigue.rolling(params.CHRONIC_DAYS).mean()
    earlier = load_fatigue.shift(params.ACUTE_DAYS).rolling(params.CHRONIC_DAYS - params.ACUTE_DAYS).mean()
    is_old = days >= first + pd.Timedelta(days=params.CHRONIC_DAYS - 1)
    acute = week.mean()
    return {
        "fitness": fitness,
        "fatigue": fatigue,
        "form": before.where(days >= first),
        "form_end_of_day": fitness - fatigue,
        "ramp_7d": fitness - fitness.shift(params.RAMP_DAYS),
        "load_ratio": (acute / chronic).where(is_old & (chronic >= params.MIN_CHRONIC_LOAD_PER_DAY)),
        "load_ratio_uncoupled": (acute / earlier).where(is_old & (earlier >= params.MIN_CHRONIC_LOAD_PER_DAY)),
        "monotony": monotony,
        "strain": week.sum() * monotony,
        "coverage": 100 * is_covered.rolling(params.COVERAGE_DAYS, min_periods=1).sum() / params.COVERAGE_DAYS,
    }


def _by_day(found: Series, days: Days) -> Series:
    return found.reindex(days, fill_value=0).astype(float)


def _faded(load: Series, tau_days: float) -> Series:
    seeded = pd.concat([pd.Series([0.0]), load])
    return seeded.ewm(alpha=1 - np.exp(-1 / tau_days), adjust=False).mean().iloc[1:]


def _known(n_workouts: Series, integrations: pd.DataFrame) -> Series:
    days = pd.DatetimeIndex(n_workouts.index)
    has_workout = n_workouts > 0
    if integrations.empty:
        return has_workout.cummax()
    is_covered = np.zeros(len(days), dtype=bool)
    for row in integrations.to_dict("records"):
        covers = (days >= row["synced_from"]) & (days <= row["synced_through"])
        for first, last in row["sync_gaps"] or []:
            covers &= ~((days >= first) & (days <= last))
        is_covered |= covers
    return has_workout | is_covered


def _recovery(metrics: pd.DataFrame, days: Days) -> Found:
    found: Found = {}
    for name, column in (("hrv", "hrv_rmssd_ms"), ("resting_hr", "resting_hr_bpm")):
        trusted = metrics.dropna(subset=[column]).sort_values("source", kind="stable")  # Garmin before Oura
        daily = trusted.drop_duplicates("local_date").set_index("local_date")[column].reindex(days).astype(float)
        values: Series = np.log(daily) if name == "hrv" else daily
        week = values.rolling(params.WEEK_DAYS, min_periods=params.WEEK_MIN_DAYS)
        baseline = values.shift(params.WEEK_DAYS).rolling(params.BASELINE_DAYS, min_periods=params.BASELINE_MIN_DAYS)
        shown = {"week": week.mean(), "baseline": baseline.mean(), "sd": baseline.std()}
        found |= {f"{name}_{what}": one.tail(params.CHART_RECOVERY_DAYS) for what, one in shown.items()}
    return found

"""Readiness: how the body, the nights, the athlete and the training stand, side by side and never added up.

Each sign rests on a fact that the page prints. Too few days behind it: unknown, which is neither good nor bad.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from models.enums import SignalStatus
from models.facts import Signal
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats
from tasks.analyse.days.recovery import Judged, is_source_changed, sleep_shortfall
from tasks.analyse.days.sources import Readings
from tasks.analyse.topics.means import mean_of

GOOD, WATCH, ACT, UNKNOWN = SignalStatus.GOOD, SignalStatus.WATCH, SignalStatus.ACT, SignalStatus.UNKNOWN
FELT: Final = (("fatigue", "Fatigue"), ("soreness", "Soreness"))
_ROUNDING = 1e-9

Case = tuple[Bools, SignalStatus, str]


def signals(batch: Batch) -> list[tuple[Signal, ...]]:
    """Of each report."""
    return list(zip(*_columns(batch), strict=True))


def _columns(batch: Batch) -> Iterator[list[Signal]]:
    yield _hrv(batch.recovery.hrv, batch.recovery.hrv_ms)
    yield _resting_hr(batch.recovery.resting_hr, batch.recovery.resting_hr_bpm)
    yield _sleep(batch)
    for feeling, name in FELT:
        yield _felt(f"feel.{feeling}", name, batch.said.felt[feeling][-batch.n_days :])
    yield _form(batch)


def _hrv(found: Judged, readings: Readings) -> list[Signal]:
    act, watch = params.HRV_ACT_SD, params.HRV_WATCH_SD
    cases = (
        *_too_few(found),
        (found.is_below(act)[-1], ACT, f"Its 7-day mean is more than {act:g} SD under its baseline."),
        (found.is_below(watch)[-1], WATCH, f"Its 7-day mean is more than {watch:g} SD under its baseline."),
    )
    fine = "Its 7-day mean is not under its band."
    return _graded("hrv.week", found.week.count[-1], params.WEEK_DAYS, cases, fine, is_source_changed(readings))


def _resting_hr(found: Judged, readings: Readings) -> list[Signal]:
    act, watch, beats = params.RESTING_HR_BAND_SD, params.RESTING_HR_WATCH_SD, params.RESTING_HR_FLAG_BPM
    is_far = found.week.mean[-1] - found.baseline.mean[-1] >= beats - _ROUNDING
    cases = (
        *_too_few(found),
        (
            found.is_above(act)[-1] & is_far,
            ACT,
            f"Its 7-day mean is more than {act:g} SD and at least {beats:g} beats over its baseline.",
        ),
        (found.is_above(watch)[-1], WATCH, f"Its 7-day mean is more than {watch:g} SD over its baseline."),
    )
    fine = "Its 7-day mean is not over its band."
    return _graded("resting_hr.week", found.week.count[-1], params.WEEK_DAYS, cases, fine, is_source_changed(readings))


def _too_few(found: Judged) -> tuple[Case, Case]:
    few_readings = f"Fewer than {params.WEEK_MIN_DAYS} readings in {params.WEEK_DAYS} days."
    few_before = f"Fewer than {params.BASELINE_MIN_DAYS} readings in the {params.BASELINE_DAYS} days before."
    return (np.isnan(found.week.mean[-1]), UNKNOWN, few_readings), (
        np.isnan(found.baseline.mean[-1]),
        UNKNOWN,
        few_before,
    )


def _sleep(batch: Batch) -> list[Signal]:
    window, least = params.SLEEP_DEBT_DAYS, params.SLEEP_DEBT_MIN_NIGHTS
    need = np.array([one.sleep_need_h for one in batch.athletes], dtype=np.float64)
    debt, n_nights = sleep_shortfall(batch.recovery.sleep_h.values, need)
    act, watch = params.SLEEP_DEBT_ACT_H, params.SLEEP_DEBT_WATCH_H
    cases = (
        (np.isnan(debt), UNKNOWN, f"Fewer than {least} nights in {window} days."),
        (debt >= act - _ROUNDING, ACT, f"The nights of {window} days fell short by {act:g} hours or more."),
        (debt >= watch - _ROUNDING, WATCH, f"The nights of {window} days fell short by {watch:g} hours or more."),
    )
    fine = f"The nights of {window} days fell short by less than {watch:g} hours."
    return _graded("sleep.debt", n_nights, window, cases, fine)


def _felt(key: str, name: str, days: Floats) -> list[Signal]:
    """A period shorter than four days needs a word on each of them."""
    mean, count = mean_of(days)
    least = min(params.TREND_MIN_DAYS, len(days))
    cases = (
        (count < least, UNKNOWN, f"{name} was noted on fewer than {least} days."),
        (mean >= params.FEEL_ACT - _ROUNDING, ACT, f"{name} was {params.FEEL_ACT:g} of 5 or more on average."),
        (mean >= params.FEEL_WATCH - _ROUNDING, WATCH, f"{name} was {params.FEEL_WATCH:g} of 5 or more on average."),
    )
    return _graded(key, count, len(days), cases, f"{name} was under {params.FEEL_WATCH:g} of 5 on average.")


def _form(batch: Batch) -> list[Signal]:
    form, window, early = batch.series.form_end_of_day[-1], params.COVERAGE_DAYS, params.EARLY_HISTORY_DAYS
    is_early = np.isnan(form) | (batch.loads.history_days[-1] < early)
    limit = f"{params.FORM_ACT_LOAD:g}".replace("-", "−")
    cases = (
        (is_early, UNKNOWN, f"Fewer than {early} days of history."),
        (form < params.FORM_ACT_LOAD, ACT, f"Form is under {limit}."),
    )
    covered = batch.loads.is_covered[-window:].sum(axis=0).astype(np.float64)
    return _graded("form.now", covered, window, cases, f"Form is not under {limit}.")


def _graded(
    key: str, n_days: Floats, n_expected: int, cases: tuple[Case, ...], fine: str, is_mixed: Bools | None = None
) -> list[Signal]:
    """By report: the first case that holds, else good. A baseline that two sources share says so."""
    verdicts = [*((status, why) for _, status, why in cases), (GOOD, fine)]
    which = np.select([mask for mask, _, _ in cases], list(range(len(cases))), default=len(cases)).tolist()
    mixed = [False] * len(which) if is_mixed is None else is_mixed.tolist()
    return [
        Signal(
            key=key,
            status=verdicts[case][0],
            n_days=int(n),
            n_expected=n_expected,
            why=f"{verdicts[case][1]} Its readings come from more than one source." if two else verdicts[case][1],
        )
        for case, n, two in zip(which, n_days.tolist(), mixed, strict=True)
    ]

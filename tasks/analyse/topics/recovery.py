"""Facts on how the body answers: HRV, resting heart rate, sleep."""

from collections.abc import Iterator, Sequence

import numpy as np

from models.facts import BASELINE, PREVIOUS
from models.values import Athlete
from tasks.analyse import params
from tasks.analyse.days.grid import Floats, Grid
from tasks.analyse.days.recovery import Judged, Recovery, is_source_changed, sleep_shortfall, trailing_stats
from tasks.analyse.days.sources import Readings
from tasks.analyse.topics.quantities import Quantity, Reference, Sources, graded, joined, state_before, traced

DAILY, NIGHTS = "daily_metrics", "sleep_records"


def recovery_facts(grid: Grid, n_days: int, recovery: Recovery, athletes: Sequence[Athlete]) -> Iterator[Quantity]:
    """`grid` is the one that `recovery` was laid on."""
    yield from _hrv(grid, n_days, recovery.hrv_ms, recovery.hrv)
    yield from _resting_hr(grid, n_days, recovery.resting_hr_bpm, recovery.resting_hr)
    yield from _sleep(grid, n_days, recovery, athletes)


def _hrv(grid: Grid, n_days: int, readings: Readings, found: Judged) -> Iterator[Quantity]:
    """`found` and all that is averaged here are logarithms."""
    low, high = (np.exp(edge[-1]) for edge in found.band(params.HRV_WATCH_SD))
    baseline = Reference(kind=BASELINE, values=np.exp(found.baseline.mean[-1]), low=low, high=high)
    change = Reference(kind=PREVIOUS, values=np.exp(_week_before(np.log(readings.values), n_days)))
    n_valid = found.week.count[-1]
    sources = traced(DAILY, readings.is_there[-params.WEEK_DAYS :], grid.last_days)
    yield Quantity(
        key="hrv.week",
        values=np.exp(found.week.mean[-1]),
        sources=sources,
        quality=graded(n_valid >= params.TREND_MIN_DAYS),
        n_days=n_valid,
        n_expected=params.WEEK_DAYS,
        references=(change, baseline),
    )
    yield from _against_baseline("hrv", grid, readings, found.z)
    yield from _against_baseline("hrv", grid, readings, found.days_below(params.HRV_WATCH_SD), "days_below")
    yield Quantity(
        key="hrv.cv",
        values=100 * found.week.sd[-1] / found.week.mean[-1],
        sources=sources,
        quality=graded(n_valid >= params.TREND_MIN_DAYS),
        n_days=n_valid,
        n_expected=params.WEEK_DAYS,
    )


def _resting_hr(grid: Grid, n_days: int, readings: Readings, found: Judged) -> Iterator[Quantity]:
    low, high = (edge[-1] for edge in found.band(params.RESTING_HR_BAND_SD))
    n_valid = found.week.count[-1]
    yield Quantity(
        key="resting_hr.week",
        values=found.week.mean[-1],
        sources=traced(DAILY, readings.is_there[-params.WEEK_DAYS :], grid.last_days),
        quality=graded(n_valid >= params.TREND_MIN_DAYS),
        n_days=n_valid,
        n_expected=params.WEEK_DAYS,
        references=(
            Reference(kind=PREVIOUS, values=_week_before(readings.values, n_days)),
            Reference(kind=BASELINE, values=found.baseline.mean[-1], low=low, high=high),
        ),
    )
    yield from _against_baseline("resting_hr", grid, readings, found.z)


def _against_baseline(
    topic: str, grid: Grid, readings: Readings, values: Floats, name: str = "z"
) -> Iterator[Quantity]:
    """A baseline that two devices share is provisional: they do not read alike."""
    behind = readings.is_there[-(params.BASELINE_DAYS + params.WEEK_DAYS) :]
    yield Quantity(
        key=f"{topic}.{name}",
        values=values,
        sources=traced(DAILY, behind, grid.last_days),
        quality=graded(~is_source_changed(readings)),
        n_days=behind[: params.BASELINE_DAYS].sum(axis=0),
        n_expected=params.BASELINE_DAYS,
    )


def _sleep(grid: Grid, n_days: int, recovery: Recovery, athletes: Sequence[Athlete]) -> Iterator[Quantity]:
    need = np.array([one.sleep_need_h for one in athletes], dtype=np.float64)
    slept = recovery.sleep_h.values
    week = trailing_stats(slept, params.WEEK_DAYS, params.SLEEP_MIN_NIGHTS)
    shortfall, n_nights = sleep_shortfall(slept, need)
    change = Reference(kind=PREVIOUS, values=state_before(week.mean, n_days), least=params.SLEEP_STEP_H)
    against_need = Reference(kind=BASELINE, values=need, least=params.SLEEP_STEP_H)
    for key, values, n_known, window, references in (
        ("sleep.week", week.mean[-1], week.count[-1], params.WEEK_DAYS, (change, against_need)),
        ("sleep.debt", shortfall, n_nights, params.SLEEP_DEBT_DAYS, ()),
    ):
        yield Quantity(
            key=key,
            values=values,
            sources=_nights(grid, recovery, window),
            n_days=n_known,
            n_expected=window,
            references=references,
        )


def _nights(grid: Grid, recovery: Recovery, window: int) -> Sources:
    daily = recovery.sleep_h.is_there * (recovery.slept.n_records == 0)
    return joined(
        traced(DAILY, daily[-window:], grid.last_days),
        traced(NIGHTS, recovery.slept.n_records[-window:], grid.last_days),
    )


def _week_before(values: Floats, n_days: int) -> Floats:
    """The seven-day mean at the end of the period before; none where a week has too few days to speak of change."""
    week = trailing_stats(values, params.WEEK_DAYS, params.TREND_MIN_DAYS)
    return np.where(np.isnan(week.mean[-1]), np.nan, state_before(week.mean, n_days))

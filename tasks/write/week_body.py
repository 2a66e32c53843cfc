"""Signals of how the body answered and how it felt."""

from collections.abc import Mapping

from models.enums import Direction, Judgement
from models.facts import BASELINE
from tasks.write.reading import Reading, at_least, at_most
from tasks.write.signals import Signal


def recovery(r: Reading) -> Mapping[Signal, bool]:
    p, hrv, heart = r.params, r.band("hrv.week"), r.comparison("resting_hr.week", BASELINE)
    need = r.difference("sleep.week", BASELINE)
    slept = r.value("sleep.week")
    if need is None and slept is not None:
        need = slept - r.athlete.sleep_need_h
    return {
        Signal.HRV_LOW: hrv is Direction.DOWN,
        Signal.HRV_LOW_DAYS: at_least(r.value("hrv.days_below"), p.hrv_low_days),
        Signal.HRV_WITHIN: hrv is Direction.SAME,
        Signal.HRV_HIGH: hrv is Direction.UP,
        Signal.HRV_MISSING: r.value("hrv.week") is None,
        Signal.RESTING_HR_HIGH: _is_heart_high(r),
        Signal.RESTING_HR_ABOVE: r.band("resting_hr.week") is Direction.UP,
        Signal.RESTING_HR_FINE: heart is not None and r.band("resting_hr.week") is not Direction.UP,
        Signal.RESTING_HR_MISSING: r.value("resting_hr.week") is None,
        Signal.SLEEP_SHORT: at_most(need, -p.sleep_short_h),
        Signal.SLEEP_FAIR: need is not None and -p.sleep_short_h < need < -p.sleep_met_h,
        Signal.SLEEP_MET: at_least(need, -p.sleep_met_h),
        Signal.SLEEP_DEBT: at_least(r.value("sleep.debt"), p.sleep_debt_h),
        Signal.SLEEP_MISSING: slept is None,
    }


def _is_heart_high(r: Reading) -> bool:
    spread, beats = r.value("resting_hr.z"), r.difference("resting_hr.week", BASELINE)
    if spread is not None and beats is not None:
        return spread >= r.params.resting_hr_sd and beats >= r.params.resting_hr_bpm
    found = r.comparison("resting_hr.week", BASELINE)
    return found is not None and found.judgement is Judgement.BAD


def feeling(r: Reading) -> Mapping[Signal, bool]:
    p, completion = r.params, r.value("checkin.completion")
    return {
        Signal.FATIGUE_HIGH: at_least(r.value("feel.fatigue"), p.feel_high),
        Signal.SORENESS_HIGH: at_least(r.value("feel.soreness"), p.feel_high),
        Signal.STRESS_HIGH: at_least(r.value("feel.stress"), p.feel_high),
        Signal.MOOD_LOW: at_most(r.value("feel.mood"), p.feel_low),
        Signal.MOOD_GOOD: at_least(r.value("feel.mood"), p.feel_high),
        Signal.CHECKIN_FULL: at_least(completion, 100),
        Signal.CHECKIN_GOOD: at_least(completion, p.checkin_good_pct),
        Signal.CHECKIN_FEW: completion is not None and 0 < completion < p.checkin_few_pct,
        Signal.CHECKIN_NONE: completion == 0,
        Signal.CHECKIN_NEVER: completion is None,
        Signal.STREAK_LONG: at_least(r.value("checkin.streak"), p.streak_long_days),
    }


def health(r: Reading, found: set[Signal]) -> set[Signal]:
    """Illness that was reported, or that only the signs speak of; the flag needs the report and the heart rate."""
    is_reported = at_least(r.value("checkin.ill_days"), 1)
    signs = {Signal.RESTING_HR_HIGH, Signal.FATIGUE_HIGH, Signal.LOAD_COLLAPSED}
    health = {Signal.ILL_REPORTED} if is_reported else {Signal.ILL_SIGNS} if signs <= found else set()
    if is_reported and Signal.RESTING_HR_HIGH in found:
        health.add(Signal.RED_FLAG)
    return health

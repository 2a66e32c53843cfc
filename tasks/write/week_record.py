"""Signals of the calendar, and of how much of the week is known."""

from collections.abc import Mapping

from models.enums import Quality
from tasks.write.reading import Reading, at_least, at_most
from tasks.write.signals import Signal

_METRICS = ("hrv", "resting_hr", "sleep")


def calendar(r: Reading) -> Mapping[Signal, bool]:
    p, race, off = r.params, r.value("race.days_to"), r.value("break.days")
    back = r.value("break.ended_days_ago")
    return {
        Signal.RACE_TODAY: race == 0,
        Signal.RACE_WEEK: at_most(race, p.race_week_days),
        Signal.RACE_NEAR: at_most(race, p.taper_days),
        Signal.RACE_AHEAD: race is not None and race > p.taper_days,
        Signal.BREAK_LONG: at_least(off, p.break_days) and back is not None,
        Signal.BREAK_SHORT: off is not None and p.break_mention_days <= off < p.break_days and back is not None,
        Signal.BACK_THIS_WEEK: at_least(off, p.break_mention_days) and back is not None and back < 7,
    }


def data(r: Reading) -> Mapping[Signal, bool]:
    p = r.params
    days = [r.value(f"coverage.{metric}_days") or 0 for metric in _METRICS]
    any_days, history, fitness = r.value("coverage.any_days") or 0, r.value("history.days"), r.sheet.get("fitness.now")
    is_thin = [0 < count < p.valid_days for count in days]
    is_missing = [r.value(f"{metric}.week") is None for metric in _METRICS]
    coverage = r.value("coverage.load_42d")
    is_uncovered = coverage is not None and coverage < p.coverage_pct and at_least(history, p.coverage_history_days)
    return {
        Signal.NEWCOMER: (history is not None and history < p.history_days)
        or (fitness is not None and fitness.quality is Quality.TOO_EARLY),
        Signal.FEW_DAYS: any_days < p.valid_days or 0 < max(days) < p.valid_days,
        Signal.GAPS: any(is_thin) or is_uncovered or (any_days < p.gap_days and any(days)),
        Signal.HRV_THIN: is_thin[0],
        Signal.SLEEP_THIN: is_thin[2],
        Signal.COVERAGE_LOW: is_uncovered,
        Signal.DEVICES_SILENT: all(is_missing),
        Signal.RECOVERY_THIN: is_missing[0] and is_missing[2] and not is_missing[1],
        Signal.PROVISIONAL: fitness is not None and fitness.quality is Quality.PROVISIONAL,
        Signal.PARTIAL: r.sheet.is_partial,
    }

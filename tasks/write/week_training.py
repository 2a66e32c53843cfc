"""Signals of what was done: load, lifting, what it adds up to, and what of it stands out."""

from collections.abc import Mapping

from models.enums import Direction
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND
from tasks.write.reading import Reading, at_least, at_most
from tasks.write.signals import Signal

# Sports are free text; these are what lifting is called once case, blanks, signs and HealthKit's prefix are taken off.
_STRENGTH_SPORTS = frozenset(
    {
        "bodyweight",
        "functionalstrengthtraining",
        "gym",
        "kettlebell",
        "lifting",
        "olympicweightlifting",
        "powerlifting",
        "resistancetraining",
        "strength",
        "strengthtraining",
        "traditionalstrengthtraining",
        "weightlifting",
        "weights",
        "weighttraining",
    }
)
_HEALTHKIT_PREFIX = "hkworkoutactivitytype"


def training(r: Reading) -> Mapping[Signal, bool]:
    p, sessions = r.params, r.value("sessions.week")
    change, usual = r.percent("load.week", PREVIOUS), r.percent("load.week", MEAN4)
    days = r.value("coverage.workout_days")
    against = usual if usual is not None else change
    return {
        Signal.TRAINED: at_least(sessions, 1) or (sessions is None and bool(r.value("load.week"))),
        Signal.SESSIONS_NONE: sessions == 0,
        Signal.LOAD_UP: at_least(change, p.load_same_pct),
        Signal.LOAD_DOWN: at_most(change, -p.load_same_pct),
        Signal.LOAD_ABOVE_MEAN: at_least(usual, p.load_same_pct),
        Signal.LOAD_NEAR_MEAN: usual is not None and abs(usual) < p.load_same_pct,
        Signal.LOAD_EASY: at_most(against, p.load_easy_pct) or sessions == 0,
        Signal.LOAD_COLLAPSED: at_most(against, p.load_collapsed_pct),
        Signal.LOAD_LEAP: _is_leap(r, change, usual),
        Signal.LOAD_RATIO_HIGH: at_least(r.value("load.ratio"), p.load_ratio_high),
        Signal.MONOTONY_HIGH: at_least(r.value("load.monotony"), p.monotony_high),
        Signal.REST_NONE: r.value("rest_days.week") == 0 and at_least(days, r.period_days),
        Signal.REST_KEPT: at_least(r.value("rest_days.week"), 1),
        Signal.HOURS_MANY: at_least(r.value("duration.week"), p.hours_many * 3600),
        Signal.UNSCORED: at_least(r.value("load.unscored"), 1),
    }


def _is_leap(r: Reading, change: float | None, usual: float | None) -> bool:
    """After a break every week is many times the mean; the rule for a return speaks of that."""
    if at_least(r.value("break.days"), r.params.break_mention_days):
        return False
    return at_least(usual, r.params.load_leap_pct) or (
        usual is None and at_least(change, r.params.load_leap_change_pct)
    )


def state(r: Reading) -> Mapping[Signal, bool]:
    p, form, ramp = r.params, r.value("form.now"), r.value("ramp.week")
    usual = r.percent("load.week", MEAN4)
    is_firm = at_least(r.value("history.days"), p.fitness_firm_days)
    trend = r.comparison("fitness.now", TREND) if is_firm else None
    is_rising = trend is not None and trend.direction is Direction.UP
    return {
        Signal.BUILDING: (is_firm and at_least(ramp, p.ramp_building) and not at_most(usual, -p.load_same_pct))
        or (is_rising and at_least(usual, 0))
        or at_least(usual, p.load_building_pct),
        Signal.RAMP_STEEP: at_least(ramp, p.ramp_steep),
        Signal.FITNESS_RISING: is_rising,
        Signal.FITNESS_FALLING: trend is not None and trend.direction is Direction.DOWN,
        Signal.FORM_DEEP: form is not None and form < p.form_deep,
        Signal.FORM_TIRED: form is not None and p.form_deep <= form <= p.form_tired,
        Signal.FORM_BALANCED: form is not None and p.form_tired < form < p.form_fresh,
        Signal.FORM_FRESH: at_least(form, p.form_fresh),
    }


def strength(r: Reading) -> Mapping[Signal, bool]:
    p, sets = r.params, r.value("strength.sets")
    usual = r.percent("strength.sets", MEAN4)
    moved = usual if usual is not None else r.percent("strength.sets", PREVIOUS)
    listed = [_is_lifting(session.sport) for session in r.sheet.sessions]
    share = sum(listed) / len(listed) if listed else 1.0
    return {
        Signal.LIFTER: at_least(sets, p.lifter_sets) and share >= p.lifter_share,
        Signal.STRENGTH_SOME: at_least(sets, 1),
        Signal.STRENGTH_UP: at_least(moved, p.strength_same_pct),
        Signal.STRENGTH_DOWN: at_most(moved, -p.strength_same_pct),
    }


def _is_lifting(sport: str) -> bool:
    return "".join(filter(str.isalpha, sport.casefold())).removeprefix(_HEALTHKIT_PREFIX) in _STRENGTH_SPORTS


def mover(r: Reading) -> set[Signal]:
    """The fact that moved furthest for its kind, when any moved enough to speak of (1.0 = enough)."""

    def moved(key: str, enough_pct: float) -> float:
        usual = r.percent(key, MEAN4)
        pct = usual if usual is not None else r.percent(key, PREVIOUS)
        return abs(pct or 0) / enough_pct

    sizes = {
        Signal.MOVER_HRV: abs(r.value("hrv.z") or 0),
        Signal.MOVER_RESTING_HR: abs(r.value("resting_hr.z") or 0),
        Signal.MOVER_SLEEP: abs(r.difference("sleep.week", BASELINE) or 0) / r.params.sleep_short_h,
        Signal.MOVER_STRENGTH: moved("strength.sets", 20),
        Signal.MOVER_LOAD: moved("load.week", 15),
        Signal.MOVER_HOURS: moved("duration.week", 15),
        Signal.MOVER_CHECKIN: abs(r.difference("checkin.completion", PREVIOUS) or 0) / 25,
    }
    strongest = max(sizes, key=lambda signal: sizes[signal])
    return {strongest} if sizes[strongest] >= 1 else set()

"""Which actions fit which week, best first, and what has to be true for each. Rules then take away what may not be."""

from collections.abc import Mapping

from models.actions import Action
from tasks.write.signals import Signal
from tasks.write.situations import Situation

PLAYS: Mapping[Situation, tuple[Action, ...]] = {
    Situation.NO_DATA: (Action.SYNC_DEVICES, Action.LOG_CHECKINS, Action.TALK_TO_COACH),
    Situation.ILL: (
        Action.REST_DAY,
        Action.PRIORITISE_SLEEP,
        Action.SEE_DOCTOR,
        Action.RESUME_GRADUALLY,
        Action.HYDRATE_FUEL,
        Action.LOG_CHECKINS,
    ),
    Situation.NEWCOMER: (Action.KEEP_PLAN, Action.LOG_CHECKINS, Action.WEAR_SENSOR, Action.PRIORITISE_SLEEP),
    Situation.OVERREACH: (
        Action.REDUCE_INTENSITY,
        Action.REST_DAY,
        Action.PRIORITISE_SLEEP,
        Action.HYDRATE_FUEL,
        Action.ACTIVE_RECOVERY,
    ),
    Situation.TAPER: (Action.TAPER_VOLUME, Action.KEEP_SHARPNESS, Action.PRIORITISE_SLEEP, Action.HYDRATE_FUEL),
    Situation.RETURNING: (
        Action.RESUME_GRADUALLY,
        Action.LOG_CHECKINS,
        Action.PRIORITISE_SLEEP,
        Action.ACTIVE_RECOVERY,
    ),
    Situation.LIFTER: (
        Action.REDUCE_INTENSITY,
        Action.STRENGTH_PROGRESS,
        Action.KEEP_PLAN,
        Action.PRIORITISE_SLEEP,
        Action.HYDRATE_FUEL,
        Action.DELOAD_STRENGTH,
        Action.ADD_EASY_VOLUME,
    ),
    Situation.PATCHY: (
        Action.WEAR_SENSOR,
        Action.SYNC_DEVICES,
        Action.LOG_CHECKINS,
        Action.KEEP_PLAN,
        Action.PRIORITISE_SLEEP,
    ),
    Situation.BUILD: (
        Action.REDUCE_INTENSITY,
        Action.INCREASE_LOAD_SLIGHTLY,
        Action.KEEP_PLAN,
        Action.ACTIVE_RECOVERY,
        Action.PRIORITISE_SLEEP,
        Action.REST_DAY,
        Action.ADD_INTENSITY,
        Action.HYDRATE_FUEL,
        Action.ADD_EASY_VOLUME,
    ),
    Situation.EASY_WEEK: (
        Action.REDUCE_INTENSITY,
        Action.RESUME_GRADUALLY,
        Action.KEEP_PLAN,
        Action.ADD_EASY_VOLUME,
        Action.PRIORITISE_SLEEP,
        Action.ADD_INTENSITY,
        Action.LOG_CHECKINS,
    ),
    Situation.STEADY: (
        Action.REDUCE_INTENSITY,
        Action.KEEP_PLAN,
        Action.ACTIVE_RECOVERY,
        Action.PRIORITISE_SLEEP,
        Action.ADD_EASY_VOLUME,
        Action.ADD_INTENSITY,
        Action.REST_DAY,
    ),
}
# What fits every week, behind what fits this one.
ALWAYS = (Action.LOG_CHECKINS, Action.REST_DAY, Action.HYDRATE_FUEL, Action.WEAR_SENSOR, Action.TALK_TO_COACH)

# An action that only makes sense when one of these holds.
NEEDS: Mapping[Action, frozenset[Signal]] = {
    Action.WEAR_SENSOR: frozenset(
        {Signal.HRV_MISSING, Signal.RESTING_HR_MISSING, Signal.SLEEP_MISSING, Signal.GAPS, Signal.NEWCOMER}
    ),
    Action.SYNC_DEVICES: frozenset({Signal.NO_DATA, Signal.GAPS, Signal.FEW_DAYS}),
    Action.STRENGTH_PROGRESS: frozenset({Signal.STRENGTH_SOME}),
    Action.DELOAD_STRENGTH: frozenset({Signal.STRENGTH_UP, Signal.SORENESS_HIGH, Signal.FATIGUE_HIGH}),
    Action.HYDRATE_FUEL: frozenset(
        {Signal.HOURS_MANY, Signal.LIFTER, Signal.RACE_NEAR, Signal.HRV_LOW_DAYS, Signal.ILL_REPORTED, Signal.ILL_SIGNS}
    ),
    Action.ADD_INTENSITY: frozenset({Signal.FORM_BALANCED, Signal.FORM_FRESH}),
    Action.REDUCE_INTENSITY: frozenset(
        {Signal.HRV_LOW_DAYS, Signal.FORM_DEEP, Signal.HRV_LOW, Signal.RESTING_HR_HIGH, Signal.FATIGUE_HIGH}
    ),
    Action.INCREASE_LOAD_SLIGHTLY: frozenset({Signal.TRAINED}),
    Action.REST_DAY: frozenset({Signal.TRAINED, Signal.ILL_REPORTED, Signal.ILL_SIGNS}),
    Action.ACTIVE_RECOVERY: frozenset(
        {
            Signal.MONOTONY_HIGH,
            Signal.HRV_LOW_DAYS,
            Signal.FORM_DEEP,
            Signal.BREAK_LONG,
            Signal.FATIGUE_HIGH,
            Signal.SORENESS_HIGH,
        }
    ),
    Action.TAPER_VOLUME: frozenset({Signal.RACE_NEAR}),
    Action.KEEP_SHARPNESS: frozenset({Signal.RACE_NEAR}),
    Action.RESUME_GRADUALLY: frozenset(
        {Signal.BREAK_LONG, Signal.ILL_REPORTED, Signal.ILL_SIGNS, Signal.SESSIONS_NONE}
    ),
}
# An action that these speak against, although no rule forbids it: a coach would not think of it then.
NOT_WITH: Mapping[Action, frozenset[Signal]] = {
    Action.ADD_INTENSITY: frozenset(
        {Signal.HRV_LOW, Signal.STRESS_HIGH, Signal.MOOD_LOW, Signal.DEVICES_SILENT, Signal.SESSIONS_NONE}
    ),
    Action.INCREASE_LOAD_SLIGHTLY: frozenset(
        {Signal.HRV_LOW, Signal.SLEEP_DEBT, Signal.LOAD_RATIO_HIGH, Signal.FATIGUE_HIGH, Signal.RESTING_HR_HIGH}
    ),
    Action.ADD_EASY_VOLUME: frozenset(
        {Signal.HRV_LOW, Signal.FATIGUE_HIGH, Signal.RESTING_HR_HIGH, Signal.SESSIONS_NONE}
    ),
    Action.KEEP_PLAN: frozenset({Signal.SESSIONS_NONE, Signal.HRV_LOW, Signal.RESTING_HR_HIGH, Signal.FATIGUE_HIGH}),
    Action.STRENGTH_PROGRESS: frozenset({Signal.SORENESS_HIGH, Signal.FATIGUE_HIGH, Signal.HRV_LOW}),
    Action.KEEP_SHARPNESS: frozenset({Signal.RACE_TODAY}),
    Action.TAPER_VOLUME: frozenset({Signal.RACE_TODAY}),
    Action.REDUCE_INTENSITY: frozenset({Signal.SESSIONS_NONE}),
}
# These come first whatever the week, when they hold.
URGENT: Mapping[Signal, Action] = {
    Signal.SLEEP_DEBT: Action.PRIORITISE_SLEEP,
    Signal.MONOTONY_HIGH: Action.ACTIVE_RECOVERY,
}

# With these the action can wait: it stays allowed, behind all others.
LATER: Mapping[Action, frozenset[Signal]] = {
    Action.LOG_CHECKINS: frozenset({Signal.CHECKIN_GOOD}),
    Action.PRIORITISE_SLEEP: frozenset({Signal.SLEEP_FAIR, Signal.SLEEP_MET, Signal.SLEEP_MISSING}),
    Action.REST_DAY: frozenset({Signal.REST_KEPT}),
}

# What can be done instead. What is offered so is not asked for a second time.
INSTEAD: Mapping[Action, tuple[Action, ...]] = {
    Action.REST_DAY: (Action.ACTIVE_RECOVERY,),
    Action.REDUCE_INTENSITY: (Action.REST_DAY, Action.ACTIVE_RECOVERY),
    Action.ACTIVE_RECOVERY: (Action.REST_DAY,),
    Action.KEEP_PLAN: (Action.ADD_EASY_VOLUME, Action.ADD_INTENSITY),
    Action.INCREASE_LOAD_SLIGHTLY: (Action.KEEP_PLAN, Action.ADD_EASY_VOLUME, Action.ADD_INTENSITY),
    Action.ADD_EASY_VOLUME: (Action.KEEP_PLAN, Action.ACTIVE_RECOVERY),
    Action.ADD_INTENSITY: (Action.KEEP_PLAN, Action.ADD_EASY_VOLUME),
    Action.TAPER_VOLUME: (Action.REST_DAY, Action.ACTIVE_RECOVERY),
    Action.KEEP_SHARPNESS: (Action.ACTIVE_RECOVERY,),
    Action.RESUME_GRADUALLY: (Action.ACTIVE_RECOVERY, Action.REST_DAY),
    Action.STRENGTH_PROGRESS: (Action.KEEP_PLAN, Action.DELOAD_STRENGTH),
    Action.DELOAD_STRENGTH: (Action.KEEP_PLAN,),
    Action.LOG_CHECKINS: (Action.TALK_TO_COACH,),
    Action.WEAR_SENSOR: (Action.SYNC_DEVICES,),
    Action.SYNC_DEVICES: (Action.WEAR_SENSOR,),
    Action.SEE_DOCTOR: (Action.TALK_TO_COACH,),
    Action.TALK_TO_COACH: (Action.LOG_CHECKINS,),
}


def fitting(situation: Situation, signals: frozenset[Signal], forbidden: frozenset[Action]) -> tuple[Action, ...]:
    """The actions that fit this week and that no rule forbids, best first."""
    listed = (*PLAYS[situation], *ALWAYS)
    urgent = [action for signal, action in URGENT.items() if signal in signals and action in listed]
    # What the situation itself asks for leads, even before what is urgent.
    ordered = dict.fromkeys((*listed[:2], *urgent, *listed))
    found = [one for one in ordered if one not in forbidden and suits(NEEDS.get(one), NOT_WITH.get(one), signals)]
    return tuple(sorted(found, key=lambda action: action not in urgent and _can_wait(action, situation, signals)))


def suits(any_of: frozenset[Signal] | None, none_of: frozenset[Signal] | None, signals: frozenset[Signal]) -> bool:
    """Whether one of the first holds and none of the second; None asks for nothing."""
    return (any_of is None or not any_of.isdisjoint(signals)) and (none_of is None or none_of.isdisjoint(signals))


def _can_wait(action: Action, situation: Situation, signals: frozenset[Signal]) -> bool:
    """Rest and sleep never wait for someone ill, worn out or about to race."""
    if situation in (Situation.ILL, Situation.OVERREACH, Situation.TAPER) and action is not Action.LOG_CHECKINS:
        return False
    return action is Action.TALK_TO_COACH or not LATER.get(action, frozenset()).isdisjoint(signals)

"""What each action can aim at, so that the next report can say what became of it."""

from collections.abc import Mapping

from models.actions import Action, Target
from tasks.write.plays import suits
from tasks.write.signals import Signal

TARGETS: Mapping[Action, tuple[Target, ...]] = {
    Action.REST_DAY: (Target.NO_TRAINING_UNTIL_WELL, Target.REST_DAYS_TWO, Target.REST_DAY_ONE),
    Action.REDUCE_INTENSITY: (Target.LOAD_UNDER_THIS_WEEK,),
    Action.TAPER_VOLUME: (Target.LOAD_UNDER_THIS_WEEK,),
    Action.KEEP_PLAN: (Target.LOAD_LIKE_THIS_WEEK, Target.SESSIONS_LIKE_THIS_WEEK, Target.SETS_LIKE_THIS_WEEK),
    Action.INCREASE_LOAD_SLIGHTLY: (Target.LOAD_SMALL_STEP,),
    Action.RESUME_GRADUALLY: (Target.EASY_SESSIONS_THREE,),
    Action.STRENGTH_PROGRESS: (Target.SETS_LIKE_THIS_WEEK,),
    Action.DELOAD_STRENGTH: (Target.SETS_UNDER_THIS_WEEK,),
    Action.PRIORITISE_SLEEP: (Target.SLEEP_NEED_FIVE_NIGHTS,),
    Action.LOG_CHECKINS: (Target.CHECKINS_SIX_DAYS,),
    Action.WEAR_SENSOR: (Target.SENSOR_FIVE_NIGHTS,),
    Action.SYNC_DEVICES: (Target.DATA_SIX_DAYS,),
}

# A target that only makes sense when one of these holds.
TARGET_NEEDS: Mapping[Target, frozenset[Signal]] = {
    Target.NO_TRAINING_UNTIL_WELL: frozenset({Signal.ILL_REPORTED, Signal.ILL_SIGNS})
}
# A target that these speak against: the measure would be the wrong one in such a week.
TARGET_NOT_WITH: Mapping[Target, frozenset[Signal]] = {
    Target.REST_DAYS_TWO: frozenset({Signal.ILL_REPORTED, Signal.ILL_SIGNS}),
    Target.REST_DAY_ONE: frozenset({Signal.ILL_REPORTED, Signal.ILL_SIGNS}),
    Target.LOAD_LIKE_THIS_WEEK: frozenset({Signal.SESSIONS_NONE, Signal.LOAD_EASY}),
    Target.SESSIONS_LIKE_THIS_WEEK: frozenset({Signal.SESSIONS_NONE}),
    Target.LOAD_UNDER_THIS_WEEK: frozenset({Signal.SESSIONS_NONE, Signal.LOAD_COLLAPSED}),
}


def targets(allowed: tuple[Action, ...], signals: frozenset[Signal]) -> tuple[Target, ...]:
    """What the allowed actions can aim at in such a week."""
    offered = dict.fromkeys(target for action in allowed for target in TARGETS.get(action, ()))
    return tuple(one for one in offered if suits(TARGET_NEEDS.get(one), TARGET_NOT_WITH.get(one), signals))

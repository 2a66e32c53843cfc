"""What kind of week it was: one word, from the most urgent to the most ordinary."""

from enum import StrEnum

from tasks.write.signals import Signal


class Situation(StrEnum):
    NO_DATA = "no_data"
    ILL = "ill"
    NEWCOMER = "newcomer"
    OVERREACH = "overreach"
    TAPER = "taper"
    RETURNING = "returning"
    LIFTER = "lifter"
    PATCHY = "patchy"
    BUILD = "build"
    EASY_WEEK = "easy_week"
    STEADY = "steady"


class Focus(StrEnum):
    """What next week is about: one thing."""

    HEALTH = "health"
    RECOVERY = "recovery"
    SLEEP = "sleep"
    RACE = "race"
    RETURN = "return"
    STRENGTH = "strength"
    DATA = "data"
    HABIT = "habit"
    BUILD = "build"
    RHYTHM = "rhythm"


# Any of these signals makes the situation; the first that holds is the week's.
_ORDER: tuple[tuple[Situation, frozenset[Signal]], ...] = (
    (Situation.NO_DATA, frozenset({Signal.NO_DATA})),
    (Situation.ILL, frozenset({Signal.ILL_REPORTED, Signal.ILL_SIGNS})),
    (Situation.NEWCOMER, frozenset({Signal.NEWCOMER})),
    (Situation.OVERREACH, frozenset({Signal.HRV_LOW_DAYS, Signal.FORM_DEEP})),
    (Situation.TAPER, frozenset({Signal.RACE_NEAR})),
    (Situation.RETURNING, frozenset({Signal.BREAK_LONG})),
    (Situation.LIFTER, frozenset({Signal.LIFTER})),
    (Situation.PATCHY, frozenset({Signal.GAPS})),
    (Situation.EASY_WEEK, frozenset({Signal.LOAD_EASY})),
    (Situation.BUILD, frozenset({Signal.BUILDING})),
)
_FOCUS = {
    Situation.NO_DATA: Focus.DATA,
    Situation.ILL: Focus.HEALTH,
    Situation.NEWCOMER: Focus.HABIT,
    Situation.OVERREACH: Focus.RECOVERY,
    Situation.TAPER: Focus.RACE,
    Situation.RETURNING: Focus.RETURN,
    Situation.LIFTER: Focus.STRENGTH,
    Situation.PATCHY: Focus.DATA,
    Situation.BUILD: Focus.BUILD,
    Situation.EASY_WEEK: Focus.RHYTHM,
    Situation.STEADY: Focus.RHYTHM,
}
# In these a sleep debt outweighs what the week would otherwise be about.
_SLEEP_FIRST = frozenset({Situation.LIFTER, Situation.BUILD, Situation.EASY_WEEK, Situation.STEADY})


def situation_of(signals: frozenset[Signal]) -> Situation:
    return next((situation for situation, any_of in _ORDER if any_of & signals), Situation.STEADY)


def focus_of(situation: Situation, signals: frozenset[Signal]) -> Focus:
    if situation in _SLEEP_FIRST and Signal.SLEEP_DEBT in signals:
        return Focus.SLEEP
    return _FOCUS[situation]

"""Ordinary training weeks by weekday (Monday = 0): hard and easy days in turn, the long session on a day off work."""

from types import MappingProxyType

from desk.sample_club.story import Session, Week


def _ride(title: str, minutes: float, intensity: float) -> Session:
    return Session("ride", title, minutes, intensity)


def _run(title: str, minutes: float, intensity: float) -> Session:
    return Session("run", title, minutes, intensity)


def _swim(title: str, minutes: float, intensity: float) -> Session:
    return Session("swim", title, minutes, intensity)


def _lift(title: str, minutes: float) -> Session:
    return Session("strength", title, minutes, 0.46)


def _week(*days: tuple[Session, ...]) -> Week:
    return MappingProxyType(dict(enumerate(days)))


RIDER = _week(
    (),
    (_ride("Threshold intervals", 75, 0.88),),
    (_ride("Endurance ride", 90, 0.67),),
    (_ride("Short hard intervals", 65, 0.90),),
    (_run("Easy run", 40, 0.72),),
    (_ride("Long ride", 200, 0.69),),
    (_ride("Tempo in the hills", 100, 0.77),),
)
RIDE_AND_RUN = _week(
    (),
    (_run("Track intervals", 60, 0.88),),
    (_ride("Endurance ride", 75, 0.69),),
    (_run("Steady run", 55, 0.76),),
    (),
    (_ride("Group ride", 160, 0.75),),
    (_run("Long trail run", 90, 0.75),),
)
CAMP = _week(
    (_ride("Camp: lake loop", 120, 0.74),),
    (_run("Camp: hill repeats", 60, 0.88),),
    (_ride("Camp: two climbs", 150, 0.76),),
    (_run("Camp: steady run", 55, 0.78),),
    (_ride("Camp: tempo", 105, 0.80),),
    (_ride("Camp: long day", 225, 0.77),),
    (_ride("Camp: ride home the long way", 165, 0.78),),
)
AFTER_WORK = _week(
    (_ride("Easy spin", 45, 0.64),),
    (_run("Intervals with the group", 55, 0.87),),
    (),
    (_ride("Sweet spot", 65, 0.84),),
    (_lift("Gym", 40),),
    (_ride("Weekend ride", 130, 0.71),),
    (_run("Long run", 75, 0.74),),
)
TRIATHLETE = _week(
    (_swim("Technique", 50, 0.85),),
    (_ride("Threshold intervals", 80, 0.87), _run("Run off the bike", 20, 0.80)),
    (_run("Tempo run", 60, 0.83),),
    (_swim("Threshold hundreds", 60, 0.92), _ride("Easy spin", 60, 0.63)),
    (),
    (_ride("Long ride", 210, 0.72),),
    (_run("Long run", 100, 0.76),),
)
LIFTER = _week(
    (_lift("Upper body: push", 65),),
    (_lift("Lower body: squat", 70),),
    (_run("Easy run", 30, 0.70),),
    (_lift("Upper body: pull", 65),),
    (_lift("Lower body: hinge", 70),),
    (),
    (),
)
RETURNER = _week(
    (),
    (_ride("Midweek ride", 70, 0.76),),
    (_run("Easy run", 45, 0.74),),
    (_ride("Tempo", 70, 0.82),),
    (),
    (_ride("Long ride", 165, 0.70),),
    (_run("Steady run", 60, 0.77),),
)
WHEN_TIME_ALLOWS = _week(
    (),
    (_ride("After-work loop", 50, 0.80),),
    (_run("Lunch run", 40, 0.76),),
    (),
    (_ride("After-work loop", 60, 0.78),),
    (_run("Park run and back", 55, 0.80),),
    (_ride("Sunday ride", 110, 0.70),),
)
BEGINNER = _week(
    (),
    (_run("Run and walk", 30, 0.74),),
    (),
    (_run("Run and walk", 30, 0.75),),
    (),
    (_run("First long one", 45, 0.72),),
    (_run("Shake-out", 20, 0.66),),
)

RACE_WEEK = _week(
    (_swim("Easy lengths", 30, 0.80),),
    (_ride("Openers", 45, 0.76),),
    (_run("Easy run with strides", 30, 0.74),),
    (_swim("Race pace hundreds", 30, 0.90),),
    (_ride("Spin", 40, 0.62),),
    (_run("Shake-out", 20, 0.68),),
    (),
)
RACE_DAY = (
    _swim("Race: swim", 26, 0.95),
    _ride("Race: bike", 158, 0.80),
    _run("Race: run", 98, 0.84),
)
FIRST_STEPS = MappingProxyType(
    {  # by distance from the week that the story leads up to
        -4: (_ride("First ride back", 40, 0.62),),
        -2: (_run("Easy jog", 20, 0.66),),
        1: (_ride("Easy spin", 40, 0.63),),
        3: (_run("Easy jog", 25, 0.67),),
        5: (_ride("Short loop", 60, 0.64),),
    }
)
EASY_RUN = (_run("Slow and short", 30, 0.64),)
EASY_SPIN = (_ride("Easy spin", 40, 0.60),)

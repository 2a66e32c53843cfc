"""What was done, and what it adds up to."""

from typing import Final

from models.sports import Family
from tasks.analyse.definitions.definition import PERIOD, Definition, Pattern

DEFINITIONS: Final = (
    Definition("load.week", "Load", "load", 0, PERIOD, "sum of the days' loads, strength included", True),
    Definition("sessions.week", "Sessions", "count", 0, PERIOD, "workouts recorded"),
    Definition("duration.week", "Time trained", "s", 0, PERIOD, "moving time, else the whole", True, step=60.0),
    Definition("rest_days.week", "Rest days", "days", 0, PERIOD, "known days without any training"),
    Definition(
        "load.unscored", "Workouts without a load", "count", 0, PERIOD, "workouts with nothing to compute a load from"
    ),
    Definition("fitness.now", "Fitness", "load", 1, "42 days", "exponential mean of load, 42 days, after the last day"),
    Definition("fatigue.now", "Fatigue", "load", 1, "7 days", "exponential mean of load with strength, 7 days"),
    Definition(
        "form.now",
        "Form",
        "load",
        1,
        "42 days",
        "fitness less fatigue, on the morning after the period",
        difference_of=("fitness.now", "fatigue.now"),
    ),
    Definition(
        "ramp.week",
        "Fitness ramp",
        "load",
        1,
        "7 days",
        "fitness less fitness seven days before",
        difference_of=("fitness.now", "fitness.now|change"),
    ),
    Definition("load.ratio", "Load ratio", "ratio", 2, "28 days", "mean of 7 days over mean of 28"),
    Definition(
        "load.ratio_uncoupled", "Load ratio, uncoupled", "ratio", 2, "28 days", "mean of 7 days over the 21 before"
    ),
    Definition("load.monotony", "Monotony", "ratio", 2, "7 days", "mean over standard deviation of the days' loads"),
    Definition("load.strain", "Strain", "load", 0, "7 days", "sum of the loads times monotony"),
    Definition("distance.week", "Distance", "m", 0, PERIOD, "of the sessions that recorded one", True, step=50.0),
    Definition("elevation.week", "Climbing", "m_gain", 0, PERIOD, "of the sessions that recorded it", True),
)

SPORT_PREFIX: Final = "sport."
_FAMILIES: Final = {
    Family.RIDE: "rides",
    Family.RUN: "runs",
    Family.SWIM: "swims",
    Family.STRENGTH: "strength",
    Family.OTHER: "other sports",
}


def _of_sport(part: str) -> Definition:
    """`part` is a family and what is counted of it: "ride.load"."""
    name, _, what = part.partition(".")
    key, sessions = SPORT_PREFIX + part, _FAMILIES[Family(name)]
    return {
        "load": Definition(key, f"Load, {sessions}", "load", 0, PERIOD, "sum of their loads", True),
        "duration": Definition(
            key, f"Time, {sessions}", "s", 0, PERIOD, "moving time, else the whole", True, step=60.0
        ),
        "distance": Definition(key, f"Distance, {sessions}", "m", 0, PERIOD, "as recorded", True, step=50.0),
        "sessions": Definition(key, f"Sessions, {sessions}", "count", 0, PERIOD, "workouts recorded"),
    }[what]


PATTERNS: Final = (Pattern(SPORT_PREFIX, _of_sport, "ride.load"),)

"""What each fact is: key, label, unit, decimals, window, and in a few words how it comes about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

PERIOD: Final = "period"  # the report's own days
MUSCLE_PREFIX: Final = "strength.sets."


@dataclass(frozen=True, slots=True)
class Definition:
    key: str
    label: str
    unit: str
    decimals: int
    window: str
    how: str
    has_percent: bool = False  # whether a change of it is said in percent
    difference_of: tuple[str, ...] = ()  # which printed figures it is the difference of
    step: float | None = None  # what smaller differences do not show on a page; None: half of the last decimal

    @property
    def least(self) -> float:
        return 0.5 * 10.0**-self.decimals if self.step is None else self.step

    @property
    def is_counted(self) -> bool:
        return self.unit in ("count", "days")


_DEFINITIONS: Final = (
    # What was done
    Definition("load.week", "Load", "load", 0, PERIOD, "sum of the days' loads, strength included", True),
    Definition("sessions.week", "Sessions", "count", 0, PERIOD, "workouts recorded"),
    Definition("duration.week", "Time trained", "s", 0, PERIOD, "moving time, else the whole", True, step=60.0),
    Definition("rest_days.week", "Rest days", "days", 0, PERIOD, "known days without any training"),
    Definition("load.unscored", "Workouts without a load", "count", 0, PERIOD, "nothing to compute a load from"),
    # What it adds up to
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
    # How the body answers
    Definition("hrv.week", "HRV", "ms", 0, "7 days", "rMSSD, mean of the logarithms, back in milliseconds", True),
    Definition(
        "hrv.z", "HRV against baseline", "sd", 1, "60 days", "distance of the 7-day mean from the 60 days before"
    ),
    Definition("hrv.days_below", "Days with HRV below its band", "days", 0, "28 days", "days in a row, up to the last"),
    Definition("hrv.cv", "HRV variation", "percent", 1, "7 days", "standard deviation over mean of the logarithms"),
    Definition("resting_hr.week", "Resting heart rate", "bpm", 0, "7 days", "mean of the days' readings"),
    Definition(
        "resting_hr.z", "Resting heart rate against baseline", "sd", 1, "60 days", "distance from the 60 days before"
    ),
    Definition("sleep.week", "Sleep", "h", 1, "7 days", "mean a night, naps included"),
    Definition("sleep.debt", "Sleep shortfall", "h", 1, "14 days", "sum of need less slept over the known nights"),
    # What the athlete says
    Definition(
        "checkin.completion", "Check-in completion", "percent", 0, PERIOD, "days with an entry or a whole check-in"
    ),
    Definition("checkin.days", "Days checked in", "days", 0, PERIOD, "days with an entry or a whole check-in"),
    Definition(
        "checkin.streak", "Check-in streak", "days", 0, "up to the last day", "days in a row with a whole check-in"
    ),
    Definition("checkin.ill_days", "Ill days", "days", 0, PERIOD, "days whose entry says ill"),
    Definition("feel.fatigue", "Felt fatigue", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.soreness", "Soreness", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.stress", "Stress", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.mood", "Mood", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.sleep_quality", "Sleep quality", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    # Strength
    Definition("strength.sets", "Strength sets", "count", 0, PERIOD, "sets lifted; planned ones do not count"),
    # Where the athlete stands
    Definition(
        "break.days", "Last break", "days", 0, "28 days", "longest run of known days without training that ended"
    ),
    Definition(
        "break.ended_days_ago", "Days since the break", "days", 0, "28 days", "from the first training after it"
    ),
    Definition(
        "race.days_to", "Days to the next race", "days", 0, "42 days", "priority A or B, from the day after the period"
    ),
    Definition("history.days", "Days of history", "days", 0, "630 days", "from the first known day to the last"),
    # How much is known
    Definition("coverage.load_42d", "Days with known load", "percent", 0, "42 days", "known days of the last 42"),
    Definition("coverage.any_days", "Days with any record", "days", 0, PERIOD, "anything at all was recorded"),
    Definition("coverage.workout_days", "Days with a workout", "days", 0, PERIOD, "a workout or lifted sets"),
    Definition("coverage.hrv_days", "Days with HRV", "days", 0, PERIOD, "rMSSD from any source"),
    Definition("coverage.resting_hr_days", "Days with resting heart rate", "days", 0, PERIOD, "from any source"),
    Definition("coverage.sleep_days", "Nights with sleep", "days", 0, PERIOD, "from any source"),
    Definition("coverage.checkin_days", "Days checked in", "days", 0, PERIOD, "with an entry or a whole check-in"),
)
CATALOGUE: Final[Mapping[str, Definition]] = MappingProxyType({one.key: one for one in _DEFINITIONS})


def definition(key: str) -> Definition:
    """A fact's definition; each muscle has its own key and they are all counted alike."""
    if not key.startswith(MUSCLE_PREFIX):
        return CATALOGUE[key]
    muscle = key.removeprefix(MUSCLE_PREFIX).replace("_", " ")
    return Definition(key, f"Sets, {muscle}", "count", 0, PERIOD, "sets that train this muscle directly")

"""How much is known."""

from typing import Final

from tasks.analyse.definitions.definition import PERIOD, Definition

DEFINITIONS: Final = (
    Definition(
        "coverage.load_42d",
        "Days with known load",
        "percent",
        0,
        "42 days",
        "covered: known, and not without a single load",
    ),
    Definition("coverage.any_days", "Days with any record", "days", 0, PERIOD, "anything at all was recorded"),
    Definition("coverage.workout_days", "Days with a workout", "days", 0, PERIOD, "a workout or lifted sets"),
    Definition(
        "coverage.load_days",
        "Days whose load is known",
        "days",
        0,
        PERIOD,
        "known; a day of workouts that all lack a load is not",
    ),
    Definition("coverage.power_days", "Days with power", "days", 0, PERIOD, "a workout with watts"),
    Definition("coverage.hr_days", "Days with a workout's heart rate", "days", 0, PERIOD, "a workout with heart rate"),
    Definition("coverage.hrv_days", "Days with HRV", "days", 0, PERIOD, "rMSSD from any source"),
    Definition("coverage.resting_hr_days", "Days with resting heart rate", "days", 0, PERIOD, "from any source"),
    Definition("coverage.sleep_days", "Nights with sleep", "days", 0, PERIOD, "from any source"),
    Definition("coverage.checkin_days", "Days checked in", "days", 0, PERIOD, "with an entry or a whole check-in"),
    Definition("coverage.entry_days", "Days with an entry", "days", 0, PERIOD, "a daily entry"),
    Definition("coverage.weight_days", "Days with a weigh-in", "days", 0, PERIOD, "an entry with the weight"),
)

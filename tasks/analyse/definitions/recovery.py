"""How the body answers."""

from typing import Final

from tasks.analyse.definitions.definition import Definition

DEFINITIONS: Final = (
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
)

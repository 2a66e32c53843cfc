"""What the athlete says."""

from typing import Final

from tasks.analyse.definitions.definition import PERIOD, Definition

DEFINITIONS: Final = (
    Definition(
        "checkin.completion", "Check-in completion", "percent", 0, PERIOD, "days with an entry or a whole check-in"
    ),
    Definition("checkin.days", "Days checked in", "days", 0, PERIOD, "days with an entry or a whole check-in"),
    Definition(
        "checkin.score",
        "Check-in score",
        "points",
        1,
        PERIOD,
        "mean of the days' totals: weight of each dimension times what its effort is worth, added up",
    ),
    Definition(
        "checkin.streak", "Check-in streak", "days", 0, "up to the last day", "days in a row with a whole check-in"
    ),
    Definition(
        "checkin.streak_longest", "Longest check-in streak", "days", 0, "400 days", "the most days in a row of them"
    ),
    Definition("checkin.ill_days", "Ill days", "days", 0, PERIOD, "days whose entry says ill"),
    Definition("feel.fatigue", "Felt fatigue", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.soreness", "Soreness", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.stress", "Stress", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.mood", "Mood", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
    Definition("feel.sleep_quality", "Sleep quality", "points", 1, PERIOD, "mean of the entries, 1 to 5"),
)

"""Where the athlete stands."""

from typing import Final

from tasks.analyse.definitions.definition import Definition

DEFINITIONS: Final = (
    Definition(
        "break.days", "Last break", "days", 0, "28 days", "longest run of known days without training that ended"
    ),
    Definition(
        "break.ended_days_ago", "Days since the break", "days", 0, "28 days", "from the first training after it"
    ),
    Definition("history.days", "Days of history", "days", 0, "630 days", "from the first known day to the last"),
)

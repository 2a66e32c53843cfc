"""What was planned, and what became of it."""

from typing import Final

from tasks.analyse.definitions.definition import PERIOD, Definition

NEXT: Final = "the next 7 days"

DEFINITIONS: Final = (
    Definition("plan.sessions", "Sessions planned", "count", 0, PERIOD, "on the days that are known"),
    Definition(
        "plan.sessions_done", "Planned sessions done", "count", 0, PERIOD, "a workout of that kind on the same day"
    ),
    Definition("plan.completion", "Plan completed", "percent", 0, PERIOD, "planned sessions that were done"),
    Definition("plan.load", "Load planned", "load", 0, PERIOD, "on the days that are known"),
    Definition(
        "plan.load_done", "Load done on the plan's days", "load", 0, PERIOD, "all that was done, planned or not"
    ),
    Definition(
        "plan.load_share", "Load done of the load planned", "percent", 0, PERIOD, "all that was done, in percent"
    ),
    Definition("plan.duration", "Time planned", "s", 0, PERIOD, "on the days that are known", step=60.0),
    Definition("plan.next_load", "Load planned next", "load", 0, NEXT, "the seven days after the period"),
    Definition("plan.next_sessions", "Sessions planned next", "count", 0, NEXT, "the seven days after the period"),
)

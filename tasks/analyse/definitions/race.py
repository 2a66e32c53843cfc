"""The race ahead, and where the plan leads until then."""

from typing import Final

from tasks.analyse.definitions.definition import Definition

UNTIL: Final = "up to the race"
_RUN_ON = "run on over the planned loads to the day before the race"

DEFINITIONS: Final = (
    Definition(
        "race.days_to",
        "Days to the next race",
        "days",
        0,
        UNTIL,
        "priority A or B within 42 days, or the race that is prepared for; from the day after the period",
    ),
    Definition("race.fitness_projected", "Fitness at the race, projected", "load", 1, UNTIL, f"fitness {_RUN_ON}"),
    Definition("race.fatigue_projected", "Fatigue at the race, projected", "load", 1, UNTIL, f"fatigue {_RUN_ON}"),
    Definition(
        "race.form_projected",
        "Form on race morning, projected",
        "load",
        1,
        UNTIL,
        "projected fitness less projected fatigue",
        difference_of=("race.fitness_projected", "race.fatigue_projected"),
    ),
    Definition(
        "race.planned_load",
        "Load planned up to the race",
        "load",
        0,
        UNTIL,
        "sum of the plan's loads, strength included",
    ),
)

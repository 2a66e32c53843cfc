"""What the athlete weighs."""

from typing import Final

from tasks.analyse.definitions.definition import Definition

DEFINITIONS: Final = (
    Definition(
        "weight.now",
        "Weight",
        "kg",
        1,
        "7 days",
        "mean of the weigh-ins, from four on; its change is against the same mean four weeks before",
    ),
    Definition(
        "weight.slope",
        "Weight change a week",
        "kg",
        2,
        "28 days",
        "line through the weigh-ins by least squares, from fourteen on",
    ),
)

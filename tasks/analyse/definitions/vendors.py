"""What devices make of the day themselves: passed on under their makers' names, never used for a figure of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tasks.analyse.definitions.definition import PERIOD, Definition, Pattern

VENDOR_PREFIX: Final = "vendor."


@dataclass(frozen=True, slots=True)
class Score:
    name: str  # the last part of its key
    label: str
    unit: str
    decimals: int


# By their columns in the daily metrics.
SCORES: Final[Mapping[str, Score]] = MappingProxyType(
    {
        "recovery_score": Score("recovery_score", "recovery score", "points", 0),
        "strain": Score("strain", "strain", "points", 1),
        "sleep_score": Score("sleep_score", "sleep score", "points", 0),
        "spo2_pct": Score("spo2", "oxygen saturation", "percent", 1),
    }
)
_BY_NAME: Final = MappingProxyType({one.name: one for one in SCORES.values()})

DEFINITIONS: Final[tuple[Definition, ...]] = ()


def _score_of(source_and_score: str) -> Definition:
    source, _, name = source_and_score.rpartition(".")
    score, vendor = _BY_NAME[name], source.replace("_", " ").capitalize()
    how = f"as {vendor} gives it, mean of the days that have it"
    key = VENDOR_PREFIX + source_and_score
    return Definition(key, f"{vendor} {score.label}", score.unit, score.decimals, PERIOD, how)


PATTERNS: Final = (Pattern(VENDOR_PREFIX, _score_of, "whoop.recovery_score"),)

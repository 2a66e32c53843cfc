"""Sports as platforms name them, gathered into the families that scoring and fitness tell apart."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Family(StrEnum):
    RIDE = "ride"
    RUN = "run"
    SWIM = "swim"
    STRENGTH = "strength"
    OTHER = "other"


# Strava, Garmin (activity types and FIT), intervals.icu, HealthKit and Whoop, in lower case, letters and digits only.
_NAMES: Final[Mapping[Family, str]] = MappingProxyType(
    {
        Family.RIDE: """
            ride virtualride mountainbikeride gravelride ebikeride emountainbikeride trackride velomobile cyclocross
            cycling roadbiking roadcycling mountainbiking gravelcycling gravelunpavedcycling indoorcycling indoorride
            virtualcycling trackcycling ebikefitness ebikemountain recumbentcycling downhillbiking enduromtb bmx
            bikecommuting mixedsurfacecycling bike biking spin spinning assaultbike stationarybike""",
        Family.RUN: """
            run virtualrun trailrun running trailrunning treadmillrunning treadmill trackrunning indoorrunning
            streetrunning obstaclerun obstaclecourseracing ultrarun ultrarunning racerunning treadmillrun""",
        Family.SWIM: """
            swim swimming lapswimming poolswim poolswimming openwaterswim openwaterswimming""",
        Family.STRENGTH: """
            strength strengthtraining weighttraining weightlifting powerlifting olympicweightlifting crossfit
            traditionalstrengthtraining functionalstrengthtraining functionalfitness coretraining bodyweight
            resistancetraining strengthtrainer gym calisthenics kettlebell""",
    }
)
_FAMILY: Final[Mapping[str, Family]] = MappingProxyType(
    {name: family for family, names in _NAMES.items() for name in names.split()}
)
_PREFIX = "hkworkoutactivitytype"
# Names that stand for their whole family: a threshold for "Ride" holds indoors too, one for "VirtualRide" only there.
_GENERAL: Final = frozenset({"ride", "cycling", "bike", "biking", "run", "running", "swim", "swimming"})


def normalised(sport: object) -> str:
    """The name in lower case, letters and digits only; nothing for what is no text."""
    return re.sub(r"[\W_]+", "", sport.lower()).removeprefix(_PREFIX) if isinstance(sport, str) else ""


def family(sport: object) -> Family:
    """The family of a sport as sent; what no platform's list holds is `other`, never guessed at."""
    return _FAMILY.get(normalised(sport), Family.OTHER)


def scope(sport: object) -> str:
    """What a threshold for this sport reaches: the whole family, this very sport, or ("") every sport."""
    name = normalised(sport)
    return family(sport).value if name in _GENERAL else name

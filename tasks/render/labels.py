"""Words for the ids that facts and narratives carry."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from models.enums import Confidence, LoadMethod, Quality, ReportType

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "reduce_intensity": "Take the intensity down",
        "rest_day": "Take a rest day",
        "active_recovery": "Recover with easy movement",
        "keep_plan": "Keep to the plan",
        "increase_load_slightly": "Raise the load a little",
        "add_easy_volume": "Add easy volume",
        "add_intensity": "Add some intensity",
        "prioritise_sleep": "Put sleep first",
        "taper_volume": "Taper: cut the volume",
        "keep_sharpness": "Keep a little sharpness",
        "resume_gradually": "Come back gradually",
        "log_checkins": "Log a check-in each day",
        "wear_sensor": "Wear the sensor every night",
        "sync_devices": "Sync your devices",
        "strength_progress": "Progress the strength work",
        "deload_strength": "Deload the strength work",
        "hydrate_fuel": "Drink and fuel well",
        "talk_to_coach": "Talk to your coach",
        "see_doctor": "See a doctor",
    }
)
TITLES: Mapping[ReportType, str] = MappingProxyType(
    {
        ReportType.WEEKLY_ANALYSIS: "Weekly report",
        ReportType.DAILY_SUGGESTION: "Daily report",
        ReportType.RACE_PREP: "Race preparation",
        ReportType.CUSTOM: "Report",
    }
)
CONFIDENCE: Mapping[Confidence, str] = MappingProxyType(
    {Confidence.LOW: "Low confidence", Confidence.MEDIUM: "Medium confidence", Confidence.HIGH: "High confidence"}
)
QUALITY: Mapping[Quality, str] = MappingProxyType(
    {Quality.OK: "", Quality.PROVISIONAL: "provisional", Quality.TOO_EARLY: "too early", Quality.MISSING: "no data"}
)
LOAD_FROM: Mapping[str, str] = MappingProxyType(
    {
        LoadMethod.MANUAL: "entered by hand",
        LoadMethod.SOURCE: "platform",
        LoadMethod.POWER: "power",
        LoadMethod.PACE: "pace",
        LoadMethod.SWIM: "swim pace",
        LoadMethod.HR_SAMPLES: "heart rate",
        LoadMethod.HR_AVERAGE: "average heart rate",
        LoadMethod.SESSION_RPE: "perceived effort",
        LoadMethod.UNSCORED: "not scored",
    }
)
HOUSE = "house"

_ROWS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "workouts": ("workout", "workouts"),
        "daily_metrics": ("daily metric", "daily metrics"),
        "sleep_records": ("sleep record", "sleep records"),
        "entries": ("entry", "entries"),
        "checkins": ("check-in", "check-ins"),
        "strength_sets": ("set", "sets"),
        "races": ("race", "races"),
        "planned_workouts": ("planned workout", "planned workouts"),
    }
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain(identifier: str) -> str:
    """An id that no table knows, as words: "open_water_swim" → "Open water swim"."""
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def sport(spelling: str) -> str:
    """A platform's name of a sport as words: "HKWorkoutActivityTypeTraditionalStrengthTraining", "VirtualRide"."""
    words = _HUMP.sub(" ", spelling.removeprefix("HKWorkoutActivityType")).replace("_", " ").replace("-", " ")
    return " ".join(words.split()).capitalize()


def rows(table: str, count: int) -> str:
    """So many rows of a table, as words: "7 workouts", "1 entry"."""
    one, many = _ROWS.get(table) or (plain(table).lower(), plain(table).lower())
    return f"{count} {one if count == 1 else many}"


def within(label: str) -> str:
    """A label inside a sentence: small, unless it is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def action(identifier: str) -> str:
    return ACTIONS.get(identifier) or plain(identifier)


def load_from(method: str) -> str:
    return LOAD_FROM.get(method) or plain(method).lower()

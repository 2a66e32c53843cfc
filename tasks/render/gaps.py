"""What the record holds nothing of, in a few words: a whole topic by its name, else the single figure."""

from collections.abc import Iterator
from typing import Final

from models.enums import Quality
from models.facts import FactSheet
from tasks.render.labels import listed, within

# A topic's keys begin so. The narrower comes first.
_TOPICS: Final = (
    ("intensity.power.", "intensity by power"),
    ("intensity.hr.", "intensity by heart rate"),
    ("intensity.pace.", "intensity by pace"),
    ("power.", "best powers"),
    ("plan.", "a plan"),
    ("race.", "a race ahead"),
    ("strength.", "strength sets"),
    ("hrv.", "HRV"),
    ("resting_hr.", "resting heart rate"),
    ("sleep.", "sleep"),
    ("weight.", "weight"),
    ("checkin.", "check-ins"),
    ("feel.", "how you felt"),
)
# Missing because there is nothing to say, not because something was not recorded.
_NO_GAPS: Final = ("break.", "decoupling.", "strength.planned_", "plan.load", "plan.duration")
_NO_GAPS_AT_ALL: Final = ".polarization"


def gaps(sheet: FactSheet) -> str:
    """One sentence, or nothing."""
    names = list(dict.fromkeys(_names(sheet)))
    return f"Nothing on record for {listed(names)}." if names else ""


def _names(sheet: FactSheet) -> Iterator[str]:
    seen = {prefix for prefix, _ in _TOPICS for fact in sheet if fact.is_known and fact.key.startswith(prefix)}
    for fact in sheet:
        if fact.is_known or fact.quality is not Quality.MISSING:
            continue
        prefix, name = next((one for one in _TOPICS if fact.key.startswith(one[0])), ("", ""))
        if prefix and prefix not in seen:
            yield name
        elif not fact.key.startswith(_NO_GAPS) and not fact.key.endswith(_NO_GAPS_AT_ALL):
            yield within(fact.label)

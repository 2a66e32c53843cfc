"""SCIENCE 7's bounds (pure): a value outside becomes unknown, with a note; its row stays."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from models.facts import DataNote
from models.frames import FRAMES
from models.values import Assignment
from tasks.frames import outside_bounds, without

WINDOW = pd.Timedelta(days=120)  # the days before a period that its baselines can rest on

_NOTHING = pd.DataFrame(
    {
        "athlete_id": pd.Series(dtype="str"),
        "local_date": pd.Series(dtype="datetime64[us]"),
        "column": pd.Series(dtype="str"),
    }
)

_NAMES = {
    "average_hr_bpm": "average heart rate",
    "max_hr_bpm": "maximum heart rate",
    "resting_hr_bpm": "resting heart rate",
    "hrv_rmssd_ms": "HRV",
    "hrv_sdnn_ms": "HRV (SDNN)",
    "sleep_h": "sleep",
    "asleep_s": "sleep",
    "average_power_w": "average power",
    "normalized_power_w": "normalized power",
    "weight_kg": "weight",
    "duration_s": "duration",
    "moving_s": "moving time",
    "distance_m": "distance",
    "source_load": "load sent by the platform",
    "manual_load": "load typed by hand",
    "spo2_pct": "oxygen saturation",
}


@dataclass(frozen=True, slots=True)
class Checked:
    rows: pd.DataFrame
    dropped: pd.DataFrame  # athlete_id, local_date (NaT for settings), column

    def notes(self, assignment: Assignment) -> list[DataNote]:
        """What of this table was left out, as far as this report's days are concerned."""
        if self.dropped.empty:
            return []
        first, last = pd.Timestamp(assignment.period.start), pd.Timestamp(assignment.period.end)
        mine = self.dropped[self.dropped["athlete_id"] == str(assignment.athlete_id)]
        settings = mine[mine["local_date"].isna()]
        during = mine[mine["local_date"].between(first, last)]
        before = mine[mine["local_date"].between(first - WINDOW, first, inclusive="left")]
        notes = [_setting_note(column) for column in dict.fromkeys(settings["column"])]
        for column, rows in during.groupby("column", sort=True):
            notes.append(_day_note(str(column), [day.date() for day in rows["local_date"]]))
        if len(before):
            notes.append(_before_note(len(before)))
        return notes


def plausible(name: str, rows: pd.DataFrame) -> Checked:
    outside = outside_bounds(name, rows)
    dropped = [_places(rows[where], column) for column, where in outside.items()]
    if "raw_is_dirty" in rows:
        dropped.append(_places(rows[rows["raw_is_dirty"].astype(bool)], "raw"))
    kept = without(rows, outside)[list(FRAMES[name])]
    return Checked(kept, pd.concat([_NOTHING, *dropped], ignore_index=True))


def _places(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    days = rows["local_date"] if "local_date" in rows else pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    return pd.DataFrame({"athlete_id": rows["athlete_id"], "local_date": days, "column": column})


def _name(column: str) -> str:
    return _NAMES.get(column, column.replace("_", " "))


def _day_note(column: str, days: list[date]) -> DataNote:
    listed = ", ".join(f"{day:%a} {day.day} {day:%b}" for day in dict.fromkeys(days))
    if column == "raw":
        text = f"A platform's original data of {listed} holds text where numbers belong; that part was left out."
        return DataNote(code="raw_not_a_number", text=text, dates=tuple(days))
    text = f"The {_name(column)} of {listed} was not plausible and was left out."
    return DataNote(code="implausible", text=text, dates=tuple(days))


def _setting_note(column: str) -> DataNote:
    return DataNote(
        code="implausible", text=f"The {_name(column)} among the thresholds is not plausible and was not used."
    )


def _before_note(count: int) -> DataNote:
    what = "value" if count == 1 else "values"
    was = "was" if count == 1 else "were"
    return DataNote(
        code="implausible_before", text=f"{count} {what} from before this period {was} not plausible and left out."
    )

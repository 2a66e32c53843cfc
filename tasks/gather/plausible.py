"""SCIENCE 7's bounds (pure): a value outside becomes unknown, with a note; its row stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from models.facts import DataNote
from models.frames import FRAMES
from models.values import Assignment, Athlete
from tasks.frames import outside_bounds, without

WINDOW = pd.Timedelta(days=120)  # the days before a period that its baselines can rest on

_MANY_DATES = 7

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
    "max_power_w": "maximum power",
    "elevation_gain_m": "elevation gain",
    "ftp_w": "FTP",
    "lthr_bpm": "threshold heart rate",
    "threshold_speed_m_s": "threshold speed",
    "css_m_s": "critical swim speed",
    "rpe": "perceived effort",
    "decoupling_pct": "decoupling",
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
        notes = [_setting_note(column, "among the thresholds") for column in dict.fromkeys(settings["column"])]
        alike: dict[tuple[date, ...], list[str]] = {}
        for column, rows in during.groupby("column", sort=True):
            alike.setdefault(tuple(dict.fromkeys(day.date() for day in rows["local_date"])), []).append(str(column))
        notes += [note for days, columns in alike.items() for note in _day_notes(columns, days)]
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


def _day_notes(columns: Sequence[str], days: tuple[date, ...]) -> Iterator[DataNote]:
    """What was left out on these days, told at once."""
    listed = ", ".join(f"{day:%a} {day.day} {day:%b}" for day in days[:_MANY_DATES])
    listed += " …" if len(days) > _MANY_DATES else ""
    if "raw" in columns:
        text = f"A platform's original data of {listed} holds text where numbers belong; that part was left out."
        yield DataNote(code="raw_not_a_number", text=text, dates=days)
    names = list(dict.fromkeys(_name(column) for column in columns if column != "raw"))
    if names:
        which, was = (names[0], "was") if len(names) == 1 else (f"{', '.join(names[:-1])} and {names[-1]}", "were")
        text = f"The {which} of {listed} {was} not plausible and {was} left out."
        yield DataNote(code="implausible", text=text, dates=days)


def settings_notes(athlete: Athlete) -> list[DataNote]:
    """What of the athlete's own settings was left out."""
    return [_setting_note(column, "in the athlete's settings") for column in athlete.implausible]


def _setting_note(column: str, place: str) -> DataNote:
    return DataNote(code="implausible", text=f"The {_name(column)} {place} is not plausible and was not used.")


def _before_note(count: int) -> DataNote:
    what = "value" if count == 1 else "values"
    was = "was" if count == 1 else "were"
    return DataNote(
        code="implausible_before", text=f"{count} {what} from before this period {was} not plausible and left out."
    )

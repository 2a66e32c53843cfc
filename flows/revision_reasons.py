"""Why figures of a finished report have changed: in words, from the rows that came or changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flows.revision import Change
from tasks.analyse.remarks.words import listing, noun, short_day, weekday
from tasks.commission.late import SETTINGS, THRESHOLDS, WORKOUTS, LateRow, Touched
from tasks.local_days import local_day
from tasks.render.phrases import WEEK_DAYS

NAMED: Final = 3  # things by name; more are counted
NEW_RULES: Final = "the rules by which figures are computed have changed"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why figures of one report have changed."""

    report: Touched
    late: Sequence[LateRow]
    has_new_rules: bool  # since the report was made, figures are computed otherwise

    def of(self, change: Change) -> str:
        mine = [row for row in self._since if row.table in change.tables]
        arrived = [row for row in mine if row.arrived_at > self.report.completed_at]
        if arrived:
            return self._told(arrived, change.key, is_new=True)
        if WORKOUTS in change.tables and (scored_otherwise := self._scoring(len(mine))):
            return scored_otherwise
        if self.has_new_rules:
            return NEW_RULES
        if mine:
            return self._told(mine, change.key, is_new=False)
        while_made = [row for row in self.late if row.table in change.tables]
        return self._told(while_made, change.key, is_new=True) if while_made else ""

    @property
    def _since(self) -> list[LateRow]:
        return [row for row in self.late if row.changed_at > self.report.completed_at]

    def _scoring(self, n_changed: int) -> str:
        """One setting changes the loads of many workouts; a few that changed without others were edited."""
        for table, what in ((THRESHOLDS, "a threshold was"), (SETTINGS, "the athlete's settings were")):
            instants = [row.changed_at for row in self._since if row.table == table]
            if instants and (table == THRESHOLDS or n_changed > NAMED):
                return f"{what} changed {self._when(instants)}"
        return ""

    def _told(self, rows: Sequence[LateRow], key: str, *, is_new: bool) -> str:
        things = list(dict.fromkeys(self._thing(row, key) for row in sorted(rows, key=lambda row: row.local_date)))
        said = listing(things) if len(things) <= NAMED else _counted(rows, key)
        is_one = len(things) == 1 and not things[0].endswith("s")
        verb = "arrived" if is_new else "was changed" if is_one else "were changed"
        return f"{said} {verb} {self._when([row.arrived_at if is_new else row.changed_at for row in rows])}"

    def _thing(self, row: LateRow, key: str) -> str:
        period, what = self.report.following.period, _noun(row, key)
        if period.days <= WEEK_DAYS and period.start <= row.local_date:
            return f"{weekday(row.local_date)}'s {what}"
        return f"the {what} of {short_day(row.local_date)}"

    def _when(self, instants: Sequence[datetime]) -> str:
        days = sorted({local_day(one, self.report.time_zone) for one in instants})
        is_near = (days[-1] - self.report.following.period.end).days < WEEK_DAYS
        first, last = (weekday(day) if is_near else short_day(day) for day in (days[0], days[-1]))
        return f"on {first}" if len(days) == 1 else f"from {first} to {last}"


def _counted(rows: Sequence[LateRow], key: str) -> str:
    names = sorted({_noun(row, key) for row in rows})
    if all(row.table == WORKOUTS for row in rows):
        return f"{len(rows)} workouts"
    n_days = len({row.local_date for row in rows})
    return f"{n_days} {names[0]}s" if names in _ONE_A_DAY else f"{listing(names)} of {n_days} days"


def _stamp(row: LateRow, verb: str) -> datetime:
    return row.arrived_at if verb == "arrived" else row.changed_at


_NOUNS: Final = {
    WORKOUTS: "workout",
    "sleep_records": "night",
    "entries": "check-in",
    "checkins": "check-in",
    "strength_sets": "sets",
    "planned_workouts": "plan",
}
_ONE_A_DAY: Final = (["night"], ["check-in"])
_READINGS: Final = {"resting_hr": "resting heart rate", "hrv": "heart rate variability", "sleep": "night"}


def _noun(row: LateRow, key: str) -> str:
    """A day's metrics are called by what the figure takes from them."""
    if row.table == WORKOUTS:
        return noun(row.sport)
    reading = next((name for topic, name in _READINGS.items() if topic in key), "readings")
    return _NOUNS.get(row.table, reading)

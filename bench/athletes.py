"""Invented athletes in any number: the frames that gathering would hand over, the same ones every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.enums import ReportType
from models.frames import EFFORT_COLUMNS, FRAMES, OBJECT
from models.scoring import CURVE_COLUMNS, SCORING_VERSION, ZONE_COLUMNS
from models.values import Assignment, Athlete, Histories, Period
from tasks.frames import typed

SEED = 630
PERIOD = Period(date(2026, 11, 9), date(2026, 11, 15))
DAYS = 637  # 630 and the week that is reported on
DAYS_OF = {"daily_metrics": 127, "sleep_records": 127, "entries": 407, "checkins": 407}  # as far as they are read

SPORTS = np.array(["Ride", "Run", "VirtualRide", "Swim", "WeightTraining"], dtype=object)
SPEEDS_KM_H = np.array([27.0, 11.0, 32.0, 3.0, 0.0])
MUSCLES = ({"CHEST": 1.0, "TRICEPS": 0.5}, {"QUADS": 1.0, "GLUTES": 0.75}, {"BACK": 1.0, "BICEPS": 0.5})

Columns = dict[str, Any]
Values = NDArray[Any]
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Place:
    """Which athlete (by place in the batch) and which day (0 = the first of `n_days`) each row belongs to."""

    athlete: Values
    day: Values
    n_days: int

    def __len__(self) -> int:
        return len(self.athlete)

    @property
    def dates(self) -> Values:
        first = np.datetime64(PERIOD.end, "D") - (self.n_days - 1)
        dates: Values = (first + self.day).astype("datetime64[us]")
        return dates


def athlete_id(number: int) -> UUID:
    return UUID(int=(number << 64) + (4 << 76) + (1 << 63))


def reports(numbers: range) -> tuple[Assignment, ...]:
    """A weekly one for each athlete."""
    return tuple(
        Assignment(
            report_id=UUID(int=number),
            organization_id=UUID(int=1),
            athlete_id=athlete_id(number),
            type=ReportType.WEEKLY_ANALYSIS,
            period=PERIOD,
        )
        for number in numbers
    )


def histories(numbers: range, days_of: Mapping[str, int] = DAYS_OF) -> Histories:
    """What gathering makes of these athletes' rows when each of them gets a weekly report."""
    rng = np.random.default_rng([SEED, numbers.start, numbers.stop])
    ids = [athlete_id(number) for number in numbers]
    frames: dict[str, Any] = {
        name: _frame(name, draw(rng, len(ids), days_of.get(name, DAYS)), ids) for name, draw in _TABLES.items()
    }
    empty: dict[str, Any] = {name: _frame(name, {}, ids) for name in FRAMES if name not in frames}
    athletes = {one: Athlete(athlete_id=one, name="Robin Vale", time_zone="Europe/Zurich") for one in ids}
    return Histories(assignments=reports(numbers), athletes=athletes, **frames, **empty)


def _frame(name: str, columns: Columns, ids: list[UUID]) -> pd.DataFrame:
    """The drawn columns in the contract's order; what was not drawn is null."""
    place = columns.pop("place", None)
    size = len(place) if place else 0
    if place:
        columns["athlete_id"] = np.array([str(one) for one in ids], dtype=object)[place.athlete]
        columns["local_date"] = place.dates
    nothing = np.full(size, None, dtype=object)
    return typed(name, pd.DataFrame({column: columns.get(column, nothing) for column in FRAMES[name]}))


def _days(rng: Rng, n_athletes: int, n_days: int, per_day: Values | float) -> Place:
    """About so many rows a day, in order of athlete and day, with weeks off: sickness, holidays, a dead battery."""
    is_off = np.repeat(rng.random((n_athletes, -(-n_days // 7))) < 0.06, 7, axis=1)[:, :n_days]
    chance = np.broadcast_to(per_day, (n_athletes, n_days)) * ~is_off
    count = np.floor(chance).astype(np.int64) + (rng.random((n_athletes, n_days)) < chance % 1)
    athlete, day = np.nonzero(count)
    times = count[athlete, day]
    return Place(np.repeat(athlete, times), np.repeat(day, times), n_days)


def _some(rng: Rng, values: Values, share: float) -> Values:
    return np.where(rng.random(len(values)) < share, values, np.nan)


def _received(place: Place, rng: Rng) -> Values:
    later: Values = rng.integers(6 * 3600, 40 * 3600, len(place)).astype("timedelta64[s]")
    return np.asarray(place.dates + later)


def _workouts(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    place = _days(rng, n_athletes, n_days, rng.uniform(0.45, 1.05, (n_athletes, 1)))
    size = len(place)
    hours = np.clip(rng.lognormal(0.0, 0.5, size), 0.2, 7)
    intensity = np.clip(rng.normal(0.72, 0.1, size), 0.4, 1.1)
    ftp_w = rng.normal(240, 35, n_athletes)[place.athlete]
    power_w = _some(rng, ftp_w * intensity, 0.6)
    load = np.round(100 * hours * intensity**2, 2)
    sport = rng.choice(len(SPORTS), size, p=[0.4, 0.25, 0.2, 0.1, 0.05])
    started = place.dates + rng.integers(5 * 3600, 19 * 3600, size).astype("timedelta64[s]")
    return {
        "place": place,
        "workout_id": np.array([str(UUID(bytes=rng.bytes(16), version=4)) for _ in range(size)], dtype=object),
        "source": np.where(rng.random(size) < 0.8, "garmin", "wahoo").astype(object),
        "sport": SPORTS[sport],
        "started_at": started,
        "title": np.char.add("Morning session, part ", (np.arange(size) % 977).astype(str)).astype(object),
        "duration_s": np.round(3600 * hours),
        "moving_s": _some(rng, np.round(3500 * hours), 0.9),
        "distance_m": _some(rng, np.round(1000 * SPEEDS_KM_H[sport] * hours, 1), 0.85),
        "elevation_gain_m": _some(rng, np.round(250 * hours), 0.7),
        "average_power_w": np.round(power_w * 0.93, 1),
        "normalized_power_w": np.round(power_w, 1),
        "average_hr_bpm": _some(rng, np.round(110 + 50 * intensity), 0.8),
        "max_hr_bpm": _some(rng, np.round(140 + 40 * intensity), 0.8),
        "source_load": load,
        "load": _some(rng, load, 0.97),
        "load_method": np.full(size, "source", dtype=object),
        "load_approximate": rng.random(size) < 0.1,
        "rpe": _some(rng, np.round(9 * intensity), 0.4),
        "feel": _some(rng, rng.integers(1, 6, size).astype(float), 0.3),
        "max_power_w": np.round(power_w * 2.6),
        "intensity": intensity,
        "decoupling_pct": _some(rng, rng.normal(3, 3, size), 0.2),
        **_samples(rng, place, hours, power_w),
        "sample_notes": np.full(size, None, dtype=object),
        "scored_at": _received(place, rng),
        "scoring_version": np.full(size, float(SCORING_VERSION)),
        "received_at": _received(place, rng),
    }


def _samples(rng: Rng, place: Place, hours: Values, power_w: Values) -> Columns:
    """Time in zones and best powers, of the days for which they are read."""
    is_read = place.day >= place.n_days - 133
    has_power = is_read & ~np.isnan(power_w)
    share = rng.dirichlet([6.0, 3.0, 1.0], len(place))
    columns: Columns = {}
    for at, name in enumerate(list(ZONE_COLUMNS)[:6]):
        known = has_power if name.startswith("power") else is_read
        columns[name] = np.where(known, np.round(3600 * hours * share[:, at % 3], 1), np.nan)
    for at, name in enumerate(CURVE_COLUMNS):
        columns[name] = np.where(has_power, np.round(power_w * (3.0 - 0.2 * at), 1), np.nan)
    return columns


def _daily_metrics(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    place = _days(rng, n_athletes, n_days, 1.1)
    size = len(place)
    is_second = np.r_[False, (np.diff(place.day) == 0) & (np.diff(place.athlete) == 0)]
    usual = rng.normal(4.1, 0.3, n_athletes)[place.athlete]
    return {
        "place": place,
        "source": np.where(is_second, "oura", "garmin").astype(object),
        "hrv_rmssd_ms": _some(rng, np.clip(np.exp(rng.normal(usual, 0.15)), 6, 240), 0.9),
        "resting_hr_bpm": _some(rng, np.round(np.clip(rng.normal(48, 5, size), 30, 100)), 0.9),
        "sleep_h": _some(rng, np.clip(rng.normal(7.4, 0.9, size), 2, 12), 0.85),
        "sleep_score": _some(rng, np.round(rng.uniform(40, 98, size)), 0.7),
        "recovery_score": _some(rng, np.round(rng.uniform(20, 98, size)), 0.3),
        "received_at": _received(place, rng),
    }


def _sleep_records(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    place = _days(rng, n_athletes, n_days, 0.95)
    started = place.dates - rng.integers(600, 3 * 3600, len(place)).astype("timedelta64[s]")
    return {
        "place": place,
        "source": np.full(len(place), "garmin", dtype=object),
        "started_at": started,
        "is_nap": np.zeros(len(place), dtype=bool),
        "asleep_s": np.round(rng.normal(7.4, 0.8, len(place)).clip(2, 12) * 3600),
        "received_at": _received(place, rng),
    }


def _entries(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    place = _days(rng, n_athletes, n_days, 0.6)
    scales = ("sleep_quality", "stress", "mood", "soreness", "fatigue")
    said = {name: _some(rng, rng.integers(1, 6, len(place)).astype(float), 0.9) for name in scales}
    return {
        "place": place,
        "weight_kg": _some(rng, np.round(rng.normal(70, 1, len(place)), 1), 0.5),
        **said,
        "is_ill": rng.random(len(place)) < 0.02,
        "received_at": _received(place, rng),
    }


def _checkins(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    place = _days(rng, n_athletes, n_days, 0.5)
    efforts = rng.integers(0, 3, (len(EFFORT_COLUMNS), len(place))).astype(float)
    return {
        "place": place,
        "journey_id": np.full(len(place), str(UUID(int=7)), dtype=object),
        "is_complete": rng.random(len(place)) < 0.9,
        **dict(zip(EFFORT_COLUMNS, efforts, strict=True)),
        "received_at": _received(place, rng),
    }


def _strength_sets(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    """every fourth athlete lifts, eight sets once a week."""
    lifts = (np.arange(n_athletes) % 4 == 0)[:, None]
    place = _days(rng, n_athletes, n_days, np.where(lifts & (np.arange(n_days) % 5 == 0), 8.0, 0.0))
    exercise = rng.integers(0, len(MUSCLES), len(place))
    return {
        "place": place,
        "exercise": np.array(["Bench press", "Squat", "Row"], dtype=object)[exercise],
        "reps": rng.integers(3, 13, len(place)).astype(float),
        "lifted_kg": np.round(rng.uniform(20, 120, len(place)) * 2) / 2,
        "rir": rng.integers(0, 4, len(place)).astype(float),
        "is_planned": np.zeros(len(place), dtype=bool),
        "muscle_contributions": np.array([*MUSCLES, None], dtype=object)[exercise],
        "received_at": _received(place, rng),
    }


def _integrations(rng: Rng, n_athletes: int, n_days: int) -> Columns:
    """One for two athletes of three, with a gap of some days."""
    synced = np.flatnonzero(np.arange(n_athletes) % 3 > 0)
    place = Place(synced, np.zeros(len(synced), dtype=np.int64), n_days)
    last = np.datetime64(PERIOD.end, "D")
    gap_from = last - rng.integers(10, 300, len(synced))
    gaps = np.empty(len(synced), dtype=OBJECT)
    gaps[:] = [[[str(one), str(one + 3)]] for one in gap_from]
    return {
        "place": place,
        "provider": np.full(len(place), "garmin", dtype=object),
        "synced_from": place.dates,
        "synced_through": np.full(len(place), last).astype("datetime64[us]"),
        "sync_gaps": gaps,
    }


_TABLES = {
    "workouts": _workouts,
    "daily_metrics": _daily_metrics,
    "sleep_records": _sleep_records,
    "entries": _entries,
    "checkins": _checkins,
    "strength_sets": _strength_sets,
    "integrations": _integrations,
}

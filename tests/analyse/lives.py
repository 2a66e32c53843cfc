"""Athletes at random, as rows: in any zone and week, diligent or patchy, with several devices, gaps and old values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from analyse.reference import Reference
from builders import END, Row, athlete, histories, report, who
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from models.scoring import CURVE_COLUMNS, SCORING_VERSION, ZONE_COLUMNS
from models.values import Assignment, Athlete, Histories, Period
from tasks.commission.weeks import week_holding

DAYS_BACK = 150  # no life is longer
BEGIN = END - timedelta(days=DAYS_BACK + 30)
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "America/Havana",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Honolulu",
)
SPORTS = ("Ride", "Run", "Ride", "Yoga", "WeightTraining")
DEVICES = ("garmin", "WHOOP", "oura", "apple_health", "polar")


@dataclass(frozen=True)
class Life:
    """What was drawn; the rows follow from it. Shares are of a hundred days or workouts."""

    number: int
    seed: int
    zone: str
    week_starts_on: int
    first_back: int  # days of the record's first before END
    ends_back: int
    n_days: int | None  # of the period; none: the athlete's week
    start_back: int | None
    trained: int
    scored: int
    varied: int
    n_integrations: int
    measured: int
    n_devices: int
    spread: int
    slept: int
    written: int
    ticked: int
    strength_in_fitness: bool
    is_scored: bool  # beforehand, with what samples gave

    @cached_property
    def person(self) -> Athlete:
        start: dict[str, Any] = {}
        if self.start_back is not None:
            start["fitness_start_on"] = END - timedelta(days=self.start_back)
            start |= {"fitness_start": 5.0 * (self.seed % 20), "fatigue_start": 40.0}
        return athlete(
            self.number,
            time_zone=self.zone,
            week_starts_on=self.week_starts_on,
            sleep_need_h=7 + self.seed % 3 / 2,
            strength_in_fitness=self.strength_in_fitness,
            **start,
        )

    @cached_property
    def period(self) -> Period:
        last = END - timedelta(days=self.ends_back)
        if self.n_days is None:
            return week_holding(last, self.week_starts_on)
        return Period(last - timedelta(days=self.n_days - 1), last)

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        chance = Random(self.seed)
        days = [END - timedelta(days=back) for back in reversed(range(self.first_back + 1))]
        tables = {
            "workouts": workouts(chance, self, days),
            "integrations": integrations(chance, days, self.n_integrations),
            "strength_sets": [one for day in some(chance, days, 20) for one in sets(chance, day)],
            "daily_metrics": metrics(chance, self, days),
            "sleep_records": nights(chance, self, days),
            "entries": [{"local_date": day, **felt(chance)} for day in some(chance, days, self.written)],
            "checkins": [
                {
                    "local_date": day,
                    "journey_id": journey,
                    "is_complete": chance.random() < 0.9,
                    f"weight_of_effort_{chance.randint(1, 5)}": 2.0,
                }
                for journey in ("j1", "j2")
                for day in some(chance, days, self.ticked)
            ],
            **plans(chance, days),
        }
        return {name: [{**row, "athlete_id": str(who(self.number))} for row in rows] for name, rows in tables.items()}

    @property
    def report(self) -> Assignment:
        return report(self.number, self.period.start, self.period.end)

    @property
    def reference(self) -> Reference:
        return Reference(self.person, self.tables, BEGIN, self.period.end)


def told(*lives: Life, more: Iterable[Assignment] = ()) -> Histories:
    """All of them in one batch, with more reports on the same people."""
    tables = {name: [row for one in lives for row in one.tables[name]] for name in lives[0].tables}
    reports = [*(one.report for one in lives), *more]
    return histories(reports=reports, athletes=[one.person for one in lives], **tables)


# A life is short to print as it is, and shrinking one takes minutes.
quick = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
percent = st.sampled_from((0, 10, 50, 90, 100))


def lives(number: int = 1, **settled: st.SearchStrategy[Any]) -> st.SearchStrategy[Life]:
    drawn: dict[str, st.SearchStrategy[Any]] = {
        "number": st.just(number),
        "seed": st.integers(0, 2**32),
        "zone": st.sampled_from(ZONES),
        "week_starts_on": st.integers(1, 7),
        "first_back": st.integers(0, DAYS_BACK),
        "ends_back": st.integers(0, 10),
        "n_days": st.sampled_from((None, None, 1, 10, 28)),
        "start_back": st.one_of(st.none(), st.integers(-5, DAYS_BACK + 20)),
        "trained": percent,
        "scored": percent,
        "varied": percent,
        "n_integrations": st.integers(0, 2),
        "measured": percent,
        "n_devices": st.integers(1, 3),
        "spread": st.sampled_from((0, 9)),
        "slept": percent,
        "written": percent,
        "ticked": percent,
        "strength_in_fitness": st.booleans(),
        "is_scored": st.booleans(),
    }
    return st.builds(Life, **(drawn | settled))


def some(chance: Random, days: Sequence[date], share: int) -> list[date]:
    return [day for day in days if chance.randrange(100) < share]


def workouts(chance: Random, life: Life, days: Sequence[date]) -> list[Row]:
    """Up to three a day, each begun at some local time; some have no load, some came from a second platform as well."""
    rows, zone = [], ZoneInfo(life.zone)
    for day in some(chance, days, life.trained):
        for hour in chance.sample(range(4, 24), chance.choice((1, 1, 1, 2, 3))):
            began = datetime(day.year, day.month, day.day, hour, 59, tzinfo=zone).astimezone(UTC)
            load = chance.randrange(600) / 4 if chance.randrange(100) < life.varied else 50.0
            one = {
                "workout_id": f"w{life.number}-{len(rows)}",
                "source": "garmin",
                "sport": chance.choice(SPORTS),
                "title": "",
                "started_at": began,
                "local_date": began.astimezone(zone).date(),
                "duration_s": 60.0 * chance.randrange(1, 300),
                "distance_m": 9000.0,
                "source_load": load if chance.randrange(100) < life.scored else None,
            }
            if life.is_scored:
                one |= scored(chance, one["source_load"])
            rows.append(one)
            if chance.random() < 0.05:
                other = {"workout_id": f"{one['workout_id']}b", "source": "strava", "duplicate_of": one["workout_id"]}
                rows.append({**one, **other, "distance_m": None, "started_at": began + timedelta(seconds=50)})
    return rows


def scored(chance: Random, load: float | None) -> Row:
    """As scoring leaves a row, with or without samples."""
    found: Row = {
        "load": load,
        "load_method": "unscored" if load is None else "source",
        "scored_at": f"{END}T00:00:00+00:00",
        "scoring_version": SCORING_VERSION,
    }
    if chance.random() < 0.3:
        return found
    watts = chance.randrange(150, 300)
    zones = {column: float(chance.randrange(0, 3000)) for column in ZONE_COLUMNS if chance.random() < 0.8}
    curve = {column: round(watts * (3 - at / 5), 1) for at, column in enumerate(CURVE_COLUMNS)}
    return {**found, **zones, **curve, "average_hr_bpm": 140.0, "decoupling_pct": chance.choice((None, 3.0, 7.5))}


def sets(chance: Random, day: date) -> list[Row]:
    lift = {"local_date": day, "exercise": chance.choice(("Squat", "Bench press", "Row", "Deadlift", "Curl"))}
    lift["muscle_contributions"] = chance.choice(({"QUADS": 1.0, "GLUTES": 0.5}, {"CHEST": 1.0, "TRICEPS": 0.5}))
    return [
        {
            **lift,
            "is_planned": chance.random() < 0.3,
            "reps": float(chance.randint(1, 12)),
            "lifted_kg": chance.choice((None, 60.0, 80.0)),
        }
        for _ in range(chance.randint(1, 5))
    ]


def plans(chance: Random, days: Sequence[date]) -> dict[str, list[Row]]:
    """What was planned before and after the last day, and races among it."""
    ahead = [END + timedelta(days=at) for at in range(-20, 60)]
    planned = [
        {
            "local_date": day,
            "sport": chance.choice((*SPORTS, None)),
            "title": "",
            "duration_s": chance.choice((None, 3600.0)),
            "load": chance.choice((None, 40.0, 90.0)),
        }
        for day in some(chance, [*days[:-20], *ahead], 40)
    ]
    races = [
        {"local_date": day, "race_id": f"r{day}", "name": "Race", "priority": chance.choice("ABC"), "sport": "Ride"}
        for day in some(chance, ahead, 3)
    ]
    return {"planned_workouts": planned, "races": races}


def integrations(chance: Random, days: Sequence[date], count: int) -> list[Row]:
    rows = []
    for provider in DEVICES[:count]:
        ends = [chance.choice(days), chance.choice((days[-1], chance.choice(days)))]
        gaps = [sorted((chance.choice(days).isoformat(), chance.choice(days[-20:]).isoformat())) for _ in range(2)]
        is_never = chance.random() < 0.1
        rows.append(
            {
                "provider": provider,
                "synced_from": None if is_never else min(ends),
                "synced_through": max(ends),
                "sync_gaps": chance.choice((None, gaps[:1], gaps)),
            }
        )
    return rows


def metrics(chance: Random, life: Life, days: Sequence[date]) -> list[Row]:
    """Each device has its own level and days; with a spread of 0 all its readings are equal."""
    rows, spread = [], life.spread
    for device in chance.sample(DEVICES, life.n_devices):
        level = chance.randrange(40, 80)
        for day in some(chance, days, life.measured):
            values = {
                "hrv_rmssd_ms": level + chance.randint(-spread, spread),
                "hrv_sdnn_ms": 90.0,
                "resting_hr_bpm": 45 + chance.randint(-spread, spread) / 3,
                "sleep_h": 6 + chance.randrange(12) / 4,
            }
            said = {name: float(value) for name, value in values.items() if chance.random() < 0.9}
            rows.append({"local_date": day, "source": device, **said})
    return rows


def nights(chance: Random, life: Life, days: Sequence[date]) -> list[Row]:
    """Nights and naps, seen by one device or two; sometimes a nap is all that was recorded."""
    rows, zone = [], ZoneInfo(life.zone)
    for day in some(chance, days, life.slept):
        for device in chance.sample(DEVICES, chance.choice((1, 1, 2))):
            night, nap = (0, chance.randrange(200, 600)), (14, 40)
            for hour, minutes in chance.choice(((night,), (night,), (night, nap), (nap,))):
                began = datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC)
                rows.append(
                    {
                        "local_date": day,
                        "source": device,
                        "started_at": began,
                        "is_nap": hour > 0,
                        "asleep_s": 60.0 * minutes,
                    }
                )
    return rows


def felt(chance: Random) -> Row:
    said = {name: float(chance.randint(1, 5)) for name in ("fatigue", "mood", "soreness") if chance.random() < 0.8}
    return {
        **said,
        "weight_kg": chance.choice((None, 70.0 + chance.randrange(20) / 10)),
        "is_ill": chance.random() < 0.1,
    }

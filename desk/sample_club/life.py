"""One athlete's days as they went: each a function of seed, athlete and its distance from the anchor's week."""

import math
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.sample_club import people
from desk.sample_club.chance import chance, near, row_id
from desk.sample_club.people import Person
from desk.sample_club.stories import STORIES
from desk.sample_club.story import Day, Session
from tasks.commission.weeks import last_complete_week
from tasks.local_days import local_day

_LEFT_OUT = 0.04  # the share of sessions that life comes between
_RECENT_DAYS, _USUAL_DAYS = 3, 28
_LEAST_USUAL = 35.0  # load a day: after a break an easy ride is no strain, however much more than nothing it is
_HRV_NOISE, _HRV_BY_STRAIN = 0.07, 0.035  # of ln rMSSD
_SWINGS_BACK = 0.5  # of yesterday's deviation, so that ordinary weeks keep within their band
_HEART_NOISE_BPM, _HEART_BY_STRAIN_BPM = 1.1, 0.8
_SLEEP_NOISE_H, _WEEKEND_H, _SHORT_BY_HABIT_H = 0.45, 0.45, 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """What one athlete's rows are made from: who, under which seed, and which local days are over."""

    seed: int
    person: Person
    anchor: datetime
    week_start: date  # the anchor's week: the last complete one then
    first: int
    end: int  # the first day that is not over yet

    @property
    def athlete_id(self) -> UUID:
        return row_id(self.seed, self.person.key, "users")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.time_zone)

    def id(self, table: str, day: int | None = None, n: int | str = 0) -> UUID:
        return row_id(self.seed, self.person.key, table, None if day is None else self.date(day), n)

    def club_id(self, table: str, n: int | str = 0) -> UUID:
        return row_id(self.seed, people.SLUG, table, n=n)

    def date(self, day: int) -> date:
        return self.week_start + timedelta(days=day)

    def days(self) -> range:
        return range(self.first, self.end)


@dataclass(frozen=True, slots=True)
class Morning:
    """What the body is like on waking; watches and scales only read it."""

    hrv_ms: float
    resting_hr_bpm: float
    slept_h: float


def known(seed: int, person: Person, anchor: datetime, through: datetime) -> Known:
    week = last_complete_week(local_day(anchor, person.time_zone), person.week_starts_on)
    today = local_day(through, person.time_zone)
    return Known(seed, person, anchor, week.start, -person.history_days, (today - week.start).days)


class Life:
    """Answers any day, asked in any order; what it has worked out once it keeps."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.person = known.person
        self._story = STORIES[known.person.story]
        self._days: dict[int, Day] = {}
        self._done: dict[int, tuple[Session, ...]] = {}
        self._mornings: dict[int, Morning] = {}

    def day(self, day: int) -> Day:
        if day not in self._days:
            self._days[day] = self._story(day, self.known.date(day).weekday())
        return self._days[day]

    def done(self, day: int) -> tuple[Session, ...]:
        """The sessions as they went: never quite as planned, now and then left out."""
        if day not in self._done:
            told = self.day(day)
            draw = chance(self.known.seed, self.person.key, day, "sessions")
            kept = [one for one in told.sessions if draw.random() >= _LEFT_OUT or told.is_as_told]
            self._done[day] = tuple(
                replace(
                    one,
                    minutes=near(draw, one.minutes, 0.035 * one.minutes),
                    intensity=near(draw, one.intensity, 0.012),
                )
                for one in kept
            )
        return self._done[day]

    def load(self, day: int) -> float:
        return sum(one.minutes / 60 * one.intensity**2 * 100 for one in self.done(day))

    def strain(self, morning: int) -> float:
        """How much more than usual the last days held, on that morning: 0 = the usual, 1 = twice as much."""
        recent = sum(self.load(morning - n) for n in range(1, _RECENT_DAYS + 1)) / _RECENT_DAYS
        usual = sum(self.load(morning - n) for n in range(1, _USUAL_DAYS + 1)) / _USUAL_DAYS
        return max(-1.0, min(1.5, (recent - usual) / max(usual, _LEAST_USUAL)))

    def morning(self, day: int) -> Morning:
        if day not in self._mornings:
            told, strain, person = self.day(day), self.strain(day), self.person
            draw = chance(self.known.seed, person.key, day, "morning")
            shift = told.hrv_shift - _HRV_BY_STRAIN * strain + self._wobble(day) - _SWINGS_BACK * self._wobble(day - 1)
            heart = person.resting_hr_bpm + told.resting_hr_shift_bpm + _HEART_BY_STRAIN_BPM * strain
            lie_in = _WEEKEND_H if self.known.date(day).weekday() >= 5 else 0.0
            slept = person.sleep_need_h - _SHORT_BY_HABIT_H + lie_in + told.sleep_shift_h
            self._mornings[day] = Morning(
                hrv_ms=person.hrv_ms * math.exp(shift),
                resting_hr_bpm=near(draw, heart, _HEART_NOISE_BPM),
                slept_h=near(draw, slept, _SLEEP_NOISE_H),
            )
        return self._mornings[day]

    def _wobble(self, day: int) -> float:
        return near(chance(self.known.seed, self.person.key, day, "hrv"), 0.0, _HRV_NOISE)

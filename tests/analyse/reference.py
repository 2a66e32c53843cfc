"""Every figure worked out again, one athlete and one day at a time, in plain Python that can be checked by eye.

It knows nothing of matrices. docs/numbers.md says the same in words; where the two disagree, one of them is wrong.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from builders import Row

from models.values import Athlete, Period

ONE_DAY = timedelta(days=1)
TRUSTED = ("whoop", "garmin", "oura", "apple")
STRENGTH = ("WeightTraining", "Strength")
Found = dict[str, float | None]
State = dict[date, tuple[float, float]]  # by day: in the morning and in the evening


@dataclass(frozen=True)
class Reference:
    """`tables` are the athlete's rows, `begin` a day before all of them; nothing after `end` is looked at."""

    person: Athlete
    tables: Mapping[str, Sequence[Row]]
    begin: date
    end: date

    # What was done

    @cached_property
    def workouts(self) -> dict[date, list[Row]]:
        return by_day(one for one in self.tables.get("workouts", ()) if one.get("duplicate_of") is None)

    def endurance(self, day: date) -> list[Row]:
        return [one for one in self.workouts.get(day, []) if one["sport"] not in STRENGTH]

    def load_fatigue(self, day: date) -> float:
        return math.fsum(one["source_load"] or 0.0 for one in self.workouts.get(day, []))

    def load(self, day: date) -> float:
        counted = self.workouts.get(day, []) if self.person.strength_in_fitness else self.endurance(day)
        return math.fsum(one["source_load"] or 0.0 for one in counted)

    def is_known(self, day: date) -> bool:
        return day in self.known

    @cached_property
    def known(self) -> frozenset[date]:
        """Days with a workout, and those that somebody watched; without any integration all from the first workout."""
        days = set(self.workouts)
        integrations = self.tables.get("integrations", ())
        for day in self.days(self.begin, self.end):
            is_after_first = not integrations and any(one < day for one in self.workouts)
            if is_after_first or any(watches(one, day) for one in integrations):
                days.add(day)
        return frozenset(days)

    def is_covered(self, day: date) -> bool:
        """Known, and not a day whose endurance workouts are all unscored."""
        endurance = self.endurance(day)
        is_lost = bool(endurance) and all(one["source_load"] is None for one in endurance)
        return self.is_known(day) and not is_lost

    @cached_property
    def lifted(self) -> dict[date, list[Row]]:
        return by_day(one for one in self.tables.get("strength_sets", ()) if not one["is_planned"])

    def is_rest(self, day: date) -> bool:
        return self.is_known(day) and day not in self.workouts and day not in self.lifted

    @cached_property
    def first_known(self) -> date | None:
        return next((day for day in self.days(self.begin, self.end) if self.is_known(day)), None)

    def history_days(self, day: date) -> int:
        return 0 if self.first_known is None else max((day - self.first_known).days + 1, 0)

    # What it adds up to

    @cached_property
    def fitness(self) -> State:
        return self._states(self.load, 42, self.person.fitness_start)

    @cached_property
    def fatigue(self) -> State:
        return self._states(self.load_fatigue, 7, self.person.fatigue_start)

    def _states(self, load: Callable[[date], float], tau_days: int, start: float | None) -> State:
        has_start = (self.person.fitness_start, self.person.fatigue_start) != (None, None)
        started_on = self.person.fitness_start_on if has_start else None
        begins = [day for day in (self.first_known, started_on) if day is not None]
        states: State = {}
        state = 0.0
        for day in self.days(self.begin, self.end):
            if day == started_on and start is not None:
                state = start
            morning = state
            state += (1 - math.exp(-1 / tau_days)) * (load(day) - state)
            if begins and day >= min(begins):
                states[day] = morning, state
        return states

    def coverage(self, day: date) -> float:
        return 100 * sum(self.is_covered(one) for one in last(42, day)) / 42

    def ratios(self, day: date) -> tuple[float | None, float | None]:
        """The mean of seven days over that of 28, and over that of the 21 days before the seven."""
        loads = [self.load_fatigue(one) for one in last(28, day)]
        acute, coupled, uncoupled = average(loads[-7:]), average(loads), average(loads[:-7])
        has_base = self.history_days(day) >= 28
        return (
            acute / coupled if has_base and coupled >= 5 else None,
            acute / uncoupled if has_base and uncoupled >= 5 else None,
        )

    def monotony(self, day: date) -> float | None:
        week = [self.load_fatigue(one) for one in last(7, day)]
        is_whole = all(self.is_covered(one) for one in last(7, day))
        return average(week) / sample_sd(week) if is_whole and max(week) > min(week) else None

    def day(self, day: date) -> Found:
        """The day as `debrief series` tells it."""
        today = {"load": self.load(day), "load_fatigue": self.load_fatigue(day)}
        monotony = self.monotony(day)
        strain = None if monotony is None else monotony * sum(self.load_fatigue(one) for one in last(7, day))
        ratio, uncoupled = self.ratios(day)
        return {
            **{name: load if load > 0 or self.is_covered(day) else None for name, load in today.items()},
            **self.state(day),
            "load_ratio": ratio,
            "load_ratio_uncoupled": uncoupled,
            "monotony": monotony,
            "strain": strain,
            "coverage": self.coverage(day),
        }

    def state(self, day: date) -> Found:
        if day not in self.fitness:
            return dict.fromkeys(("fitness", "fatigue", "form", "form_end_of_day", "ramp_7d"))
        fitness, fatigue = self.fitness[day], self.fatigue[day]
        week_before = self.fitness.get(day - 7 * ONE_DAY)
        return {
            "fitness": fitness[1],
            "fatigue": fatigue[1],
            "form": fitness[0] - fatigue[0],
            "form_end_of_day": fitness[1] - fatigue[1],
            "ramp_7d": None if week_before is None else fitness[1] - week_before[1],
        }

    # How the body answered

    def reading(self, day: date, column: str) -> float | None:
        """The most trusted source's value of the day; who is not among the trusted comes after, by the alphabet."""
        metrics = self.metrics.get(day, [])
        said = {one["source"]: one[column] for one in metrics if one.get(column) is not None}
        return said[min(said, key=trust)] if said else None

    @cached_property
    def metrics(self) -> dict[date, list[Row]]:
        return by_day(self.tables.get("daily_metrics", ()))

    @cached_property
    def nights(self) -> dict[date, list[Row]]:
        return by_day(self.tables.get("sleep_records", ()))

    def slept(self, day: date) -> float | None:
        """The day's own figure, else the night and naps of the most trusted who recorded a night; a nap alone is none."""
        own = self.reading(day, "sleep_h")
        records = self.nights.get(day, [])
        tellers = [one["source"] for one in records if not one["is_nap"]]
        if own is not None or not tellers:
            return own
        teller = min(tellers, key=trust)
        return math.fsum(one["asleep_s"] for one in records if one["source"] == teller) / 3600

    def log_hrv(self, day: date) -> float | None:
        value = self.reading(day, "hrv_rmssd_ms")
        return None if value is None else math.log(value)

    def resting_hr(self, day: date) -> float | None:
        return self.reading(day, "resting_hr_bpm")

    def week_of(self, reading: Callable[[date], float | None], day: date) -> list[float]:
        return there(reading(one) for one in last(7, day))

    def baseline_of(self, reading: Callable[[date], float | None], day: date) -> list[float]:
        """The sixty days before the seven."""
        return there(reading(one) for one in last(60, day - 7 * ONE_DAY))

    def judged(self, reading: Callable[[date], float | None], day: date) -> Found:
        """The seven-day mean, its baseline's mean and SD, and how many SDs lie between."""
        week, before = self.week_of(reading, day), self.baseline_of(reading, day)
        mean = average(week) if len(week) >= 3 else None
        base, sd = (average(before), sample_sd(before)) if len(before) >= 21 else (None, None)
        is_measured = mean is not None and base is not None and sd is not None and sd > 1e-9 * abs(base)
        return {"mean": mean, "base": base, "sd": sd, "z": (mean - base) / sd if is_measured else None}

    def days_below(self, day: date) -> int | None:
        """Days in a row, up to the given one, on which the seven-day mean of HRV lay under its own band."""
        if not self._has_band(day):
            return None
        run = 0
        while run < 28 and self._is_below(day - run * ONE_DAY):
            run += 1
        return run

    def _has_band(self, day: date) -> bool:
        found = self.judged(self.log_hrv, day)
        return found["mean"] is not None and found["sd"] is not None

    def _is_below(self, day: date) -> bool:
        found = self.judged(self.log_hrv, day)
        return self._has_band(day) and found["mean"] < found["base"] - 0.5 * found["sd"] - 1e-9

    # What the athlete said

    @cached_property
    def entries(self) -> dict[date, list[Row]]:
        return by_day(self.tables.get("entries", ()))

    @cached_property
    def checkins(self) -> dict[date, list[Row]]:
        return by_day(self.tables.get("checkins", ()))

    def is_whole(self, day: date) -> bool:
        return any(one["is_complete"] for one in self.checkins.get(day, []))

    def is_checked_in(self, day: date) -> bool:
        return day in self.entries or self.is_whole(day)

    def streak(self, day: date) -> int:
        return 1 + self.streak(day - ONE_DAY) if self.is_whole(day) else 0

    def felt(self, name: str, period: Period) -> float | None:
        said = there(one.get(name) for day in self.days(period.start, period.end) for one in self.entries.get(day, []))
        return average(said) if said else None

    # The facts of a period

    def facts(self, period: Period) -> Found:
        return {**self._training(period), **self._standing(period.end), **self._body(period.end), **self._said(period)}

    def _training(self, period: Period) -> Found:
        days = list(self.days(period.start, period.end))
        is_known, is_covered = (any(map(one, days)) for one in (self.is_known, self.is_covered))
        done = [one for day in days for one in self.workouts.get(day, [])]
        return {
            "load.week": math.fsum(map(self.load_fatigue, days)) if is_covered else None,
            "sessions.week": len(done) if is_known else None,
            "duration.week": math.fsum(one["duration_s"] for one in done) if is_known else None,
            "load.unscored": sum(one["source_load"] is None for one in done) if is_known else None,
            "rest_days.week": sum(map(self.is_rest, days)) if is_known else None,
        }

    def _standing(self, day: date) -> Found:
        state = self.state(day)
        found = self.day(day)
        return {
            "fitness.now": state["fitness"],
            "fatigue.now": state["fatigue"],
            "form.now": state["form_end_of_day"],
            "ramp.week": state["ramp_7d"],
            "load.ratio": found["load_ratio"],
            "load.ratio_uncoupled": found["load_ratio_uncoupled"],
            "load.monotony": found["monotony"],
            "load.strain": found["strain"],
            "coverage.load_42d": found["coverage"],
            "history.days": self.history_days(day) or None,
        }

    def _body(self, day: date) -> Found:
        hrv, beats = self.judged(self.log_hrv, day), self.judged(self.resting_hr, day)
        logs = self.week_of(self.log_hrv, day)
        nights, fortnight = self.week_of(self.slept, day), there(map(self.slept, last(14, day)))
        need = self.person.sleep_need_h
        return {
            "hrv.week": None if hrv["mean"] is None else math.exp(hrv["mean"]),
            "hrv.z": hrv["z"],
            "hrv.days_below": self.days_below(day),
            "hrv.cv": 100 * sample_sd(logs) / average(logs) if len(logs) >= 3 else None,
            "resting_hr.week": beats["mean"],
            "resting_hr.z": beats["z"],
            "sleep.week": average(nights) if len(nights) >= 5 else None,
            "sleep.debt": math.fsum(need - one for one in fortnight) if len(fortnight) >= 10 else None,
        }

    def _said(self, period: Period) -> Found:
        days = list(self.days(period.start, period.end))
        n_days = sum(map(self.is_checked_in, days))
        took_part = any(day <= period.end for day in (*self.entries, *self.checkins))
        has_journey = any(day <= period.end for day in self.checkins)
        return {
            "checkin.days": n_days if took_part else None,
            "checkin.completion": 100 * n_days / len(days) if took_part else None,
            "checkin.streak": self.streak(period.end) if has_journey else None,
            **{f"feel.{name}": self.felt(name, period) for name in ("fatigue", "mood")},
        }

    # Beside what a figure is read

    def before(self, period: Period) -> Found:
        """What a figure is compared with as "change": the same of the period before."""
        earlier = period.before
        enough = all(self._share(one) >= 0.85 for one in (period, earlier))
        return {"load.week": self._sum(earlier) if enough else None}

    def mean4(self, period: Period) -> Found:
        periods = [period.before]
        while len(periods) < 4:
            periods.append(periods[-1].before)
        enough = min(self._share(period), average([self._share(one) for one in periods])) >= 0.85
        return {"load.week": average([self._sum(one) for one in periods]) if enough else None}

    def bands(self, day: date) -> dict[str, tuple[float, float, float] | None]:
        """Mean, lower and upper edge of the baselines."""
        hrv, beats = self.judged(self.log_hrv, day), self.judged(self.resting_hr, day)
        bands: dict[str, tuple[float, float, float] | None] = {"hrv.week": None, "resting_hr.week": None}
        if hrv["mean"] is not None and hrv["sd"] is not None:
            base, half = hrv["base"], 0.5 * hrv["sd"]
            bands["hrv.week"] = math.exp(base), math.exp(base - half), math.exp(base + half)
        if beats["mean"] is not None and beats["sd"] is not None:
            bands["resting_hr.week"] = beats["base"], beats["base"] - beats["sd"], beats["base"] + beats["sd"]
        return bands

    def _share(self, period: Period) -> float:
        return sum(map(self.is_covered, self.days(period.start, period.end))) / period.days

    def _sum(self, period: Period) -> float:
        return math.fsum(map(self.load_fatigue, self.days(period.start, period.end)))

    @staticmethod
    def days(first: date, final: date) -> Iterable[date]:
        return (first + at * ONE_DAY for at in range((final - first).days + 1))


def by_day(rows: Iterable[Row]) -> dict[date, list[Row]]:
    found: dict[date, list[Row]] = {}
    for one in rows:
        found.setdefault(one["local_date"], []).append(one)
    return found


def watches(integration: Row, day: date) -> bool:
    first, through = integration["synced_from"], integration["synced_through"]
    if first is None or through is None or not first <= day <= through:
        return False
    gaps = integration["sync_gaps"] or []
    return not any(date.fromisoformat(begin) <= day <= date.fromisoformat(end) for begin, end in gaps)


def trust(source: str) -> tuple[int, str]:
    name = source.lower()
    return next((at for at, one in enumerate(TRUSTED) if one in name), len(TRUSTED)), name


def last(n_days: int, day: date) -> list[date]:
    return [day - back * ONE_DAY for back in reversed(range(n_days))]


def there(values: Iterable[Any]) -> list[float]:
    return [one for one in values if one is not None]


def average(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def sample_sd(values: Sequence[float]) -> float:
    mean = average(values)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (len(values) - 1))

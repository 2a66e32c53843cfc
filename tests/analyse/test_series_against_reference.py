"""The matrices against a reference that goes day by day and can be checked by eye, and the laws that both must keep."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, stdev
from typing import Any

import pytest
from builders import Row, athlete, histories, report, synced, who, workout
from hypothesis import given, settings
from hypothesis import strategies as st

from models.values import Athlete
from tasks.analyse.facts import analyse, series_of

FIRST = date(2026, 1, 5)
N_DAYS = 90
EARLIEST = -30  # no story begins before that
DayRow = dict[str, Any]


@dataclass(frozen=True)
class Done:
    day: int
    load: float | None
    is_strength: bool


@dataclass(frozen=True)
class Story:
    done: tuple[Done, ...]
    synced: tuple[int, int] | None
    gaps: tuple[tuple[int, int], ...]
    person: Athlete


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


days = st.integers(0, N_DAYS - 1)
ranges = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
loads = st.integers(0, 250).map(lambda quarters: quarters / 4)
workouts = st.builds(Done, days, st.one_of(st.none(), loads, loads, loads), st.booleans())
starts = st.tuples(st.integers(-20, N_DAYS + 5), st.integers(0, 120), st.one_of(st.none(), st.integers(0, 120)))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    start = draw(st.one_of(st.none(), starts))
    set_values = (
        {"fitness_start_on": on(start[0]), "fitness_start": start[1], "fatigue_start": start[2]} if start else {}
    )
    return Story(
        done=tuple(draw(st.lists(workouts, max_size=60))),
        synced=draw(st.one_of(st.none(), ranges)),
        gaps=tuple(draw(st.lists(ranges, max_size=3))),
        person=athlete(strength_in_fitness=draw(st.booleans()), **set_values),
    )


def rows_of(story: Story) -> list[Row]:
    return [workout(on(one.day), one.load, sport="WeightTraining" if one.is_strength else "Ride") for one in story.done]


def integrations_of(story: Story) -> list[Row]:
    if story.synced is None:
        return []
    gaps = [(on(first).isoformat(), on(last).isoformat()) for first, last in story.gaps]
    return [synced(on(story.synced[0]), on(story.synced[1]), gaps)]


def fast(story: Story) -> list[DayRow]:
    told = histories(athletes=[story.person], workouts=rows_of(story), integrations=integrations_of(story))
    return series_of(told, who(), FIRST, on(N_DAYS - 1))


def is_known(story: Story, day: int) -> bool:
    if any(one.day == day for one in story.done):
        return True
    if story.synced is None:
        return any(one.day <= day for one in story.done)
    in_gap = any(first <= day <= last for first, last in story.gaps)
    return story.synced[0] <= day <= story.synced[1] and not in_gap


def is_covered(story: Story, day: int) -> bool:
    endurance = [one for one in story.done if one.day == day and not one.is_strength]
    return is_known(story, day) and not (endurance and all(one.load is None for one in endurance))


def total(story: Story, day: int, *, with_strength: bool) -> float:
    counted = [one for one in story.done if one.day == day and (with_strength or not one.is_strength)]
    return math.fsum(one.load for one in counted if one.load is not None)


def states_of(story: Story, which: str, tau_days: int, seed: float | None) -> dict[int, tuple[float, float]]:
    """By day: the state in the morning and in the evening; days before the series begins are not in it."""
    started_on = story.person.fitness_start_on
    start = None if started_on is None else (started_on - FIRST).days
    is_seeded = start is not None and (story.person.fitness_start, story.person.fatigue_start) != (None, None)
    begins = [day for day in range(EARLIEST, N_DAYS) if is_known(story, day)][:1] + ([start] if is_seeded else [])
    states: dict[int, tuple[float, float]] = {}
    state = 0.0
    for day in range(EARLIEST, N_DAYS):
        if day == start and seed is not None:
            state = seed
        morning = state
        with_strength = which == "load_fatigue" or story.person.strength_in_fitness
        state += (1 - math.exp(-1 / tau_days)) * (total(story, day, with_strength=with_strength) - state)
        if begins and day >= min(begins):
            states[day] = morning, state
    return states


def slow(story: Story) -> list[DayRow]:
    fitness = states_of(story, "load", 42, story.person.fitness_start)
    fatigue = states_of(story, "load_fatigue", 7, story.person.fatigue_start)
    return [{**loads_of(story, day), **moves_of(fitness, fatigue, day)} for day in range(N_DAYS)]


def moves_of(fitness: dict[int, tuple[float, float]], fatigue: dict[int, tuple[float, float]], day: int) -> DayRow:
    if day not in fitness:
        return dict.fromkeys(("fitness", "fatigue", "form", "form_end_of_day", "ramp_7d"))
    return {
        "fitness": fitness[day][1],
        "fatigue": fatigue[day][1],
        "form": fitness[day][0] - fatigue[day][0],
        "form_end_of_day": fitness[day][1] - fatigue[day][1],
        "ramp_7d": fitness[day][1] - fitness[day - 7][1] if day - 7 in fitness else None,
    }


def loads_of(story: Story, day: int) -> DayRow:
    back = [total(story, day - one, with_strength=True) for one in range(28)]
    has_base = any(is_known(story, one) for one in range(EARLIEST, day - 26))
    week, coupled, uncoupled = mean(back[:7]), mean(back), mean(back[7:])
    is_whole = all(is_covered(story, day - one) for one in range(7))
    monotony = week / stdev(back[:7]) if is_whole and len(set(back[:7])) > 1 else None
    today = {
        "load": total(story, day, with_strength=story.person.strength_in_fitness),
        "load_fatigue": total(story, day, with_strength=True),
    }
    return {
        **{name: load if load > 0 or is_covered(story, day) else None for name, load in today.items()},
        "load_ratio": week / coupled if has_base and coupled >= 5 else None,
        "load_ratio_uncoupled": week / uncoupled if has_base and uncoupled >= 5 else None,
        "monotony": monotony,
        "strain": None if monotony is None else sum(back[:7]) * monotony,
        "coverage": 100 * sum(is_covered(story, day - one) for one in range(42)) / 42,
    }


@settings(max_examples=150, deadline=None)
@given(stories())
def test_the_matrices_say_what_the_slow_reference_says(story: Story) -> None:
    for quick, plain in zip(fast(story), slow(story), strict=True):
        for name, value in plain.items():
            close = None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
            assert quick[name] == close, (quick["date"], name)


@settings(max_examples=30, deadline=None)
@given(stories(), st.integers(1, 4))
def test_scaling_every_load_scales_what_is_a_load_and_leaves_what_is_a_ratio(story: Story, factor: int) -> None:
    unseeded = athlete(strength_in_fitness=story.person.strength_in_fitness)
    plain = Story(story.done, story.synced, story.gaps, unseeded)
    more = tuple(Done(one.day, None if one.load is None else one.load * factor, one.is_strength) for one in story.done)
    scaled = Story(more, story.synced, story.gaps, unseeded)
    for one, larger in zip(fast(plain), fast(scaled), strict=True):
        for name in ("fitness", "fatigue", "form", "ramp_7d", "strain"):
            assert larger[name] == (None if one[name] is None else pytest.approx(one[name] * factor, abs=1e-9))
        for name in ("monotony", "load_ratio", "load_ratio_uncoupled"):
            assert one[name] is None or larger[name] == pytest.approx(one[name])


@settings(max_examples=30, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_of_no_matter(story: Story, chance: Any) -> None:
    shuffled = list(story.done)
    chance.shuffle(shuffled)
    again = fast(Story(tuple(shuffled), story.synced, story.gaps, story.person))
    for one, other in zip(fast(story), again, strict=True):
        assert other == {
            name: pytest.approx(value) if isinstance(value, float) else value for name, value in one.items()
        }


@settings(max_examples=30, deadline=None)
@given(stories())
def test_a_day_without_load_never_raises_fatigue(story: Story) -> None:
    found = fast(Story(story.done, story.synced, story.gaps, athlete()))
    for before, today in pairwise(found):
        if not today["load_fatigue"] and before["fatigue"] is not None:
            assert today["fatigue"] <= before["fatigue"]


@settings(max_examples=30, deadline=None)
@given(stories(), st.integers(40, N_DAYS - 7))
def test_a_weeks_load_is_the_sum_of_its_days_whatever_weekday_it_starts_on(story: Story, start: int) -> None:
    told = histories(
        reports=[report(start=on(start), end=on(start + 6))],
        athletes=[story.person],
        workouts=rows_of(story),
        integrations=integrations_of(story),
    )
    (sheet,) = analyse(told).values()
    week = [one["load_fatigue"] for one in series_of(told, who(), on(start), on(start + 6))]
    fact = sheet.get("load.week")
    if any(one is not None for one in week):
        assert fact.value == pytest.approx(sum(one or 0.0 for one in week))
    else:
        assert fact.value is None


@settings(max_examples=20, deadline=None)
@given(stories(), stories())
def test_a_sheet_is_the_same_whoever_else_is_in_the_batch(story: Story, other: Story) -> None:
    def told(*, alone: bool) -> str:
        others = [] if alone else [{**one, "athlete_id": str(who(2))} for one in rows_of(other)]
        reports = [report(start=on(60), end=on(66))]
        if not alone:
            reports += [
                report(2, on(70), on(76)),
                report(1, on(50), on(80), number=3),
                report(1, on(68), on(74), number=4),
            ]
        rows = [*others, *rows_of(story)]
        given = histories(reports=reports, athletes=[story.person], workouts=rows, integrations=integrations_of(story))
        return analyse(given)[reports[0].report_id].hash()

    assert told(alone=True) == told(alone=False)

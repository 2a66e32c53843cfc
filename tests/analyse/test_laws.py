"""What must hold of every athlete's figures, whoever they are and whatever they did."""

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from analyse.lives import Life, lives, quick, told
from builders import END, Row, athlete, day, histories, row, synced, who, workout
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.values import Athlete, Histories
from tasks.analyse.check.consistency import inconsistencies
from tasks.analyse.facts import analyse, series_of

DayRow = dict[str, Any]
DAYS = 90  # that a series is looked at
READ_DAYS = 630
lawful = settings(quick, max_examples=15)
unseeded = {"start_back": st.none()}


def series(told_of: Histories, n_days: int = DAYS, last: date = END) -> list[DayRow]:
    return series_of(told_of, who(), last - timedelta(days=n_days - 1), last)


def changed(life: Life, **tables: list[Row]) -> Life:
    """The same athlete with other rows."""
    other = replace(life)
    other.__dict__["tables"] = {**life.tables, **tables}
    return other


def sheet_hash(life: Life) -> str:
    (sheet,) = analyse(told(life)).values()
    return sheet.hash()


def daily(loads: list[float], last: date = END) -> list[Row]:
    """One ride a day up to the last; a load of 0 is rest."""
    days = [last - timedelta(days=back) for back in reversed(range(len(loads)))]
    return [workout(on, load) for on, load in zip(days, loads, strict=True) if load]


def watched(rows: list[Row], person: Athlete | None = None) -> Histories:
    return histories(
        athletes=[person or athlete()], workouts=rows, integrations=[synced(day(2000), END + timedelta(days=9))]
    )


@settings(quick, max_examples=15)
@given(st.integers(1, 400), st.integers(1, 600))
def test_a_constant_load_comes_to_itself_as_fast_as_its_constant_says(load: int, n_days: int) -> None:
    last = series(histories(workouts=daily([float(load)] * n_days)), 1)[-1]
    assert last["fitness"] == pytest.approx(load * -math.expm1(-n_days / 42), rel=1e-9)
    assert last["fatigue"] == pytest.approx(load * -math.expm1(-n_days / 7), rel=1e-9)


@lawful
@given(lives(**unseeded), st.sampled_from((0.5, 2.0, 4.0)))
def test_scaling_every_load_scales_what_is_a_load_and_leaves_what_is_a_ratio(life: Life, factor: float) -> None:
    scaled = [
        {**one, **{name: one[name] * factor for name in ("source_load", "load") if one.get(name) is not None}}
        for one in life.tables["workouts"]
    ]
    for one, other in zip(series(told(life)), series(told(changed(life, workouts=scaled))), strict=True):
        for name in ("load", "load_fatigue", "fitness", "fatigue", "form", "form_end_of_day", "ramp_7d", "strain"):
            assert other[name] == (None if one[name] is None else pytest.approx(one[name] * factor, abs=1e-9)), name
        assert (other["monotony"], other["coverage"]) == (pytest.approx(one["monotony"]), one["coverage"])
        for name in ("load_ratio", "load_ratio_uncoupled"):  # which ask for a base worth the name
            assert None in (one[name], other[name]) or other[name] == pytest.approx(one[name]), name


@lawful
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_a_days_rows_is_of_no_matter(life: Life, chance: Random) -> None:
    def mixed(rows: list[Row]) -> list[Row]:
        return sorted(chance.sample(rows, len(rows)), key=lambda one: one["local_date"])

    dated = {name: mixed(rows) for name, rows in life.tables.items() if name != "integrations"}
    assert sheet_hash(changed(life, **dated)) == sheet_hash(life)


@lawful
@given(lives(**unseeded))
def test_a_day_without_load_never_raises_fatigue(life: Life) -> None:
    for before, today in pairwise(series(told(life))):
        if not today["load_fatigue"] and before["fatigue"] is not None:
            assert today["fatigue"] <= before["fatigue"]


@lawful
@given(lives())
def test_more_load_on_a_day_never_lowers_fitness_or_fatigue(life: Life) -> None:
    more = [*life.tables["workouts"], {**workout(day(10), 80.0), "workout_id": "more"}]
    both = zip(series(told(life)), series(told(changed(life, workouts=more))), strict=True)
    for one, other in both:
        for name in ("fitness", "fatigue"):
            assert one[name] is None or other[name] >= one[name] - 1e-9


@lawful
@given(lives())
def test_the_load_of_a_period_is_the_sum_of_its_days_whatever_weekday_it_starts_on(life: Life) -> None:
    (sheet,) = analyse(told(life)).values()
    loads = [one["load_fatigue"] for one in series(told(life), life.period.days, life.period.end)]
    found = sheet.get("load.week").value
    assert found == (None if set(loads) == {None} else pytest.approx(math.fsum(one or 0.0 for one in loads)))
    bars = sheet.days("load").values[-min(life.period.days, 84) :]
    assert [one for one in bars if one is not None] == [one for one in loads if one is not None]


@lawful
@given(lives())
def test_the_two_load_ratios_are_one_formula_apart(life: Life) -> None:
    for one in series(told(life)):
        coupled, uncoupled = one["load_ratio"], one["load_ratio_uncoupled"]
        if None not in (coupled, uncoupled):
            assert coupled == pytest.approx(4 * uncoupled / (uncoupled + 3), rel=1e-12)


@lawful
@given(lives())
def test_form_of_a_morning_is_what_the_evening_before_left(life: Life) -> None:
    start = life.person.fitness_start_on
    for yesterday, today in pairwise(series(told(life))):
        if yesterday["fitness"] is not None and date.fromisoformat(today["date"]) != start:
            assert today["form"] == pytest.approx(yesterday["fitness"] - yesterday["fatigue"], abs=1e-9)
            assert today["form"] == pytest.approx(yesterday["form_end_of_day"], abs=1e-9)


@settings(quick, max_examples=8)
@given(st.integers(0, 2**32), st.integers(1, 400))
def test_what_lies_before_the_630_days_weighs_under_four_hundred_thousandths(seed: int, older_days: int) -> None:
    chance = Random(seed)
    loads = [chance.choice((0.0, 0.0, 80.0, 120.0, 250.0)) for _ in range(older_days + READ_DAYS + 1)]
    plain = 0.0
    for load in loads:
        plain += -math.expm1(-1 / 42) * (load - plain)
    whole, read = watched(daily(loads)), watched(daily(loads[older_days:]))
    assert series(whole, 1) == series(read, 1)
    assert series(read, 1)[0]["fitness"] == pytest.approx(plain, abs=4e-5)


def rows_of(after: date) -> dict[str, list[Row]]:
    """A day on which everything was recorded, and nothing was as before."""
    return {
        "workouts": [{**workout(after, 400.0), "workout_id": "later"}],
        "strength_sets": [row(after, exercise="Squat", reps=5.0, muscle_contributions={"QUADS": 1.0})],
        "daily_metrics": [row(after, source="whoop", hrv_rmssd_ms=9.0, resting_hr_bpm=99.0, sleep_h=1.0)],
        "sleep_records": [row(after, source="whoop", asleep_s=60.0)],
        "entries": [row(after, fatigue=5.0, mood=1.0, weight_kg=120.0, is_ill=True)],
        "checkins": [row(after, journey_id="j1", is_complete=True), row(after, journey_id="later", is_complete=False)],
    }


@lawful
@given(lives())
def test_what_comes_after_the_period_changes_nothing_at_all(life: Life) -> None:
    later = rows_of(life.period.end + timedelta(days=1))
    longer = {name: [*life.tables[name], *rows] for name, rows in later.items()}
    assert sheet_hash(changed(life, **longer)) == sheet_hash(life)


@lawful
@given(lives())
def test_being_watched_beyond_the_period_changes_nothing_at_all(life: Life) -> None:
    def until(through: date) -> str:
        return sheet_hash(changed(life, integrations=[synced(day(40), through)]))

    assert until(life.period.end) == until(life.period.end + timedelta(days=400))


@lawful
@given(lives(first_back=st.integers(60, 150)), st.integers(0, 41))
def test_an_unknown_day_is_never_rest(life: Life, back: int) -> None:
    lost = day(back)
    assume(all(one["local_date"] != lost for one in life.tables["workouts"]))

    def seen(gaps: list[tuple[str, str]]) -> list[DayRow]:
        return series(told(changed(life, integrations=[synced(day(400), END, gaps)])))

    for one, other in zip(seen([]), seen([(str(lost), str(lost))]), strict=True):
        on, is_lost = date.fromisoformat(one["date"]), one["date"] == str(lost)
        assert all(other[name] == one[name] for name in ("fitness", "fatigue", "form", "ramp_7d", "load_ratio"))
        assert (one["load"], other["load"]) == ((0.0, None) if is_lost else (one["load"], one["load"]))
        touched = 0 <= (on - lost).days < 42
        assert other["coverage"] == pytest.approx(one["coverage"] - (100 / 42 if touched else 0))
        assert other["monotony"] == (None if 0 <= (on - lost).days < 7 else one["monotony"])


@lawful
@given(lives(start_back=st.integers(0, DAYS - 1)))
def test_start_values_change_nothing_before_their_day_and_are_the_state_on_it(life: Life) -> None:
    start = life.person.fitness_start_on
    unset = replace(life, start_back=None)
    for one, other in zip(series(told(life)), series(told(unset)), strict=True):
        on = date.fromisoformat(one["date"])
        if on < start and other["fitness"] is not None:
            assert one == {
                name: pytest.approx(value) if isinstance(value, float) else value for name, value in other.items()
            }
        if on == start:
            assert one["form"] == life.person.fitness_start - life.person.fatigue_start


@settings(quick, max_examples=15)
@given(lives(start_back=st.integers(0, 160)), st.integers(1, 150))
def test_start_values_never_apply_at_the_edge_of_what_is_read(life: Life, n_days: int) -> None:
    """However far back one looks, a day is what it is."""
    near, far = series(told(life), n_days), series(told(life), 200)[-n_days:]
    for one, other in zip(near, far, strict=True):
        assert one == {
            name: pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value
            for name, value in other.items()
        }


def test_start_values_of_long_ago_have_faded_by_their_age() -> None:
    for back in (READ_DAYS - 30, READ_DAYS + 1, READ_DAYS + 70):
        person = athlete(fitness_start_on=day(back), fitness_start=90.0, fatigue_start=0.0)
        (last,) = series(watched([], person), 1)
        assert last["fitness"] == pytest.approx(90.0 * math.exp(-(back + 1) / 42), rel=1e-9)


@lawful
@given(lives())
def test_no_sheet_contradicts_itself(life: Life) -> None:
    (sheet,) = analyse(told(life)).values()
    assert inconsistencies(sheet) == ()


# Known wrong ways, on a year as somebody really trains.


def a_year() -> list[float]:
    """Rest days, a long ride on Sundays, every fourth week easy, more from month to month, a training camp at the end."""
    chance = Random(11)
    week = (0.0, 65.0, 90.0, 0.0, 75.0, 50.0, 150.0)
    hardness = (0.9, 1.0, 1.15, 0.6)
    loads = [week[at % 7] * hardness[at // 7 % 4] * (0.6 + at / 600) * chance.uniform(0.8, 1.2) for at in range(392)]
    return [round(load * (1.8 if at > 378 else 1.0), 1) for at, load in enumerate(loads)]


def today(loads: list[float]) -> DayRow:
    (row_of_day,) = series(watched(daily(loads)), 1)
    return row_of_day


def recursive(loads: list[float], alpha: float) -> float:
    state = 0.0
    for load in loads:
        state += alpha * (load - state)
    return state


def test_fitness_is_the_recursion_with_its_own_constant_over_every_day() -> None:
    assert today(a_year())["fitness"] == pytest.approx(recursive(a_year(), -math.expm1(-1 / 42)))


def test_fitness_is_not_an_ewm_with_a_span_of_42() -> None:
    assert abs(today(a_year())["fitness"] - recursive(a_year(), 2 / 43)) > 2


def test_fitness_is_not_an_ewm_with_a_centre_of_mass_of_42() -> None:
    assert abs(today(a_year())["fitness"] - recursive(a_year(), 1 / 43)) > 0.1


def test_fitness_does_not_drop_rest_days() -> None:
    trained = [load for load in a_year() if load]
    assert recursive(trained, -math.expm1(-1 / 42)) - today(a_year())["fitness"] > 15


def test_fitness_does_not_start_90_days_back() -> None:
    assert today(a_year())["fitness"] - recursive(a_year()[-90:], -math.expm1(-1 / 42)) > 5


def test_a_week_is_not_eight_days() -> None:
    loads = a_year()
    (sheet,) = analyse(watched(daily(loads))).values()
    assert sheet.value("load.week") == pytest.approx(sum(loads[-7:]))
    assert abs(sum(loads[-8:]) - sum(loads[-7:])) > 30


def test_strain_is_not_the_mean_times_monotony() -> None:
    found = today(a_year())
    mean_times_monotony = sum(a_year()[-7:]) / 7 * found["monotony"]
    assert found["strain"] == pytest.approx(7 * mean_times_monotony)
    assert found["strain"] - mean_times_monotony > 100


def test_monotony_is_not_over_the_sd_of_a_whole_population() -> None:
    week = a_year()[-7:]
    mean = sum(week) / 7
    population = math.sqrt(sum((load - mean) ** 2 for load in week) / 7)
    assert mean / population - today(a_year())["monotony"] > 0.05


def test_a_baseline_does_not_hold_the_days_it_judges() -> None:
    """A week of low HRV would pull its own yardstick down after it."""
    logs = [math.log(62.0 + 5 * math.sin(back)) for back in range(7, 67)]
    low = math.log(48.0)
    rows = [row(day(back), source="oura", hrv_rmssd_ms=math.exp(log)) for back, log in enumerate([low] * 7 + logs)]
    (sheet,) = analyse(histories(daily_metrics=rows)).values()
    assert sheet.value("hrv.z") == pytest.approx(z_of(low, logs))
    assert abs(sheet.value("hrv.z") - z_of(low, [low] * 7 + logs[:53])) > 1


def z_of(value: float, among: list[float]) -> float:
    mean = sum(among) / len(among)
    return (value - mean) / math.sqrt(sum((one - mean) ** 2 for one in among) / (len(among) - 1))

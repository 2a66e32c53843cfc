from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from builders import Row, athlete, histories, row, synced, who, workout

from tasks.analyse.days.series import monotony
from tasks.analyse.facts import series_of

FIRST = date(2026, 3, 2)
DayRow = dict[str, Any]


def on(number: int) -> date:
    """The date of day 1, 2, 3 …"""
    return FIRST + timedelta(days=number - 1)


def series(
    loads: list[float | None], *rows: Row, n_days: int | None = None, person: Any = None, **tables: Any
) -> list[DayRow]:
    """One ride a day with a load of its own from day one, rest on None; as many days as loads unless said otherwise."""
    rides = [workout(on(at), load) for at, load in enumerate(loads, start=1) if load is not None]
    given = histories(athletes=[person or athlete()], workouts=[*rides, *rows], **tables)
    return series_of(given, who(), FIRST, on(n_days or len(loads)))


def test_a_hundred_a_day_comes_to_63_in_one_time_constant() -> None:
    days = series([100.0] * 42)
    assert days[41]["fitness"] == pytest.approx(63.2121, abs=5e-5)
    assert days[6]["fatigue"] == pytest.approx(63.2121, abs=5e-5)
    assert days[0]["date"] == FIRST.isoformat()


def test_one_hundred_then_rest() -> None:
    days = series([100.0, None, None])
    assert days[0]["fitness"] == pytest.approx(2.35283, abs=5e-6)
    assert days[0]["fatigue"] == pytest.approx(13.31221, abs=5e-6)
    assert days[2]["fatigue"] == pytest.approx(13.31221 * np.exp(-2 / 7), abs=5e-6)


def test_form_is_of_the_morning_and_form_end_of_day_of_the_evening() -> None:
    days = series([100.0, 50.0, None])
    assert days[0]["form"] == 0.0
    assert days[1]["form"] == days[0]["fitness"] - days[0]["fatigue"] == days[0]["form_end_of_day"]


def test_ramp_is_the_difference_to_the_same_evening_a_week_before() -> None:
    days = series([100.0] * 10)
    assert days[6]["ramp_7d"] is None
    assert days[8]["ramp_7d"] == days[8]["fitness"] - days[1]["fitness"]


def test_monotony_has_the_sample_sd_and_strain_the_sum() -> None:
    days = series([10.0, 0.0, 0.0, 100.0, 0.0, 50.0, 0.0, 80.0])
    assert days[7]["monotony"] == pytest.approx(0.75569, abs=5e-6)
    assert days[7]["strain"] == pytest.approx(173.809, abs=5e-4)


def test_equal_days_have_no_monotony() -> None:
    days = series([0.1] * 8, workout(on(8), 0.1), workout(on(7), 0.1))
    assert [one["monotony"] is None for one in days] == [True] * 6 + [False, False]
    assert all(one["monotony"] is None for one in series([33.3] * 9))


@pytest.mark.parametrize(
    ("n_days", "load", "is_there"), [(27, 100.0, False), (28, 100.0, True), (40, 4.9, False), (40, 5.0, True)]
)
def test_ratios_need_four_weeks_and_a_base_worth_the_name(n_days: int, load: float, is_there: bool) -> None:
    last = series([load] * n_days)[-1]
    assert (last["load_ratio"] is not None, last["load_ratio_uncoupled"] is not None) == (is_there, is_there)


def test_the_uncoupled_base_ends_before_the_seven_days() -> None:
    last = series([50.0] * 21 + [100.0] * 7)[-1]
    assert (last["load_ratio"], last["load_ratio_uncoupled"]) == (pytest.approx(100 / 62.5), 2.0)


def test_start_values_are_the_state_on_the_morning_they_apply() -> None:
    person = athlete(fitness_start_on=on(3), fitness_start=60.0, fatigue_start=40.0)
    days = series([100.0, None, None, None], person=person)
    assert days[2]["form"] == 20.0
    assert days[2]["fitness"] == pytest.approx(60 * np.exp(-1 / 42))
    assert days[3]["fatigue"] == pytest.approx(40 * np.exp(-2 / 7))
    assert days[1]["fitness"] == pytest.approx(
        100 * -np.expm1(-1 / 42) * np.exp(-1 / 42)
    )  # before them, what was trained


def test_start_values_before_the_first_workout_begin_the_series() -> None:
    person = athlete(fitness_start_on=on(2), fitness_start=60.0, fatigue_start=None)
    days = series([None, None, 100.0], person=person)
    assert [one["fitness"] is None for one in days] == [True, False, False]
    assert days[1]["fatigue"] == 0.0


def test_before_the_record_begins_nothing_is_known() -> None:
    days = series([None, 100.0])
    assert days[0] == {**dict.fromkeys(days[0]), "date": FIRST.isoformat(), "coverage": 0.0}


def test_strength_tires_and_makes_no_fitness() -> None:
    lift = workout(on(2), 60.0, sport="WeightTraining")
    last = series([100.0, None], lift, n_days=2)[-1]
    assert (last["load"], last["load_fatigue"]) == (0.0, 60.0)
    assert last["fitness"] == series([100.0, None], n_days=2)[-1]["fitness"]
    assert last["fatigue"] == series([100.0, 60.0])[-1]["fatigue"]


def test_strength_makes_fitness_for_those_who_want_it_so() -> None:
    lift = workout(on(2), 60.0, sport="WeightTraining")
    last = series([100.0, None], lift, n_days=2, person=athlete(strength_in_fitness=True))[-1]
    assert (last["load"], last["fitness"]) == (60.0, series([100.0, 60.0])[-1]["fitness"])


def test_days_without_a_row_are_rest_only_where_an_integration_watched() -> None:
    covered = synced(on(1), on(20), gaps=[(on(5).isoformat(), on(6).isoformat())])
    days = series([100.0, None, None, 50.0], n_days=22, integrations=[covered])
    assert [one["load"] for one in days[:7]] == [100.0, 0.0, 0.0, 50.0, None, None, 0.0]
    assert [one["load"] for one in days[-3:]] == [0.0, None, None]
    assert days[19]["coverage"] == pytest.approx(100 * 18 / 42)
    assert days[-1]["coverage"] == pytest.approx(100 * 18 / 42)


def test_a_workout_in_a_gap_makes_its_day_known() -> None:
    covered = synced(on(1), on(4), gaps=[(on(2).isoformat(), on(4).isoformat())])
    days = series([None, None, 70.0, None], n_days=4, integrations=[covered])
    assert [one["load"] for one in days] == [0.0, None, 70.0, None]
    assert days[2]["fitness"] == series([70.0])[-1]["fitness"]


def test_another_source_fills_the_gap_of_the_first() -> None:
    one = synced(on(1), on(6), gaps=[(on(3).isoformat(), on(4).isoformat()), (on(2).isoformat(), on(3).isoformat())])
    other = synced(on(4), on(9))
    days = series([10.0], n_days=10, integrations=[one, other])
    assert [at for at, one in enumerate(days, start=1) if one["load"] is None] == [2, 3, 10]


def test_a_gap_after_the_sync_ended_takes_nothing_from_another_source() -> None:
    ended = synced(on(1), on(3), gaps=[(on(5).isoformat(), on(5).isoformat()), (on(8).isoformat(), on(9).isoformat())])
    days = series([10.0], n_days=9, integrations=[ended, synced(on(2), on(9))])
    assert all(one["load"] is not None for one in days)


def test_an_integration_that_never_synced_watches_nothing() -> None:
    never = {**synced(on(1), on(9)), "synced_from": None, "synced_through": None}
    assert [one["load"] for one in series([10.0, None, 10.0], integrations=[never])] == [10.0, None, 10.0]


def test_without_integrations_the_record_itself_is_what_is_known() -> None:
    days = series([None, 10.0, None], n_days=4)
    assert [one["load"] for one in days] == [None, 10.0, 0.0, 0.0]


def test_a_day_of_unscored_endurance_is_not_rest() -> None:
    days = series([100.0, None, None], workout(on(2)), n_days=9)
    assert days[1]["load"] is None
    assert days[1]["coverage"] == pytest.approx(100 / 42)
    assert days[7]["monotony"] is None


def test_a_day_with_one_scored_ride_counts_whatever_else_was_on_it() -> None:
    days = series([100.0, 40.0], workout(on(2)))
    assert (days[1]["load"], days[1]["coverage"]) == (40.0, pytest.approx(200 / 42))


def test_unscored_strength_never_lowers_the_coverage() -> None:
    days = series([100.0, None], workout(on(2), sport="WeightTraining"), n_days=2)
    assert (days[1]["load"], days[1]["coverage"]) == (0.0, pytest.approx(200 / 42))


def test_sets_without_a_workout_are_no_record_of_load() -> None:
    days = series([], n_days=3, strength_sets=[row(on(1), exercise="Squat", reps=5.0)])
    assert [one["load"] for one in days] == [None, None, None]


def test_monotony_looks_at_seven_days_at_a_time() -> None:
    loads = np.array([[500.0], *([[10.0], [20.0], [30.0], [10.0], [20.0], [30.0], [0.0]])])
    found = monotony(loads, np.ones((8, 1), dtype=bool))
    seven = loads[1:, 0]
    assert found[-1, 0] == pytest.approx(seven.mean() / seven.std(ddof=1))


def test_a_workout_belongs_to_its_local_day_whatever_day_it_was_in_utc() -> None:
    late = {**workout(on(2), 80.0), "started_at": f"{on(1)}T13:30:00+00:00"}  # half past midnight, far in the east
    assert [one["load"] for one in series([10.0, None], late, n_days=2)] == [10.0, 80.0]

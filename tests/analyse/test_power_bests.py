from typing import Any

import numpy as np
import pytest
from analyse.scored import fact, reference, scored, sheet
from builders import END, Row, day, report, synced
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Direction, Judgement, Quality, ReportType, Units
from models.facts import PREVIOUS
from models.scoring import CURVE_SECONDS
from tasks.analyse.days.power_bests import bests, critical_power
from tasks.analyse.definitions.power import BEST_KEYS
from tasks.render.phrases import Reader, quantity

MODEL = {180: 300.0, 600: 250.0, 1200: 239.286}


def curve(watts: dict[int, float]) -> dict[str, float]:
    return {f"best_{seconds}s_w": one for seconds, one in watts.items()}


def ride(back: int, watts: dict[int, float], **fields: Any) -> Row:
    return scored(day(back), **curve(watts), **fields)


def fitted(watts: dict[int, float]) -> tuple[float, float]:
    cp, w_prime = critical_power(np.array(list(watts), dtype=float), np.array(list(watts.values()))[:, None])
    return cp.item(), w_prime.item()


def test_critical_power_is_the_slope_of_work_on_time() -> None:
    cp, w_prime = fitted(MODEL)
    assert (round(cp, 2), round(w_prime)) == (228.57, 12857)
    assert fitted({180: 300.0, 300: 268.0, 600: 244.0, 900: 236.0, 1200: 232.0}) == pytest.approx((220.0, 14400.0))


@pytest.mark.parametrize(
    ("watts", "why"),
    [
        ({180: 300.0, 1200: 240.0}, "two points"),
        ({300: 268.0, 600: 244.0, 899: 236.0}, "under three times as long"),
        ({60: 400.0, 180: 300.0, 1200: 240.0}, "a sprint counts for nothing"),
        ({180: 300.0, 600: 250.0, 1800: 230.0}, "nor does half an hour"),
        ({180: 200.0, 600: 250.0, 1200: 280.0}, "no work above critical power"),
        ({180: 1000.0, 600: 250.0, 1200: 120.0}, "no critical power"),
        ({180: 300.0, 600: np.nan, 1200: 240.0}, "a point that is not there"),
        ({180: 300.0, 600: 0.0, 1200: 240.0}, "nobody rests at his best"),
        ({}, "nothing"),
    ],
)
def test_a_line_that_says_nothing_is_missing(watts: dict[int, float], why: str) -> None:
    assert np.isnan(fitted(watts)).all(), why


def test_three_points_three_times_apart_are_enough() -> None:
    assert fitted({300: 268.0, 600: 244.0, 900: 236.0}) == pytest.approx((220.0, 14400.0))


durations = np.array(CURVE_SECONDS, dtype=float)
columns = st.lists(st.one_of(st.just(np.nan), st.floats(1, 1500)), min_size=10, max_size=10)


@settings(max_examples=100, deadline=None)
@given(st.floats(50, 450), st.floats(1000, 40_000), st.sets(st.sampled_from(CURVE_SECONDS), min_size=1))
def test_what_the_model_draws_the_model_finds(cp: float, w_prime: float, known: set[int]) -> None:
    watts = {seconds: cp + w_prime / seconds for seconds in sorted(known)}
    used = [seconds for seconds in known if 180 <= seconds <= 1200]
    found = fitted(watts)
    if len(used) >= 3 and max(used) >= 3 * min(used):
        assert found == pytest.approx((cp, w_prime), rel=1e-6)
    else:
        assert np.isnan(found).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(columns, min_size=1, max_size=5))
def test_each_athletes_line_is_its_own(athletes: list[list[float]]) -> None:
    watts = np.array(athletes).T
    together = np.array(critical_power(durations, watts))
    for at in range(watts.shape[1]):
        assert np.array_equal(together[:, [at]], critical_power(durations, watts[:, [at]]), equal_nan=True)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), columns), max_size=12), st.randoms(use_true_random=False))
def test_the_best_of_a_column_is_its_highest_in_any_order(rows: list[tuple[int, list[float]]], chance: Any) -> None:
    def found(given: list[tuple[int, list[float]]]) -> np.ndarray:
        watts = np.array([values for _, values in given]).reshape(-1, 10)
        return bests(watts, np.array([column for column, _ in given], dtype=np.int64), 4)

    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert np.array_equal(found(rows), found(shuffled), equal_nan=True)
    for column in range(4):
        values = [[one for one in at if one == one] for at in zip(*(v for c, v in rows if c == column), strict=True)]
        highest = [max(one, default=np.nan) for one in values] or [np.nan] * 10
        assert np.array_equal(found(rows)[:, column], highest, equal_nan=True)


def test_a_best_of_the_week_is_held_beside_the_90_days_before() -> None:
    rides = [
        ride(0, {300: 310.0, 1200: 250.0}),
        ride(3, {300: 305.0, 1200: 262.0}),
        ride(7, {300: 312.0, 1200: 240.0}),
        ride(96, {300: 290.0, 1200: 258.0}),
        ride(97, {300: 400.0, 1200: 400.0}),
    ]
    found = sheet(workouts=rides)
    twenty, five = found.get("power.best_20min"), found.get("power.best_5min")
    assert (twenty.value, reference(twenty, PREVIOUS), twenty.label, twenty.unit) == (262.0, 258.0, "Best 20 min", "w")
    assert (five.value, reference(five, PREVIOUS)) == (310.0, 312.0)
    change = twenty.comparison(PREVIOUS)
    assert (change.direction, change.judgement, change.days) == (Direction.UP, Judgement.GOOD, 90)
    assert (five.comparison(PREVIOUS).direction, five.comparison(PREVIOUS).judgement) == ("down", Judgement.NEUTRAL)
    assert [(one.rows, one.first, one.last) for one in twenty.provenance] == [(2, day(3), day(0))]
    assert (twenty.quality, twenty.n_days, twenty.n_expected, twenty.window) == (Quality.OK, 7, 7, "7 days")


def test_a_best_within_what_a_power_meter_errs_by_is_no_news() -> None:
    rides = [ride(0, {1200: 252.0}), ride(20, {1200: 250.0})]
    assert fact("power.best_20min", workouts=rides).comparison(PREVIOUS).judgement is Judgement.NEUTRAL


def test_every_duration_has_its_fact_and_without_a_ride_it_is_missing() -> None:
    assert [*BEST_KEYS.values()] == [
        *("power.best_5s", "power.best_15s", "power.best_30s", "power.best_1min", "power.best_3min"),
        *("power.best_5min", "power.best_10min", "power.best_20min", "power.best_30min", "power.best_60min"),
    ]
    watts = {seconds: 1000.0 - at for at, seconds in enumerate(CURVE_SECONDS)}
    found = sheet(workouts=[ride(2, watts)])
    assert [found.value(key) for key in BEST_KEYS.values()] == [*watts.values()]
    empty = sheet(workouts=[scored(day(2))])
    assert {empty.get(key).quality for key in (*BEST_KEYS.values(), "power.cp", "power.w_prime")} == {Quality.MISSING}


def test_watts_of_a_run_are_another_scale() -> None:
    rides = [ride(0, {1200: 250.0}), ride(1, {1200: 390.0}, sport="Run"), ride(2, {1200: 255.0}, sport="VirtualRide")]
    assert fact("power.best_20min", workouts=rides).value == 255.0


def test_who_is_known_for_too_short_has_bests_but_nothing_to_hold_them_against() -> None:
    rides = [ride(0, {1200: 250.0}), ride(20, {1200: 240.0})]
    for first, is_compared in ((83, True), (82, False)):  # 77 and 76 of the 90 days before the week
        found = fact("power.best_20min", workouts=rides, integrations=[synced(day(first), END)])
        assert (found.value, found.quality, bool(found.comparisons)) == (250.0, Quality.OK, is_compared)


def test_a_best_of_a_week_with_unknown_days_is_provisional() -> None:
    watched = [synced("2024-01-01", END, [(str(day(4)), str(day(4)))])]
    found = fact("power.best_20min", workouts=[ride(0, {1200: 250.0})], integrations=watched)
    assert (found.quality, found.n_days) == (Quality.PROVISIONAL, 6)


def test_critical_power_comes_from_the_best_rides_of_90_days() -> None:
    rides = [
        ride(0, {180: 300.0, 600: 240.0}),
        ride(40, {600: 250.0, 1200: 200.0}),
        ride(89, {1200: 239.286}),
        ride(90, {180: 500.0, 600: 500.0, 1200: 500.0}),
        ride(5, {180: 900.0}, sport="Run"),
    ]
    found = sheet(workouts=rides)
    cp, w_prime = found.get("power.cp"), found.get("power.w_prime")
    assert (round(cp.value, 2), round(w_prime.value)) == (228.57, 12857)
    assert (cp.unit, w_prime.unit, cp.window, cp.n_days, cp.n_expected) == ("w", "j", "90 days", 90, 90)
    assert [(one.rows, one.first, one.last) for one in cp.provenance] == [(3, day(89), day(0))]
    assert cp.comparisons == w_prime.comparisons == ()


def test_critical_power_is_compared_with_the_90_days_that_ended_before_the_period() -> None:
    rides = [ride(0, {180: 320.0}), ride(50, MODEL)]
    found = sheet(workouts=rides)
    assert reference(found.get("power.cp"), PREVIOUS) == pytest.approx(228.57, abs=0.01)
    assert reference(found.get("power.w_prime"), PREVIOUS) == pytest.approx(12857, abs=1)
    assert found.value("power.w_prime") > 12857
    assert fact("power.cp", workouts=[ride(0, MODEL)]).comparisons == ()


@pytest.mark.parametrize(
    ("known", "quality", "is_compared"), [(200, Quality.OK, True), (80, Quality.PROVISIONAL, False)]
)
def test_a_short_record_makes_critical_power_provisional(known: int, quality: Quality, is_compared: bool) -> None:
    rides = [ride(0, {180: 320.0}), ride(50, MODEL)]
    found = fact("power.cp", workouts=rides, integrations=[synced(day(known - 1), END)])
    assert (found.quality, bool(found.comparisons)) == (quality, is_compared)


def test_critical_power_of_days_that_nobody_knows_is_compared_with_nothing() -> None:
    watched = [synced("2024-01-01", END, [(str(day(50)), str(day(1)))])]
    long = report(start=day(399), type=ReportType.CUSTOM)
    found = sheet(reports=[long], workouts=[ride(60, MODEL), ride(420, MODEL)], integrations=watched)
    assert (found.get("power.cp").quality, found.get("power.cp").comparisons) == (Quality.PROVISIONAL, ())
    assert found.get("power.best_20min").comparisons != ()


def test_a_period_longer_than_the_window_has_bests_of_all_its_days() -> None:
    rides = [ride(0, {1200: 250.0}), ride(300, {1200: 300.0}), ride(420, {1200: 290.0})]
    long = report(start=day(399), type=ReportType.CUSTOM)
    found = fact("power.best_20min", reports=[long], workouts=rides)
    assert (found.value, reference(found, PREVIOUS)) == (300.0, 290.0)


@pytest.mark.parametrize(
    ("amount", "unit", "units", "expected"),
    [
        (12857.0, "j", Units.METRIC, "12.9 kJ"),
        (1234.4, "m_gain", Units.METRIC, "1234 m"),
        (1234.4, "m_gain", Units.IMPERIAL, "4050 ft"),
    ],
)
def test_work_and_climbing_are_said_in_their_units(amount: float, unit: str, units: Units, expected: str) -> None:
    assert quantity(amount, unit, 0, Reader(units)).replace("\xa0", " ") == expected

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.analyse.score.streams.zones import seconds_in_zones, upper_ends

POWER = upper_ends("power", None, 200.0)
HR = upper_ends("hr", None, 160.0)


def minutes(values: list[float], ends: tuple[float, ...] | None) -> list[float]:
    assert ends is not None
    found = seconds_in_zones(np.array(values), np.full(len(values), 60.0), ends)
    return [found["easy_s"] / 60, found["moderate_s"] / 60, found["hard_s"] / 60]


def test_power_zones_one_and_two_are_easy_three_and_four_moderate_the_rest_hard() -> None:
    assert minutes([0.0, 109.0, 150.0], POWER) == [3, 0, 0]
    assert minutes([151.0, 180.0, 210.0], POWER) == [0, 3, 0]
    assert minutes([211.0, 320.0, 900.0], POWER) == [0, 0, 3]


def test_heart_rate_zones_follow_the_threshold_heart_rate() -> None:
    assert minutes([100.0, 142.0, 143.0, 158.0, 159.0, 180.0], HR) == [2, 2, 2]


def test_the_athletes_own_table_comes_before_the_usual_shares() -> None:
    own = {"power_w": [100, 150, 200, 250, 300]}
    assert upper_ends("power", own, 200.0) == (100.0, 150.0, 200.0, 250.0, 300.0)
    assert minutes([150.0, 151.0, 250.0, 251.0], upper_ends("power", own, 200.0)) == [1, 2, 1]


def test_a_table_of_two_ends_is_the_three_zones_themselves() -> None:
    ends = upper_ends("pace", {"speed_m_s": [3.0, 4.0]}, float("nan"))
    assert minutes([2.0, 3.5, 5.0], ends) == [1, 1, 1]


def test_pace_without_a_table_of_its_own_gives_no_intensity() -> None:
    assert upper_ends("pace", None, 4.0) is None


@pytest.mark.parametrize(
    "table", [[100, 90, 200, 300], [100], [1, 2, 3], ["a", 2], [True, 2], [-1, 5], "100,200", None]
)
def test_what_is_no_table_is_passed_over(table: object) -> None:
    assert upper_ends("power", {"power_w": table}, 200.0) == POWER
    assert upper_ends("power", table, 200.0) == POWER


def test_without_a_threshold_there_are_no_zones() -> None:
    assert upper_ends("power", None, float("nan")) is None


@given(st.lists(st.floats(0, 1000), max_size=50))
def test_every_second_lies_in_exactly_one_zone(values: list[float]) -> None:
    assert sum(minutes(values, POWER)) == pytest.approx(len(values))

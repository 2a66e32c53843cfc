import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sports import Family
from tasks.analyse.score.streams.pace import Pace, cost_j_kg_m, grades, pace_of, relative_cost
from tasks.analyse.score.streams.samples import samples_of


def run(speed: object, altitude: object = None, **channels: object) -> Pace:
    payload = {"velocity_smooth": list(speed), **channels}  # type: ignore[call-overload]
    if altitude is not None:
        payload["altitude"] = list(altitude)  # type: ignore[call-overload]
    samples = samples_of(payload, Family.RUN)
    assert samples is not None
    found = pace_of(samples)
    assert found is not None
    return found


def test_what_slopes_cost_is_as_it_was_measured() -> None:
    assert [round(cost_j_kg_m(grade), 3) for grade in (0.0, 0.10, -0.10, -0.20)] == [3.6, 5.968, 2.152, 1.8]


def test_slopes_beyond_the_measured_ones_cost_what_the_steepest_measured_does() -> None:
    assert relative_cost(np.array([0.9]))[0] == relative_cost(np.array([0.45]))[0]
    assert relative_cost(np.array([-0.9]))[0] == relative_cost(np.array([-0.45]))[0]


def test_a_steady_climb_is_as_hard_as_the_same_cost_on_the_flat() -> None:
    found = run([3.0] * 3600, np.arange(3600) * 0.3)
    assert found.flat_m_s == pytest.approx(3.0 * cost_j_kg_m(0.1) / cost_j_kg_m(0.0), rel=0.005)
    assert found.mean_m_s == pytest.approx(3.0)


def test_noise_of_the_altimeter_does_not_turn_a_flat_run_into_a_hilly_one() -> None:
    noise = np.random.default_rng(7).normal(0, 0.2, 3600)
    assert run([3.0] * 3600, 100 + noise).flat_m_s == pytest.approx(3.0, rel=0.005)


def test_without_altitude_the_plain_speed_counts() -> None:
    found = run([3.0] * 600)
    assert (found.flat_m_s, found.has_altitude) == (pytest.approx(3.0), False)


def test_standing_is_not_part_of_the_time_in_motion() -> None:
    found = run([3.0] * 300 + [0.0] * 300 + [3.0] * 300)
    assert (found.moving_s, found.mean_m_s) == (600.0, pytest.approx(3.0))


def test_a_hill_up_and_down_again_costs_more_than_the_flat() -> None:
    hill = np.concatenate([np.arange(900) * 0.3, np.arange(900)[::-1] * 0.3])
    assert run([3.0] * 1800, hill).flat_m_s > 3.1


def test_speed_follows_from_the_distance_where_it_was_not_sent() -> None:
    samples = samples_of({"time": list(range(100)), "distance": [3.0 * at for at in range(100)]}, Family.RUN)
    assert samples is not None
    found = pace_of(samples)
    assert found is not None
    assert found.mean_m_s == pytest.approx(3.0)


@given(st.floats(-0.4, 0.4), st.floats(1.0, 6.0))
def test_on_an_even_slope_every_grade_is_that_slope(slope: float, speed: float) -> None:
    speeds = np.full(1200, speed)
    rise = np.concatenate([[0.0], np.cumsum(speeds[:-1])]) * slope
    found = grades(speeds, rise)
    middle = found[120:-120]
    assert np.allclose(middle, slope, atol=1e-9)

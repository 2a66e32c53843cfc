import numpy as np
import pytest
import slow_samples as slow
from hypothesis import given
from hypothesis import strategies as st

from tasks.analyse.score.effort import banister_trimp, effort
from tasks.analyse.score.streams.heart_rate import effort_s, held

REST, TOP, LTHR, K = 50.0, 190.0, 170.0, 1.92
beats = st.lists(
    st.tuples(st.sampled_from([1, 1, 1, 2, 5, 9, 10, 11, 300]), st.one_of(st.none(), st.integers(30, 220))),
    min_size=2,
    max_size=100,
)


def hrss(time: list[float], bpm: list[float]) -> float | None:
    found = effort_s(held(np.array(time), np.array(bpm, dtype=float)), REST, TOP, K)
    at_threshold = effort(np.array((LTHR - REST) / (TOP - REST)), np.array(K))
    return None if found is None else 100 * found / (3600 * float(at_threshold))


def test_an_hour_at_the_threshold_is_a_hundred() -> None:
    assert hrss([float(at) for at in range(3601)], [LTHR] * 3601) == pytest.approx(100.0)


def test_thinly_stored_heart_rates_stand_for_ten_seconds_at_most() -> None:
    assert hrss([0.0, 10.0, 20.0], [LTHR] * 3) == pytest.approx(100 * 20 / 3600)
    assert hrss([0.0, 300.0, 301.0], [LTHR] * 3) == pytest.approx(100 * 11 / 3600)


def test_a_heart_rate_under_rest_weighs_nothing_and_one_over_the_maximum_hardly_more_than_it() -> None:
    assert hrss([0.0, 10.0], [40.0, 40.0]) == 0.0
    assert hrss([0.0, 10.0], [225.0, 225.0]) == hrss([0.0, 10.0], [TOP + 7.0, TOP + 7.0])


def test_limits_that_make_no_sense_give_nothing() -> None:
    rates = held(np.array([0.0, 1.0]), np.array([150.0, 150.0]))
    assert effort_s(rates, 190.0, 190.0, K) is None
    assert effort_s(rates, float("nan"), 190.0, K) is None


def test_trimp_is_minutes_times_the_effort_on_its_own_scale() -> None:
    found = banister_trimp(np.array([60.0]), np.array([0.7]), np.array([K]))
    assert found[0] == pytest.approx(60 * 0.7 * 0.64 * np.exp(1.92 * 0.7))


@given(beats)
def test_the_effort_is_that_of_adding_up_sample_by_sample(samples: list[tuple[int, int | None]]) -> None:
    time = np.cumsum([gap for gap, _ in samples]).astype(float).tolist()
    bpm = [np.nan if one is None else float(one) for _, one in samples]
    expected = slow.hrss(slow.known(time, bpm), REST, TOP, LTHR, K)
    assert hrss(time, bpm) == (pytest.approx(expected, abs=1e-9) if len(slow.known(time, bpm)) > 1 else None)

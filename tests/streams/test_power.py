import numpy as np
import pytest
import slow_samples as slow
from hypothesis import given
from hypothesis import strategies as st

from models.scoring import CURVE_SECONDS
from tasks.analyse.score.streams.power import best_means_w, normalized_power_w
from tasks.analyse.score.streams.seconds import Seconds, seconds_of

gaps = st.sampled_from([1, 1, 1, 1, 1, 2, 3, 6, 7, 8, 40])
rides = st.lists(st.tuples(gaps, st.one_of(st.none(), st.integers(0, 900))), min_size=2, max_size=200)


def laid_out(watts: list[float | None], time: list[float] | None = None) -> Seconds:
    values = np.array([np.nan if one is None else one for one in watts], dtype=np.float64)
    return seconds_of(np.arange(len(watts), dtype=np.float64) if time is None else np.array(time, dtype=float), values)


def test_a_steady_ride_has_the_normalized_power_of_its_watts() -> None:
    assert normalized_power_w(laid_out([200.0] * 600)) == pytest.approx(200.0)


def test_normalized_power_of_a_minute_on_and_a_minute_off_by_hand() -> None:
    watts = ([300.0] * 60 + [100.0] * 60) * 5
    ramp = [300 - 200 * step / 30 for step in range(1, 31)]
    by_hand = [300.0] * 31 + (ramp + [100.0] * 30 + ramp[::-1][1:] + [300.0] * 31) * 4 + ramp + [100.0] * 30
    assert normalized_power_w(laid_out(watts)) == pytest.approx(np.mean(np.array(by_hand) ** 4) ** 0.25, abs=0.05)


def test_coasting_counts_with_its_zeros() -> None:
    assert normalized_power_w(laid_out([200.0] * 300 + [0.0] * 300)) == pytest.approx(200 * 0.5**0.25, rel=0.02)


def test_under_thirty_seconds_there_is_no_normalized_power() -> None:
    assert normalized_power_w(laid_out([200.0] * 29)) is None
    assert normalized_power_w(laid_out([200.0] * 30)) == pytest.approx(200.0)


def test_windows_at_the_start_are_full_ones_only() -> None:
    """Counting the first half minute as it fills up would let a sprint at the start weigh too little."""
    watts: list[float | None] = [600.0] * 30 + [0.0] * 30
    means = [600 * (30 - step) / 30 for step in range(31)]
    assert normalized_power_w(laid_out(watts)) == pytest.approx(np.mean(np.array(means) ** 4) ** 0.25)


def test_a_silence_of_five_seconds_holds_the_last_value() -> None:
    time = [float(at) for at in range(60) if not 30 <= at < 35]
    assert len(laid_out([200.0] * len(time), time)) == 60


def test_a_longer_silence_is_a_pause_and_the_window_starts_anew() -> None:
    time = [float(at) for at in range(60) if not 30 <= at < 36]
    found = laid_out([200.0] * len(time), time)
    assert len(found) == 54
    assert len(set(found.stretch.tolist())) == 2
    assert normalized_power_w(laid_out([200.0] * 25 + [300.0] * 25, [*range(25), *range(100, 125)])) is None


def test_best_means_never_cross_a_pause() -> None:
    time = [*range(10), *range(100, 112)]
    found = best_means_w(laid_out([200.0] * 22, time))
    assert found == {"5": pytest.approx(200.0)}


@given(rides)
def test_normalized_power_and_best_means_are_those_of_going_second_by_second(
    ride: list[tuple[int, int | None]],
) -> None:
    time = np.cumsum([gap for gap, _ in ride]).astype(float).tolist()
    watts = [None if one is None else float(one) for _, one in ride]
    samples, found = slow.known(time, watts), laid_out(watts, time)
    expected = slow.normalized_power(samples)
    assert normalized_power_w(found) == (None if expected is None else pytest.approx(expected, abs=1e-6))
    bests = {str(length): slow.best(samples, length) for length in CURVE_SECONDS}
    assert best_means_w(found) == {
        key: pytest.approx(value, abs=1e-6) for key, value in bests.items() if value is not None
    }


@given(st.lists(st.integers(0, 900), min_size=60, max_size=120))
def test_no_longer_window_has_a_better_mean_by_more_than_its_parts_and_none_beats_the_best_second(
    watts: list[int],
) -> None:
    found = best_means_w(laid_out([float(one) for one in watts]))
    assert all(value <= max(watts) + 1e-9 for value in found.values())
    assert found["15"] <= found["5"] + 1e-9
    assert found["60"] <= found["30"] + 1e-9
    assert found["30"] <= found["15"] + 1e-9

import numpy as np
import pytest

from models.sports import Family
from tasks.analyse.score.streams.decoupling import decoupling_pct
from tasks.analyse.score.streams.samples import samples_of

HOUR = 3600


def found(seconds: int = HOUR, family: Family = Family.RIDE, **channels: object) -> float | None:
    samples = samples_of({"time": list(range(seconds)), **channels}, family)
    assert samples is not None
    return decoupling_pct(samples)


def drifting(seconds: int = HOUR) -> list[float]:
    """130 in the first half after the warm-up, 143 in the second: a tenth more."""
    half = 300 + (seconds - 300) // 2
    return [130.0] * half + [143.0] * (seconds - half)


def test_a_heart_that_beats_a_tenth_more_for_the_same_watts_has_drifted_by_nine_percent() -> None:
    assert found(watts=[200] * HOUR, heartrate=drifting()) == pytest.approx(100 * (1 - 130 / 143))


def test_a_heart_that_calms_down_has_a_negative_drift() -> None:
    drift = found(watts=[200] * HOUR, heartrate=drifting()[::-1])
    assert drift is not None
    assert drift < 0


def test_under_an_hour_there_is_none() -> None:
    assert found(HOUR - 1, watts=[200] * (HOUR - 1), heartrate=[130] * (HOUR - 1)) is None


def test_an_uneven_ride_has_none() -> None:
    watts = ([350] * 120 + [50] * 120) * (HOUR // 240)
    assert found(watts=watts, heartrate=[140] * HOUR) is None


def test_the_warm_up_does_not_count() -> None:
    heart_rate = np.full(HOUR, 140.0)
    heart_rate[:300] = 100
    assert found(watts=[200] * HOUR, heartrate=heart_rate.tolist()) == pytest.approx(0.0)


def test_a_run_is_judged_by_its_speed() -> None:
    speed = [3.0] * HOUR
    assert found(family=Family.RUN, velocity_smooth=speed, heartrate=drifting()) == pytest.approx(100 * (1 - 130 / 143))


def test_standing_at_a_light_is_no_part_of_the_effort() -> None:
    speed = [8.0] * 2000 + [0.0] * 200 + [8.0] * 2000
    watts = [200] * 2000 + [0] * 200 + [200] * 2000
    assert found(4200, watts=watts, heartrate=[140] * 4200, velocity_smooth=speed) == pytest.approx(0.0)


def test_half_an_hour_without_a_heart_rate_leaves_nothing_to_say() -> None:
    assert found(watts=[200] * HOUR, heartrate=[140] * 1800 + [None] * 1800) is None

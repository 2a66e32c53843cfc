"""Samples as sensors and platforms really send them: what is left out, what stands, and that it is counted."""

from typing import Any

import pytest

from models.sports import Family
from tasks.analyse.score.streams.digest import Digest, Limits, digest

N = 600
LIMITS = Limits(ftp_w=250.0, lthr_bpm=170.0, resting_hr_bpm=50.0, max_hr_bpm=190.0, hr_exponent=1.92)


def found(family: Family = Family.RIDE, **channels: Any) -> Digest:
    one = digest(channels, family, LIMITS)
    assert one is not None
    return one


def remarks(one: Digest) -> dict[str, int]:
    return {str(remark["code"]): int(remark["count"]) for remark in one.remarks}


def with_values(places: dict[int, object], base: float = 200.0) -> list[object]:
    return [places.get(at, base) for at in range(N)]


def test_a_clean_ride_has_no_remarks() -> None:
    assert found(time=list(range(N)), watts=[200] * N, heartrate=[140] * N).remarks == ()


def test_nan_and_infinity_are_unknown_and_counted_and_null_is_only_unknown() -> None:
    one = found(watts=with_values({10: "NaN", 20: "Infinity", 30: float("inf"), 40: None}))
    assert remarks(one) == {"not_a_number": 3}
    assert one.np_w == pytest.approx(200.0)


def test_negative_watts_are_left_out_and_never_averaged_in() -> None:
    one = found(watts=with_values({100: -50, 101: -3}))
    assert remarks(one) == {"power_negative": 2}
    assert one.np_w == pytest.approx(200.0)


def test_the_markers_of_devices_for_no_value_are_not_values() -> None:
    one = found(watts=with_values({5: 65535, 6: 65535}), heartrate=with_values({7: 255, 8: 0}, 140.0))
    assert remarks(one) == {"power_markers": 2, "hr_markers": 2}
    assert (one.np_w, one.curve and one.curve["5"]) == (pytest.approx(200.0), pytest.approx(200.0))


def test_watts_that_nobody_can_push_are_left_out() -> None:
    one = found(watts=with_values({50: 3200}))
    assert remarks(one) == {"power_spikes": 1}
    assert one.curve is not None
    assert one.curve["5"] == pytest.approx(200.0)


def test_a_heart_rate_that_leaps_and_comes_back_is_left_out() -> None:
    calm = found(heartrate=[120] * N)
    spiky = found(heartrate=with_values({100: 210, 101: 208, 300: 61, 400: 240, 500: 12}, 120.0))
    assert remarks(spiky) == {"hr_spikes": 5}
    assert spiky.hr_effort_s == pytest.approx(calm.hr_effort_s)


def test_a_real_rise_of_the_heart_rate_is_no_spike() -> None:
    rise = [100.0] * 200 + [min(100 + 3 * at, 175) for at in range(100)] + [175.0] * 300
    assert found(heartrate=rise).remarks == ()


def test_repeated_and_backward_times_count_once() -> None:
    time = [*range(300), *range(295, 595)]
    one = found(time=time, watts=[200] * 600)
    assert remarks(one) == {"time_backwards": 4, "time_repeated": 1}
    assert one.power_s == 595.0


def test_a_file_of_twenty_six_hours_is_not_scored_from() -> None:
    one = found(time=[at * 60 for at in range(26 * 60 + 1)], watts=[200] * (26 * 60 + 1))
    assert remarks(one) == {"too_long": 1}
    assert (one.np_w, one.zones, one.curve) == (None, None, None)


def test_a_speed_that_the_sport_does_not_have_is_left_out() -> None:
    one = found(Family.RUN, velocity_smooth=with_values(dict.fromkeys(range(10, 20), 40.0), 3.0))
    assert remarks(one) == {"speed_spikes": 10}
    assert one.mean_m_s == pytest.approx(3.0)


def test_metres_where_kilometres_belong_are_no_speed_of_a_runner() -> None:
    one = found(Family.RUN, time=list(range(N)), km=[3.0 * at for at in range(N)], heartrate=[140] * N)
    assert one.mean_m_s is None
    assert remarks(one)["speed_spikes"] == N


def test_without_times_samples_are_a_second_apart() -> None:
    assert found(watts=[200] * N).power_s == N

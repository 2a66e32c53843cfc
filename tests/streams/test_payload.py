import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sports import Family
from tasks.analyse.score.streams.digest import Limits, digest
from tasks.analyse.score.streams.payload import channels_of

WATTS, BEATS = [200.0, 210.0, 220.0], [120.0, 121.0, 122.0]
LIMITS = Limits(ftp_w=250.0, lthr_bpm=170.0, resting_hr_bpm=50.0, max_hr_bpm=190.0, hr_exponent=1.92)
RECORDS = [{"secs": at, "watts": w, "hr": b} for at, (w, b) in enumerate(zip(WATTS, BEATS, strict=True))]
SHAPES: dict[str, Any] = {
    "lists by name": {"time": [0, 1, 2], "watts": WATTS, "heartrate": BEATS},
    "lists under a wrapper": {"id": 7, "streams": {"time": [0, 1, 2], "watts": WATTS, "heart_rate": BEATS}},
    "objects with data": {"time": {"data": [0, 1, 2]}, "watts": {"data": WATTS}, "heartrate": {"data": BEATS}},
    "a list with types": [
        {"type": "time", "data": [0, 1, 2]},
        {"type": "watts", "data": WATTS},
        {"type": "heartrate", "data": BEATS},
    ],
    "records": RECORDS,
    "records under a wrapper": {"RIDE": {"SAMPLES": [{**one, "WATTS": one["watts"]} for one in RECORDS]}},
    "records with instants": {
        "records": [
            {"timestamp": f"2026-11-09T06:00:0{at}+00:00", "power": w, "heart_rate": b}
            for at, (w, b) in enumerate(zip(WATTS, BEATS, strict=True))
        ]
    },
    "epochs in milliseconds": {
        "timestamp": [1_762_668_000_000 + 1000 * at for at in range(3)],
        "power": WATTS,
        "hr": BEATS,
    },
    "records of a health API": {
        "samples": [
            {"startTimeInSeconds": 1_762_668_000 + at, "powerInWatts": w, "heartRate": b}
            for at, (w, b) in enumerate(zip(WATTS, BEATS, strict=True))
        ]
    },
    "no times at all": {"power_w": WATTS, "hr_bpm": BEATS},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_channels_are_found_however_a_platform_writes_them(shape: str) -> None:
    found = channels_of(json.loads(json.dumps(SHAPES[shape])))
    assert found is not None
    assert found.values["time_s"].tolist() == [0.0, 1.0, 2.0]
    assert found.values["power_w"].tolist() == WATTS
    assert found.values["heart_rate_bpm"].tolist() == BEATS


def test_kilometres_and_kilometres_an_hour_become_metres_and_metres_a_second() -> None:
    found = channels_of([{"secs": at, "km": 0.01 * at, "kph": 36.0} for at in range(3)])
    assert found is not None
    assert found.values["distance_m"].tolist() == [0.0, 10.0, 20.0]
    assert found.values["speed_m_s"].tolist() == pytest.approx([10.0] * 3)


def test_a_channel_that_is_shorter_than_the_others_is_unknown_at_its_end() -> None:
    found = channels_of({"time": [0, 1, 2], "watts": WATTS[:2], "heartrate": BEATS})
    assert found is not None
    assert np.isnan(found.values["power_w"][2])


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {},
        [],
        "watts",
        7,
        {"watts": 200},
        {"watts": [200]},
        {"time": [0, 1, 2]},
        {"laps": [{"name": "one"}]},
        [[1, 2]],
    ],
)
def test_a_payload_without_samples_has_none(payload: object) -> None:
    assert channels_of(payload) is None
    assert digest(payload, Family.RIDE, LIMITS) is None


numbers = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["NaN", "-Infinity", "12", "", "x", 10**400, "2026-11-09T06:00:00Z", "T"]),
)
names = st.sampled_from(["time", "watts", "hr", "speed", "altitude", "distance", "km", "type", "data", "streams", "x"])
payloads = st.recursive(
    numbers, lambda inner: st.one_of(st.lists(inner, max_size=6), st.dictionaries(names, inner, max_size=6))
)
channels = st.dictionaries(names, st.lists(numbers, min_size=2, max_size=50), min_size=1)


@given(st.one_of(payloads, channels))
def test_no_payload_whatever_stops_the_scoring(payload: object) -> None:
    found = digest(payload, Family.RUN, LIMITS)
    if found is not None:
        json.dumps([found.zones, found.curve, found.np_w, found.flat_m_s, found.decoupling_pct], allow_nan=False)

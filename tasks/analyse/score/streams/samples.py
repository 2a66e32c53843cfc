"""Samples that can be counted on: times that rise, values that a body or a machine can have, and what was left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from models.bounds import BOUNDS
from models.sports import Family
from tasks.analyse import params
from tasks.analyse.score.streams.payload import Channels, channels_of

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MARKER_HR, MARKER_POWER = 255.0, 65535.0  # what devices write for "no value" in a byte and in two


@dataclass(frozen=True, slots=True)
class Samples:
    """Equally long; `time_s` rises strictly from 0; NaN is unknown. A channel that nobody recorded is all NaN."""

    time_s: Floats
    power_w: Floats
    heart_rate_bpm: Floats
    speed_m_s: Floats
    altitude_m: Floats
    distance_m: Floats
    left_out: Mapping[str, int]  # how many values, by the code of the reason


def samples_of(payload: object, family: Family) -> Samples | None:
    """None where there is nothing to score from, for instance in a file that runs longer than a day."""
    channels = channels_of(payload)
    return None if channels is None else _cleaned(channels, family)


def remarks_of(samples: Samples | None) -> list[dict[str, object]]:
    """As `workouts.sample_notes` keeps them."""
    return [] if samples is None else [{"code": code, "count": n} for code, n in sorted(samples.left_out.items())]


def _cleaned(channels: Channels, family: Family) -> Samples:
    left_out: Counter[str] = Counter(not_a_number=channels.n_unreadable)
    time = channels.values["time_s"]
    keep = _rising(time, left_out)
    time = time[keep]
    if time.size and time[-1] - time[0] > BOUNDS["duration_s"].high:
        left_out["too_long"] = 1
        keep, time = keep[:0], time[:0]

    def channel(name: str) -> Floats:
        values = channels.get(name)
        return np.full(len(keep), np.nan) if values is None else values[keep].copy()

    speed = _speed(channel("speed_m_s"), channel("distance_m"), time, family, left_out)
    return Samples(
        time_s=time - time[0] if time.size else time,
        power_w=_power(channel("power_w"), left_out),
        heart_rate_bpm=_heart_rate(channel("heart_rate_bpm"), time, left_out),
        speed_m_s=speed,
        altitude_m=_within(channel("altitude_m"), -500.0, 9000.0),
        distance_m=_distance(speed, time),
        left_out=MappingProxyType({code: n for code, n in left_out.items() if n}),
    )


def _rising(time: Floats, left_out: Counter[str]) -> NDArray[np.int64]:
    """The samples whose time is known and later than every one before."""
    known = np.flatnonzero(~np.isnan(time))
    latest = np.maximum.accumulate(time[known])
    before = np.concatenate([[-np.inf], latest[:-1]])
    left_out["time_backwards"] = int((time[known] < before).sum())
    left_out["time_repeated"] = int((time[known] == before).sum())
    return known[time[known] > before]


def _power(watts: Floats, left_out: Counter[str]) -> Floats:
    return _without(
        watts,
        left_out,
        power_markers=watts == MARKER_POWER,
        power_negative=watts < 0,
        power_spikes=(watts > BOUNDS["max_power_w"].high) & (watts != MARKER_POWER),
    )


def _heart_rate(bpm: Floats, time: Floats, left_out: Counter[str]) -> Floats:
    bound = BOUNDS["average_hr_bpm"]
    is_marker = (bpm == MARKER_HR) | (bpm == 0)
    cleaned = _without(
        bpm, left_out, hr_markers=is_marker, hr_spikes=~is_marker & ((bpm < bound.low) | (bpm > bound.high))
    )
    return _without(cleaned, left_out, hr_spikes=_leaps(cleaned, time))


def _leaps(bpm: Floats, time: Floats) -> Bools:
    """Where a heart rate leaps away from the samples around it and back, quicker than a heart can."""
    is_leap = np.zeros(len(bpm), dtype=bool)
    known = np.flatnonzero(~np.isnan(bpm))
    half = params.HR_SPIKE_SAMPLES // 2
    if len(known) <= 2 * half:
        return is_leap
    windows = np.lib.stride_tricks.sliding_window_view(bpm[known], 2 * half + 1)
    middle = known[half:-half]
    is_dense = time[known[2 * half :]] - time[known[: -2 * half]] <= params.HR_SPIKE_WINDOW_S
    is_leap[middle] = is_dense & (np.abs(bpm[middle] - np.median(windows, axis=1)) > params.HR_SPIKE_BPM)
    return is_leap


def _speed(speed: Floats, distance: Floats, time: Floats, family: Family, left_out: Counter[str]) -> Floats:
    """As recorded, else from the distance covered; a speed that the sport does not have is left out."""
    if np.isnan(speed).all():
        known = np.flatnonzero(~np.isnan(distance))
        if len(known) > 1:
            speed[known[1:]] = np.diff(distance[known]) / np.diff(time[known])
            speed[known[0]] = speed[known[1]]
    return _without(speed, left_out, speed_spikes=(speed < 0) | (speed > params.SAMPLE_SPEED_MAX_M_S[family]))


def _distance(speed: Floats, time: Floats) -> Floats:
    """What the speeds add up to; a gap that is too long to hold a speed over adds nothing."""
    steps = np.diff(time, append=time[-1:])
    held = np.where(steps <= params.HOLD_S + 1, steps, np.minimum(steps, 1.0))
    covered = np.nan_to_num(speed) * held
    return np.concatenate([[0.0], np.cumsum(covered)[:-1]]) if covered.size else covered


def _without(values: Floats, left_out: Counter[str], **reasons: Bools) -> Floats:
    for code, mask in reasons.items():
        left_out[code] += int(mask.sum())
    return np.where(np.any(list(reasons.values()), axis=0), np.nan, values)


def _within(values: Floats, low: float, high: float) -> Floats:
    return np.where((values >= low) & (values <= high), values, np.nan)

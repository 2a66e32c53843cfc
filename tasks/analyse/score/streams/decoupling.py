"""How far heart rate drifts away from power or speed over a long even effort."""

import numpy as np
from numpy.typing import NDArray

from tasks.analyse import params
from tasks.analyse.score.streams.samples import Samples
from tasks.analyse.score.streams.seconds import Seconds, seconds_of, window_means

Floats = NDArray[np.float64]


def decoupling_pct(samples: Samples) -> float | None:
    """100 (EF1 - EF2) / EF1 of the halves after a warm-up of five minutes; positive is worse.

    Only of an hour or more, ridden or run evenly: in an uneven one the order of the efforts decides, not the body.
    """
    has_power = not np.isnan(samples.power_w).all()
    output = seconds_of(samples.time_s, samples.power_w if has_power else samples.speed_m_s)
    moving = _moving(samples, output)
    if len(moving) < params.DECOUPLING_MIN_S or not _is_even(moving):
        return None
    heart_rate = _held_heart_rate(samples)[moving.sample]
    counted = np.arange(len(moving)) >= params.DECOUPLING_WARM_UP_S
    counted &= ~np.isnan(heart_rate)
    done, beats = moving.values[counted], heart_rate[counted]
    if len(done) < params.DECOUPLING_HR_SHARE * (len(moving) - params.DECOUPLING_WARM_UP_S):
        return None
    half = len(done) // 2
    first, second = (done[part].mean() / beats[part].mean() for part in (slice(0, half), slice(half, None)))
    return float(100 * (first - second) / first) if first > 0 else None


def _moving(samples: Samples, output: Seconds) -> Seconds:
    speed = samples.speed_m_s[output.sample]
    keep = np.isnan(speed) | (speed >= params.MOVING_M_S)
    return Seconds(output.values[keep], output.sample[keep], output.stretch[keep])


def _is_even(seconds: Seconds) -> bool:
    means, mean = window_means(seconds, params.NP_WINDOW_S), float(seconds.values.mean())
    return bool(means.size and mean > 0 and np.mean(means**4) ** 0.25 / mean <= params.DECOUPLING_MAX_VARIABILITY)


def _held_heart_rate(samples: Samples) -> Floats:
    """Of each sample: its heart rate, or the last known one for ten seconds."""
    known = np.flatnonzero(~np.isnan(samples.heart_rate_bpm))
    if not known.size:
        return samples.heart_rate_bpm
    at = np.searchsorted(known, np.arange(len(samples.time_s)), side="right") - 1
    latest = known[np.maximum(at, 0)]
    is_recent = (at >= 0) & (samples.time_s - samples.time_s[latest] <= params.HR_HOLD_S)
    return np.where(is_recent, samples.heart_rate_bpm[latest], np.nan)

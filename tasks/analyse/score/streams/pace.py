"""Speed on slopes as speed on the flat: what each grade costs a runner (Minetti), over the time in motion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.analyse import params
from tasks.analyse.score.streams.samples import Samples
from tasks.analyse.score.streams.seconds import seconds_of

Floats = NDArray[np.float64]

_COST_J_KG_M = np.polynomial.Polynomial([3.6, 19.5, 46.3, -43.3, -30.4, 155.4])  # rising powers of the grade


@dataclass(frozen=True, slots=True)
class Pace:
    moving_s: float
    mean_m_s: float
    flat_m_s: float  # as it would have been on the flat
    has_altitude: bool


def relative_cost(grade: Floats) -> Floats:
    """C(i) / C(0), the grade clamped where the measurements end."""
    clamped = np.clip(grade, -params.GRADE_MAX, params.GRADE_MAX)
    cost: Floats = _COST_J_KG_M(clamped) / _COST_J_KG_M(0.0)
    return cost


def cost_j_kg_m(grade: float) -> float:
    return float(_COST_J_KG_M(grade))


def pace_of(samples: Samples) -> Pace | None:
    """None where nobody moved."""
    speeds = seconds_of(samples.time_s, samples.speed_m_s)
    moving = speeds.values >= params.MOVING_M_S
    if not moving.any():
        return None
    speed, sample = speeds.values[moving], speeds.sample[moving]
    altitude = _known_altitude(samples)[sample]
    has_altitude = not np.isnan(altitude).any()
    flat = speed * relative_cost(grades(speed, altitude)) if has_altitude else speed
    return Pace(float(moving.sum()), float(speed.mean()), float(flat.mean()), has_altitude)


def grades(speed_m_s: Floats, altitude_m: Floats) -> Floats:
    """By second in motion: rise over run across at least 50 m around it, of altitudes smoothed over 30 s."""
    run = np.concatenate([[0.0], np.cumsum(speed_m_s[:-1])])
    smooth = _smoothed(altitude_m, params.ALTITUDE_SMOOTHING_S)
    half = params.GRADE_OVER_M / 2
    last = len(run) - 1
    start = np.clip(run - half, 0.0, max(run[-1] - params.GRADE_OVER_M, 0.0))
    first = np.clip(np.searchsorted(run, start, side="right") - 1, 0, last)
    end = np.clip(np.searchsorted(run, run[first] + params.GRADE_OVER_M, side="left"), 0, last)
    over = run[end] - run[first]
    is_far = over >= half
    grade: Floats = np.where(is_far, smooth[end] - smooth[first], 0.0) / np.where(is_far, over, 1.0)
    return grade


def _known_altitude(samples: Samples) -> Floats:
    """Between known altitudes on a straight line; all unknown where there are hardly any."""
    known = ~np.isnan(samples.altitude_m)
    if known.sum() < params.ALTITUDE_MIN_SHARE * len(known):
        return np.full(len(known), np.nan)
    return np.interp(samples.time_s, samples.time_s[known], samples.altitude_m[known])


def _smoothed(values: Floats, window: int) -> Floats:
    """The centred mean over so many values; fewer at the ends."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    low, high = np.maximum(at - window // 2, 0), np.minimum(at + (window + 1) // 2, len(values))
    smooth: Floats = (sums[high] - sums[low]) / (high - low)
    return smooth

"""Heart rate from samples: the effort that each second weighs, and the load that follows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.analyse import params
from tasks.analyse.score.effort import effort

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Held:
    """Known heart rates and for how many seconds each stands: to the next one, ten at most."""

    heart_rate_bpm: Floats
    seconds: Floats

    @property
    def total_s(self) -> float:
        return float(self.seconds.sum())


def held(time_s: Floats, heart_rate_bpm: Floats) -> Held:
    known = np.flatnonzero(~np.isnan(heart_rate_bpm))
    steps = np.minimum(np.diff(time_s[known]), params.HR_HOLD_S)
    return Held(heart_rate_bpm[known], np.append(steps, 0.0) if known.size else np.empty(0))


def effort_s(rates: Held, resting_hr_bpm: float, max_hr_bpm: float, exponent: float) -> float | None:
    """The seconds, each weighed by its effort; None where the limits make no sense."""
    span = max_hr_bpm - resting_hr_bpm
    if not span > 0 or rates.total_s <= 0:
        return None
    weights = effort((rates.heart_rate_bpm - resting_hr_bpm) / span, np.asarray(exponent))
    return float(np.sum(rates.seconds * weights))

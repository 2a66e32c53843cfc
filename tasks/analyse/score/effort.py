"""What a heart rate weighs: share of the reserve times e to the k of it (Banister), the heart of every HR load."""

import numpy as np
from numpy.typing import NDArray

from tasks.analyse import params

Floats = NDArray[np.float64]


def effort(reserve_share: Floats, exponent: Floats) -> Floats:
    x = np.clip(reserve_share, 0.0, params.HR_RESERVE_CAP)
    weighed: Floats = x * np.exp(exponent * x)
    return weighed


def banister_trimp(minutes: Floats, reserve_share: Floats, exponent: Floats) -> Floats:
    """Reported when asked for; never part of fitness."""
    trimp: Floats = minutes * params.TRIMP_FACTOR * effort(reserve_share, exponent)
    return trimp

"""Power from samples: normalized power, the best means, and how evenly it was ridden."""

import numpy as np
from numpy.typing import NDArray

from models.scoring import CURVE_SECONDS
from tasks.analyse import params
from tasks.analyse.score.streams.seconds import Seconds, window_means

Floats = NDArray[np.float64]


def normalized_power_w(seconds: Seconds) -> float | None:
    """The fourth root of the mean fourth power of the 30 s means, over full windows only; zeros are kept."""
    means = window_means(seconds, params.NP_WINDOW_S)
    return float(np.mean(means**4) ** 0.25) if means.size else None


def best_means_w(seconds: Seconds) -> dict[str, float]:
    """The best mean of each length, by its seconds; lengths that no stretch is long enough for are left out."""
    means = ((length, window_means(seconds, length)) for length in CURVE_SECONDS)
    return {str(length): float(found.max()) for length, found in means if found.size}

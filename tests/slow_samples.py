"""The figures of samples, second by second and by eye: what the quick ones are held against."""

import math
from collections.abc import Sequence
from itertools import pairwise

Known = list[tuple[float, float]]  # (time, value)


def known(time: Sequence[float], values: Sequence[float | None]) -> Known:
    return [(at, value) for at, value in zip(time, values, strict=True) if value is not None and not math.isnan(value)]


def stretches(samples: Known, hold_s: int = 5) -> list[list[float]]:
    """One value a second; up to five silent seconds hold the last value, a longer silence begins a new stretch."""
    found: list[list[float]] = []
    previous: tuple[float, float] | None = None
    for at, value in samples:
        if previous is None or at - previous[0] - 1 > hold_s:
            found.append([])
        else:
            found[-1].extend([previous[1]] * (round(at - previous[0]) - 1))
        found[-1].append(value)
        previous = at, value
    return found


def windows(samples: Known, length: int) -> list[float]:
    return [
        math.fsum(stretch[end - length : end]) / length
        for stretch in stretches(samples)
        for end in range(length, len(stretch) + 1)
    ]


def normalized_power(samples: Known) -> float | None:
    means = windows(samples, 30)
    return (math.fsum(one**4 for one in means) / len(means)) ** 0.25 if means else None


def best(samples: Known, length: int) -> float | None:
    means = windows(samples, length)
    return max(means) if means else None


def hrss(samples: Known, rest: float, top: float, lthr: float, k: float) -> float:
    def weight(bpm: float) -> float:
        x = min(max((bpm - rest) / (top - rest), 0.0), 1.05)
        return x * math.exp(k * x)

    steps = [min(after[0] - one[0], 10.0) for one, after in pairwise(samples)]
    total = math.fsum(step * weight(one[1]) for step, one in zip(steps, samples, strict=False))
    return 100 * total / (3600 * weight(lthr))

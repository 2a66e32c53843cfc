"""Time in three zones: below the first threshold, between the two, above the second."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.scoring import BANDS
from tasks.analyse import params

Floats = NDArray[np.float64]

_KEYS: Final[Mapping[str, str]] = {"power": "power_w", "hr": "hr_bpm", "pace": "speed_m_s"}


def seconds_in_zones(values: Floats, seconds: Floats, upper_ends: Sequence[float]) -> dict[str, float]:
    """`upper_ends` are the zones' own, rising; the last zone has none."""
    zone = np.searchsorted(np.asarray(upper_ends), values, side="left")
    by_zone = np.bincount(zone, seconds, minlength=len(upper_ends) + 1)
    edges = _edges(len(by_zone))
    sums = (by_zone[low:high].sum() for low, high in pairwise(edges))
    return {f"{band}_s": float(total) for band, total in zip(BANDS, sums, strict=True)}


def _edges(n_zones: int) -> tuple[int, int, int, int]:
    """Where easy, moderate and hard begin and end. Three zones are these three; of more, 1–2 and 3–4 and the rest."""
    return (0, 1, 2, 3) if n_zones == len(BANDS) else (0, 2, 4, n_zones)


def upper_ends(basis: str, own: object, limit: float) -> tuple[float, ...] | None:
    """The athlete's own table when it is one, else the usual shares of the threshold; pace has no usual shares."""
    table = _table(own.get(_KEYS[basis])) if isinstance(own, Mapping) else None
    if table is not None:
        return table
    shares = params.ZONE_SHARES.get(basis)
    return tuple(share * limit for share in shares) if shares and limit > 0 else None


def _table(given: object) -> tuple[float, ...] | None:
    """Two ends (three zones) or four and more, numbers, rising. Of three ends nobody could say what is moderate."""
    if not isinstance(given, list | tuple) or len(given) < len(BANDS) - 1 or len(given) == len(BANDS):
        return None
    if any(isinstance(end, bool) or not isinstance(end, int | float) or not end > 0 for end in given):
        return None
    return tuple(map(float, given)) if all(low < high for low, high in pairwise(given)) else None

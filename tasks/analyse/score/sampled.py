"""The samples of many workouts, each boiled down to a row."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.scoring import CURVE_COLUMNS, ZONE_COLUMNS
from models.sports import Family
from tasks.analyse.score.streams.digest import Digest, Limits, digest

FIGURES: Final = (
    "np_w",
    "power_s",
    "hr_s",
    "hr_effort_s",
    "moving_s",
    "mean_m_s",
    "flat_m_s",
    "has_altitude",
    "decoupling_pct",
)
KEPT: Final = ("zones", "curve", "remarks")  # as `workouts` stores them; None where there are no samples


def digests(
    payloads: Iterable[tuple[int, object]],
    families: NDArray[np.object_],
    threshold: pd.DataFrame,
    hr_exponent: NDArray[np.float64],
) -> Iterator[tuple[int, Digest]]:
    """`payloads` are (place of the workout, its payload); what holds no samples is passed over."""
    columns = ["ftp_w", "lthr_bpm", "resting_hr_bpm", "max_hr_bpm"]
    limits = threshold[columns].to_numpy(dtype="float64")
    zones = threshold["zones"].to_numpy(dtype=object)
    for at, payload in payloads:
        named = dict(zip(columns, limits[at].tolist(), strict=True))
        held = Limits(**named, hr_exponent=float(hr_exponent[at]), zones=zones[at])
        if found := digest(payload, Family(families[at]), held):
            yield at, found


def table(index: pd.Index, found: Iterable[tuple[int, Digest]]) -> pd.DataFrame:
    """One row a workout: the figures as numbers, NaN where nothing was sampled, and the parts that are stored."""
    figures = np.full((len(index), len(FIGURES)), np.nan)
    kept = {name: np.full(len(index), None, dtype=object) for name in KEPT}
    for at, one in found:
        figures[at] = [np.nan if (value := getattr(one, name)) is None else float(value) for name in FIGURES]
        kept["zones"][at] = one.zones
        kept["curve"][at] = one.curve
        kept["remarks"][at] = list(one.remarks)
    return pd.DataFrame(figures, columns=list(FIGURES), index=index).assign(**kept)


def read(texts: pd.Series) -> Iterator[tuple[int, object]]:
    """The payloads of a frame's `raw`, one at a time."""
    for at, text in enumerate(texts.array):
        if isinstance(text, str):
            yield at, json.loads(text)


def by_column(sampled: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """The zones and curves as the frame's columns."""
    zones, curves = ([one or {} for one in sampled[name].array] for name in ("zones", "curve"))
    columns = {name: [one.get(basis, {}).get(band) for one in zones] for name, (basis, band) in ZONE_COLUMNS.items()}
    columns |= {name: [one.get(seconds) for one in curves] for name, seconds in CURVE_COLUMNS.items()}
    return {name: np.array(values, dtype=np.float64) for name, values in columns.items()}

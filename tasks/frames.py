"""Rows as frames: the dtypes of the contract, and the bounds of SCIENCE 7, for whoever reads the database."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import pandas_dtype

from models.bounds import BOUNDS, MEAN_SPEED_MAX_M_S
from models.frames import DAY, FRAMES, INSTANT, NUMBER, TEXT
from models.sports import family


def typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with the dtypes of its contract; columns beyond it are left as they are."""
    for column, dtype in FRAMES[name].items():
        values = rows[column]
        if dtype == DAY:
            values = pd.to_datetime(values)
        elif dtype == INSTANT:
            values = pd.to_datetime(values, utc=True)
        elif dtype == TEXT:
            values = values.where(values.isna(), values.map(str))
        rows[column] = values.astype(pandas_dtype(dtype))
    return rows


def outside_bounds(name: str, rows: pd.DataFrame) -> dict[str, "pd.Series[bool]"]:
    """For each bounded column that holds implausible values: which rows."""
    places = {}
    for column, dtype in FRAMES[name].items():
        if dtype == NUMBER and column in BOUNDS:
            values, bound = rows[column], BOUNDS[column]
            outside = values.notna() & ~values.between(bound.low, bound.high)
            if outside.any():
                places[column] = outside
    if name == "workouts":
        _add_impossible_distances(rows, places)
    return places


def _add_impossible_distances(rows: pd.DataFrame, places: dict[str, "pd.Series[bool]"]) -> None:
    """A distance that nobody covers in the time is not one: kilometres and metres were mixed up."""
    seconds = rows["moving_s"].where(rows["moving_s"] > 0, rows["duration_s"])
    most_m_s = per_row(rows["sport"], lambda sport: MEAN_SPEED_MAX_M_S[family(sport)]).astype("float64")
    is_too_far = rows["distance_m"] > seconds.where(seconds > 0) * most_m_s
    if is_too_far.any():
        places["distance_m"] = places.get("distance_m", is_too_far) | is_too_far


def without(rows: pd.DataFrame, places: dict[str, "pd.Series[bool]"]) -> pd.DataFrame:
    """The rows with those values unknown; no row is lost."""
    return rows.assign(**{column: rows[column].mask(outside) for column, outside in places.items()})


def per_row(names: pd.Series, of: Callable[[object], object]) -> NDArray[np.object_]:
    """`of` each row's name; each distinct one is looked up once."""
    codes, distinct = pd.factorize(names)
    return np.array([*(of(name) for name in distinct), of(None)], dtype=object)[codes]  # null has code -1: the last

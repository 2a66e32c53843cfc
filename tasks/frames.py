"""Rows as frames: the dtypes of the contract, and the bounds of SCIENCE 7, for whoever reads the database."""

import pandas as pd
from pandas.api.types import pandas_dtype

from models.bounds import BOUNDS
from models.frames import DAY, FRAMES, INSTANT, NUMBER, TEXT


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
    return places


def without(rows: pd.DataFrame, places: dict[str, "pd.Series[bool]"]) -> pd.DataFrame:
    """The rows with those values unknown; no row is lost."""
    return rows.assign(**{column: rows[column].mask(outside) for column, outside in places.items()})

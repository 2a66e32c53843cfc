"""The ways to find a workout's load. Each looks at all rows at once and gives its load, or NaN where it cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.bounds import BOUNDS
from models.enums import LoadMethod
from tasks.analyse import params
from tasks.analyse.sports import Family

Floats = NDArray[np.float64]
Inputs = Mapping[str, NDArray[Any] | str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The workouts with what scoring needs to know around them, all in the frame's order."""

    frame: pd.DataFrame
    family: NDArray[np.object_]
    hours: Floats  # moving time, else the whole
    hr_exponent: Floats
    takes_source: NDArray[np.bool_]
    threshold: pd.DataFrame

    def column(self, name: str) -> Floats:
        return self.frame[name].to_numpy(dtype="float64")

    def limit(self, name: str) -> Floats:
        return self.threshold[name].to_numpy(dtype="float64")


@dataclass(frozen=True, slots=True)
class Estimate:
    load: Floats
    inputs: Inputs
    is_approximate: bool = False


def manual(rows: Rows, _: Floats) -> Estimate:
    load = rows.column("manual_load")
    return Estimate(load, {"manual_load": load})


def source(rows: Rows, _: Floats) -> Estimate:
    load = np.where(rows.takes_source, rows.column("source_load"), np.nan)
    return Estimate(load, {"source_load": load, "source": rows.frame["source"].to_numpy(dtype=object)})


def power_intensity(rows: Rows) -> Floats:
    """NP / FTP. A bicycle's FTP says nothing of a run: outside riding the threshold must be the sport's own."""
    fits = (rows.family == Family.RIDE) | rows.threshold["has_own_ftp"].to_numpy(dtype=bool)
    ftp = rows.limit("ftp_w")
    usable = fits & (rows.family != Family.STRENGTH) & (ftp > 0)
    intensity = rows.column("normalized_power_w") / np.where(usable, ftp, np.nan)
    return np.where(intensity <= BOUNDS["intensity"].high, intensity, np.nan)


def power(rows: Rows, _: Floats) -> Estimate:
    load = rows.hours * power_intensity(rows) ** 2 * params.FULL_HOUR_LOAD
    inputs: Inputs = {
        "np_w": rows.column("normalized_power_w"),
        "np_from": "device",  # the device's own figure: some drop zeros
        "ftp_w": rows.limit("ftp_w"),
        "hours": rows.hours,
    }
    return Estimate(load, inputs)


def _effort(reserve: Floats, exponent: Floats) -> Floats:
    x = np.clip(reserve, 0.0, params.HR_RESERVE_CAP)
    effort: Floats = x * np.exp(exponent * x)
    return effort


def hr_average(rows: Rows, _: Floats) -> Estimate:
    """HRSS from the average heart rate: it reads a little low, so it is always approximate."""
    heart_rate, rest, top = rows.column("average_hr_bpm"), rows.limit("resting_hr_bpm"), rows.limit("max_hr_bpm")
    span = np.where(top > rest, top - rest, np.nan)
    measured = rows.limit("lthr_bpm")
    lthr = np.where(np.isnan(measured), rest + params.LTHR_SHARE_OF_RESERVE * span, measured)
    at_threshold = np.where(lthr > rest, _effort((lthr - rest) / span, rows.hr_exponent), np.nan)
    load = rows.hours * _effort((heart_rate - rest) / span, rows.hr_exponent) / at_threshold * params.FULL_HOUR_LOAD
    inputs = {
        "average_hr_bpm": heart_rate,
        "resting_hr_bpm": rest,
        "max_hr_bpm": top,
        "lthr_bpm": lthr,
        "lthr_from": np.where(np.isnan(measured), "default", "set"),
        "k": rows.hr_exponent,
        "hours": rows.hours,
    }
    return Estimate(load, inputs, is_approximate=True)


def session_rpe(rows: Rows, better: Floats) -> Estimate:
    """Effort times minutes is on another scale: it enters only through what a unit of it was worth to this athlete."""
    effort = rows.column("rpe")
    minutes = rows.hours * params.SECONDS_PER_HOUR / params.SECONDS_PER_MINUTE
    units = np.where(effort * minutes > 0, effort * minutes, np.nan)
    worth = pd.Series(np.where(better > 0, better, np.nan) / units).groupby(rows.frame["athlete_id"].to_numpy())
    sessions = worth.transform("count").to_numpy(dtype="float64")
    ratio = np.where(sessions >= params.RPE_MIN_SESSIONS, worth.transform("median"), np.nan)
    inputs = {"rpe": effort, "minutes": minutes, "load_per_unit": ratio, "sessions": sessions}
    return Estimate(units * ratio, inputs, is_approximate=True)


# Best first; a new way is a function above and a line here.
METHODS: tuple[tuple[LoadMethod, Callable[[Rows, Floats], Estimate]], ...] = (
    (LoadMethod.MANUAL, manual),
    (LoadMethod.SOURCE, source),
    (LoadMethod.POWER, power),
    (LoadMethod.HR_AVERAGE, hr_average),
    (LoadMethod.SESSION_RPE, session_rpe),
)

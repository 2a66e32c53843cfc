"""The ways to find a workout's load. Each looks at all rows at once and gives its load, or NaN where it cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.bounds import BOUNDS
from models.enums import LoadMethod
from models.sports import Family
from tasks.analyse import params
from tasks.analyse.score.effort import effort

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
    sampled: pd.DataFrame  # what the samples say, NaN where there are none
    duplicate_of: "pd.Series[str]"  # the workout that counts in this one's stead

    def column(self, name: str) -> Floats:
        return self.frame[name].to_numpy(dtype="float64")

    def limit(self, name: str) -> Floats:
        return self.threshold[name].to_numpy(dtype="float64")

    def sample(self, name: str) -> Floats:
        return self.sampled[name].to_numpy(dtype="float64")

    def share_sampled(self, name: str) -> Floats:
        """How much of the time in motion has samples of this kind; taken as all of it where nobody knows."""
        moving = self.column("moving_s")
        moving = np.where(moving > 0, moving, self.sample("moving_s"))
        return np.where(moving > 0, self.sample(name) / np.where(moving > 0, moving, 1.0), 1.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    load: Floats
    inputs: Inputs
    is_approximate: NDArray[np.bool_] | bool = False


def manual(rows: Rows, _: Floats) -> Estimate:
    load = rows.column("manual_load")
    return Estimate(load, {"manual_load": load})


def source(rows: Rows, _: Floats) -> Estimate:
    load = np.where(rows.takes_source, rows.column("source_load"), np.nan)
    return Estimate(load, {"source_load": load, "source": rows.frame["source"].to_numpy(dtype=object)})


def intensity(rows: Rows) -> Floats:
    """Share of the threshold, by the best measure there is: power, else pace, else the swimmer's speed."""
    found = power_intensity(rows)
    for other in (pace_intensity(rows), swim_intensity(rows)):
        found = np.where(np.isnan(found), other, found)
    return found


def _share(value: Floats, threshold: Floats, is_usable: NDArray[np.bool_]) -> Floats:
    share = value / np.where(is_usable & (threshold > 0), threshold, np.nan)
    return np.where(share <= BOUNDS["intensity"].high, share, np.nan)


def _normalized_power(rows: Rows) -> tuple[Floats, NDArray[np.bool_]]:
    """From samples where they are whole enough or there is nothing else, else the device's own figure."""
    sampled, device = rows.sample("np_w"), rows.column("normalized_power_w")
    is_whole = rows.share_sampled("power_s") >= params.SAMPLES_MIN_SHARE
    is_sampled = ~np.isnan(sampled) & (is_whole | np.isnan(device))
    return np.where(is_sampled, sampled, device), is_sampled


def power_intensity(rows: Rows) -> Floats:
    """NP / FTP. A bicycle's FTP says nothing of a run: outside riding the threshold must be the sport's own."""
    fits = (rows.family == Family.RIDE) | rows.threshold["has_own_ftp"].to_numpy(dtype=bool)
    return _share(_normalized_power(rows)[0], rows.limit("ftp_w"), fits & (rows.family != Family.STRENGTH))


def power(rows: Rows, _: Floats) -> Estimate:
    watts, is_sampled = _normalized_power(rows)
    hours = np.where(is_sampled, rows.sample("power_s") / params.SECONDS_PER_HOUR, rows.hours)
    inputs: Inputs = {
        "np_w": watts,
        "np_from": np.where(is_sampled, "samples", "device"),  # of the devices some drop zeros
        "ftp_w": rows.limit("ftp_w"),
        "hours": hours,
    }
    is_thin = is_sampled & (rows.share_sampled("power_s") < params.SAMPLES_FIRM_SHARE)
    return Estimate(hours * power_intensity(rows) ** 2 * params.FULL_HOUR_LOAD, inputs, is_thin)


def _moving(rows: Rows) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Mean speed in motion and the hours of it; from samples where they are whole enough."""
    is_sampled = ~np.isnan(rows.sample("mean_m_s")) & (rows.share_sampled("moving_s") >= params.SAMPLES_MIN_SHARE)
    plain = rows.column("distance_m") / np.where(rows.hours > 0, rows.hours * params.SECONDS_PER_HOUR, np.nan)
    hours = np.where(is_sampled, rows.sample("moving_s") / params.SECONDS_PER_HOUR, rows.hours)
    return np.where(is_sampled, rows.sample("mean_m_s"), plain), hours, is_sampled


def _flat_speed(rows: Rows) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    speed, hours, is_sampled = _moving(rows)
    has_slopes = is_sampled & (rows.sample("has_altitude") > 0)
    return np.where(has_slopes, rows.sample("flat_m_s"), speed), hours, has_slopes


def pace_intensity(rows: Rows) -> Floats:
    return _share(_flat_speed(rows)[0], rows.limit("threshold_speed_m_s"), rows.family == Family.RUN)


def pace(rows: Rows, _: Floats) -> Estimate:
    """Speed as it would have been on the flat, against the threshold's; plain speed where no slope is known."""
    speed, hours, has_slopes = _flat_speed(rows)
    inputs: Inputs = {
        "speed_m_s": speed,
        "speed_is": np.where(has_slopes, "grade_adjusted", "plain"),
        "threshold_speed_m_s": rows.limit("threshold_speed_m_s"),
        "hours": hours,
    }
    return Estimate(hours * pace_intensity(rows) ** 2 * params.FULL_HOUR_LOAD, inputs)


def swim_intensity(rows: Rows) -> Floats:
    return _share(_moving(rows)[0], rows.limit("css_m_s"), rows.family == Family.SWIM)


def swim(rows: Rows, _: Floats) -> Estimate:
    """Water resists with the square of the speed: the effort grows with its third power."""
    speed, hours, _is_sampled = _moving(rows)
    inputs: Inputs = {"speed_m_s": speed, "css_m_s": rows.limit("css_m_s"), "hours": hours}
    return Estimate(hours * swim_intensity(rows) ** 3 * params.FULL_HOUR_LOAD, inputs)


def threshold_hr_bpm(threshold: pd.DataFrame) -> tuple[Floats, NDArray[np.bool_]]:
    """The threshold heart rate and whether somebody set it; where not, the usual share of the reserve stands in."""
    rest, top, measured = (
        threshold[name].to_numpy(dtype="float64") for name in ("resting_hr_bpm", "max_hr_bpm", "lthr_bpm")
    )
    is_set = ~np.isnan(measured)
    return np.where(is_set, measured, rest + params.LTHR_SHARE_OF_RESERVE * (top - rest)), is_set


def _at_threshold(rows: Rows) -> tuple[Floats, Inputs, NDArray[np.bool_]]:
    """What a second at the threshold weighs, and all that heart-rate loads lean on."""
    rest, top = rows.limit("resting_hr_bpm"), rows.limit("max_hr_bpm")
    lthr, is_set = threshold_hr_bpm(rows.threshold)
    is_sound = (top > rest) & (lthr > rest)
    share = (lthr - rest) / np.where(is_sound, top - rest, np.nan)
    inputs: Inputs = {
        "resting_hr_bpm": rest,
        "max_hr_bpm": top,
        "lthr_bpm": lthr,
        "lthr_from": np.where(is_set, "set", "default"),
        "k": rows.hr_exponent,
    }
    return effort(share, rows.hr_exponent), inputs, is_set


def hr_samples(rows: Rows, _: Floats) -> Estimate:
    """HRSS: the seconds weighed by their effort, against an hour at the threshold.

    Of a strap that was silent for most of the time the average says more, where there is one.
    """
    at_threshold, inputs, is_set = _at_threshold(rows)
    share = rows.share_sampled("hr_s")
    is_whole = (share >= params.SAMPLES_MIN_SHARE) | np.isnan(rows.column("average_hr_bpm"))
    load = rows.sample("hr_effort_s") / (at_threshold * params.SECONDS_PER_HOUR) * params.FULL_HOUR_LOAD
    inputs = {"hours": rows.sample("hr_s") / params.SECONDS_PER_HOUR, **inputs}
    return Estimate(np.where(is_whole, load, np.nan), inputs, ~is_set | (share < params.SAMPLES_FIRM_SHARE))


def hr_average(rows: Rows, _: Floats) -> Estimate:
    """HRSS from the average heart rate: it reads a little low, so it is always approximate."""
    at_threshold, inputs, _is_set = _at_threshold(rows)
    rest, top = rows.limit("resting_hr_bpm"), rows.limit("max_hr_bpm")
    heart_rate = rows.column("average_hr_bpm")
    share = (heart_rate - rest) / np.where(top > rest, top - rest, np.nan)
    load = rows.hours * effort(share, rows.hr_exponent) / at_threshold * params.FULL_HOUR_LOAD
    return Estimate(load, {"average_hr_bpm": heart_rate, **inputs, "hours": rows.hours}, is_approximate=True)


def session_rpe(rows: Rows, better: Floats) -> Estimate:
    """Effort times minutes is on another scale: it enters only through what a unit of it was worth to this athlete."""
    effort = rows.column("rpe")
    minutes = rows.hours * params.SECONDS_PER_HOUR / params.SECONDS_PER_MINUTE
    units = np.where(effort * minutes > 0, effort * minutes, np.nan)
    worth = pd.Series(np.where((better > 0) & rows.duplicate_of.isna().to_numpy(), better, np.nan) / units).groupby(
        rows.frame["athlete_id"].to_numpy()
    )
    sessions = worth.transform("count").to_numpy(dtype="float64")
    ratio = np.where(sessions >= params.RPE_MIN_SESSIONS, worth.transform("median"), np.nan)
    inputs = {"rpe": effort, "minutes": minutes, "load_per_unit": ratio, "sessions": sessions}
    return Estimate(units * ratio, inputs, is_approximate=True)


# Best first; a new way is a function above and a line here.
METHODS: tuple[tuple[LoadMethod, Callable[[Rows, Floats], Estimate]], ...] = (
    (LoadMethod.MANUAL, manual),
    (LoadMethod.SOURCE, source),
    (LoadMethod.POWER, power),
    (LoadMethod.PACE, pace),
    (LoadMethod.SWIM, swim),
    (LoadMethod.HR_SAMPLES, hr_samples),
    (LoadMethod.HR_AVERAGE, hr_average),
    (LoadMethod.SESSION_RPE, session_rpe),
)

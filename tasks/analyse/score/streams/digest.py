"""All that scoring takes from the samples of one workout."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.sports import Family
from tasks.analyse.score.streams.decoupling import decoupling_pct
from tasks.analyse.score.streams.heart_rate import Held, effort_s, held
from tasks.analyse.score.streams.pace import pace_of
from tasks.analyse.score.streams.power import best_means_w, normalized_power_w
from tasks.analyse.score.streams.samples import Samples, remarks_of, samples_of
from tasks.analyse.score.streams.seconds import Seconds, seconds_of
from tasks.analyse.score.streams.zones import seconds_in_zones, upper_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What held on the workout's day; NaN where nobody knows."""

    ftp_w: float
    lthr_bpm: float
    resting_hr_bpm: float
    max_hr_bpm: float
    hr_exponent: float
    zones: object = None  # the athlete's own tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    np_w: float | None = None
    power_s: float | None = None  # seconds with power
    hr_s: float | None = None
    hr_effort_s: float | None = None  # seconds weighed by their effort
    moving_s: float | None = None
    mean_m_s: float | None = None
    flat_m_s: float | None = None
    has_altitude: bool = False
    decoupling_pct: float | None = None
    zones: Mapping[str, Mapping[str, float]] | None = None
    curve: Mapping[str, float] | None = None
    remarks: tuple[Mapping[str, Any], ...] = ()


def digest(payload: object, family: Family, limits: Limits) -> Digest | None:
    """None where the payload holds no samples."""
    samples = samples_of(payload, family)
    if samples is None:
        return None
    if len(samples.time_s) < 2:
        return Digest(remarks=tuple(remarks_of(samples)))
    power = seconds_of(samples.time_s, samples.power_w)
    rates = held(samples.time_s, samples.heart_rate_bpm)
    pace = pace_of(samples)
    return Digest(
        np_w=normalized_power_w(power),
        power_s=float(len(power)) or None,
        hr_s=rates.total_s or None,
        hr_effort_s=effort_s(rates, limits.resting_hr_bpm, limits.max_hr_bpm, limits.hr_exponent),
        moving_s=pace.moving_s if pace else None,
        mean_m_s=pace.mean_m_s if pace else None,
        flat_m_s=pace.flat_m_s if pace else None,
        has_altitude=bool(pace and pace.has_altitude),
        decoupling_pct=decoupling_pct(samples),
        zones=_zones(samples, power, rates, limits) or None,
        curve=best_means_w(power) or None,
        remarks=tuple(remarks_of(samples)),
    )


def _zones(samples: Samples, power: Seconds, rates: Held, limits: Limits) -> dict[str, dict[str, float]]:
    speed = seconds_of(samples.time_s, samples.speed_m_s)
    found: dict[str, dict[str, float]] = {}
    for basis, values, seconds, limit in (
        ("power", power.values, np.ones(len(power)), limits.ftp_w),
        ("hr", rates.heart_rate_bpm, rates.seconds, limits.lthr_bpm),
        ("pace", speed.values, np.ones(len(speed)), np.nan),
    ):
        ends = upper_ends(basis, limits.zones, limit)
        if ends is not None and seconds.sum() > 0:
            found[basis] = seconds_in_zones(values, seconds, ends)
    return found

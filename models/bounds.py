"""What is plausible (SCIENCE 7). Gathering drops what lies outside; the database refuses only what is nonsense."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.sports import Family


@dataclass(frozen=True, slots=True)
class Bound:
    low: float
    high: float

    def check(self, column: str) -> str:
        """The database's side: ten times the bound. Two sides, because NaN counts as larger than any number there."""
        floor = min(0.0, self.low * 10)
        return f"{column} >= {floor:g} AND {column} <= {self.high * 10:g}"


# Column name → bound. One name is one quantity everywhere, so one table serves every table of the database.
BOUNDS: Mapping[str, Bound] = MappingProxyType(
    {
        "average_hr_bpm": Bound(25, 230),
        "max_hr_bpm": Bound(25, 230),
        "lthr_bpm": Bound(25, 230),
        "resting_hr_bpm": Bound(25, 120),
        "hrv_rmssd_ms": Bound(5, 250),
        "hrv_sdnn_ms": Bound(5, 250),
        "sleep_h": Bound(0, 16),
        "asleep_s": Bound(0, 16 * 3600),
        "ftp_w": Bound(50, 500),
        "average_power_w": Bound(0, 700),
        "normalized_power_w": Bound(0, 700),
        "max_power_w": Bound(0, 2500),
        "weight_kg": Bound(30, 200),
        "duration_s": Bound(60, 24 * 3600),
        "moving_s": Bound(0, 24 * 3600),
        "distance_m": Bound(0, 1_000_000),
        "elevation_gain_m": Bound(0, 20_000),
        "source_load": Bound(0, 1500),
        "manual_load": Bound(0, 1500),
        "load": Bound(0, 1500),
        "spo2_pct": Bound(50, 100),
        "sleep_score": Bound(0, 100),
        "recovery_score": Bound(0, 100),
        "strain": Bound(0, 21),
        "rpe": Bound(0, 10),
        "kilojoules": Bound(0, 30_000),
        "intensity": Bound(0, 3),
        "decoupling_pct": Bound(-100, 100),
        "height_cm": Bound(80, 250),
        "threshold_speed_m_s": Bound(0.5, 10),
        "css_m_s": Bound(0.2, 3),
        "steps": Bound(0, 200_000),
        "calories": Bound(0, 30_000),
    }
)

# Over a whole workout. Metres that were written where kilometres belong make it a thousand times faster.
MEAN_SPEED_MAX_M_S: Mapping[Family, float] = MappingProxyType(
    {Family.RIDE: 20.0, Family.RUN: 7.5, Family.SWIM: 2.5, Family.STRENGTH: 12.5, Family.OTHER: 40.0}
)

"""How the athlete slept and recovered: one row a day and source, one row a night."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, OfAthlete, Stamped, between, finite, nonempty, of_day, plausible, real_day


class DailyMetric(Base, OfAthlete, Stamped):
    """What one source says of one local day; which source counts is resolved per metric when it is read."""

    __tablename__ = "daily_metrics"
    __table_args__ = (
        UniqueConstraint("athlete_id", "local_date", "source"),
        nonempty("source", 60),
        real_day(),
        *plausible(
            "hrv_rmssd_ms",
            "hrv_sdnn_ms",
            "resting_hr_bpm",
            "sleep_score",
            "sleep_h",
            "recovery_score",
            "strain",
            "spo2_pct",
        ),
    )

    id: Mapped[Id]
    local_date: Mapped[date]
    source: Mapped[str]
    hrv_rmssd_ms: Mapped[float | None]
    hrv_sdnn_ms: Mapped[float | None]
    resting_hr_bpm: Mapped[float | None]
    sleep_score: Mapped[float | None]
    sleep_h: Mapped[float | None]
    recovery_score: Mapped[float | None]
    strain: Mapped[float | None]
    spo2_pct: Mapped[float | None]
    raw: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)


class SleepRecord(Base, OfAthlete, Stamped):
    __tablename__ = "sleep_records"
    __table_args__ = (
        UniqueConstraint("athlete_id", "source", "started_at"),
        of_day("sleep_records"),
        nonempty("source", 60),
        real_day(),
        *finite("started_at", "ended_at"),
        CheckConstraint("ended_at > started_at", name="ended_after_start"),
        *plausible("asleep_s"),
        between("efficiency", 0, 100),
    )

    id: Mapped[Id]
    source: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    local_date: Mapped[date]  # of waking
    is_nap: Mapped[bool] = mapped_column(server_default="false")
    asleep_s: Mapped[float]
    stages: Mapped[dict[str, Any] | None]
    efficiency: Mapped[float | None]

"""What the watches make of a night: each source in its own way, on the same body."""

import math
from datetime import UTC, datetime, time, timedelta

from desk.sample_club.chance import chance, near
from desk.sample_club.club_rows import Row, Rows
from desk.sample_club.life import Known, Life, Morning

_HRV_READS = {"whoop": 1.0, "garmin": 0.98, "oura": 1.09}  # the same night, seen by different watches
_SLEEP_READS = {"whoop": 1.0, "garmin": 1.02, "oura": 0.97}
_HEART_READS = {"whoop": 0, "garmin": 1, "oura": -1}
_COLUMNS = (
    "hrv_rmssd_ms",
    "resting_hr_bpm",
    "sleep_h",
    "sleep_score",
    "recovery_score",
    "strain",
    "spo2_pct",
)
_NIGHT_OFF = 0.03  # the share of nights on which a watch was charging


def of_day(life: Life, day: int) -> Rows:
    known, told = life.known, life.day(day)
    watches = known.person.watches if told.worn is None else told.worn
    rows = Rows(daily_metrics=[], sleep_records=[])
    for watch in watches:
        if told.is_as_told or chance(known.seed, known.person.key, day, watch).random() >= _NIGHT_OFF:
            rows["daily_metrics"].append(_metrics(life, day, watch))
            rows["sleep_records"] += _sleep(life, day, watch) if known.person.has_sleep_records else []
    return rows


def _metrics(life: Life, day: int, watch: str) -> Row:
    known, morning = life.known, life.morning(day)
    values = dict.fromkeys(_COLUMNS) | _measured(known, day, watch, morning) | _scores(life, day, watch)
    for (source, column), value in (life.day(day).wrong or {}).items():
        if source == watch:
            values[column] = value
    if known.person.has_sleep_records:
        values["sleep_h"] = None
    return {
        "id": known.id("daily_metrics", day, watch),
        "athlete_id": known.athlete_id,
        "local_date": known.date(day),
        "source": watch,
        **values,
    }


def _measured(known: Known, day: int, watch: str, morning: Morning) -> Row:
    draw = chance(known.seed, known.person.key, day, f"{watch} measures")
    return {
        "hrv_rmssd_ms": round(morning.hrv_ms * _HRV_READS[watch] * draw.uniform(0.985, 1.015), 1),
        "resting_hr_bpm": round(morning.resting_hr_bpm + _HEART_READS[watch]),
        "sleep_h": round(morning.slept_h * _SLEEP_READS[watch], 2),
    }


def _scores(life: Life, day: int, watch: str) -> Row:
    """The vendors' own opinions: passed on with their name, never reckoned with."""
    morning, person = life.morning(day), life.person
    draw = chance(life.known.seed, person.key, day, f"{watch} scores")
    slept = 88 - 11 * max(0.0, person.sleep_need_h - morning.slept_h) + draw.uniform(-5, 5)
    rested = 66 + 130 * math.log(morning.hrv_ms / person.hrv_ms) + draw.uniform(-8, 8)
    if watch == "whoop":
        strain = 21 * (1 - math.exp(-(25 + life.load(day)) / 95))
        return {"sleep_score": _score(slept), "recovery_score": _score(rested), "strain": round(strain, 1)}
    if watch == "oura":
        return {
            "sleep_score": _score(slept),
            "recovery_score": _score(rested),
            "spo2_pct": draw.choice((96, 97, 97, 98)),
        }
    return {"sleep_score": _score(slept)}


def _score(value: float) -> int:
    return max(1, min(99, round(value)))


def _sleep(life: Life, day: int, watch: str) -> list[Row]:
    """The night that ended on that day, and now and then a nap: together what the athlete slept."""
    known = life.known
    draw = chance(known.seed, known.person.key, day, f"{watch} sleep")
    asleep_s = 60 * round(life.morning(day).slept_h * 60)
    nap_s = 60 * draw.randrange(20, 41) if draw.random() < (0.45 if known.date(day).weekday() >= 5 else 0.08) else 0
    woke = datetime.combine(known.date(day), time(5, 20)) + timedelta(minutes=draw.randrange(30))
    rows = [_record(known, day, watch, woke, asleep_s - nap_s, round(near(draw, 91, 2.5), 1))]
    if nap_s:
        nap_end = datetime.combine(known.date(day), time(14)) + timedelta(minutes=draw.randrange(80))
        rows.append(_record(known, day, watch, nap_end, nap_s, 95.0, is_nap=True))
    return rows


def _record(
    known: Known, day: int, watch: str, woke: datetime, asleep_s: int, efficiency: float, *, is_nap: bool = False
) -> Row:
    ended = woke.replace(tzinfo=known.zone).astimezone(UTC)
    return {
        "id": known.id("sleep_records", day, f"{watch} {'nap' if is_nap else 'night'}"),
        "athlete_id": known.athlete_id,
        "source": watch,
        "started_at": ended - timedelta(seconds=round(asleep_s / efficiency * 100)),
        "ended_at": ended,
        "local_date": known.date(day),
        "is_nap": is_nap,
        "asleep_s": asleep_s,
        "efficiency": efficiency,
    }

"""Workouts as the platforms would send them, and the sets that were lifted in them."""

from datetime import UTC, datetime, time, timedelta
from random import Random

from desk.sample_club import body, catalogue
from desk.sample_club.chance import chance, near
from desk.sample_club.club_rows import Row, Rows
from desk.sample_club.life import Known, Life
from desk.sample_club.people import Device, Person
from desk.sample_club.samples import SAMPLED_DAYS, of_ride
from desk.sample_club.story import Session

_BETWEEN_SESSIONS = timedelta(minutes=12)
_ASCENT = {"ride": 9.0, "run": 7.0}  # metres a kilometre
_LEAST_WEIGHT_KG = 2.5
_PROGRESS = 0.0035  # of the starting weight, a week
_PROGRESS_WEEKS = 40


def of_day(life: Life, day: int) -> Rows:
    known, rows = life.known, Rows(workouts=[], strength_sets=[])
    start = _first_start(known, day)
    for n, session in enumerate(life.done(day)):
        workout = _workout(known, day, n, session, start)
        if not life.day(day).has_heart_rate:
            workout |= {"average_hr_bpm": None, "max_hr_bpm": None}
        rows["workouts"].append(workout | {"raw": _samples(known, day, n, session, workout)})
        rows["strength_sets"] += _sets(known, day, workout)
        start += timedelta(seconds=workout["duration_s"]) + _BETWEEN_SESSIONS
    return rows


def _first_start(known: Known, day: int) -> datetime:
    """Before or after work, later on days off; on the local clock, whatever it does that day."""
    draw = chance(known.seed, known.person.key, day, "start")
    date = known.date(day)
    is_off = date.weekday() >= 5
    hour, minute = (8, 30) if is_off else (6, 5) if known.person.trains_early else (17, 30)
    clock = datetime.combine(date, time(hour, minute)) + timedelta(minutes=draw.randrange(50))
    return clock.replace(tzinfo=known.zone).astimezone(UTC)


def _workout(known: Known, day: int, n: int, session: Session, start: datetime) -> Row:
    person, device = known.person, known.person.devices[session.sport]
    draw = chance(known.seed, person.key, day, f"workout {n}")
    moving_s = round(session.minutes * 60)
    key = known.id("workouts", day, n)
    return {
        "id": key,
        "athlete_id": known.athlete_id,
        "source": device.source,
        "external_id": str(key.int % 10**11),
        "started_at": start,
        "local_date": known.date(day),
        "title": session.title,
        "sport": device.sport,
        "duration_s": round(moving_s * draw.uniform(1.0, 1.05)),
        "moving_s": moving_s,
        **_ground(person, session, moving_s, draw),
        **_power(person, device, day, session, draw),
        **_heart(person, device, session, draw),
        **_load_and_effort(device, session, draw),
    }


def _samples(known: Known, day: int, n: int, session: Session, workout: Row) -> Row | None:
    has_samples = known.person.devices[session.sport].sends_samples and workout["normalized_power_w"]
    if not has_samples or day < -SAMPLED_DAYS:
        return None
    return of_ride(workout, session.intensity, chance(known.seed, known.person.key, day, f"samples {n}"))


def _ground(person: Person, session: Session, moving_s: int, draw: Random) -> Row:
    speed = body.speed_mps(person, session.sport, session.intensity)
    distance_m = None if speed is None else round(near(draw, speed, 0.02 * speed) * moving_s, -1)
    ascent = _ASCENT.get(session.sport)
    gain = None if ascent is None or distance_m is None else round(distance_m / 1000 * ascent * draw.uniform(0.4, 1.6))
    return {"distance_m": distance_m, "elevation_gain_m": gain}


def _power(person: Person, device: Device, day: int, session: Session, draw: Random) -> Row:
    ftp_w = person.ftp_on(day)
    if not device.has_power or ftp_w is None:
        return dict.fromkeys(("average_power_w", "normalized_power_w", "max_power_w", "kilojoules"))
    normalized = session.intensity * ftp_w
    average = normalized / near(draw, body.variability(session.intensity), 0.008)
    return {
        "average_power_w": round(average),
        "normalized_power_w": round(normalized),
        "max_power_w": round(ftp_w * draw.uniform(1.9, 3.2)),
        "kilojoules": round(average * session.minutes * 60 / 1000),
    }


def _heart(person: Person, device: Device, session: Session, draw: Random) -> Row:
    if draw.random() >= device.hr_share:
        return {"average_hr_bpm": None, "max_hr_bpm": None}
    average = near(draw, body.heart_rate_bpm(person, session.intensity), 1.2)
    top = min(person.max_hr_bpm, average + draw.uniform(9, 14) + 22 * max(0.0, session.intensity - 0.65))
    return {"average_hr_bpm": round(average), "max_hr_bpm": round(top)}


def _load_and_effort(device: Device, session: Session, draw: Random) -> Row:
    load = session.minutes / 60 * session.intensity**2 * 100
    effort = near(draw, body.perceived_effort(session.intensity) + (session.sport == "strength") * 4.5, 0.6)
    has_load, has_effort = draw.random() < device.load_share, draw.random() < device.rpe_share
    return {
        "source_load": round(near(draw, load, 0.015 * load), 1) if has_load else None,
        "rpe": max(1, min(10, round(effort))) if has_effort else None,
        "feel": draw.choice((3, 4, 4, 5)) if has_effort else None,
    }


def _sets(known: Known, day: int, workout: Row) -> list[Row]:
    return [
        _set(known, day, workout, exercise, index)
        for place, exercise in enumerate(catalogue.exercises_of(workout["title"]))
        for index in range(1, catalogue.sets_of(place, day // 7) + 1)
    ]


def _set(known: Known, day: int, workout: Row, exercise: catalogue.Exercise, index: int) -> Row:
    draw = chance(known.seed, known.person.key, day, f"{exercise.key} {index}")
    progress = 1 + _PROGRESS * max(-_PROGRESS_WEEKS, min(_PROGRESS_WEEKS, day // 7))
    weight_kg = _LEAST_WEIGHT_KG * round(exercise.start_kg * progress / _LEAST_WEIGHT_KG)
    return {
        "id": known.id("strength_sets", day, f"{workout['id']} {exercise.key} {index}"),
        "athlete_id": known.athlete_id,
        "workout_id": workout["id"],
        "exercise_id": known.club_id("exercises", exercise.key),
        "local_date": workout["local_date"],
        "set_index": index,
        "reps": max(3, exercise.reps + draw.choice((-1, 0, 0, 1)) - (index > 2)),
        "weight_kg": weight_kg or None,
        "rir": max(0, 4 - index + draw.choice((0, 0, 1))),
    }

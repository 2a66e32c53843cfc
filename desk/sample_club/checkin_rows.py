"""What athletes say themselves: a daily entry, and the check-ins of the journey."""

import math
from random import Random

from desk.sample_club.chance import chance, near
from desk.sample_club.club_rows import DIMENSIONS, Row, Rows, dimension_started_on
from desk.sample_club.life import Life

SCORE_OF_EFFORT = {1: -1.0, 2: 0.5, 3: 1.0, 4: 2.0, 5: 3.0}
_UNFINISHED = 0.02  # the share of check-ins that lack an answer
_NOTES = (
    "Legs felt good.",
    "Long day at work.",
    "Tailwind home, lucky me.",
    "Slept with the window open.",
    "New shoes, no complaints.",
    "Nice company today.",
    "Bit of a busy head.",
)
_NOTE_SHARE = 0.12


def of_day(life: Life, day: int) -> Rows:
    known, told = life.known, life.day(day)
    draw = chance(known.seed, known.person.key, day, "writes")
    has_entry, has_checkin = draw.random() < known.person.entry_share, draw.random() < known.person.checkin_share
    if told.is_written is not None:
        has_entry, has_checkin = told.is_written, has_checkin and told.is_written
    rows: Rows = {"entries": [_entry(life, day)] if has_entry else []}
    return rows | (_checkin(life, day) if has_checkin else {})


def _entry(life: Life, day: int) -> Row:
    known, told, morning = life.known, life.day(day), life.morning(day)
    draw = chance(known.seed, known.person.key, day, "entry")
    worn = told.wear + 0.8 * life.strain(day + 1)  # written at night: the day itself counts
    short = life.person.sleep_need_h - morning.slept_h
    note = told.note or (draw.choice(_NOTES) if draw.random() < _NOTE_SHARE else None)
    return {
        "id": known.id("entries", day),
        "athlete_id": known.athlete_id,
        "local_date": known.date(day),
        "weight_kg": round(near(draw, life.person.weight_kg + 0.4 * math.sin(day / 40), 0.3), 1),
        "sleep_quality": _scale(draw, 3.9 - 0.8 * short),
        "stress": _scale(draw, 2.2 + 0.4 * told.wear),
        "mood": _scale(draw, 3.8 - 0.6 * told.wear),
        "soreness": _scale(draw, 2.2 + 0.7 * worn),
        "fatigue": _scale(draw, 2.3 + 0.8 * worn),
        "notes": note,
        "custom_responses": {"ill": True} if told.is_ill else {},
    }


def _scale(draw: Random, value: float) -> int:
    return max(1, min(5, round(near(draw, value, 0.45))))


def _checkin(life: Life, day: int) -> Rows:
    """Score = the dimension's weight x what its effort is worth; the total is their sum."""
    known = life.known
    details = [_detail(life, day, place) for place in range(len(DIMENSIONS)) if _is_asked(life, day, place)]
    checkin = {
        "id": known.id("checkins", day),
        "athlete_id": known.athlete_id,
        "journey_id": known.club_id("journeys"),
        "local_date": known.date(day),
        "total_score": sum(one["score"] for one in details),
    }
    return {"checkins": [checkin], "checkin_details": details}


def _is_asked(life: Life, day: int, place: int) -> bool:
    known = life.known
    is_open = known.date(day) >= dimension_started_on(known.anchor, place)
    is_answered = place == 0 or chance(known.seed, known.person.key, day, f"answers {place}").random() >= _UNFINISHED
    return is_open and is_answered


def _detail(life: Life, day: int, place: int) -> Row:
    known = life.known
    effort = _efforts(life, day)[place]
    return {
        "id": known.id("checkin_details", day, place),
        "checkin_id": known.id("checkins", day),
        "dimension_id": known.club_id("dimensions", place),
        "effort": effort,
        "score": DIMENSIONS[place][1] * SCORE_OF_EFFORT[effort],
    }


def _efforts(life: Life, day: int) -> tuple[int, int, int]:
    """For training, sleep, food and drink."""
    told = life.day(day)
    draw = chance(life.known.seed, life.person.key, day, "efforts")
    training = 1.4 if told.is_ill else 4.2 if life.done(day) else 3.2
    sleep = 4.0 - 0.9 * (life.person.sleep_need_h - life.morning(day).slept_h)
    return _scale(draw, training), _scale(draw, sleep), _scale(draw, 3.5)

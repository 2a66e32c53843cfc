"""What is known of an athlete apart from single days: thresholds, platforms, plans, the race, coaches' notes."""

from datetime import timedelta

from desk.sample_club.chance import row_id
from desk.sample_club.club_rows import Row, Rows, joined_at
from desk.sample_club.life import Known, Life
from desk.sample_club.stories import LAST_UNSYNCED, RACE_DAY, is_unsynced
from models.enums import RacePriority, SyncStatus
from tasks.local_days import local_day

_WITH_A_PLAN = frozenset({"builder", "taper"})
_PLANNED_FROM, _PLANNED_AHEAD = -28, 14
_COACH_NOTES = {  # story → week, whether only coaches see it, text
    "overreacher": (-1, True, "Camp next week after a busy fortnight. Agreed to talk on Sunday before planning on."),
    "taper": (0, False, "Race plan agreed: patient on the bike, eat early, run the last third."),
}


def of_athlete(life: Life) -> Rows:
    known = life.known
    return {
        "thresholds": _thresholds(known),
        "integrations": _integrations(known),
        "races": _races(known) if known.person.story == "taper" else [],
        "planned_workouts": _planned(life) if known.person.story in _WITH_A_PLAN else [],
        "coach_notes": _coach_notes(known),
    }


def _thresholds(known: Known) -> list[Row]:
    person = known.person
    return [
        {
            "id": known.id("thresholds", day),
            "athlete_id": known.athlete_id,
            "valid_from": known.date(day),
            "ftp_w": ftp_w,
            "lthr_bpm": person.lthr_bpm,
            "max_hr_bpm": person.max_hr_bpm,
            "resting_hr_bpm": person.resting_hr_bpm,
        }
        for day, ftp_w in person.ftp_history
    ]


def _integrations(known: Known) -> list[Row]:
    """Covered up to the anchor's yesterday; what lies after it is added when the club is filled again."""
    person = known.person
    if not person.has_integration:
        return []
    providers = {one.source for one in person.devices.values()} | set(person.watches)
    return [
        {
            "id": known.id("integrations", n=provider),
            "athlete_id": known.athlete_id,
            "provider": provider,
            "connected_at": joined_at(known.anchor, person),
            "synced_from": known.date(known.first),
            "synced_through": local_day(known.anchor, person.time_zone) - timedelta(days=1),
            "sync_gaps": _gaps(known) if person.story == "patchy" else None,
            "last_sync_at": known.anchor,
            "sync_status": SyncStatus.SUCCESS,
        }
        for provider in sorted(providers)
    ]


def _gaps(known: Known) -> list[list[str]]:
    missing = [day for day in range(known.first, LAST_UNSYNCED + 1) if is_unsynced(day)]
    starts = [day for day in missing if day - 1 not in missing]
    ends = [day for day in missing if day + 1 not in missing]
    return [[str(known.date(start)), str(known.date(end))] for start, end in zip(starts, ends, strict=True)]


def _races(known: Known) -> list[Row]:
    return [
        {
            "id": known.id("races", RACE_DAY),
            "athlete_id": known.athlete_id,
            "name": "Gull Harbour middle distance",
            "local_date": known.date(RACE_DAY),
            "priority": RacePriority.A,
            "sport": "triathlon",
            "distance_m": 113_000,
            "target": {"finish_s": 17_400},
        }
    ]


def _planned(life: Life) -> list[Row]:
    known = life.known
    return [
        {
            "id": known.id("planned_workouts", day, n),
            "athlete_id": known.athlete_id,
            "local_date": known.date(day),
            "sport": one.sport,
            "title": one.title,
            "duration_s": one.minutes * 60,
            "load": round(one.minutes / 60 * one.intensity**2 * 100),
        }
        for day in range(_PLANNED_FROM, known.end + _PLANNED_AHEAD)
        for n, one in enumerate(life.day(day).planned)
    ]


def _coach_notes(known: Known) -> list[Row]:
    if known.person.story not in _COACH_NOTES:
        return []
    week, is_private, text = _COACH_NOTES[known.person.story]
    return [
        {
            "id": known.id("coach_notes", 7 * week),
            "athlete_id": known.athlete_id,
            "coach_id": row_id(known.seed, known.person.coach, "users"),
            "period_start": known.date(7 * week),
            "period_end": known.date(7 * week + 6),
            "text": text,
            "is_private": is_private,
        }
    ]

"""Local calendar days (pure): which day an instant belongs to, and when that day begins and ends.

Days of 23, 24.5 and 25 hours exist, days whose clock never shows midnight, and one that never was (Apia, 30 December
2011). So a day is asked of the clock of its zone, never counted in hours of UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.errors import UsageError

DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)  # no clock changes within one


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"There is no time zone '{name}'; write it like Europe/Berlin.") from None


def local_day(instant: datetime, time_zone: str) -> date:
    """The date that the clock of the zone shows; the database asks the same of it."""
    return instant.astimezone(zone_of(time_zone)).date()


def day_bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """The first instant of the day and the first after it: days tile time. Both are one where the day never was."""
    return _begin(day, time_zone), _begin(day + DAY, time_zone)


def first_instant(day: date, hour: int, time_zone: str) -> datetime:
    """When a local clock first shows that hour or, where a clock change skips it, the next time that exists."""
    wanted = datetime.combine(day, time(hour))
    early, late = sorted(_readings(wanted, time_zone))
    if _shown(early, time_zone) == wanted:
        return early
    while late - early > _SECOND:  # the change lies between the two readings of a time that never was
        middle = early + (late - early) // 2 // _SECOND * _SECOND
        if _shown(middle, time_zone) < wanted:
            early = middle
        else:
            late = middle
    return late


def _begin(day: date, time_zone: str) -> datetime:
    """From here on the clock shows no earlier date: one set back over midnight comes back to the old day."""
    again = max(_readings(datetime.combine(day, time()), time_zone))
    is_return = local_day(again - _SECOND, time_zone) < day <= local_day(again, time_zone)
    return again if is_return else first_instant(day, 0, time_zone)


def _readings(wanted: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """A local time read with the offset before and after a clock change near it; the same twice on other days."""
    zone = zone_of(time_zone)
    before, after = (wanted.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return before, after


def _shown(instant: datetime, time_zone: str) -> datetime:
    return instant.astimezone(zone_of(time_zone)).replace(tzinfo=None)

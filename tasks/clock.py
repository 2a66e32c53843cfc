"""The one place where the present is asked for. Due dates take `now` as a value; leases ask the database instead."""

from datetime import UTC, datetime

from models.errors import UsageError


def now() -> datetime:
    return datetime.now(UTC)


def parse_instant(text: str) -> datetime:
    """An ISO date and time with its offset ("2026-11-16T05:00:00Z"); without an offset it is UTC."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date and time; write it like 2026-11-16T05:00:00Z.") from None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)

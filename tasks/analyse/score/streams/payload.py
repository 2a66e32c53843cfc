"""Finds the channels of samples in a payload, however its platform wrote it: lists by name or type, or records.

What comes out is SI: seconds, watts, beats, metres a second, metres. What a platform calls null stays unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Name:
    channel: str
    factor: float = 1.0  # to SI


_SPELLINGS: Final[Mapping[Name, str]] = MappingProxyType(
    {
        Name("time_s"): """
            time times t secs sec seconds timeoffset elapsed elapsedtime elapsedseconds timestamp timestamps
            clockdurationinseconds starttimeinseconds""",
        Name("power_w"): "watts watt power powers powerw poweroutput powerinwatts",
        Name("heart_rate_bpm"): "heartrate heartrates hr heartratebpm hrbpm bpm",
        Name(
            "speed_m_s"
        ): "speed velocity velocitysmooth enhancedspeed speedms speedmps velocityms speedmeterspersecond",
        Name("speed_m_s", 1 / 3.6): "kph kmh speedkph speedkmh",
        Name("altitude_m"): "altitude alt elevation ele enhancedaltitude altitudem elevationm elevationinmeters",
        Name("distance_m"): "distance dist distancem distances meters metres totaldistanceinmeters",
        Name("distance_m", 1000.0): "km distancekm kilometers kilometres",
    }
)
_NAMES: Final[Mapping[str, Name]] = MappingProxyType(
    {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
)
_WRAPPERS: Final = ("streams", "samples", "records", "data", "activitystreams", "ride", "points", "trackpoints")
_DEEPEST: Final = 4
_BEYOND_NUMBERS: Final = 1e15  # nothing that a sensor counts is so large, NaN and infinity are not smaller
_MILLISECONDS: Final = 1e11  # an epoch beyond the year 5000 in seconds is one in milliseconds


@dataclass(frozen=True, slots=True)
class Channels:
    """The raw channels, all equally long; `n_unreadable` counts what was neither a number nor null."""

    values: Mapping[str, Floats]
    n_unreadable: int = 0

    def get(self, channel: str) -> Floats | None:
        return self.values.get(channel)


def channels_of(payload: object) -> Channels | None:
    """None where the payload holds no samples."""
    found = _lists_of(payload)
    count = max((len(values) for values in found.values()), default=0)
    if count < 2 or not found.keys() - {Name("time_s")}:
        return None
    unreadable = 0
    channels: dict[str, Floats] = {}
    for name, values in found.items():
        numbers, n_bad = _instants(values) if name.channel == "time_s" else _numbers(values)
        unreadable += n_bad
        whole = np.full(count, np.nan)
        whole[: len(numbers)] = numbers * name.factor
        channels.setdefault(name.channel, whole)
    channels.setdefault("time_s", np.arange(count, dtype=np.float64))  # without times samples are a second apart
    return Channels(channels, unreadable)


def _lists_of(payload: object, depth: int = 0) -> dict[Name, Sequence[Any]]:
    """The first place in the payload that holds lists under known names."""
    if depth > _DEEPEST:
        return {}
    if isinstance(payload, Mapping):
        return _of_mapping(payload, depth)
    if isinstance(payload, Sequence) and not isinstance(payload, str | bytes):
        return _of_sequence(payload)
    return {}


def _of_mapping(payload: Mapping[Any, Any], depth: int) -> dict[Name, Sequence[Any]]:
    named = {
        name: values
        for key, value in payload.items()
        if (name := _name(key)) and (values := _series(value)) is not None
    }
    if named:
        return named
    inner = {_plain(key): value for key, value in payload.items()}
    for wrapper in _WRAPPERS:
        if found := _lists_of(inner.get(wrapper), depth + 1):
            return found
    return {}


def _of_sequence(payload: Sequence[Any]) -> dict[Name, Sequence[Any]]:
    """[{"type": "watts", "data": […]}, …] or [{"secs": 0, "watts": 200}, …]."""
    entries = [one for one in payload if isinstance(one, Mapping)]
    typed = {
        name: values
        for one in entries[:64]
        if (name := _name(one.get("type", one.get("name")))) and (values := _series(one.get("data"))) is not None
    }
    if typed or not entries:
        return typed
    keys = {key: name for one in entries[:64] for key in one if (name := _name(key))}
    return {name: [one.get(key) for one in entries] for key, name in keys.items()}


def _name(key: object) -> Name | None:
    return _NAMES.get(_plain(key))


def _plain(key: object) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower()) if isinstance(key, str) else ""


def _series(value: object) -> Sequence[Any] | None:
    if isinstance(value, Mapping):
        value = value.get("data", value.get("values"))
    return value if isinstance(value, list | tuple) and len(value) > 1 else None


def _numbers(values: Iterable[Any]) -> tuple[Floats, int]:
    given = list(values)
    read = given if all(type(one) is float for one in given) else [_number(one) for one in given]
    numbers = np.array(read, dtype=np.float64)
    is_known = np.abs(numbers) < _BEYOND_NUMBERS
    n_bad = len(given) - int(is_known.sum()) - sum(one is None for one in given)
    return np.where(is_known, numbers, np.nan), n_bad


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return np.nan
    try:
        return float(value)
    except (ValueError, OverflowError):
        return np.nan


def _instants(values: Sequence[Any]) -> tuple[Floats, int]:
    """Seconds since the first sample, from seconds, epochs or ISO instants."""
    if any(isinstance(one, str) and "T" in one for one in values):
        numbers = np.array([_epoch(one) for one in values], dtype=np.float64)
        n_bad = int(np.isnan(numbers).sum())
    else:
        numbers, n_bad = _numbers(values)
    known = numbers[~np.isnan(numbers)]
    if not known.size:
        return numbers, n_bad
    unit_s = 0.001 if np.median(known) > _MILLISECONDS else 1.0
    return (numbers - known[0]) * unit_s, n_bad


def _epoch(value: object) -> float:
    try:
        return datetime.fromisoformat(value).timestamp() if isinstance(value, str) else np.nan
    except ValueError:
        return np.nan

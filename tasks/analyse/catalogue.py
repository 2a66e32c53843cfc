"""All facts by their keys. A topic's definitions stand in its own module under definitions/."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tasks.analyse.definitions import (
    checkins,
    coverage,
    intensity,
    plan,
    power,
    race,
    recovery,
    standing,
    strength,
    training,
    vendors,
    weight,
)
from tasks.analyse.definitions.definition import Definition, Pattern

_TOPICS: Final = (
    training,
    intensity,
    power,
    plan,
    race,
    recovery,
    vendors,
    weight,
    checkins,
    strength,
    standing,
    coverage,
)

CATALOGUE: Final[Mapping[str, Definition]] = MappingProxyType(
    {one.key: one for topic in _TOPICS for one in topic.DEFINITIONS}
)
PATTERNS: Final[tuple[Pattern, ...]] = (*training.PATTERNS, *vendors.PATTERNS, *strength.PATTERNS)


def definition(key: str) -> Definition:
    """A fact's definition, whether it stands in the catalogue or follows a pattern."""
    if key in CATALOGUE:
        return CATALOGUE[key]
    fitting = [one for one in PATTERNS if key.startswith(one.prefix)]
    if not fitting:
        raise KeyError(key)
    pattern = max(fitting, key=lambda one: len(one.prefix))
    return pattern.define(key.removeprefix(pattern.prefix))

"""Workouts as scoring leaves them, and what a sheet says of them in short."""

from typing import Any

from builders import Row, histories, synced, workout

from models.facts import Fact, FactSheet
from models.scoring import SCORING_VERSION
from tasks.analyse.facts import analyse

WATCHED = [synced("2024-01-01", "2027-01-01")]


def scored(on: Any, load: float | None = 50.0, **fields: Any) -> Row:
    """A workout whose zones, curve and load are believed as they stand."""
    was = {
        **workout(on),
        "load": load,
        "load_method": "unscored" if load is None else "power",
        "scored_at": "2026-11-16T00:00:00Z",
        "scoring_version": SCORING_VERSION,
    }
    at = fields.pop("at", "07:00")
    return {**was, "started_at": workout(on, at=at)["started_at"], **fields}


def sheet(**given: Any) -> FactSheet:
    """Of the only report; every day is watched unless told otherwise."""
    (only,) = analyse(histories(**{"integrations": WATCHED, **given})).values()
    return only


def fact(key: str, **given: Any) -> Fact:
    found = sheet(**given).get(key)
    assert found is not None
    return found


def reference(found: Fact, kind: str) -> float | None:
    comparison = found.comparison(kind)
    return None if comparison is None else comparison.reference

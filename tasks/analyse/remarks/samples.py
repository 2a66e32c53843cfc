"""Remarks on what scoring left out of workouts' samples."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from models.facts import DataNote
from tasks.analyse.batch import Batch
from tasks.analyse.remarks.words import listed_days

# What weighs most first. `n` is how many, `days` are the days; the other words follow the number.
_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "too_long": "The samples of {n} {workout} run for longer than a day ({days}) and were not used.",
        "power_spikes": "{n} {sample} of power {was} higher than anyone can push ({days}) and {was} left out.",
        "power_negative": "{n} {sample} of power {was} below zero ({days}) and {was} left out.",
        "power_markers": "{n} {sample} of power only marked a missing reading ({days}) and {was} left out.",
        "hr_spikes": "{n} {sample} of heart rate leapt further than a heart can ({days}) and {was} left out.",
        "hr_markers": "{n} {sample} of heart rate only marked a missing reading ({days}) and {was} left out.",
        "speed_spikes": "{n} {sample} of speed {was} out of reach in that sport ({days}) and {was} left out.",
        "not_a_number": "{n} {sample} held no number ({days}) and {was} left out.",
        "time_backwards": "{n} {sample} went back in time ({days}) and {was} left out.",
        "time_repeated": "{n} {sample} repeated a time ({days}) and {was} left out.",
    }
)
_OF_ONE: Final = {"sample": "sample", "workout": "workout", "was": "was"}
_OF_SEVERAL: Final = {"sample": "samples", "workout": "workouts", "was": "were"}
_OTHERWISE: Final = "{n} {sample} {was} left out ({days}): {code}."  # a reason that is not told of above


def sample_notes(batch: Batch) -> list[list[DataNote]]:
    """Of each report: one remark a reason, over all the period's workouts."""
    return [
        [_note(code, *found[code]) for code in (*_TEXTS, *sorted(found.keys() - _TEXTS.keys())) if code in found]
        for found in _counts(batch)
    ]


def _counts(batch: Batch) -> list[dict[str, tuple[int, list[date]]]]:
    recent = batch.recent(batch.n_days)
    kept = batch.workouts["sample_notes"].to_numpy(dtype=object)[recent.of]
    counts: list[dict[str, tuple[int, list[date]]]] = [{} for _ in batch.assignments]
    order = np.argsort(recent.day, kind="stable").tolist()
    for at in (place for place in order if isinstance(kept[place], list)):
        found, first = counts[recent.column[at]], batch.assignments[recent.column[at]].period.start
        day = date.fromordinal(first.toordinal() + int(recent.day[at]))
        for code, count in _remarks(kept[at]):
            so_far, days = found.get(code, (0, []))
            found[code] = so_far + count, [*days, day]
    return counts


def _remarks(kept: list[Any]) -> Iterator[tuple[str, int]]:
    for one in kept:
        if isinstance(one, dict) and isinstance(one.get("count"), int | float) and one["count"] > 0:
            yield str(one.get("code")), int(one["count"])


def _note(code: str, count: int, days: list[date]) -> DataNote:
    words = _OF_ONE if count == 1 else _OF_SEVERAL
    template = _TEXTS.get(code, _OTHERWISE)
    text = template.format(n=count, days=listed_days(days), code=code.replace("_", " "), **words)
    return DataNote(code=f"samples_{code}", text=text, dates=tuple(dict.fromkeys(days)))

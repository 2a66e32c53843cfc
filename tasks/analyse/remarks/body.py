"""Remarks on where HRV, resting heart rate and sleep came from."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from models.facts import DataNote
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.sources import Readings
from tasks.analyse.remarks.words import capitalised, days_where, listed_days, listing, sources
from tasks.analyse.topics.quantities import in_words

_BEHIND_A_BASELINE = params.BASELINE_DAYS + params.WEEK_DAYS


def body_notes(batch: Batch, at: int) -> Iterator[DataNote]:
    yield from _meetings(batch, at)
    yield from _changes(batch, at)
    yield from _sdnn(batch, at)
    yield from _naps(batch, at)


def _meetings(batch: Batch, at: int) -> Iterator[DataNote]:
    """Several sources for one quantity on one day: which of them had the word. What met alike is told at once."""
    met: dict[tuple[tuple[date, ...], tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for what, readings in _readings(batch):
        is_met = readings.n_sources[-batch.n_days :, at] > 1
        if is_met.any():
            rows = len(readings.values) - batch.n_days + np.flatnonzero(is_met)
            used = tuple(readings.names[one] for one in np.unique(readings.source[rows, at]))
            names = tuple(readings.names_on(at, rows))
            met.setdefault((days_where(batch.assignments[at], is_met), names, used), []).append(what)
    for (days, names, used), quantities in met.items():
        where = f"{capitalised(listing(quantities))} came from {sources(names)} on {in_words(len(days))}"
        text = f"{where} ({listed_days(days)}). {sources(used)} {'was' if len(used) == 1 else 'were'} used."
        yield DataNote(code="sources_met", text=text, dates=days)


def _changes(batch: Batch, at: int) -> Iterator[DataNote]:
    """Sleep is held against the athlete's need, not against a baseline, so it is not looked at."""
    changed: dict[tuple[str, ...], list[str]] = {}
    for what, readings in _readings(batch)[:2]:
        source = readings.source[-_BEHIND_A_BASELINE:, at]
        used = np.unique(source[source >= 0])
        if len(used) > 1:
            changed.setdefault(tuple(readings.names[one] for one in used), []).append(what)
    for names, quantities in changed.items():
        comes, baseline = ("comes", "its baseline") if len(quantities) == 1 else ("come", "their baselines")
        text = f"{capitalised(listing(quantities))} {comes} from {sources(names)} within {baseline}"
        yield DataNote(code="source_changed", text=f"{text}, and two devices do not read alike.")


def _sdnn(batch: Batch, at: int) -> Iterator[DataNote]:
    recovery, n_days = batch.recovery, batch.n_days
    is_only_sdnn = recovery.has_sdnn[-n_days:, at] & np.isnan(recovery.hrv_ms.values[-n_days:, at])
    days = days_where(batch.assignments[at], is_only_sdnn)
    if days:
        text = f"HRV was sent as SDNN on {in_words(len(days))}. That is another quantity than rMSSD and was not used."
        yield DataNote(code="sdnn_only", text=text, dates=days)


def _naps(batch: Batch, at: int) -> Iterator[DataNote]:
    slept, n_days = batch.recovery.slept, batch.n_days
    alone = days_where(batch.assignments[at], slept.has_nap_alone[-n_days:, at])
    if alone:
        which = "that night" if len(alone) == 1 else "those nights"
        text = f"Only naps were recorded on {listed_days(alone)}: how long {which} lasted is not known."
        yield DataNote(code="nap_alone", text=text, dates=alone)
    days = days_where(batch.assignments[at], slept.n_naps[-n_days:, at] > 0)
    if days:
        text = f"Sleep counts the naps of {listed_days(days)}."
        yield DataNote(code="naps", text=text, dates=days)


def _readings(batch: Batch) -> tuple[tuple[str, Readings], ...]:
    recovery = batch.recovery
    return ("HRV", recovery.hrv_ms), ("resting heart rate", recovery.resting_hr_bpm), ("sleep", recovery.sleep_h)

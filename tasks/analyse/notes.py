"""Remarks on a report's data, each a sentence fit to print with its figures in it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np

from models.enums import LoadMethod
from models.facts import DataNote, Session
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.grid import Bools
from tasks.analyse.quantities import in_words
from tasks.analyse.sources import Readings

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MANY_DATES = 7
_BEHIND_A_BASELINE = params.BASELINE_DAYS + params.WEEK_DAYS

Listed = Sequence[Session]


def notes(batch: Batch, listed: Sequence[Listed]) -> list[tuple[DataNote, ...]]:
    """Of each report, what weighs most first. `listed` are the reports' sessions."""
    return [
        tuple(note for remark in _REMARKS for note in remark(batch, at, of_report))
        for at, of_report in enumerate(listed)
    ]


def _partial(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    if batch.assignments[at].is_partial:
        until = _in_words([batch.assignments[at].period.end])
        yield DataNote(
            code="partial_period", text=f"The period was not over yet: only the days up to {until} are counted."
        )


def _history(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    history = int(batch.loads.history_days[-1, at])
    early, firm = params.EARLY_HISTORY_DAYS, params.FIRM_HISTORY_DAYS
    if 0 < history < early:
        text = f"The record is {in_words(history)} long. Fitness, fatigue and form cannot be read before {early} days"
        yield DataNote(code="short_history", text=f"{text} and are firm after {firm}.")
    elif early <= history < firm:
        text = f"The record is {in_words(history)} long: fitness and what follows from it are firm after {firm}."
        yield DataNote(code="short_history", text=text)


def _unknown_days(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    days = _days(batch, at, ~batch.loads.is_known[-batch.n_days :, at])
    if days and batch.loads.history_days[-1, at] > 0:
        is_one = len(days) == 1
        known, counted = ("is", "it, so it is") if is_one else ("are", "them, so they are")
        which = f"{len(days)} of {in_words(batch.n_days)} {known} not known ({_in_words(days)})"
        text = f"{which}: no source covers {counted} not counted as rest."
        yield DataNote(code="unknown_days", text=text, dates=days)


def _coverage(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    window = params.COVERAGE_DAYS
    known = int(batch.loads.is_covered[-window:, at].sum())
    is_low = 100 * known < params.COVERAGE_FIRM_PCT * window
    if is_low and batch.loads.history_days[-1, at] >= window:
        text = (
            f"The load is known on {known} of the last {window} days: fitness and what follows from it are provisional."
        )
        yield DataNote(code="low_coverage", text=text)


def _unscored(_: Batch, __: int, listed: Listed) -> Iterator[DataNote]:
    days = tuple(one.local_date for one in listed if one.load is None)
    if days:
        has = "has" if len(days) == 1 else "have"
        text = f"{len(days)} of {_workouts(listed)} {has} no load ({_in_words(days)}): nothing to compute it from."
        yield DataNote(code="unscored_workouts", text=text, dates=days)


def _approximate(_: Batch, __: int, listed: Listed) -> Iterator[DataNote]:
    rough = [one for one in listed if one.is_approximate and one.load is not None]
    if rough:
        ways = {"effort" if one.load_method == LoadMethod.SESSION_RPE else "heart rate" for one in rough}
        estimate = "is an estimate" if len(rough) == 1 else "are estimates"
        text = f"The load of {len(rough)} of {_workouts(listed)} {estimate} from {' and '.join(sorted(ways))}."
        yield DataNote(code="approximate_loads", text=text, dates=tuple(one.local_date for one in rough))


def _high(_: Batch, __: int, listed: Listed) -> Iterator[DataNote]:
    for one in listed:
        if one.load is not None and one.load > params.HIGH_WORKOUT_LOAD:
            text = f"A load of {one.load:.0f} on {_in_words([one.local_date])} is unusually high. It was kept."
            yield DataNote(code="high_load", text=text, dates=(one.local_date,))


def _meetings(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    """Several sources for one quantity on one day: which of them had the word."""
    for what, readings in _readings(batch):
        met = readings.n_sources[-batch.n_days :, at] > 1
        days = _days(batch, at, met)
        if days:
            rows = len(readings.values) - batch.n_days + np.flatnonzero(met)
            used = _listing(readings.names[one] for one in np.unique(readings.source[rows, at]))
            names = _listing(readings.names_on(at, rows))
            text = f"{what} came from {names} on {in_words(len(days))} ({_in_words(days)}). {used} was used."
            yield DataNote(code="sources_met", text=text, dates=days)


def _changes(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    for what, readings in _readings(batch)[:2]:  # sleep is held against the athlete's need, not against a baseline
        source = readings.source[-_BEHIND_A_BASELINE:, at]
        used = np.unique(source[source >= 0])
        if len(used) > 1:
            names = _listing(readings.names[one] for one in used)
            text = f"{what} comes from {names} within its baseline, and two devices do not read alike."
            yield DataNote(code="source_changed", text=text)


def _sdnn(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    recovery, n_days = batch.recovery, batch.n_days
    is_only_sdnn = recovery.has_sdnn[-n_days:, at] & np.isnan(recovery.hrv_ms.values[-n_days:, at])
    days = _days(batch, at, is_only_sdnn)
    if days:
        text = f"HRV was sent as SDNN on {in_words(len(days))}. That is another quantity than rMSSD and was not used."
        yield DataNote(code="sdnn_only", text=text, dates=days)


_REMARKS: tuple[Callable[[Batch, int, Listed], Iterator[DataNote]], ...] = (
    _partial,
    _history,
    _unknown_days,
    _coverage,
    _unscored,
    _approximate,
    _high,
    _meetings,
    _changes,
    _sdnn,
)


def _readings(batch: Batch) -> tuple[tuple[str, Readings], ...]:
    recovery = batch.recovery
    return ("HRV", recovery.hrv_ms), ("Resting heart rate", recovery.resting_hr_bpm), ("Sleep", recovery.sleep_h)


def _days(batch: Batch, at: int, is_meant: Bools) -> tuple[date, ...]:
    """The dates of the period's days on which the mask holds."""
    first = batch.assignments[at].period.start.toordinal()
    return tuple(date.fromordinal(first + int(day)) for day in np.flatnonzero(is_meant))


def _in_words(days: Sequence[date]) -> str:
    shown = [f"{day.day} {_MONTHS[day.month - 1]}" for day in dict.fromkeys(days)]
    return ", ".join(shown[:_MANY_DATES]) + (" …" if len(shown) > _MANY_DATES else "")


def _workouts(listed: Listed) -> str:
    return "1 workout" if len(listed) == 1 else f"{len(listed)} workouts"


def _listing(names: Iterator[str]) -> str:
    shown = [name.replace("_", " ").capitalize() if name.islower() else name for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

"""Remarks on a report's data, each a sentence fit to print with its figures in it."""

from collections.abc import Callable, Iterator, Sequence

from models.enums import LoadMethod, Sex
from models.facts import DataNote, Session
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.remarks.arrivals import duplicate_notes, late_notes
from tasks.analyse.remarks.body import body_notes
from tasks.analyse.remarks.samples import sample_notes
from tasks.analyse.remarks.words import days_where, listed_days, listing
from tasks.analyse.topics.quantities import in_words

Listed = Sequence[Session]
_ROUGHLY_FROM = {
    LoadMethod.SESSION_RPE.value: "effort",
    LoadMethod.POWER.value: "power",
    LoadMethod.PACE.value: "pace",
    LoadMethod.SWIM.value: "pace",
}
_FROM_HEART_RATE = frozenset({LoadMethod.HR_SAMPLES, LoadMethod.HR_AVERAGE})


def notes(batch: Batch, listed: Sequence[Listed]) -> list[tuple[DataNote, ...]]:
    """Of each report, what weighs most first. `listed` are the reports' sessions."""
    duplicates, samples = duplicate_notes(batch), sample_notes(batch)
    return [
        (
            *(note for remark in _REMARKS for note in remark(batch, at, of_report)),
            *duplicates[at],
            *body_notes(batch, at),
            *samples[at],
        )
        for at, of_report in enumerate(listed)
    ]


def _partial(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    if batch.assignments[at].is_partial:
        until = listed_days([batch.assignments[at].period.end])
        yield DataNote(
            code="partial_period", text=f"The period was not over yet: only the days up to {until} are counted."
        )


def _late(batch: Batch, at: int, _: Listed) -> Iterator[DataNote]:
    return late_notes(batch, at)


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
    days = days_where(batch.assignments[at], ~batch.loads.is_known[-batch.n_days :, at])
    if days and batch.loads.history_days[-1, at] > 0:
        is_one = len(days) == 1
        known, counted = ("is", "it, so it is") if is_one else ("are", "them, so they are")
        which = f"{len(days)} of {in_words(batch.n_days)} {known} not known ({listed_days(days)})"
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
        text = f"{len(days)} of {_workouts(listed)} {has} no load ({listed_days(days)}): nothing to compute it from."
        yield DataNote(code="unscored_workouts", text=text, dates=days)


def _approximate(_: Batch, __: int, listed: Listed) -> Iterator[DataNote]:
    rough = [one for one in listed if one.is_approximate and one.load is not None]
    if rough:
        ways = {_ROUGHLY_FROM.get(one.load_method, "heart rate") for one in rough}
        estimate = "is an estimate" if len(rough) == 1 else "are estimates"
        text = f"The load of {len(rough)} of {_workouts(listed)} {estimate} from {' and '.join(sorted(ways))}."
        yield DataNote(code="approximate_loads", text=text, dates=tuple(one.local_date for one in rough))


def _exponent(batch: Batch, at: int, listed: Listed) -> Iterator[DataNote]:
    """What heart rates were weighed with where it could not be chosen."""
    days = tuple(one.local_date for one in listed if one.load_method in _FROM_HEART_RATE)
    if days and batch.athletes[at].sex is None:
        between, women, men = (params.HR_EXPONENT[sex] for sex in (None, Sex.FEMALE, Sex.MALE))
        text = f"Loads from heart rate use k = {between:g}, midway between women's {women:g} and men's {men:g}"
        yield DataNote(code="hr_exponent", text=f"{text}: no sex is set.", dates=days)


def _high(_: Batch, __: int, listed: Listed) -> Iterator[DataNote]:
    high = [one for one in listed if one.load is not None and one.load > params.HIGH_WORKOUT_LOAD]
    if high:
        which = listing([f"{one.load:.0f} on {listed_days([one.local_date])}" for one in high])
        is_one = len(high) == 1
        text = f"A load of {which} is unusually high. It" if is_one else f"Loads of {which} are unusually high. They"
        days = tuple(one.local_date for one in high)
        yield DataNote(code="high_load", text=f"{text} {'was' if is_one else 'were'} kept.", dates=days)


_REMARKS: tuple[Callable[[Batch, int, Listed], Iterator[DataNote]], ...] = (
    _partial,
    _late,
    _history,
    _unknown_days,
    _coverage,
    _unscored,
    _approximate,
    _exponent,
    _high,
)


def _workouts(listed: Listed) -> str:
    return "1 workout" if len(listed) == 1 else f"{len(listed)} workouts"

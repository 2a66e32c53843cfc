"""Which sessions of a period were key, and why: the race, a best, the highest load, the longest, the hardest."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from models.scoring import BANDS, BASES, CURVE_SECONDS
from models.sports import Family
from tasks.analyse import params
from tasks.analyse.batch import Batch
from tasks.analyse.days.grid import Bools, Floats, Ints
from tasks.analyse.days.plans import kind
from tasks.analyse.days.recent import Recent
from tasks.analyse.definitions.intensity import BASIS_LABELS
from tasks.analyse.topics.power import curves
from tasks.frames import per_row

Nominees = tuple[str, Recent, Ints]  # a reason, and the rows that it makes key


def key_reasons(batch: Batch) -> dict[tuple[int, int], str]:
    """By report and workout (a row of the batch's frame): the reasons of at most three, what weighs most first."""
    key: dict[int, dict[int, list[str]]] = {}
    for reason, done, rows in _nominees(batch):
        for column, workout in zip(done.column[rows].tolist(), done.of[rows].tolist(), strict=True):
            of_report = key.setdefault(column, {})
            if workout in of_report or len(of_report) < params.KEY_SESSIONS:
                of_report.setdefault(workout, []).append(reason)
    return {
        (column, workout): ", ".join(reasons)
        for column, of_report in key.items()
        for workout, reasons in of_report.items()
    }


def _nominees(batch: Batch) -> Iterator[Nominees]:
    done = batch.recent(batch.n_days)
    yield "the race", done, _races(batch, done)
    yield from _bests(batch)
    period = {1: "the day", params.WEEK_DAYS: "the week"}.get(batch.n_days, f"{batch.n_days} days")
    yield f"highest load of {period}", done, _highest(done, done.numbers("load"))
    yield f"longest of {period}", done, _highest(done, done.seconds)
    yield from _hardest(done)


def _races(batch: Batch, done: Recent) -> Ints:
    """The longest workout of a race's day and sport; where nothing is of its sport, the longest of that day."""
    n_columns = done.grid.shape[1]
    placed = done.grid.place(batch.races)
    race_day, day = placed.day * n_columns + placed.column, done.day * n_columns + done.column
    families = pd.Index([one.value for one in Family])
    race_kind = families.get_indexer(pd.Index(per_row(batch.races["sport"], kind)[placed.row], dtype=object))
    is_of_sport = np.isin(
        day * len(families) + families.get_indexer(pd.Index(done.families, dtype=object)),
        (race_day * len(families) + race_kind)[race_kind >= 0],
    )
    is_of_day = np.isin(day, np.setdiff1d(race_day, day[is_of_sport]))
    return done.first(is_of_sport | is_of_day, -np.nan_to_num(done.seconds), by=day)


def _bests(batch: Batch) -> Iterator[Nominees]:
    """Rides that hold more power than any of the period and of the 90 days before it."""
    back = params.BEST_BEFORE_DAYS
    found = curves(batch, batch.n_days + back)
    is_of_period = found.rides.day >= found.rides.grid.n_days - batch.n_days
    before = np.where(batch.is_comparable(batch.n_days, back), found.best(~is_of_period), np.nan)
    for seconds in params.KEY_BESTS_S:
        at = CURVE_SECONDS.index(seconds)
        watts = found.watts[:, at]
        is_better = is_of_period & (watts > before[at][found.rides.column])
        words = f"best {seconds // 60} minutes in {back} days"
        yield words, found.rides, found.rides.first(is_better, -watts)


def _highest(done: Recent, values: Floats, least: float = 0.0, is_rival: Bools | None = None) -> Ints:
    """Of each column the row with the highest value, where there were others that it could have been."""
    rivals = values > 0 if is_rival is None else is_rival
    n_rivals = done.total(rivals).sum(axis=0)
    return done.first((values > least) & rivals & (n_rivals >= params.KEY_MIN_SESSIONS)[done.column], -values)


def _hardest(done: Recent) -> Iterator[Nominees]:
    """On the basis that most of the period's time was measured by: bases are not held against each other."""
    zones = {basis: np.stack([done.numbers(f"{basis}_{band}_s") for band in BANDS]) for basis in BASES}
    timed = {basis: np.nansum(seconds, axis=0) for basis, seconds in zones.items()}
    main = np.argmax([done.total(seconds > 0, seconds).sum(axis=0) for seconds in timed.values()], axis=0)
    for at, basis in enumerate(BASES):
        is_rival = (timed[basis] > 0) & (main == at)[done.column]
        rows = _highest(done, zones[basis][-1], params.KEY_HARD_MIN_S, is_rival)
        yield f"hardest: most time above the second threshold by {BASIS_LABELS[basis]}", done, rows

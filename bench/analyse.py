"""Analysis: a batch at once against a loop over athletes, in one process, on the same athletes, with equal results."""

from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from statistics import median

import numpy as np

from bench.athletes import histories
from bench.batch import Matrices, by_batch
from bench.loop import Found, by_loop
from bench.measure import Figures, timed
from models.values import Histories
from tasks.analyse.facts import analyse

SIZES = (200, 2_000, 10_000)
BLOCK = 50  # as many reports as production takes at once
BLOCKS = (10, 25, 50, 100, 200)
BLOCKS_OVER = 400  # athletes
COMPARED = 2_000  # the others take each athlete or block for itself: of more athletes so many are enough
REPEATS = 5
TOLERANCE = 1e-9


def bench() -> dict[str, list[Figures]]:
    by_batch(histories(range(BLOCK)))  # what is done once in a process is not what is measured
    sizes = [_size(size) for size in SIZES]
    return {
        "milliseconds an athlete": sizes,
        "growth": [_growth(sizes)],
        "by size of the block": _blocks(),
        "whole fact sheets": [_facts()],
    }


def _size(size: int) -> Figures:
    """Block by block: each contender takes the same one in turn, so that all meet the machine in the same mood."""
    batch_s, loop_s, polars_s = [], [], []
    for first in range(0, size, BLOCK):
        block = histories(range(first, first + BLOCK))
        seconds, found = timed(partial(by_batch, block), REPEATS)
        batch_s.append(seconds)
        if first < COMPARED:
            seconds, expected = timed(partial(by_loop, block))
            loop_s.append(seconds)
            assert_equal(found, by_report(expected))
            polars_s += _polars(block, found)
    batch, loop, polars = (1000 * sum(one) / len(one) / BLOCK if one else None for one in (batch_s, loop_s, polars_s))
    assert batch is not None
    assert loop is not None
    return {
        "athletes": size,
        "batch": batch,
        "pandas loop": loop,
        "polars": polars,
        "times the loop": loop / batch,
        "times polars": polars and polars / batch,
    }


def _polars(block: Histories, found: Matrices) -> list[float]:
    """Where it is installed."""
    if find_spec("polars") is None:
        return []
    from bench.with_polars import as_polars, by_polars

    seconds, expected = timed(partial(by_polars, as_polars(block)), REPEATS)
    assert_equal(found, expected)
    return [seconds]


def by_report(found: Sequence[Found]) -> Matrices:
    return {name: np.array([one[name] for one in found]).T for name in found[0]}


def assert_equal(found: Matrices, expected: Matrices) -> None:
    assert found.keys() == expected.keys()
    for name, matrix in found.items():
        np.testing.assert_allclose(matrix, expected[name], rtol=TOLERANCE, atol=TOLERANCE, err_msg=name)


def _growth(sizes: Sequence[Figures]) -> Figures:
    fewest, most = sizes[0], sizes[-1]
    label = f"cost an athlete at {most['athletes']:,} over that at {fewest['athletes']:,}"
    return {label: most["batch"] / fewest["batch"]}


def _blocks() -> list[Figures]:
    """The same number of athletes in blocks of each size, which take turns."""
    given = {block: [histories(range(at, at + block)) for at in range(0, BLOCKS_OVER, block)] for block in BLOCKS}
    taken: dict[int, list[float]] = {block: [] for block in BLOCKS}
    for _ in range(REPEATS):
        for block, cut in given.items():
            taken[block].append(sum(timed(partial(by_batch, one))[0] for one in cut))
    return [{"block": block, "batch": 1000 * median(seconds) / BLOCKS_OVER} for block, seconds in taken.items()]


def _facts() -> Figures:
    """With every comparison and text: what a report costs before it is worded."""
    block = histories(range(BLOCK))
    sheets = analyse(block)
    seconds = timed(partial(analyse, block), REPEATS)[0]
    facts = sum(len(sheet.facts) for sheet in sheets.values()) / BLOCK
    return {"block": BLOCK, "facts a sheet": facts, "milliseconds an athlete": 1000 * seconds / BLOCK}

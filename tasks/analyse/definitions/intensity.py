"""How hard it was: where the time went, by what it was measured with, and how far heart rate drifted."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from models.scoring import BANDS, BASES
from tasks.analyse.definitions.definition import PERIOD, Definition

WEEK: Final = "7 days"
BASIS_LABELS: Final = {"power": "power", "hr": "heart rate", "pace": "pace"}
_ZONES: Final = {
    "easy": "below the first threshold",
    "moderate": "between the thresholds",
    "hard": "above the second threshold",
}


def _of_basis(basis: str) -> Iterator[Definition]:
    by = f"by {BASIS_LABELS[basis]}"
    for band in BANDS:
        how = f"share of the time with zones {by} that lies {_ZONES[band]}; the usual is that of the 28 days before"
        yield Definition(f"intensity.{basis}.{band}", f"{band.capitalize()}, {by}", "percent", 0, WEEK, how)
    how = f"time in any zone {by}; no other basis is in it"
    yield Definition(f"intensity.{basis}.time", f"Time with zones {by}", "s", 0, WEEK, how, step=60.0)
    how = "log10 of 100 times easy times hard over moderate share, where easy > hard > moderate"
    yield Definition(f"intensity.{basis}.polarization", f"Polarization, {by}", "ratio", 2, WEEK, how)


DEFINITIONS: Final = (
    *chain.from_iterable(_of_basis(basis) for basis in BASES),
    Definition(
        "decoupling.longest",
        "Decoupling, longest steady session",
        "percent",
        1,
        PERIOD,
        "output per heartbeat lost from the first half to the second, in steady sessions of an hour or more; its change"
        " is against the mean of such sessions in the 28 days before",
    ),
)

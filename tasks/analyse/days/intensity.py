"""How the time divides into easy, moderate and hard. One basis at a time: they are never added up."""

import numpy as np

from tasks.analyse.days.grid import Floats


def shares_pct(seconds: Floats) -> Floats:
    """Bands × columns: each band's percent of the column's time; NaN where there is no time."""
    total = seconds.sum(axis=0)
    return 100 * seconds / np.where(total > 0, total, np.nan)


def polarization(seconds: Floats) -> Floats:
    """log10(easy / moderate * hard * 100) of the shares; NaN unless easy > hard > moderate and there is some of each.

    Anything else is not polarized, and the figure would say nothing.
    """
    easy, moderate, hard = shares_pct(seconds) / 100
    is_polarized = (easy > hard) & (hard > moderate) & (moderate > 0)
    safe = np.where(is_polarized, moderate, np.nan)
    index: Floats = np.log10(easy / safe * hard * 100)
    return index

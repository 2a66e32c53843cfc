"""When two figures of a sheet count as one."""

from tasks.analyse import params


def is_near(one: float, other: float, *, terms: float = 1.0) -> bool:
    """Equal but for rounding. `terms` is how many rounded figures stand behind the two, each with its factor."""
    floating = params.FLOAT_ROUNDING * max(abs(one), abs(other))
    return abs(one - other) <= params.SHEET_ROUNDING * max(terms, 1.0) + floating

"""What it takes to define a fact: key, label, unit, decimals, window, and in a few words how it comes about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

PERIOD: Final = "period"  # the report's own days


@dataclass(frozen=True, slots=True)
class Definition:
    key: str
    label: str
    unit: str
    decimals: int
    window: str
    how: str
    has_percent: bool = False  # whether a change of it is said in percent
    difference_of: tuple[str, ...] = ()  # which printed figures it is the difference of
    step: float | None = None  # what smaller differences do not show on a page; None: half of the last decimal

    @property
    def least(self) -> float:
        return 0.5 * 10.0**-self.decimals if self.step is None else self.step

    @property
    def is_counted(self) -> bool:
        """Whole by nature; a count with decimals is one of fractions."""
        return self.unit in ("count", "days") and self.decimals == 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Facts whose last part is a name from the athlete's rows: one for each muscle, sport or device."""

    prefix: str
    define: Callable[[str], Definition]  # from the part after the prefix
    example: str  # such a part, for the documentation

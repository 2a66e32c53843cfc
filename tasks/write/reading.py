"""A fact sheet with the questions that rules and sentences ask of it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.enums import Direction, Quality
from models.facts import BASELINE, Comparison, Fact, FactSheet
from models.values import Athlete
from tasks.write.params import PARAMS, WriteParams

MUSCLE_PREFIX = "strength.sets."


@dataclass(frozen=True, slots=True)
class Reading:
    """What is unknown or too early answers None, and None fulfils no condition."""

    sheet: FactSheet
    athlete: Athlete
    params: WriteParams = PARAMS

    @property
    def period_days(self) -> int:
        return (self.sheet.period_end - self.sheet.period_start).days + 1

    def value(self, key: str) -> float | None:
        return self.sheet.value(key)

    def comparison(self, key: str, kind: str) -> Comparison | None:
        fact = self.sheet.get(key)
        if fact is None or not fact.is_known or fact.quality in (Quality.MISSING, Quality.TOO_EARLY):
            return None
        return fact.comparison(kind)

    def difference(self, key: str, kind: str) -> float | None:
        found = self.comparison(key, kind)
        if found is None:
            return None
        if found.difference is None and found.reference is not None:
            return (self.value(key) or 0.0) - found.reference
        return found.difference

    def percent(self, key: str, kind: str) -> float | None:
        found = self.comparison(key, kind)
        if found is None:
            return None
        if found.change_pct is None and found.reference:
            return 100 * ((self.value(key) or 0.0) / found.reference - 1)
        return found.change_pct

    def band(self, key: str) -> Direction | None:
        """Where a fact lies beside the athlete's own band."""
        found, value = self.comparison(key, BASELINE), self.value(key)
        if found is None or value is None:
            return None
        if found.band_low is None or found.band_high is None:
            return found.direction
        here, low, high = (self._as_printed(key, one) for one in (value, found.band_low, found.band_high))
        return Direction.DOWN if here < low else Direction.UP if here > high else Direction.SAME

    def _as_printed(self, key: str, value: float) -> Decimal:
        """Rounded as a page rounds it, so that a sentence never says "below" of two figures that look the same."""
        fact = self.sheet.get(key)
        places = fact.decimals if fact else 0
        return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    def muscles(self) -> list[Fact]:
        """The muscles that were trained, most sets first."""
        found = [fact for fact in self.sheet if fact.key.startswith(MUSCLE_PREFIX) and self.value(fact.key)]
        return sorted(found, key=lambda fact: (-(fact.value or 0), fact.key))


def at_least(value: float | None, limit: float) -> bool:
    return value is not None and value >= limit


def at_most(value: float | None, limit: float) -> bool:
    return value is not None and value <= limit

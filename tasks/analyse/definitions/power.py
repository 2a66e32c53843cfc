"""What the legs can do on the bike: the best mean powers, and the model that they make."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.scoring import CURVE_SECONDS
from tasks.analyse.definitions.definition import PERIOD, Definition


def _named(seconds: int) -> tuple[str, str]:
    """As keys and as labels name a duration: ("20min", "20 min")."""
    count, unit = (seconds, "s") if seconds < 60 else (seconds // 60, "min")
    return f"{count}{unit}", f"{count} {unit}"


BEST_KEYS: Final[Mapping[int, str]] = MappingProxyType(
    {seconds: f"power.best_{_named(seconds)[0]}" for seconds in CURVE_SECONDS}
)
_BEST = "best mean power of a ride, pauses cut out; its change is against the best of the 90 days before"
_FIT = "least squares of work on time over the best rides of 3 to 20 minutes"

DEFINITIONS: Final = (
    *(Definition(key, f"Best {_named(seconds)[1]}", "w", 0, PERIOD, _BEST) for seconds, key in BEST_KEYS.items()),
    Definition("power.cp", "Critical power", "w", 0, "90 days", f"slope of the {_FIT}"),
    Definition("power.w_prime", "Work above critical power", "j", 0, "90 days", f"intercept of the {_FIT}", step=50.0),
)

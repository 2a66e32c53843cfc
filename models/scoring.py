"""What scoring keeps of a workout: under which version, time in three zones by basis, the best mean powers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SCORING_VERSION: Final = 2  # rows scored under an older one are scored again

BASES: Final = ("power", "hr", "pace")  # of zones; pace counts only with a table of the athlete's own
BANDS: Final = ("easy", "moderate", "hard")
CURVE_SECONDS: Final = (5, 15, 30, 60, 180, 300, 600, 1200, 1800, 3600)

# Frame column → where in `workouts.zones` ({"power": {"easy_s": 1200.0, …}, "hr": {…}}) it is kept.
ZONE_COLUMNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {f"{basis}_{band}_s": (basis, f"{band}_s") for basis in BASES for band in BANDS}
)
# Frame column → the key in `workouts.curve` ({"5": 812.0, …}, watts by seconds).
CURVE_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({f"best_{s}s_w": str(s) for s in CURVE_SECONDS})

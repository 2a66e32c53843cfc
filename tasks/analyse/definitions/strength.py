"""What was lifted."""

from typing import Final

from tasks.analyse.definitions.definition import PERIOD, Definition, Pattern

MUSCLE_PREFIX: Final = "strength.sets."
FRACTIONAL_PREFIX: Final = "strength.fractional_sets."
E1RM_PREFIX: Final = "strength.e1rm."

DEFINITIONS: Final = (
    Definition("strength.sets", "Strength sets", "count", 0, PERIOD, "sets lifted; planned ones do not count"),
    Definition(
        "strength.volume_load",
        "Volume load",
        "kg",
        0,
        PERIOD,
        "sets times repetitions times weight as lifted; sets without a weight add nothing",
        True,
    ),
    Definition(
        "strength.planned_sets", "Planned sets", "count", 0, PERIOD, "a plan only: of a period without lifted sets"
    ),
    Definition(
        "strength.planned_volume_load",
        "Planned volume load",
        "kg",
        0,
        PERIOD,
        "a plan only: of a period without lifted sets; a range of repetitions counts its midpoint",
    ),
)


def _sets_of(muscle: str) -> Definition:
    how = "sets that train this muscle directly; the band is practice-based: the fewest that build, the most to recover"
    return Definition(MUSCLE_PREFIX + muscle, f"Sets, {_words(muscle)}", "count", 0, PERIOD, how)


def _fractional_sets_of(muscle: str) -> Definition:
    how = "every set in the share that falls to this muscle, a quarter up to the whole"
    return Definition(FRACTIONAL_PREFIX + muscle, f"Fractional sets, {_words(muscle)}", "count", 1, PERIOD, how)


def _e1rm_of(exercise: str) -> Definition:
    how = (
        "best of the period's sets of one to ten repetitions: weight times (1 + repetitions / 30), the weight itself "
        "for one (Epley); its change is against the best of the 90 days before"
    )
    return Definition(E1RM_PREFIX + exercise, f"Estimated 1RM, {_words(exercise)}", "kg", 1, PERIOD, how)


def _words(name: str) -> str:
    return name.replace("_", " ")


PATTERNS: Final = (
    Pattern(MUSCLE_PREFIX, _sets_of, "chest"),
    Pattern(FRACTIONAL_PREFIX, _fractional_sets_of, "chest"),
    Pattern(E1RM_PREFIX, _e1rm_of, "bench_press"),
)

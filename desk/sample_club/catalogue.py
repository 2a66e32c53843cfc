"""The club's exercises, and which of them a strength session is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.enums import Difficulty

WAVE_WEEKS = 6
_SETS = 3
_EASY_SETS = 2
_MORE = (0, 0, 1, 1, 3, 0)  # exercises with one set more: a wave that ends in the anchor's week, then an easy one
_EASY = 5


@dataclass(frozen=True, slots=True)
class Exercise:
    key: str
    name: str
    equipment: str
    muscles: Mapping[str, float]  # 1.0 = what it is chosen for
    start_kg: float
    reps: int
    difficulty: Difficulty = Difficulty.INTERMEDIATE


def _exercise(
    name: str,
    equipment: str,
    start_kg: float,
    reps: int,
    /,
    difficulty: Difficulty = Difficulty.INTERMEDIATE,
    **muscles: float,
) -> Exercise:
    weights = MappingProxyType({muscle.upper(): share for muscle, share in muscles.items()})
    return Exercise(name.lower().replace(" ", "-"), name, equipment, weights, start_kg, reps, difficulty)


EXERCISES = (
    _exercise("Bench press", "Barbell", 42.5, 8, chest=1.0, triceps=0.5, shoulders=0.5),
    _exercise("Overhead press", "Barbell", 27.5, 8, shoulders=1.0, triceps=0.5),
    _exercise("Incline dumbbell press", "Dumbbell", 14, 10, chest=1.0, shoulders=0.5, triceps=0.25),
    _exercise("Lateral raise", "Dumbbell", 6, 12, Difficulty.BEGINNER, shoulders=1.0),
    _exercise("Cable pushdown", "Cable", 17.5, 12, Difficulty.BEGINNER, triceps=1.0),
    _exercise("Pull-up", "Body weight", 0, 7, Difficulty.ADVANCED, back=1.0, biceps=0.5),
    _exercise("Barbell row", "Barbell", 40, 9, back=1.0, biceps=0.5),
    _exercise("Dumbbell curl", "Dumbbell", 8, 11, Difficulty.BEGINNER, biceps=1.0),
    _exercise("Back squat", "Barbell", 62.5, 7, quads=1.0, glutes=0.75),
    _exercise("Leg press", "Machine", 110, 11, Difficulty.BEGINNER, quads=1.0, glutes=0.5),
    _exercise("Romanian deadlift", "Barbell", 60, 8, hamstrings=1.0, glutes=0.75, back=0.25),
    _exercise("Hip thrust", "Barbell", 75, 10, glutes=1.0, hamstrings=0.5),
    _exercise("Calf raise", "Machine", 50, 12, Difficulty.BEGINNER, calves=1.0),
)
_BY_KEY = MappingProxyType({one.key: one for one in EXERCISES})
_SESSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Upper body: push": (
            "bench-press",
            "overhead-press",
            "incline-dumbbell-press",
            "lateral-raise",
            "cable-pushdown",
        ),
        "Lower body: squat": ("back-squat", "leg-press", "hip-thrust", "calf-raise"),
        "Upper body: pull": ("pull-up", "barbell-row", "bench-press", "dumbbell-curl", "lateral-raise"),
        "Lower body: hinge": ("romanian-deadlift", "hip-thrust", "back-squat", "calf-raise"),
    }
)


def is_easy(week: int) -> bool:
    return _wave(week) == _EASY


def exercises_of(title: str) -> tuple[Exercise, ...]:
    """What a session of that title holds; nothing for one that nobody wrote down set by set."""
    return tuple(_BY_KEY[key] for key in _SESSIONS.get(title, ()))


def sets_of(place: int, week: int) -> int:
    """How many sets the exercise at that place in the session has in that week."""
    return _EASY_SETS if is_easy(week) else _SETS + (place < _MORE[_wave(week)])


def _wave(week: int) -> int:
    return (week - 2) % WAVE_WEEKS

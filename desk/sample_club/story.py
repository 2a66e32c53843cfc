"""What a story says of one day: what is planned and done, and how the day differs from an ordinary one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Session:
    sport: str  # ride, run, swim, strength: the device spells it as its platform does
    title: str
    minutes: float
    intensity: float  # share of threshold; its square is load an hour / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    planned: tuple[Session, ...] = ()
    done: tuple[Session, ...] | None = None  # None = as planned
    is_as_told: bool = False  # nothing of it is left out by chance
    hrv_shift: float = 0.0  # of ln rMSSD
    resting_hr_shift_bpm: float = 0.0
    sleep_shift_h: float = 0.0
    wear: float = 0.0  # how worn the athlete feels, in points of a scale from 1 to 5
    is_ill: bool = False
    has_heart_rate: bool = True  # False: the strap stayed at home
    worn: tuple[str, ...] | None = None  # which watches were; None = all of the person's
    is_written: bool | None = None  # whether the athlete wrote an entry; None = by habit
    wrong: Mapping[tuple[str, str], float] | None = None  # (watch, column) → the absurd value that it sent
    note: str | None = None

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.planned if self.done is None else self.done


# A story says what a day was like: the day's distance from the anchor's week, and its weekday (Monday = 0).
Story = Callable[[int, int], Day]
Week = Mapping[int, tuple[Session, ...]]


def scaled(sessions: tuple[Session, ...], factor: float) -> tuple[Session, ...]:
    """The same sessions, longer or shorter, in steps of five minutes; what is too short to start falls away."""
    sized = (replace(one, minutes=5 * round(one.minutes * factor / 5)) for one in sessions)
    return tuple(one for one in sized if one.minutes >= 15)


def cycled(factors: tuple[float, ...], week: int) -> float:
    return factors[week % len(factors)]

"""Each athlete's story: forty ordinary weeks, what happens in the anchor's week (days 0 to 6), and how it goes on."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from desk.sample_club import catalogue, weeks
from desk.sample_club.story import Day, Story, cycled, scaled

RACE_DAY = 13  # the second Sunday
BREAK = range(-28, -4)
_HARD_AND_EASY = (0.94, 1.0, 1.06, 0.74)  # three weeks up, one down


def builder(offset: int, weekday: int) -> Day:
    """Twelve weeks of small steps up to the anchor's week, an easy week, then on at that height."""
    week = offset // 7
    if week < -12:
        factor = 0.64 * cycled(_HARD_AND_EASY, week)
    elif week <= 0:
        factor = 1.0 + 0.028 * week
    else:
        factor = cycled((0.66, 0.94, 1.0, 1.04), week - 1)
    return Day(planned=scaled(weeks.RIDER[weekday], factor), is_as_told=-84 <= offset < 21)


_CAMP_HRV = (-0.12, -0.13, -0.15, -0.17, -0.19, -0.21, -0.24)  # from its first day on, lower every morning
_RECOVERING = 12


def overreacher(offset: int, weekday: int) -> Day:
    """A busy fortnight, then a training camp that was too much; twelve easy days bring it back."""
    week = offset // 7
    if week == 0:
        return _at_the_camp(offset, weekday)
    if -5 <= offset < 0:
        down = 0.02 * (offset + 5)
        planned = scaled(weeks.RIDE_AND_RUN[weekday], 1.25)
        return Day(
            planned=planned, is_as_told=True, hrv_shift=-down, resting_hr_shift_bpm=20 * down, sleep_shift_h=-0.4
        )
    if 7 <= offset < 7 + _RECOVERING:
        left = 1 - (offset - 7) / _RECOVERING
        planned = weeks.EASY_SPIN if weekday in (2, 5, 6) else ()
        return Day(planned=planned, hrv_shift=-0.3 * left, resting_hr_shift_bpm=6 * left, wear=1.5 * left)
    factor = {-4: 1.05, -3: 1.1, -2: 1.15, -1: 1.25}.get(week, cycled(_HARD_AND_EASY, week))
    return Day(planned=scaled(weeks.RIDE_AND_RUN[weekday], factor), is_as_told=-28 <= offset < 7)


def _at_the_camp(offset: int, weekday: int) -> Day:
    return Day(
        planned=scaled(weeks.CAMP[weekday], 0.86),
        is_as_told=True,
        hrv_shift=_CAMP_HRV[offset],
        resting_hr_shift_bpm=3.2 + 0.4 * offset,
        sleep_shift_h=-0.7 - 0.05 * offset,
        wear=1.4 + 0.2 * offset,
        note="Legs heavy, slept badly again." if offset == 5 else None,
    )


_ILL = range(3, 8)
_ILL_NOTES = MappingProxyType({3: "Sore throat, staying at home.", 5: "Still in bed with a cold."})


def ill(offset: int, weekday: int) -> Day:
    """Trained on Monday and Tuesday, caught a cold on Thursday; careful steps back in the week after."""
    planned = scaled(weeks.AFTER_WORK[weekday], cycled((0.96, 1.0, 1.04, 0.85), offset // 7))
    if offset in _ILL:
        return Day(
            planned=planned,
            done=(),
            is_as_told=True,
            hrv_shift=-0.28,
            resting_hr_shift_bpm=9.0 - 0.5 * (offset - 3),
            sleep_shift_h=0.6,
            wear=2.2,
            is_ill=True,
            is_written=True,
            note=_ILL_NOTES.get(offset),
        )
    if offset == 2:
        return Day(done=(), is_as_told=True, hrv_shift=-0.1, resting_hr_shift_bpm=3, wear=0.8, is_written=True)
    if 8 <= offset < 14:
        done = weeks.EASY_RUN if weekday in (3, 5) else ()
        return Day(planned=planned, done=done, hrv_shift=-0.1, resting_hr_shift_bpm=2, wear=0.6)
    if 14 <= offset < 21:
        return Day(planned=scaled(planned, 0.7))
    return Day(planned=planned, is_as_told=-28 <= offset < 2)


_RESTED = Day(is_as_told=True, hrv_shift=0.03, sleep_shift_h=0.3, wear=-0.3)


def taper(offset: int, weekday: int) -> Day:
    """Peak weeks, a week and a half of taper, a long race on the second Sunday, rest, and on to the next season."""
    week = offset // 7
    if week == 0:
        return replace(_RESTED, planned=scaled(weeks.TRIATHLETE[weekday], 0.63))
    if offset == RACE_DAY:
        return Day(planned=weeks.RACE_DAY, is_as_told=True, sleep_shift_h=-1.0, wear=0.5, note="Race day!")
    if week == 1:
        return replace(_RESTED, planned=weeks.RACE_WEEK[weekday])
    if RACE_DAY < offset <= RACE_DAY + 5:
        return Day(is_as_told=True, hrv_shift=-0.04, resting_hr_shift_bpm=2, wear=1.5)
    factor = {-4: 1.0, -3: 1.04, -2: 1.08, -1: 0.96, 2: 0.4, 3: 0.6, 4: 0.75}.get(week)
    if factor is None:
        factor = cycled(_HARD_AND_EASY, week) * (0.86 if week < -4 else 0.8)
    return Day(planned=scaled(weeks.TRIATHLETE[weekday], factor), is_as_told=-28 <= offset < 0)


def lifter(offset: int, weekday: int) -> Day:
    """Four strength sessions a week and a run; how many sets each holds is the catalogue's part."""
    factor = 0.8 if catalogue.is_easy(offset // 7) else 1.0
    return Day(planned=scaled(weeks.LIFTER[weekday], factor), is_as_told=-28 <= offset < 7)


def returner(offset: int, weekday: int) -> Day:
    """Twenty-four days without training, then ten days of little, then a bit more each week."""
    if offset in BREAK:
        return Day(resting_hr_shift_bpm=min(2.0, (offset - BREAK[0]) / 8), wear=-0.3, is_as_told=True)
    if BREAK[-1] < offset < 7:
        note = "Good to be moving again." if offset == 1 else None
        planned = weeks.FIRST_STEPS.get(offset, ())
        return Day(planned=planned, is_as_told=True, hrv_shift=0.02, resting_hr_shift_bpm=1.5, note=note)
    week = offset // 7
    factor = min(0.5 + 0.1 * (week - 1), 0.95) if week > 0 else cycled(_HARD_AND_EASY, week)
    return Day(planned=scaled(weeks.RETURNER[weekday], factor), is_as_told=offset == BREAK[0] - 1)


_UNSYNCED = frozenset({2, -11, -10, -9, -8, -34, -33})
LAST_UNSYNCED = 365
_BOTH = ("garmin", "oura")
_ONLY: Mapping[int, tuple[str, ...]] = MappingProxyType({1: _BOTH, 3: _BOTH, 4: ("oura",)})
_BY_HABIT: tuple[tuple[str, ...], ...] = (_BOTH, ("oura",), _BOTH, (), ("garmin",), _BOTH, ("oura",))
_WRONG = MappingProxyType({3: {("garmin", "resting_hr_bpm"): 0.0}, 4: {("oura", "hrv_rmssd_ms"): 600.0}})


def is_unsynced(offset: int) -> bool:
    """Days on which the patchy athlete's phone never met its watches."""
    if -42 <= offset < 7:
        return offset in _UNSYNCED
    return offset <= LAST_UNSYNCED and offset % 35 in (9, 10, 11)


def patchy(offset: int, weekday: int) -> Day:
    """Two watches that disagree, forgotten straps, days that never arrived, and now and then a figure no body has."""
    if is_unsynced(offset):
        return Day(done=(), is_as_told=True, worn=(), is_written=False)
    planned = scaled(weeks.WHEN_TIME_ALLOWS[weekday], cycled((1.0, 0.9, 1.05, 0.8), offset // 7))
    if 0 <= offset < 7:
        worn, wrong = _ONLY.get(offset, ()), _WRONG.get(offset)
        return Day(planned=planned, is_as_told=True, has_heart_rate=offset != 6, worn=worn, wrong=wrong)
    wrong = {("garmin", "resting_hr_bpm"): 0.0} if offset % 31 == 5 else None
    return Day(planned=planned, worn=_BY_HABIT[offset * 3 % 7], wrong=wrong)


def newcomer(offset: int, weekday: int) -> Day:
    """Joined on the Saturday before; grows slowly from there."""
    factor = min(1.0 + 0.04 * max(0, offset // 7), 1.6)
    note = "First week with a plan." if offset == 1 else None
    return Day(planned=scaled(weeks.BEGINNER[weekday], factor), is_as_told=offset < 7, note=note)


STORIES: Mapping[str, Story] = MappingProxyType(
    {
        "builder": builder,
        "overreacher": overreacher,
        "ill": ill,
        "taper": taper,
        "lifter": lifter,
        "returner": returner,
        "patchy": patchy,
        "newcomer": newcomer,
    }
)

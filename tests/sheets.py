"""Fact sheets of eleven kinds of week, each as an ordinary week in which some facts are different."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from manuscripts import change, fact, mean4, need, sheet, trend, usual

from models.enums import Direction, Judgement, Quality
from models.facts import Comparison, Fact, FactSheet, Session
from models.values import Athlete

ATHLETE = Athlete(athlete_id=UUID(int=7), name="Wren Okafor", time_zone="Europe/Vienna")
GOOD, BAD = Judgement.GOOD, Judgement.BAD


def load(value: float, before: float, mean: float) -> Fact:
    return fact("load.week", value, "load", change(value, before), mean4(value, mean))


def counted(key: str, value: float, before: float, mean: float | None = None, unit: str = "count") -> Fact:
    usually = () if mean is None else (mean4(value, mean),)
    return fact(key, value, unit, change(value, before, is_signed=True), *usually)


def duration(hours: float, before: float, mean: float) -> Fact:
    return fact(
        "duration.week", hours * 3600, "s", change(hours * 3600, before * 3600), mean4(hours * 3600, mean * 3600)
    )


def state(fitness: float, fatigue: float, ramp: float, days: int = 21, quality: Quality = Quality.OK) -> list[Fact]:
    """Fitness, fatigue, form and ramp that belong together; too early has no comparisons."""
    direction = Direction.UP if ramp > 0.5 else Direction.DOWN if ramp < -0.5 else Direction.SAME
    compared = quality is not Quality.TOO_EARLY
    form, before = fitness - fatigue, fitness - ramp  # before of both, so that form was even
    rising = (trend(direction, days),) if compared else ()

    def moved(value: float, then: float) -> tuple[Comparison, ...]:
        return (change(value, then, is_signed=True),) if compared else ()

    return [
        fact("fitness.now", fitness, "load", *moved(fitness, before), *rising, quality=quality),
        fact("fatigue.now", fatigue, "load", *moved(fatigue, before), quality=quality),
        fact("form.now", form, "load", *moved(form, 0), quality=quality),
        fact("ramp.week", ramp, "load", quality=quality),
        fact("load.ratio", 1.05, "ratio", decimals=2, quality=quality),
        fact("load.monotony", 1.3, "ratio", decimals=2, quality=quality),
    ]


def hrv(value: float, low: float, high: float, days_below: int = 0, n_days: int = 7) -> list[Fact]:
    spread = (value - (low + high) / 2) / (high - low)
    judgement = BAD if value < low else Judgement.NEUTRAL
    return [
        fact("hrv.week", value, "ms", change(value, value * 1.02), usual(value, low, high, judgement), n_days=n_days),
        fact("hrv.z", spread, "sd", decimals=1),
        fact("hrv.days_below", days_below, "days"),
        fact("coverage.hrv_days", n_days, "days", n_days=n_days, n_expected=7),
    ]


def resting_hr(value: float, low: float, high: float) -> list[Fact]:
    middle = (low + high) / 2
    judgement = BAD if value > high and value - middle >= 3 else Judgement.NEUTRAL
    return [
        fact("resting_hr.week", value, "bpm", change(value, middle), usual(value, low, high, judgement)),
        fact("resting_hr.z", 2 * (value - middle) / (high - low), "sd", decimals=1),
        fact("coverage.resting_hr_days", 7, "days", n_days=7, n_expected=7),
    ]


def sleep(hours: float, debt: float, needed: float = 8.0, nights: int = 7) -> list[Fact]:
    return [
        fact("sleep.week", hours, "h", change(hours, needed), need(hours, needed), n_days=nights, decimals=1),
        fact("sleep.debt", debt, "h", decimals=1),
        fact("coverage.sleep_days", nights, "days", n_days=nights, n_expected=7),
    ]


def checkins(days: int, before: int = 5, ill_days: int = 0, streak: int = 3) -> list[Fact]:
    share = 100 * days / 7
    return [
        fact("checkin.completion", share, "percent", change(share, 100 * before / 7)),
        fact("checkin.days", days, "days"),
        fact("checkin.streak", streak, "days"),
        fact("checkin.ill_days", ill_days, "days"),
        fact("coverage.checkin_days", days, "days", n_days=days, n_expected=7),
    ]


def feel(**points: float) -> list[Fact]:
    return [fact(f"feel.{name}", value, "points", change(value, 2.5), decimals=1) for name, value in points.items()]


def muscles(**sets: int) -> list[Fact]:
    return [counted(f"strength.sets.{name}", value, value - 2) for name, value in sets.items()]


def without(*keys: str) -> list[Fact]:
    """These facts as a sheet has them when nothing was recorded."""
    return [fact(key, None, ORDINARY[key].unit) for key in keys]


RECOVERY_KEYS = (
    "hrv.week",
    "hrv.z",
    "hrv.days_below",
    "resting_hr.week",
    "resting_hr.z",
    "sleep.week",
    "sleep.debt",
)


def silent_devices() -> list[Fact]:
    silent = [fact(f"coverage.{name}_days", 0, "days") for name in ("hrv", "resting_hr", "sleep")]
    return [*without(*RECOVERY_KEYS), *silent]


ORDINARY: Mapping[str, Fact] = {
    one.key: one
    for one in (
        load(400, 392, 396),
        counted("sessions.week", 5, 5, 5),
        duration(6.4, 6.3, 6.3),
        counted("rest_days.week", 2, 2, unit="days"),
        fact("load.unscored", 0, "count"),
        *state(52, 57, 0.2, days=7),
        *hrv(58, 52, 64),
        *resting_hr(49, 47, 51),
        *sleep(7.8, 2.5),
        *checkins(5),
        *feel(fatigue=2.6, soreness=2.2, stress=2.4, mood=3.4),
        fact("strength.sets", None, "count"),
        fact("break.days", 0, "days"),
        fact("break.ended_days_ago", None, "days"),
        fact("race.days_to", None, "days"),
        fact("history.days", 300, "days"),
        fact("coverage.load_42d", 100, "percent"),
        fact("coverage.any_days", 7, "days", n_days=7, n_expected=7),
        fact("coverage.workout_days", 5, "days", n_days=5, n_expected=7),
    )
}


def week(*different: Fact | Iterable[Fact], **settings: Any) -> FactSheet:
    """An ordinary steady week with these facts put in place of its own."""
    facts = dict(ORDINARY)
    for one in different:
        facts |= {found.key: found for found in ([one] if isinstance(one, Fact) else one)}
    return sheet(*facts.values(), **settings)


def sessions(*sports: str) -> tuple[Session, ...]:
    return tuple(
        Session(
            local_date=date(2026, 11, 9 + place),
            sport=sport,
            title="Session",
            duration_s=3600,
            distance_m=None,
            load=50,
            load_method="source",
        )
        for place, sport in enumerate(sports)
    )


def steady() -> FactSheet:
    return week()


def build() -> FactSheet:
    return week(load(455, 420, 405), duration(7.5, 7, 6.8), state(58, 66, 2.4))


def easy_week() -> FactSheet:
    return week(
        load(240, 410, 400), counted("sessions.week", 3, 5, 5), duration(4.1, 6.4, 6.3), state(50, 41, -1.4, days=7)
    )


def overreach() -> FactSheet:
    return week(
        load(690, 520, 470),
        counted("sessions.week", 8, 6, 6),
        duration(11.2, 8.4, 7.6),
        counted("rest_days.week", 0, 1, unit="days"),
        fact("coverage.workout_days", 7, "days", n_days=7, n_expected=7),
        state(71, 99, 5.6),
        hrv(46, 50, 60, days_below=5),
        resting_hr(55, 47, 51),
        sleep(6.9, 9.5),
        feel(fatigue=4.3, soreness=3.8, stress=3.1, mood=2.4),
    )


def ill() -> FactSheet:
    return week(
        load(110, 340, 330),
        counted("sessions.week", 2, 5, 5),
        duration(1.7, 5.2, 5.1),
        counted("rest_days.week", 5, 2, unit="days"),
        state(45, 36, -2.1, days=7),
        hrv(54, 60, 72, days_below=2),
        resting_hr(59, 50, 54),
        sleep(8.4, -1.0),
        checkins(6, ill_days=4),
        feel(fatigue=4.2, soreness=2.5, mood=2.2),
    )


def ill_by_signs() -> FactSheet:
    return week(
        load(120, 340, 330),
        counted("sessions.week", 2, 5, 5),
        resting_hr(59, 50, 54),
        feel(fatigue=4.4),
    )


def taper() -> FactSheet:
    return week(
        load(310, 560, 520),
        counted("sessions.week", 6, 8, 8),
        duration(5.6, 9.8, 9.4),
        state(78, 69, -2.6, days=14),
        hrv(84, 76, 90),
        fact("race.days_to", 6, "days"),
        sleep(7.6, 1.0, needed=7.5),
    )


def returning() -> FactSheet:
    return week(
        load(140, 60, 15),
        counted("sessions.week", 4, 2, 1),
        duration(2.9, 1.2, 0.3),
        counted("rest_days.week", 3, 5, unit="days"),
        state(21, 19, 1.6, days=7),
        hrv(40, 35, 43),
        fact("break.days", 24, "days"),
        fact("break.ended_days_ago", 9, "days"),
    )


def lifter() -> FactSheet:
    return week(
        load(210, 205, 200),
        duration(4.6, 4.5, 4.4),
        state(18, 24, 0.3, days=7),
        counted("strength.sets", 74, 66, 64),
        muscles(chest=16, quads=14, lats=12, lower_back=6),
        sleep(7.7, 2.0),
        sessions=sessions("strength", "Weight Training", "run", "HKWorkoutActivityTypeTraditionalStrengthTraining"),
    )


def patchy() -> FactSheet:
    return week(
        fact("load.week", 190, "load", quality=Quality.PROVISIONAL),
        fact("sessions.week", 3, "count", quality=Quality.PROVISIONAL),
        fact("duration.week", 3.3 * 3600, "s", quality=Quality.PROVISIONAL),
        state(33, 31, -0.4, days=7, quality=Quality.PROVISIONAL),
        without("hrv.week", "hrv.z", "hrv.days_below", "sleep.week", "sleep.debt"),
        fact("coverage.hrv_days", 2, "days", n_days=2, n_expected=7),
        fact("coverage.sleep_days", 3, "days", n_days=3, n_expected=7),
        fact("coverage.load_42d", 83.3, "percent"),
        fact("coverage.any_days", 5, "days", n_days=5, n_expected=7),
        checkins(2),
    )


def newcomer() -> FactSheet:
    return week(
        fact("load.week", 96, "load"),
        fact("sessions.week", 3, "count"),
        fact("duration.week", 2.1 * 3600, "s"),
        state(4, 11, 4, quality=Quality.TOO_EARLY),
        fact("hrv.week", 51, "ms"),
        fact("hrv.z", None, "sd"),
        fact("hrv.days_below", None, "days"),
        fact("resting_hr.week", 63, "bpm"),
        fact("resting_hr.z", None, "sd"),
        fact("sleep.debt", None, "h"),
        fact("history.days", 9, "days"),
        fact("coverage.load_42d", 21, "percent"),
    )


def no_data() -> FactSheet:
    facts = {key: fact(key, None, one.unit) for key, one in ORDINARY.items()}
    empty = {key: fact(key, 0, "days", n_days=0, n_expected=7) for key in ORDINARY if key.startswith("coverage.")}
    return sheet(*(facts | empty).values())


WEEKS: Mapping[str, Callable[[], FactSheet]] = {
    one.__name__: one
    for one in (no_data, ill, newcomer, overreach, taper, returning, lifter, patchy, build, easy_week, steady)
}

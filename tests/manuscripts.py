"""Sample fact sheets and manuscripts, from literals and plain arithmetic: what analysis and the writer would hand over."""

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models.enums import Confidence, Direction, Judgement, Quality, ReportType
from models.facts import (
    BASELINE,
    MEAN4,
    PREVIOUS,
    TREND,
    Comparison,
    DataNote,
    DaySeries,
    Fact,
    FactSheet,
    Provenance,
    Session,
)
from models.narrative import Narrative, Suggestion
from models.values import Assignment, Athlete, Manuscript, Period

START, END = date(2026, 11, 9), date(2026, 11, 15)
LABELS = {
    "load.week": "Load",
    "sessions.week": "Sessions",
    "duration.week": "Training time",
    "rest_days.week": "Rest days",
    "load.unscored": "Sessions not scored",
    "fitness.now": "Fitness",
    "fatigue.now": "Fatigue",
    "form.now": "Form",
    "ramp.week": "Fitness gained",
    "load.ratio": "Load ratio",
    "load.monotony": "Monotony",
    "load.strain": "Strain",
    "hrv.week": "HRV",
    "hrv.days_below": "Days of HRV below its range",
    "resting_hr.week": "Resting heart rate",
    "sleep.week": "Sleep",
    "sleep.debt": "Sleep short of need, 14 days",
    "checkin.completion": "Check-ins sent",
    "checkin.ill_days": "Days reported ill",
    "feel.fatigue": "Feeling: fatigue",
    "feel.soreness": "Feeling: soreness",
    "feel.stress": "Feeling: stress",
    "feel.mood": "Feeling: mood",
    "feel.sleep_quality": "Feeling: sleep quality",
    "strength.sets": "Strength sets",
    "history.days": "History",
    "coverage.load_42d": "Load known, 42 days",
    "coverage.any_days": "Days with any data",
    "coverage.workout_days": "Days with a workout",
    "coverage.hrv_days": "Days with HRV",
    "coverage.resting_hr_days": "Days with resting heart rate",
    "coverage.sleep_days": "Nights with sleep",
    "coverage.checkin_days": "Days with a check-in",
}


def change(
    value: float, before: float, judgement: Judgement = Judgement.NEUTRAL, *, is_signed: bool = False
) -> Comparison:
    return _against(PREVIOUS, value, before, judgement, is_signed=is_signed)


def mean4(value: float, mean: float, judgement: Judgement = Judgement.NEUTRAL) -> Comparison:
    return _against(MEAN4, value, mean, judgement)


def _against(kind: str, value: float, reference: float, judgement: Judgement, *, is_signed: bool = False) -> Comparison:
    return Comparison(
        kind=kind,
        direction=_direction(value - reference),
        judgement=judgement,
        reference=reference,
        difference=value - reference,
        change_pct=None if is_signed or reference == 0 else 100 * (value - reference) / reference,
    )


def usual(value: float, low: float, high: float, judgement: Judgement = Judgement.NEUTRAL) -> Comparison:
    place = Direction.DOWN if value < low else Direction.UP if value > high else Direction.SAME
    return Comparison(
        kind=BASELINE, direction=place, judgement=judgement, reference=(low + high) / 2, band_low=low, band_high=high
    )


def need(value: float, needed: float, judgement: Judgement = Judgement.NEUTRAL) -> Comparison:
    return Comparison(
        kind=BASELINE,
        direction=_direction(value - needed),
        judgement=judgement,
        reference=needed,
        difference=value - needed,
    )


def trend(direction: Direction, days: int | None) -> Comparison:
    return Comparison(kind=TREND, direction=direction, days=days)


def _direction(step: float) -> Direction:
    return Direction.UP if step > 0 else Direction.DOWN if step < 0 else Direction.SAME


def fact(key: str, value: float | None, unit: str = "load", *comparisons: Comparison, **more: Any) -> Fact:
    """A fact that is `ok` when it has a value, with the label that analysis would give it."""
    settings: dict[str, Any] = {
        "label": LABELS.get(key, key),
        "window": "7 days",
        "quality": Quality.MISSING if value is None else Quality.OK,
        "comparisons": comparisons,
    }
    return Fact(key=key, value=value, unit=unit, **(settings | more))


def rows(table: str, count: int, days: int = 7) -> tuple[Provenance, ...]:
    return (Provenance(table=table, rows=count, first=END - timedelta(days=days - 1), last=END),)


def sheet(*facts: Fact, **more: Any) -> FactSheet:
    settings: dict[str, Any] = {
        "report_type": ReportType.WEEKLY_ANALYSIS,
        "period_start": START,
        "period_end": END,
        "params_version": "2026.1",
    }
    return FactSheet(facts=facts, **(settings | more))


def narrative(**more: Any) -> Narrative:
    settings: dict[str, Any] = {"headline": "A week", "summary": "A week of training."}
    return Narrative(**(settings | more))


def advice(action: str, reason: str, evidence: str, priority: int = 1, **more: Any) -> Suggestion:
    settings: dict[str, Any] = {
        "id": action.replace("_", "-"),
        "confidence": Confidence.MEDIUM,
        "alternatives": (),
        "window": "next 7 days",
    }
    return Suggestion(action=action, reason=reason, evidence=(evidence,), priority=priority, **(settings | more))


def manuscript(facts: FactSheet, text: Narrative, name: str = "Mara Lindqvist", **more: Any) -> Manuscript:
    assignment = Assignment(
        report_id=UUID(int=3),
        organization_id=UUID(int=1),
        athlete_id=UUID(int=2),
        type=facts.report_type,
        period=Period(facts.period_start, facts.period_end),
    )
    settings: dict[str, Any] = {
        "assignment": assignment,
        "athlete": Athlete(athlete_id=UUID(int=2), name=name, time_zone="Europe/Stockholm"),
        "writer": "house",
        "organization_name": "Northshore Endurance",
        "coach_names": ("Ilse Brandt",),
    }
    return Manuscript(sheet=facts, narrative=text, **(settings | more))


# What the charts draw: loads in a weekly pattern, and the two averages as SCIENCE defines them.
PATTERN = (0.0, 62.0, 95.0, 40.0, 0.0, 88.0, 130.0)


def loads(days: int = 84, growth: float = 0.004) -> tuple[float, ...]:
    return tuple(round(PATTERN[i % 7] * (0.75 + growth * i), 1) for i in range(days))


def averaged(daily: tuple[float | None, ...], tau: int, seed: float) -> tuple[float, ...]:
    share, state, states = 1 - math.exp(-1 / tau), seed, []
    for load in daily:
        state += share * ((load or 0) - state)
        states.append(state)
    return tuple(states)


def load_series(daily: tuple[float | None, ...], fitness: float = 42.0, fatigue: float = 45.0) -> tuple[DaySeries, ...]:
    first = END - timedelta(days=len(daily) - 1)
    slow, fast = averaged(daily, 42, fitness), averaged(daily, 7, fatigue)
    form = (fitness - fatigue, *(a - b for a, b in zip(slow, fast, strict=True)))[:-1]
    named = {"load": daily, "fitness": slow, "fatigue": fast, "form": form}
    return tuple(DaySeries(key=key, first_day=first, values=values) for key, values in named.items())


def wave(
    middle: float, swing: float, days: int = 28, gaps: tuple[int, ...] = (), slope: float = 0.0
) -> tuple[float | None, ...]:
    """Readings that swing about their middle without chance, with gaps at the given places."""
    return tuple(
        None if i in gaps else round(middle + slope * i + swing * math.sin(1.7 * i) * math.cos(0.6 * i), 1)
        for i in range(days)
    )


def recovery_series(
    hrv: tuple[float | None, ...],
    pulse: tuple[float | None, ...],
    sleep: tuple[float | None, ...],
    low: float,
    high: float,
) -> tuple[DaySeries, ...]:
    first = END - timedelta(days=27)
    named = {
        "hrv_ms": hrv,
        "hrv_band_low_ms": (low,) * 28,
        "hrv_band_high_ms": (high,) * 28,
        "resting_hr_bpm": pulse,
        "sleep_h": sleep,
    }
    return tuple(DaySeries(key=key, first_day=first, values=values) for key, values in named.items())


def checkin_series(*marks: float | None) -> DaySeries:
    return DaySeries(key="checkin", first_day=START, values=marks)


SESSIONS = (
    Session(
        local_date=date(2026, 11, 10),
        sport="run",
        title="Easy along the canal",
        duration_s=3120,
        distance_m=9400,
        load=58,
        load_method="source",
    ),
    Session(
        local_date=date(2026, 11, 11),
        sport="ride",
        title="4 × 8 min threshold",
        duration_s=4980,
        distance_m=38200,
        load=104,
        load_method="power",
    ),
    Session(
        local_date=date(2026, 11, 12),
        sport="swim",
        title="Drills",
        duration_s=2700,
        distance_m=2100,
        load=41,
        load_method="swim",
    ),
    Session(
        local_date=date(2026, 11, 14),
        sport="run",
        title="Hilly tempo",
        duration_s=3900,
        distance_m=12800,
        load=91,
        load_method="hr_average",
        is_approximate=True,
    ),
    Session(
        local_date=date(2026, 11, 15),
        sport="ride",
        title="Long ride with the group",
        duration_s=10440,
        distance_m=84600,
        load=118,
        load_method="power",
    ),
)


def coverage(workouts: int, hrv: int, pulse: int, sleep: int, checkins: int, any_days: int = 7) -> tuple[Fact, ...]:
    counts = {
        "any": any_days,
        "workout": workouts,
        "hrv": hrv,
        "resting_hr": pulse,
        "sleep": sleep,
        "checkin": checkins,
    }
    return tuple(
        fact(f"coverage.{name}_days", count, "days", n_days=count, n_expected=7) for name, count in counts.items()
    )


def steady() -> Manuscript:
    """A good building week: everything known, nothing out of range."""
    good = Judgement.GOOD
    known = {"n_days": 7, "n_expected": 7}
    facts = (
        fact(
            "load.week",
            412,
            "load",
            change(412, 381, good),
            mean4(412, 368, good),
            provenance=rows("workouts", 5),
            **known,
        ),
        fact("sessions.week", 5, "count", change(5, 5), mean4(5, 4.75), provenance=rows("workouts", 5)),
        fact("duration.week", 25140, "s", change(25140, 23100), mean4(25140, 22400), provenance=rows("workouts", 5)),
        fact("rest_days.week", 2, "days", change(2, 2, is_signed=True), provenance=rows("workouts", 5)),
        fact("load.unscored", 0, "count"),
        fact(
            "fitness.now",
            52.4,
            "load",
            change(52.4, 50.8, good),
            trend(Direction.UP, 12),
            window="42 days",
            provenance=rows("workouts", 31, 42),
        ),
        fact("fatigue.now", 61.8, "load", change(61.8, 57.1), window="7 days", provenance=rows("workouts", 5)),
        fact("form.now", -9.4, "load", change(-9.4, -6.3, is_signed=True)),
        fact("ramp.week", 1.6, "load", decimals=1),
        fact("load.ratio", 1.12, "ratio", decimals=2, window="28 days"),
        fact("load.monotony", 1.34, "ratio", decimals=2),
        fact("load.strain", 552, "load"),
        fact(
            "hrv.week",
            52.3,
            "ms",
            change(52.3, 51.1),
            usual(52.3, 48.2, 56.4, good),
            provenance=rows("daily_metrics", 7),
            **known,
        ),
        fact(
            "resting_hr.week",
            47.6,
            "bpm",
            change(47.6, 48.2),
            usual(47.6, 46.1, 50.3, good),
            provenance=rows("daily_metrics", 7),
            **known,
        ),
        fact("sleep.week", 7.2, "h", change(7.2, 7.4), need(7.2, 8.0), provenance=rows("sleep_records", 7), **known),
        fact("sleep.debt", 9.6, "h", window="14 days", provenance=rows("sleep_records", 14, 14)),
        fact("checkin.completion", 85.7, "percent", change(85.7, 100, is_signed=True), provenance=rows("entries", 6)),
        fact("checkin.ill_days", 0, "days"),
        fact("feel.sleep_quality", 3.6, "points", change(3.6, 3.4, is_signed=True), decimals=1, n_days=6, n_expected=7),
        fact("feel.mood", 4.1, "points", change(4.1, 3.9, good, is_signed=True), decimals=1, n_days=6, n_expected=7),
        fact("feel.stress", 2.0, "points", change(2.0, 2.0, is_signed=True), decimals=1, n_days=6, n_expected=7),
        fact("feel.soreness", 2.5, "points", change(2.5, 2.1, is_signed=True), decimals=1, n_days=6, n_expected=7),
        fact("feel.fatigue", 2.8, "points", change(2.8, 2.4, is_signed=True), decimals=1, n_days=6, n_expected=7),
        fact("history.days", 280, "days", window="all"),
        fact("coverage.load_42d", 100, "percent", window="42 days"),
        *coverage(5, 7, 7, 7, 6),
    )
    series = (
        *load_series(loads()),
        *recovery_series(wave(52, 7), wave(48, 2.4), wave(7.2, 1.1), 48.2, 56.4),
        checkin_series(1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0),
    )
    text = narrative(
        headline="A solid building week: load {{load.week|change}}, and your body kept pace",
        summary=(
            "You trained {{duration.week}} over {{sessions.week}} sessions for a load of {{load.week}}, "
            "{{load.week|vs:mean4}}. Fitness has been {{fitness.now|trend}} and stands at {{fitness.now}}. "
            "HRV was {{hrv.week|vs:baseline}}, so the work is being absorbed."
        ),
        went_well=(
            "Both key sessions were done, and {{rest_days.week}} without training kept the week balanced.",
            "Resting heart rate was {{resting_hr.week}}, {{resting_hr.week|vs:baseline}}.",
        ),
        watch=("Sleep came to {{sleep.week}} a night, {{sleep.week|vs:baseline}}.",),
        next_week=(
            "Repeat the pattern: two harder days, the rest easy.",
            "Bring bedtime forward before the long ride.",
        ),
        suggestions=(
            advice(
                "increase_load_slightly",
                "Fitness is {{fitness.now|trend}} and HRV is {{hrv.week|vs:baseline}}.",
                "fitness.now",
                confidence=Confidence.HIGH,
                alternatives=("keep_plan",),
            ),
            advice(
                "prioritise_sleep",
                "Nights were {{sleep.week|vs:baseline}}; the fortnight is {{sleep.debt}} short.",
                "sleep.week",
                2,
                alternatives=("active_recovery", "rest_day"),
            ),
            advice(
                "log_checkins",
                "You sent {{checkin.completion}} of your check-ins.",
                "checkin.completion",
                3,
                confidence=Confidence.LOW,
            ),
        ),
    )
    notes = (DataNote(code="two_sources", text="Garmin and Strava both sent the ride of 11 November; it counts once."),)
    return manuscript(sheet(*facts, series=series, sessions=SESSIONS, notes=notes), text)


def ill() -> Manuscript:
    """Three days in bed: HRV under its range, resting heart rate over it, little training."""
    bad = Judgement.BAD
    facts = (
        fact(
            "load.week",
            96,
            "load",
            change(96, 402),
            mean4(96, 390),
            provenance=rows("workouts", 2),
            n_days=7,
            n_expected=7,
        ),
        fact("sessions.week", 2, "count", change(2, 5)),
        fact("duration.week", 5100, "s", change(5100, 24000)),
        fact("rest_days.week", 5, "days", change(5, 2, is_signed=True)),
        fact("fitness.now", 47.2, "load", change(47.2, 52.1), trend(Direction.DOWN, 5), window="42 days"),
        fact("fatigue.now", 33.0, "load", change(33.0, 58.4)),
        fact("form.now", 14.2, "load", change(14.2, -6.3, is_signed=True)),
        fact(
            "hrv.week",
            41.7,
            "ms",
            change(41.7, 52.2, bad),
            usual(41.7, 48.2, 56.4, bad),
            n_days=6,
            n_expected=7,
            provenance=rows("daily_metrics", 6),
        ),
        fact("hrv.days_below", 5, "days"),
        fact(
            "resting_hr.week",
            56.1,
            "bpm",
            change(56.1, 48.2, bad),
            usual(56.1, 46.1, 50.3, bad),
            n_days=6,
            n_expected=7,
            provenance=rows("daily_metrics", 6),
        ),
        fact("sleep.week", 8.6, "h", change(8.6, 7.4), need(8.6, 8.0, Judgement.GOOD), n_days=6, n_expected=7),
        fact("checkin.completion", 71.4, "percent", change(71.4, 100, is_signed=True)),
        fact("checkin.ill_days", 3, "days"),
        fact("feel.fatigue", 4.4, "points", change(4.4, 2.6, bad, is_signed=True), decimals=1, n_days=5, n_expected=7),
        fact("history.days", 260, "days", window="all"),
        *coverage(2, 6, 6, 6, 5, 7),
    )
    daily = (*loads(79), 0.0, 0.0, 0.0, 0.0, 0.0)
    series = (
        *load_series(daily),
        *recovery_series(
            (*wave(52, 6)[:22], 44.0, 40.5, None, 38.2, 40.1, 43.9),
            (*wave(48, 2)[:22], 53.0, 58.0, None, 59.0, 57.0, 54.0),
            (*wave(7.3, 1)[:22], 8.0, 9.5, None, 9.8, 9.1, 8.4),
            48.2,
            56.4,
        ),
        checkin_series(1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0),
    )
    text = narrative(
        headline="You were ill for {{checkin.ill_days}}: this week is for getting well",
        summary=(
            "HRV fell to {{hrv.week}}, {{hrv.week|vs:baseline}}, and resting heart rate was "
            "{{resting_hr.week|vs:baseline}}. Fitness is {{fitness.now|trend}}, which is of no matter now."
        ),
        watch=("HRV has been under its range for {{hrv.days_below}} in a row.",),
        went_well=("You slept {{sleep.week}} a night, {{sleep.week|vs:baseline}}.",),
        next_week=("No training until you have been free of symptoms for a day.",),
        suggestions=(
            advice(
                "rest_day",
                "You reported being ill on {{checkin.ill_days}}.",
                "checkin.ill_days",
                confidence=Confidence.HIGH,
            ),
            advice(
                "talk_to_coach",
                "Resting heart rate is {{resting_hr.week}}, {{resting_hr.week|vs:baseline}}.",
                "resting_hr.week",
                2,
                alternatives=("see_doctor",),
            ),
        ),
    )
    return manuscript(sheet(*facts, series=series, sessions=SESSIONS[:2]), text, "Tomás Ferreira")


def newcomer() -> Manuscript:
    """Nine days of history: figures are there, and too early to lean on."""
    early = {"quality": Quality.TOO_EARLY}
    facts = (
        fact("load.week", 184, "load", n_days=7, n_expected=7, provenance=rows("workouts", 4)),
        fact("sessions.week", 4, "count"),
        fact("duration.week", 11400, "s"),
        fact("rest_days.week", 3, "days"),
        fact("fitness.now", 5.1, "load", **early),
        fact("fatigue.now", 17.9, "load", **early),
        fact("form.now", -12.8, "load", **early),
        fact("load.ratio", None, "ratio", decimals=2),
        fact("hrv.week", None, "ms"),
        fact("resting_hr.week", 58.2, "bpm", n_days=5, n_expected=7),
        fact("sleep.week", 7.6, "h", need(7.6, 8.0), n_days=5, n_expected=7),
        fact("checkin.completion", 57.1, "percent"),
        fact("checkin.ill_days", 0, "days"),
        fact("history.days", 9, "days", window="all"),
        *coverage(4, 0, 5, 5, 4),
    )
    none = (None,) * 75
    daily = (*none, 0.0, 44.0, 38.0, 0.0, 52.0, 0.0, 46.0, 0.0, 48.0)
    slow, fast = averaged(daily[75:], 42, 0.0), averaged(daily[75:], 7, 0.0)
    first = END - timedelta(days=83)
    series = (
        DaySeries(key="load", first_day=first, values=daily),
        DaySeries(key="fitness", first_day=first, values=(*none, *slow)),
        DaySeries(key="fatigue", first_day=first, values=(*none, *fast)),
        DaySeries(key="form", first_day=first, values=(*none, *(a - b for a, b in zip(slow, fast, strict=True)))),
        DaySeries(
            key="resting_hr_bpm",
            first_day=END - timedelta(days=27),
            values=(*(None,) * 21, 59.0, None, 58.0, 57.0, 60.0, None, 57.0),
        ),
        DaySeries(
            key="sleep_h",
            first_day=END - timedelta(days=27),
            values=(*(None,) * 21, 7.1, None, 8.0, 7.9, 7.0, None, 8.0),
        ),
        checkin_series(1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0),
    )
    text = narrative(
        headline="Welcome: {{sessions.week}} sessions in the book, and too early to call a trend",
        summary="Your history is {{history.days}} long, so fitness and form cannot be judged yet. You trained {{duration.week}}.",
        went_well=("You found a rhythm of training and rest from the start.",),
        next_week=("Keep the same rhythm, and let the history grow.",),
        suggestions=(
            advice("keep_plan", "You trained on a steady rhythm: {{sessions.week}} sessions.", "sessions.week"),
            advice(
                "log_checkins",
                "You sent {{checkin.completion}} of your check-ins.",
                "checkin.completion",
                2,
                confidence=Confidence.LOW,
            ),
            advice(
                "wear_sensor",
                "Sleep was {{sleep.week}} a night from the nights that are known.",
                "sleep.week",
                3,
                confidence=Confidence.LOW,
            ),
        ),
    )
    return manuscript(sheet(*facts, series=series, sessions=SESSIONS[:4]), text, "Yuki Hoshino")


def patchy() -> Manuscript:
    """Days missing everywhere and two sources on the same days; the period is not over yet."""
    provisional = {"quality": Quality.PROVISIONAL}
    facts = (
        fact(
            "load.week",
            203,
            "load",
            change(203, 240),
            n_days=5,
            n_expected=7,
            provenance=rows("workouts", 3),
            **provisional,
        ),
        fact("sessions.week", 3, "count", change(3, 4)),
        fact("duration.week", 12900, "s", change(12900, 15000)),
        fact("load.unscored", 1, "count"),
        fact("fitness.now", 38.9, "load", change(38.9, 39.4), **provisional),
        fact("fatigue.now", 35.2, "load", change(35.2, 38.0), **provisional),
        fact("form.now", 3.7, "load", change(3.7, 1.4, is_signed=True), **provisional),
        fact("hrv.week", 61.0, "ms", n_days=2, n_expected=7, provenance=rows("daily_metrics", 2)),
        fact("resting_hr.week", None, "bpm"),
        fact("sleep.week", 6.4, "h", need(6.4, 7.5, Judgement.BAD), n_days=5, n_expected=7),
        fact("sleep.debt", None, "h"),
        fact("checkin.completion", 42.9, "percent", change(42.9, 28.6, is_signed=True)),
        fact("checkin.ill_days", 0, "days"),
        fact("history.days", 190, "days", window="all"),
        fact("coverage.load_42d", 81, "percent", window="42 days", **provisional),
        *coverage(3, 2, 0, 5, 3, 6),
    )
    daily = tuple(None if i % 11 in (3, 4) or i in (80, 81) else load for i, load in enumerate(loads(growth=0.001)))
    series = (
        *load_series(daily),
        *recovery_series(
            wave(60, 9, gaps=(1, 2, 3, 6, 9, 10, 11, 14, 15, 16, 19, 20, 21, 22, 24, 25, 27)),
            (None,) * 28,
            wave(6.5, 1.2, gaps=(4, 5, 13, 22, 26)),
            55.0,
            66.0,
        ),
        checkin_series(1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0),
    )
    notes = (
        DataNote(
            code="unknown_days", text="2 days of the week are not known: nothing was synced on 12 and 13 November."
        ),
        DataNote(code="two_sources", text="Garmin and Oura both sent sleep on 4 nights; Garmin's was used."),
        DataNote(
            code="unscored",
            text="1 session could not be scored: it has neither power, heart rate nor an effort rating.",
        ),
        DataNote(code="bounds", text="1 resting heart rate was dropped: 11 bpm is outside 25–120 bpm."),
    )
    text = narrative(
        headline="Half a picture: the days that are known look easy",
        summary="Load came to {{load.week}}, {{load.week|change}}, from the days that are known. Sleep was {{sleep.week|vs:baseline}}.",
        watch=("Nights were {{sleep.week|vs:baseline}}.", "HRV was read too seldom to be compared."),
        next_week=("Keep the sessions easy until the gaps are closed.",),
        suggestions=(
            advice(
                "sync_devices",
                "Load is known for {{coverage.load_42d}} of the last days.",
                "coverage.load_42d",
                confidence=Confidence.HIGH,
            ),
            advice("wear_sensor", "HRV was read on {{coverage.hrv_days}}.", "coverage.hrv_days", 2),
        ),
    )
    made = manuscript(sheet(*facts, series=series, sessions=SESSIONS[:3], notes=notes), text, "Aoife Ní Bhriain")
    return replace(made, athlete=replace(made.athlete, sleep_need_h=7.5))


def empty() -> Manuscript:
    """A week in which nothing at all was recorded."""
    facts = (
        fact("load.week", None, "load"),
        fact("sessions.week", None, "count"),
        fact("fitness.now", None, "load"),
        fact("hrv.week", None, "ms"),
        fact("sleep.week", None, "h"),
        fact("checkin.completion", 0, "percent"),
        *coverage(0, 0, 0, 0, 0, 0),
    )
    text = narrative(
        headline="Nothing was recorded this week",
        summary="There is no workout, no night and no check-in between the first and the last day of this week.",
        suggestions=(
            advice("sync_devices", "Nothing arrived this week.", "coverage.any_days"),
            advice("log_checkins", "No check-in was sent.", "checkin.completion", 2),
        ),
    )
    series = (*load_series((0.0,) * 84, 0.0, 0.0), checkin_series(*(0.0,) * 7))
    notes = (DataNote(code="no_data", text="No source sent anything in this week."),)
    return manuscript(sheet(*facts, series=series, notes=notes), text, "Leon Baptiste")


def lifter() -> Manuscript:
    """Strength first: sets per muscle, few endurance sessions."""
    base = steady()
    strength = (
        fact(
            "strength.sets",
            58,
            "count",
            change(58, 52, Judgement.GOOD),
            mean4(58, 54),
            provenance=rows("strength_sets", 58),
        ),
        fact("strength.sets.chest", 12, "count", change(12, 10), label="Chest sets"),
        fact("strength.sets.back", 14, "count", change(14, 14), label="Back sets"),
        fact("strength.sets.quads", 16, "count", change(16, 12), label="Quads sets"),
        fact("strength.sets.hamstrings", 8, "count", change(8, 9), label="Hamstrings sets"),
        fact("strength.sets.shoulders", 8, "count", change(8, 7), label="Shoulders sets"),
    )
    text = narrative(
        headline="{{strength.sets}} sets, {{strength.sets|change}}, and legs took most of it",
        summary="You did {{strength.sets}} working sets, {{strength.sets|vs:mean4}}; quads had {{strength.sets.quads}} of them.",
        went_well=("Chest is {{strength.sets.chest|change}}.",),
        next_week=("Hold the sets and add a little weight where the last ones were easy.",),
        suggestions=(
            advice(
                "strength_progress",
                "You did {{strength.sets}} sets, {{strength.sets|change}}.",
                "strength.sets",
                alternatives=("deload_strength",),
            ),
        ),
    )
    facts = replace(base.sheet, facts=(*base.sheet.facts, *strength))
    return replace(base, sheet=facts, narrative=text)


def crowded(count: int = 60) -> Manuscript:
    """A training camp: sixty sessions in a week, with long titles."""
    base = steady()
    titles = (
        "Easy",
        "Hill repeats with the whole group behind the old water tower, last one all out",
        "Drills",
        "Long ride",
    )
    many = tuple(
        replace(SESSIONS[i % 5], title=titles[i % 4], local_date=START + timedelta(days=i * 7 // count))
        for i in range(count)
    )
    return replace(base, sheet=replace(base.sheet, sessions=many))


def named(name: str) -> Manuscript:
    """The steady week of somebody else."""
    base = steady()
    return replace(base, athlete=replace(base.athlete, name=name))


SAMPLES = {
    "steady": steady,
    "ill": ill,
    "newcomer": newcomer,
    "patchy": patchy,
    "empty": empty,
    "lifter": lifter,
    "crowded": crowded,
}

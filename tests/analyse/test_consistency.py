"""The second look at a sheet: it finds every break of a good one, and never a fault in what analysis makes."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sheets
from builders import END, START, Row, athlete, day, histories, report, row, synced, workout
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Direction, Quality, ReportType
from models.facts import BASELINE, MEAN4, PREVIOUS, Comparison, DataNote, DaySeries, Fact, FactSheet, Session
from models.values import Athlete, Histories
from tasks.analyse.check.consistency import RULES, inconsistencies
from tasks.analyse.facts import analyse

WATCHED = [synced("2024-01-01", "2027-01-01")]


def a_good_sheet() -> FactSheet:
    """Forty weeks of three sports, with strength, sleep, readings, check-ins and a plan."""
    days = range(280)
    loads = [
        workout(day(back), 40.0 + 7 * (back % 11), sport=("Ride", "Run")[back % 2], workout_id=f"e{back}")
        for back in days
        if back % 4
    ]
    lifted = [
        workout(day(back), 20.0, sport="WeightTraining", at="17:00", workout_id=f"s{back}")
        for back in days
        if back % 7 == 3
    ]
    tables = {
        "workouts": [*loads, *lifted],
        "integrations": WATCHED,
        "strength_sets": [row(day(back), exercise="Bench press", reps=8.0, lifted_kg=60.0, muscle_contributions={"CHEST": 1.0}) for back in days if back % 7 == 3],
        "daily_metrics": [row(day(back), source="garmin", hrv_rmssd_ms=55.0 + back % 9, resting_hr_bpm=48.0 + back % 5, sleep_h=7.0 + back % 3 / 2) for back in range(120)],
        "entries": [row(day(back), weight_kg=70.0 + back % 3 / 10, fatigue=1.0 + back % 4, mood=3.0) for back in range(60) if back % 6],
        "planned_workouts": [row(day(back), sport="Ride", title="Easy", duration_s=3600.0, load=50.0) for back in range(0, 20, 2)],
    }  # fmt: skip
    (made,) = analyse(histories(**tables)).values()
    return made


GOOD = a_good_sheet()


def failed(sheet: FactSheet) -> set[str]:
    return {one.partition(":")[0] for one in inconsistencies(sheet)}


def with_fact(key: str, **changes: Any) -> FactSheet:
    assert GOOD.get(key) is not None
    return replace(GOOD, facts=tuple(replace(one, **changes) if one.key == key else one for one in GOOD))


def with_comparison(key: str, kind: str, **changes: Any) -> FactSheet:
    fact = GOOD.get(key)
    assert fact is not None
    assert fact.comparison(kind) is not None
    altered = tuple(replace(one, **changes) if one.kind == kind else one for one in fact.comparisons)
    return with_fact(key, comparisons=altered)


def with_day(name: str, back: int, by: float) -> FactSheet:
    """One day of a series moved."""

    def moved(one: DaySeries) -> DaySeries:
        values = list(one.values)
        values[-1 - back] = (values[-1 - back] or 0.0) + by
        return replace(one, values=tuple(values))

    assert GOOD.days(name) is not None
    return replace(GOOD, series=tuple(moved(one) if one.key == name else one for one in GOOD.series))


def with_session(**changes: Any) -> FactSheet:
    first, *others = GOOD.sessions
    return replace(GOOD, sessions=(replace(first, **changes), *others))


def with_note(text: str, *dates: date) -> FactSheet:
    return replace(GOOD, notes=(*GOOD.notes, DataNote(code="implausible", text=text, dates=dates)))


def value(key: str) -> float:
    fact = GOOD.get(key)
    assert fact is not None
    assert fact.value is not None, key
    return fact.value


def reference(key: str, kind: str) -> float:
    fact = GOOD.get(key)
    assert fact is not None
    beside = fact.comparison(kind)
    assert beside is not None
    assert beside.reference is not None
    return beside.reference


def beyond(kind: str = PREVIOUS) -> Comparison:
    return Comparison(kind=kind, direction=Direction.UP, reference=1.0, difference=1.0)


ROWS = GOOD.get("load.week").provenance[0]  # type: ignore[union-attr]

# What is broken, the rule that must see it, and how it is broken.
BREAKS: Mapping[str, tuple[str, Callable[[], FactSheet]]] = {
    "form is not fitness less fatigue": (
        "differences_subtract",
        lambda: with_fact("form.now", value=value("form.now") + 0.1),
    ),
    "form before is not fitness less fatigue before": (
        "differences_subtract",
        lambda: with_comparison("form.now", PREVIOUS, reference=reference("form.now", PREVIOUS) + 0.1),
    ),
    "ramp has another end": ("differences_subtract", lambda: with_fact("ramp.week", value=value("ramp.week") + 0.1)),
    "a difference is of another reference": (
        "comparisons_match_their_base",
        lambda: with_comparison("load.week", PREVIOUS, reference=reference("load.week", PREVIOUS) + 1),
    ),
    "a percentage is of the value": (
        "comparisons_match_their_base",
        lambda: with_comparison("load.week", MEAN4, change_pct=100 * (1 - reference("load.week", MEAN4) / value("load.week"))),
    ),
    "a direction is turned round": (
        "directions_match",
        lambda: with_comparison(
            "load.week",
            PREVIOUS,
            direction=Direction.DOWN if value("load.week") > reference("load.week", PREVIOUS) else Direction.UP,
        ),
    ),
    "a large step is called the same": (
        "directions_match",
        lambda: with_comparison("load.week", MEAN4, direction=Direction.SAME),
    ),
    "above the band is called within": (
        "directions_match",
        lambda: with_comparison("hrv.week", BASELINE, band_high=1.0, band_low=0.5, direction=Direction.SAME),
    ),
    "within the band is called above": (
        "directions_match",
        lambda: with_comparison("hrv.week", BASELINE, band_low=1.0, band_high=999.0, direction=Direction.UP),
    ),
    "a band has its ends crossed": (
        "directions_match",
        lambda: with_comparison("hrv.week", BASELINE, band_low=999.0, band_high=1.0),
    ),
    "a missing fact has a value": ("missing_has_no_value", lambda: with_fact("load.ratio", quality=Quality.MISSING)),
    "a fact without a value is not missing": ("missing_has_no_value", lambda: with_fact("load.ratio", value=None)),
    "a value is not a number": ("missing_has_no_value", lambda: with_fact("load.ratio", value=float("nan"))),
    "too early is compared": ("missing_has_no_value", lambda: with_fact("fitness.now", quality=Quality.TOO_EARLY)),
    "more days than there are": ("counts_are_whole", lambda: with_fact("load.week", n_days=8)),
    "fewer days than none": ("counts_are_whole", lambda: with_fact("load.week", n_days=-1, n_expected=None)),
    "half a session": ("counts_are_whole", lambda: with_fact("sessions.week", value=4.5)),
    "fewer rest days than none": ("counts_are_whole", lambda: with_fact("rest_days.week", value=-1)),
    "rows end before they begin": (
        "provenance_is_in_order",
        lambda: with_fact("load.week", provenance=(replace(ROWS, first=END, last=START),)),
    ),
    "rows begin and never end": (
        "provenance_is_in_order",
        lambda: with_fact("load.week", provenance=(replace(ROWS, last=None),)),
    ),
    "no rows have days": ("provenance_is_in_order", lambda: with_fact("load.week", provenance=(replace(ROWS, rows=0),))),
    "a sign of a fact that is not there": (
        "signals_rest_on_facts",
        lambda: replace(GOOD, signals=(replace(GOOD.signals[0], key="hrv.month"),)),
    ),
    "a sign of more days than there are": (
        "signals_rest_on_facts",
        lambda: replace(GOOD, signals=(replace(GOOD.signals[0], n_days=GOOD.signals[0].n_expected + 1),)),
    ),
    "a sign of a fact that has no value": (
        "signals_rest_on_facts",
        lambda: with_fact(GOOD.signals[0].key, value=None, quality=Quality.MISSING, comparisons=()),
    ),
    "a weekday is another day's": (
        "weekdays_match_their_dates",
        lambda: with_note("The sleep of Sat 15 Nov was not plausible."),
    ),
    "a weekday is another year's": (
        "weekdays_match_their_dates",
        lambda: with_note("The plan of Sunday 15 November fell through.", date(2025, 11, 15)),
    ),
    "a date that never was": ("weekdays_match_their_dates", lambda: with_note("The sleep of Mon 31 Nov was left out.")),
    "a session of another week": ("sessions_lie_in_the_period", lambda: with_session(local_date=START - timedelta(days=1))),
    "a load that no session has": ("totals_are_the_sum_of_the_sessions", lambda: with_fact("load.week", value=value("load.week") + 1)),
    "time that no session took": (
        "totals_are_the_sum_of_the_sessions",
        lambda: with_fact("duration.week", value=value("duration.week") + 60),
    ),
    "a session that is not listed": ("totals_are_the_sum_of_the_sessions", lambda: replace(GOOD, sessions=GOOD.sessions[1:])),
    "a session without load that is not counted": (
        "totals_are_the_sum_of_the_sessions",
        lambda: with_fact("load.unscored", value=1),
    ),
    "a sport has more than all have": ("sports_add_up", lambda: with_fact("sport.ride.load", value=9999.0)),
    "more days are known than there are": (
        "shares_lie_within_the_whole",
        lambda: with_fact("coverage.load_42d", value=101.0, n_days=None),
    ),
    "zones are more than all of the time": (
        "shares_lie_within_the_whole",
        lambda: replace(GOOD, facts=(*GOOD.facts, *zones(60.0, 30.0, 20.0))),
    ),
    "a completion of other days": (
        "percentages_match_their_parts",
        lambda: with_fact("checkin.completion", value=value("checkin.completion") - 1),
    ),
    "a coverage of other days": (
        "coverage_counts_days",
        lambda: with_fact("coverage.hrv_days", value=6, n_days=7),
    ),
    "a share of other days": ("coverage_counts_days", lambda: with_fact("coverage.load_42d", n_days=41)),
    "days that end too early": (
        "days_end_with_the_period",
        lambda: replace(GOOD, series=tuple(replace(one, values=one.values[:-1]) for one in GOOD.series)),
    ),
    "fitness is another day's": (
        "states_are_those_of_the_last_day",
        lambda: with_fact("fitness.now", value=value("fitness.now") + 0.1),
    ),
    "fatigue is another day's": (
        "states_are_those_of_the_last_day",
        lambda: with_fact("fatigue.now", value=value("fatigue.now") + 0.1),
    ),
    "ramp is of other days": (
        "states_are_those_of_the_last_day",
        lambda: with_fact("ramp.week", value=value("ramp.week") + 0.1),
    ),
    "form is of the same day": ("days_follow_from_the_day_before", lambda: form_of_the_same_day()),
    "form strays on one day": ("days_follow_from_the_day_before", lambda: with_day("form", 20, 200.0)),
    "fitness leaps without a load": ("days_follow_from_the_day_before", lambda: with_day("fitness", 20, 3.0)),
    "fatigue leaps without a load": ("days_follow_from_the_day_before", lambda: with_day("fatigue", 20, 3.0)),
    "the days do not add up to the week": ("load_is_the_sum_of_the_days", lambda: with_day("load", 2, 5.0)),
    "a ratio of other days": (
        "ratios_are_their_two_parts",
        lambda: with_fact("load.ratio", value=value("load.ratio") + 0.01),
    ),
    "a ratio whose 28 days hold the seven, called uncoupled": (
        "ratios_are_their_two_parts",
        lambda: with_fact("load.ratio_uncoupled", value=value("load.ratio")),
    ),
    "monotony by the population's deviation": (
        "monotony_and_strain_are_of_the_last_week",
        lambda: with_fact("load.monotony", value=value("load.monotony") * (7 / 6) ** 0.5),
    ),
    "strain of the mean load": (
        "monotony_and_strain_are_of_the_last_week",
        lambda: with_fact("load.strain", value=value("load.strain") / 7),
    ),
    "monotony of a week with an unknown day": (
        "monotony_and_strain_are_of_the_last_week",
        lambda: replace(
            GOOD,
            series=tuple(
                replace(one, values=(*one.values[:-1], None)) if one.key == "load" else one for one in GOOD.series
            ),
        ),
    ),
    "HRV by the plain mean": ("means_are_of_the_days", lambda: with_fact("hrv.week", value=value("hrv.week") + 0.01)),
    "a resting heart rate of other days": (
        "means_are_of_the_days",
        lambda: with_fact("resting_hr.week", value=value("resting_hr.week") + 0.01),
    ),
    "sleep of fewer nights": ("means_are_of_the_days", lambda: with_fact("sleep.week", n_days=6)),
    "check-ins that no day has": (
        "checkins_are_those_of_the_days",
        lambda: with_fact("checkin.days", value=value("checkin.days") - 1),
    ),
}  # fmt: skip


def zones(*shares: float) -> list[Fact]:
    names = ("easy", "moderate", "hard")
    made = (
        Fact(key=f"intensity.test.{name}", label=name, unit="percent", value=share, window="7 days")
        for name, share in zip(names, shares, strict=True)
    )
    return list(made)


def form_of_the_same_day() -> FactSheet:
    fitness, fatigue = GOOD.days("fitness"), GOOD.days("fatigue")
    assert fitness is not None
    assert fatigue is not None
    same = tuple(a - b for a, b in zip(fitness.values, fatigue.values, strict=True))  # type: ignore[operator]
    return replace(GOOD, series=tuple(replace(one, values=same) if one.key == "form" else one for one in GOOD.series))


def test_a_good_sheet_passes_and_has_enough_on_it_to_be_broken() -> None:
    assert inconsistencies(GOOD) == ()
    assert len(GOOD.sessions) > 5
    assert {one.kind for fact in GOOD for one in fact.comparisons} >= {PREVIOUS, MEAN4, BASELINE}


@pytest.mark.parametrize("what", BREAKS)
def test_a_break_is_found_by_its_own_rule(what: str) -> None:
    rule, broken = BREAKS[what]
    assert rule in failed(broken())


def test_every_rule_has_a_break_that_it_must_find() -> None:
    assert {rule for rule, _ in BREAKS.values()} == {rule.__name__ for rule in RULES}


def test_what_failed_is_named_without_a_value_or_a_word_of_the_athletes() -> None:
    typed = Fact(key="strength.sets.my_left_arm", label="Sets", unit="count", value=1.5, window="7 days")
    assert inconsistencies(replace(GOOD, facts=(*GOOD.facts, typed))) == ("counts_are_whole: strength.sets",)


@pytest.mark.parametrize(
    "text",
    [
        "The sleep of Sun 15 Nov, Tue 3 Nov was not plausible.",
        "The sleep of Sunday 15 November and of Wednesday, 30 December was left out.",
        "Since 15 Nov nothing is known; Sunny 31 and Mo 12 are no dates.",
    ],
)
def test_weekdays_that_fit_are_let_pass(text: str) -> None:
    assert inconsistencies(with_note(text)) == ()


def test_a_note_that_names_its_own_date_is_taken_at_its_word() -> None:
    assert inconsistencies(with_note("Tested on Fri 15 May.", date(2020, 5, 15))) == ()


def test_a_stored_sheet_is_as_consistent_as_it_was() -> None:
    assert inconsistencies(FactSheet.from_json(GOOD.as_json())) == ()


def with_start_values(back: int) -> FactSheet:
    rides = [workout(day(at), 60.0 + at % 5, workout_id=str(at)) for at in range(200)]
    person = athlete(fitness_start_on=day(back), fitness_start=90.0, fatigue_start=30.0)
    (made,) = analyse(histories(athletes=[person], workouts=rides, integrations=WATCHED)).values()
    return made


def test_an_athletes_own_start_values_are_no_contradiction_and_excuse_no_second_one() -> None:
    made = with_start_values(20)
    form, fitness, fatigue = (made.days(name).values for name in ("form", "fitness", "fatigue"))  # type: ignore[union-attr]
    assert form[-21] == pytest.approx(60.0)
    assert fitness[-22] - fatigue[-22] != pytest.approx(60.0, abs=1)  # type: ignore[operator]
    assert inconsistencies(made) == ()
    twice = replace(made, series=tuple(replace(one, values=(*form[:-1], 60.0)) if one.key == "form" else one for one in made.series))  # fmt: skip
    assert "days_follow_from_the_day_before: form" in inconsistencies(twice)


def listed(sheet: FactSheet) -> FactSheet:
    """A sample week with as many sessions as it speaks of."""

    def total(key: str) -> float:
        fact = sheet.get(key)
        return float(fact.value or 0) if fact else 0.0

    count = int(total("sessions.week"))
    made = tuple(
        Session(
            local_date=sheet.period_end,
            sport="ride",
            title="",
            duration_s=total("duration.week") / count,
            distance_m=None,
            load=total("load.week") / count,
            load_method="source",
        )
        for _ in range(count)
    )
    return replace(sheet, sessions=made)


@pytest.mark.parametrize("kind", sheets.WEEKS)
def test_no_sample_week_raises_a_false_alarm(kind: str) -> None:
    assert inconsistencies(listed(sheets.WEEKS[kind]())) == ()


SPORTS = ("Ride", "Run", "Swim", "WeightTraining", "Yoga", None)


class Chance(random.Random):
    """A history is a function of one number, so that a failure is told by it and found again at once."""

    def maybe(self, low: float, high: float, share: float = 0.7) -> float | None:
        return self.uniform(low, high) if self.random() < share else None

    def days(self, most: int, back: int = 200) -> list[int]:
        return sorted(self.sample(range(back), self.randint(0, most)), reverse=True)


def any_workout(chance: Chance, back: int, number: int) -> Row:
    """With a load or without, with a time or without, measured well or not at all."""
    return workout(
        day(back),
        chance.maybe(0, 700),
        at=chance.choice(["05:10", "12:00", "21:30"]),
        workout_id=f"{back}-{number}",
        sport=chance.choice(SPORTS),
        duration_s=chance.maybe(60, 20_000, 0.97),
        moving_s=chance.maybe(0, 9_000),
        distance_m=chance.maybe(0, 60_000),
        elevation_gain_m=chance.maybe(0, 2_000),
        average_hr_bpm=chance.maybe(80, 190),
        normalized_power_w=chance.maybe(50, 400),
        rpe=chance.choice([None, 2.0, 5.0, 9.0]),
    )


def any_reading(chance: Chance, back: int) -> Row:
    source, slept = chance.choice(["garmin", "whoop", "oura"]), chance.maybe(0, 12)
    hrv, pulse = chance.maybe(20, 120), chance.maybe(35, 80)
    return row(day(back), source=source, hrv_rmssd_ms=hrv, resting_hr_bpm=pulse, sleep_h=slept)


def any_person(chance: Chance) -> Athlete:
    start = {"fitness_start": chance.maybe(0, 120), "fatigue_start": chance.maybe(0, 150)}
    begun = {"fitness_start_on": day(chance.randint(0, 120)), **start} if chance.random() < 0.4 else {}
    thresholds = {"ftp_w": 250.0, "lthr_bpm": 165.0} if chance.random() < 0.5 else {}
    return athlete(
        strength_in_fitness=chance.random() < 0.5, max_hr_bpm=190.0, resting_hr_bpm=50.0, **begun, **thresholds
    )


def any_cover(chance: Chance) -> list[Row]:
    if chance.random() < 0.3:
        return []
    gap = chance.randint(0, 60)
    gaps = [(str(day(gap + chance.randint(0, 20))), str(day(gap)))]
    return [synced(day(chance.randint(0, 300)), day(chance.choice([0, 0, 0, 2])), gaps=gaps)]


def any_history(seed: int) -> Histories:
    """With gaps, unknown days, several workouts a day, start values, and a period of any length."""
    chance = Chance(seed)
    trained = chance.days(60) if chance.random() < 0.5 else list(range(chance.randint(0, 200)))
    bench = {"exercise": "Bench", "lifted_kg": 80.0, "muscle_contributions": {"CHEST": 1.0, "TRICEPS": 0.5}}
    plan = {"sport": "Ride", "title": "", "duration_s": 3600.0}
    return histories(
        reports=[report(start=day(chance.choice([0, 3, 6, 6, 6, 6, 13, 30])), type=chance.choice(list(ReportType)))],
        athletes=[any_person(chance)],
        workouts=[any_workout(chance, back, at) for back in trained for at in range(chance.choice([1, 1, 2]))],
        integrations=any_cover(chance),
        daily_metrics=[any_reading(chance, back) for back in range(chance.randint(0, 90))],
        entries=[
            row(day(back), mood=chance.maybe(1, 5), weight_kg=chance.maybe(50, 90)) for back in chance.days(20, 40)
        ],
        checkins=[row(day(back), journey_id="j", is_complete=chance.random() < 0.7) for back in chance.days(15, 20)],
        strength_sets=[
            row(day(back), reps=5.0, is_planned=chance.random() < 0.2, **bench) for back in chance.days(30, 40)
        ],
        planned_workouts=[row(day(back - 20), load=chance.maybe(0, 200), **plan) for back in chance.days(12, 40)],
        races=[row(day(-chance.randint(0, 60)), race_id="r", name="Race", priority="A")][: chance.randint(0, 1)],
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_what_analysis_makes_of_any_history_is_consistent(seed: int) -> None:
    (made,) = analyse(any_history(seed)).values()
    assert inconsistencies(made) == ()
    assert inconsistencies(FactSheet.from_json(made.as_json())) == ()

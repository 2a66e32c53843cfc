from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from builders import START, Row, day, histories, report, row
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Direction, Judgement, Quality
from models.facts import BASELINE, MEAN4, PREVIOUS, FactSheet
from models.frames import EFFORT_COLUMNS
from tasks.analyse.days.checkins import checkin_totals, longest_streak, streak
from tasks.analyse.days.lifts import epley_kg, volume_kg
from tasks.analyse.days.strength import as_key, muscle_shares, planned_reps
from tasks.analyse.facts import analyse


def sheet(**tables: Any) -> FactSheet:
    (only,) = analyse(histories(**tables)).values()
    return only


def checkin(back: int, weights: tuple[float, ...] = (), *, is_complete: bool = True, journey: str = "j1") -> Row:
    """`weights` are those of the dimensions that were given effort 1, 2, … 5."""
    given = dict(zip(EFFORT_COLUMNS, weights, strict=False))
    return row(day(back), journey_id=journey, is_complete=is_complete, **given)


def lift(back: int, reps: float | None, kg: float | None, exercise: str = "Bench press", **fields: Any) -> Row:
    return row(day(back), exercise=exercise, reps=reps, lifted_kg=kg, muscle_contributions={"CHEST": 1.0}, **fields)


def sets(
    back: int, number: int = 1, contributions: dict[str, float] | None = None, *, is_planned: bool = False
) -> list[Row]:
    muscles = {"CHEST": 1.0, "TRICEPS": 0.5} if contributions is None else contributions
    return [row(day(back), exercise="Bench", reps=8.0, is_planned=is_planned, muscle_contributions=muscles)] * number


def test_a_day_counts_with_an_entry_or_a_whole_check_in() -> None:
    found = sheet(
        entries=[row(day(0)), row(day(1))],
        checkins=[checkin(1), checkin(2), checkin(3, is_complete=False)],
    )
    assert (found.value("checkin.days"), found.value("coverage.checkin_days")) == (3, 3)
    assert found.value("checkin.completion") == pytest.approx(300 / 7)
    assert found.value("coverage.any_days") == 4
    assert found.days("checkin").values == (0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0)


def test_completion_is_compared_only_with_a_period_in_which_the_athlete_took_part() -> None:
    week = [row(day(back)) for back in range(7)]
    assert sheet(entries=week).get("checkin.completion").comparisons == ()
    change = sheet(entries=[*week, row(day(13))]).get("checkin.completion").comparison(PREVIOUS)
    assert (change.direction, change.judgement) == (Direction.UP, Judgement.GOOD)
    assert change.reference == pytest.approx(100 / 7)


def test_who_never_checks_in_has_no_completion_rather_than_none_of_it() -> None:
    found = sheet(daily_metrics=[row(day(0), source="garmin", sleep_h=8.0)])
    assert found.get("checkin.completion").value is None
    assert found.days("checkin").values == (None,) * 7


def test_the_streak_is_of_whole_check_ins_and_reaches_back_before_the_period() -> None:
    found = sheet(checkins=[checkin(back) for back in range(40)] + [checkin(41)])
    assert found.value("checkin.streak") == 40
    broken = sheet(checkins=[checkin(0), checkin(1, is_complete=False), checkin(2)])
    assert broken.value("checkin.streak") == 1
    assert sheet(checkins=[checkin(1)]).value("checkin.streak") == 0
    assert sheet(entries=[row(day(0))]).get("checkin.streak").value is None


def test_any_journeys_whole_check_in_keeps_the_streak() -> None:
    both = [checkin(0, is_complete=False), checkin(0, journey="j2"), checkin(1)]
    assert sheet(checkins=both).value("checkin.streak") == 2


def test_a_day_that_is_not_over_does_not_break_the_streak() -> None:
    days = np.array([[True], [True], [False]])
    assert streak(days).tolist() == [0]
    assert streak(days, is_last_day_open=True).tolist() == [2]


def test_a_check_in_scores_weight_times_what_the_effort_is_worth() -> None:
    one_of_each = np.eye(5)
    assert checkin_totals(one_of_each).tolist() == [-1.0, 0.5, 1.0, 2.0, 3.0]
    # Three dimensions: weight 3 at effort 5, weight 2 at effort 1, weight 1 at effort 2.
    assert checkin_totals(np.array([[2.0, 1.0, 0.0, 0.0, 3.0]])).tolist() == [-2.0 + 0.5 + 9.0]


def test_a_check_in_that_answers_nothing_has_no_total() -> None:
    nothing = np.array([[0.0] * 5, [np.nan] * 5])
    assert np.isnan(checkin_totals(nothing)).all()
    found = sheet(checkins=[checkin(0, (0, 0, 0, 0, 0)), checkin(1, (0, 0, 2, 0, 0))])
    score = found.get("checkin.score")
    assert (score.value, score.n_days, score.n_expected, score.provenance[0].rows) == (2.0, 1, 7, 1)


def test_the_score_is_the_mean_of_days_and_journeys_of_a_day_add_up() -> None:
    rows = [checkin(0, (0, 0, 0, 0, 2)), checkin(0, (0, 0, 1, 0, 0), journey="j2"), checkin(1, (1, 0, 0, 0, 0))]
    score = sheet(checkins=rows).get("checkin.score")
    assert score.value == pytest.approx((6.0 + 1.0 - 1.0) / 2)
    assert (score.n_days, score.provenance[0].rows, score.quality) == (2, 3, Quality.PROVISIONAL)


@pytest.mark.parametrize(("n_now", "n_before", "is_compared"), [(4, 4, True), (3, 7, False), (7, 3, False)])
def test_scores_are_compared_where_both_periods_have_four_days(n_now: int, n_before: int, is_compared: bool) -> None:
    rows = [checkin(back, (0, 0, 0, 0, 1)) for back in range(n_now)]
    rows += [checkin(7 + back, (0, 0, 0, 1, 0)) for back in range(n_before)]
    score = sheet(checkins=rows).get("checkin.score")
    change = score.comparison(PREVIOUS)
    assert (change is not None) == is_compared
    if change:
        assert (change.reference, change.direction, change.judgement) == (2.0, Direction.UP, Judgement.GOOD)


def test_the_longest_streak_is_kept_when_the_present_one_is_broken() -> None:
    rows = [checkin(back) for back in (0, 1, *range(10, 40))]
    found = sheet(checkins=rows)
    assert (found.value("checkin.streak"), found.value("checkin.streak_longest")) == (2, 30)
    assert sheet(entries=[row(day(0))]).get("checkin.streak_longest").value is None


def test_streaks_reach_400_days_back_and_no_further_whatever_else_was_read() -> None:
    rows = [row(START - timedelta(days=back), journey_id="j", is_complete=True) for back in range(-6, 500)]
    found = sheet(checkins=rows)
    assert found.value("checkin.streak") == found.value("checkin.streak_longest") == 407


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_no_streak_is_longer_than_the_longest(days: list[bool]) -> None:
    ticked = np.array(days)[:, None]
    runs = "".join("1" if one else "0" for one in days).split("0")
    assert longest_streak(ticked).tolist() == [max(map(len, runs))]
    assert streak(ticked)[0] == len(runs[-1]) <= longest_streak(ticked)[0]


def test_ill_days_are_what_the_entries_say() -> None:
    found = sheet(entries=[row(day(back), is_ill=back < 2) for back in range(3)] + [row(day(9), is_ill=True)])
    assert found.value("checkin.ill_days") == 2
    assert sheet().get("checkin.ill_days").value is None


@pytest.mark.parametrize(
    ("feeling", "now", "before", "judgement"),
    [
        ("fatigue", 4.0, 3.0, Judgement.BAD),
        ("fatigue", 3.4, 3.0, Judgement.NEUTRAL),
        ("stress", 2.0, 3.0, Judgement.GOOD),
        ("mood", 4.0, 3.0, Judgement.GOOD),
        ("sleep_quality", 2.0, 3.0, Judgement.BAD),
    ],
)
def test_which_end_of_a_scale_is_good_depends_on_what_it_measures(
    feeling: str, now: float, before: float, judgement: Judgement
) -> None:
    entries = [row(day(back), **{feeling: now if back < 7 else before}) for back in range(14)]
    fact = sheet(entries=entries).get(f"feel.{feeling}")
    assert fact.value == pytest.approx(now)
    assert fact.comparison(PREVIOUS).judgement is judgement


def test_a_feeling_of_three_days_is_no_trend() -> None:
    entries = [row(day(back), mood=4.0) for back in (0, 1, 2, *range(7, 14))]
    fact = sheet(entries=entries).get("feel.mood")
    assert (fact.value, fact.n_days, fact.comparisons) == (4.0, 3, ())


def test_planned_sets_are_not_lifted() -> None:
    found = sheet(strength_sets=sets(0, 3) + sets(1, 2, is_planned=True))
    assert found.value("strength.sets") == 3
    assert found.get("strength.sets").provenance[0].rows == 3
    assert found.value("coverage.workout_days") == 1


def test_a_muscle_counts_the_sets_that_train_it_directly() -> None:
    rows = sets(0, 3) + sets(2, 2, {"Lower Back": 1.0, "lower-back": 1.0, "GLUTES": 0.75}) + sets(8, 4, {"QUADS": 1})
    found = sheet(strength_sets=rows)
    muscles = {fact.key: fact.value for fact in found if fact.key.startswith("strength.sets.")}
    assert muscles == {"strength.sets.chest": 3, "strength.sets.lower_back": 2, "strength.sets.quads": 0}
    assert found.get("strength.sets.lower_back").label == "Sets, lower back"


def test_a_muscle_of_one_athlete_is_on_no_other_athletes_sheet() -> None:
    rows = sets(0) + [{**one, "athlete_id": str(report(2).athlete_id)} for one in sets(0, 1, {"QUADS": 1.0})]
    found = analyse(histories(reports=[report(1), report(2)], strength_sets=rows))
    keys = [[one.key for one in found[report(n).report_id] if one.key.startswith("strength.sets.")] for n in (1, 2)]
    assert keys == [["strength.sets.chest"], ["strength.sets.quads"]]


def test_sets_are_compared_once_there_was_a_whole_period_to_compare_with() -> None:
    weekly = [one for week in range(5) for one in sets(7 * week + 6, 10 - week)]
    fact = sheet(strength_sets=weekly).get("strength.sets")
    assert (fact.value, fact.comparison(PREVIOUS).reference) == (10, 9.0)
    assert fact.comparison(MEAN4).reference == pytest.approx((9 + 8 + 7 + 6) / 4)
    assert sheet(strength_sets=weekly[:10]).get("strength.sets").comparisons == ()


def test_who_never_lifts_has_no_sets_rather_than_zero() -> None:
    assert sheet(entries=[row(day(0))]).get("strength.sets").value is None


def test_every_set_counts_for_a_muscle_in_its_share_apart_from_the_direct_ones() -> None:
    rows = sets(0, 3, {"CHEST": 1.0, "TRICEPS": 0.5, "ABS": 0.2}) + sets(1, 2, {"TRICEPS": 1, "CHEST": 0.25})
    found = sheet(strength_sets=rows)
    fractional = {one.key.split(".")[-1]: one.value for one in found if "fractional_sets" in one.key}
    assert fractional == {"chest": 3.5, "triceps": 3.5}
    assert (found.value("strength.sets.chest"), found.value("strength.sets.triceps")) == (3, 2)
    assert found.get("strength.fractional_sets.chest").provenance[0].rows == 5
    assert found.get("strength.fractional_sets.chest").label == "Fractional sets, chest"


@pytest.mark.parametrize(
    ("contributions", "shares"),
    [
        ({"CHEST": 0.25, "ABS": 0.24}, {"chest": 0.25}),
        ({"Lower Back": 0.5, "lower-back": 1.0}, {"lower_back": 1.0}),
        ({"CHEST": 3.0}, {"chest": 1.0}),  # no set is more than a set
        ({"CHEST": "1.0", "ABS": None, "BACK": True, "QUADS": float("nan")}, {}),
        (None, {}),
        (["CHEST"], {}),
    ],
)
def test_what_counts_of_a_set_is_a_quarter_up_to_the_whole(contributions: Any, shares: dict[str, float]) -> None:
    assert dict(muscle_shares(contributions)) == shares


@pytest.mark.parametrize(
    ("name", "key"), [("Bench Press", "bench_press"), ("Développé couché", "developpe_couche"), ("Жим", "other")]
)
def test_names_become_parts_of_keys(name: str, key: str) -> None:
    assert as_key(name) == key


@pytest.mark.parametrize(
    ("muscle", "n_sets", "direction"),
    [
        ("CHEST", 7, Direction.DOWN),
        ("CHEST", 8, Direction.SAME),
        ("CHEST", 22, Direction.SAME),
        ("CHEST", 23, Direction.UP),
        ("QUADS", 21, Direction.UP),  # another name for the quadriceps
    ],
)
def test_a_weeks_direct_sets_stand_beside_what_practice_knows_and_are_not_judged(
    muscle: str, n_sets: int, direction: Direction
) -> None:
    beside = (
        sheet(strength_sets=sets(0, n_sets, {muscle: 1.0})).get(f"strength.sets.{muscle.lower()}").comparison(BASELINE)
    )
    assert (beside.direction, beside.judgement) == (direction, Judgement.NEUTRAL)
    assert (beside.band_low, beside.band_high) == ((8.0, 22.0) if muscle == "CHEST" else (8.0, 20.0))


def test_landmarks_are_for_muscles_that_practice_names_and_for_whole_weeks() -> None:
    named = sheet(strength_sets=sets(0, 9, {"Rotator cuff": 1.0})).get("strength.sets.rotator_cuff")
    assert named.comparison(BASELINE) is None
    month = sheet(reports=[report(start=day(29))], strength_sets=sets(0, 9)).get("strength.sets.chest")
    assert (month.value, month.comparison(BASELINE)) == (9, None)


def test_volume_load_is_repetitions_times_kilograms_as_lifted() -> None:
    assert volume_kg(np.array([8.0, 5.0, np.nan]), np.array([60.0, np.nan, 40.0])).tolist()[0] == 480.0
    rows = [lift(0, 8, 60.0), lift(1, 5, 100.0), lift(1, 12, None), lift(2, 5, 200.0, is_planned=True)]
    fact = sheet(strength_sets=rows).get("strength.volume_load")
    assert (fact.value, fact.unit, fact.provenance[0].rows) == (980.0, "kg", 2)


def test_volume_is_compared_with_the_week_before_and_the_mean_of_four() -> None:
    rows = [lift(7 * week + 6, 10, 10.0 * (week + 1)) for week in range(5)]
    fact = sheet(strength_sets=rows).get("strength.volume_load")
    assert (fact.value, fact.comparison(PREVIOUS).reference, fact.comparison(MEAN4).reference) == (100.0, 200.0, 350.0)
    assert fact.comparison(PREVIOUS).change_pct == pytest.approx(-50.0)


def test_sets_without_a_weight_have_no_volume_rather_than_none() -> None:
    assert sheet(strength_sets=[lift(0, 10, None)]).get("strength.volume_load").value is None
    assert sheet(strength_sets=[lift(10, 10, 50.0)]).get("strength.volume_load").value == 0
    before = [lift(0, 10, 50.0), lift(7, 10, None), lift(13, 10, None)]
    assert sheet(strength_sets=before).get("strength.volume_load").comparisons == ()


def test_epley_speaks_from_one_to_ten_repetitions() -> None:
    reps = np.array([1.0, 2.0, 5.0, 10.0, 11.0, 0.0, np.nan, 5.0, 5.0])
    kg = np.array([100.0, 100.0, 100.0, 90.0, 60.0, 100.0, 100.0, 0.0, np.nan])
    found = epley_kg(reps, kg)
    assert found[:4].tolist() == pytest.approx([100.0, 106.66667, 116.66667, 120.0], abs=1e-5)
    assert np.isnan(found[4:]).all()


def test_the_best_estimate_of_a_lift_stands_beside_the_best_of_the_90_days_before() -> None:
    now = [lift(0, 5, 100.0), lift(1, 12, 120.0), lift(2, 8, 80.0)]
    before = [lift(7, 1, 110.0), lift(96, 10, 84.0), lift(97, 5, 150.0)]
    fact = sheet(strength_sets=now + before).get("strength.e1rm.bench_press")
    assert (fact.label, fact.unit, fact.provenance[0].rows) == ("Estimated 1RM, bench press", "kg", 2)
    assert fact.value == pytest.approx(116.66667, abs=1e-5)
    assert (fact.comparison(PREVIOUS).reference, fact.comparison(PREVIOUS).days) == (pytest.approx(112.0), 90)
    assert fact.comparison(PREVIOUS).judgement is Judgement.NEUTRAL
    assert sheet(strength_sets=now).get("strength.e1rm.bench_press").comparisons == ()


def test_only_the_three_lifts_with_the_most_sets_are_estimated() -> None:
    rows = [lift(0, 5, 50.0, name) for name, n in (("A", 2), ("B", 1), ("C", 3), ("D", 2)) for _ in range(n)]
    rows += [lift(1, 10, None, "Pull-up")] * 9 + [lift(9, 5, 50.0, "E")] * 9 + [lift(0, 5, 70.0, "Жим")] * 9
    keys = [one.key for one in sheet(strength_sets=rows) if "e1rm" in one.key]
    assert keys == ["strength.e1rm.a", "strength.e1rm.c", "strength.e1rm.d"]


def test_lifts_of_one_athlete_push_none_of_another_off_the_sheet() -> None:
    mine = [lift(0, 5, 50.0, name) for name in "ABC"]
    theirs = [{**lift(0, 5, 60.0, name), "athlete_id": str(report(2).athlete_id)} for name in "XYZ" for _ in range(5)]
    found = analyse(histories(reports=[report(1), report(2)], strength_sets=mine + theirs))
    alone = sheet(strength_sets=mine)
    assert found[report(1).report_id].hash() == alone.hash()


@pytest.mark.parametrize(
    ("text", "reps"),
    [
        *(("8-12", 10.0), ("8–12", 10.0), (" 6 to 8 ", 7.0), ("5", 5.0), ("8-11", 9.5)),
        *((text, None) for text in ("12-8", "0", "AMRAP", "", "8-", "8-12-15", "-8", "1.5")),
    ],
)
def test_a_range_of_planned_repetitions_counts_its_midpoint(text: str, reps: float | None) -> None:
    assert planned_reps(text) == reps


def test_a_plan_speaks_only_where_nothing_was_lifted() -> None:
    plan = [lift(0, 10, 50.0, is_planned=True), lift(1, 8, None, is_planned=True)]
    found = sheet(strength_sets=plan)
    assert (found.value("strength.planned_sets"), found.value("strength.planned_volume_load")) == (2, 500.0)
    assert found.get("strength.sets").value is None
    assert found.get("strength.planned_sets").label == "Planned sets"
    both = sheet(strength_sets=[*plan, lift(3, 5, 40.0)])
    assert (both.get("strength.planned_sets").value, both.get("strength.planned_volume_load").value) == (None, None)
    assert sheet(strength_sets=[lift(9, 5, 40.0), *plan]).value("strength.planned_sets") == 2

"""What the sheet says, as signals: where each line is drawn, and that what is unknown fulfils nothing."""

import pytest
import sheets
from manuscripts import change, fact, usual
from sheets import ATHLETE, week

from models.enums import Quality
from models.facts import Fact
from tasks.write.signals import Signal
from tasks.write.week import read

S = Signal


def signals(*different: Fact | list[Fact], **settings: object) -> frozenset[Signal]:
    return read(week(*different, **settings), ATHLETE)


def days(key: str, value: int | None) -> Fact:
    return fact(key, value, "days")


EDGES = {
    "load_up_by_5_percent": (sheets.load(420, 400, 400), S.LOAD_UP, True),
    "load_up_by_4_percent": (sheets.load(416, 400, 400), S.LOAD_UP, False),
    "easy_at_20_percent_under_the_mean": (sheets.load(320, 400, 400), S.LOAD_EASY, True),
    "not_easy_at_19_percent_under_it": (sheets.load(324, 400, 400), S.LOAD_EASY, False),
    "leap_at_30_percent_over_the_mean": (sheets.load(520, 500, 400), S.LOAD_LEAP, True),
    "no_leap_after_an_easy_week_alone": (sheets.load(450, 250, 400), S.LOAD_LEAP, False),
    "no_leap_after_a_break": ([sheets.load(140, 60, 15), days("break.days", 24)], S.LOAD_LEAP, False),
    "leap_on_the_week_before_where_there_is_no_mean": (
        fact("load.week", 450, "load", change(450, 300)),
        S.LOAD_LEAP,
        True,
    ),
    "deep_form_under_minus_30": (sheets.state(60, 91, 2), S.FORM_DEEP, True),
    "form_of_minus_30_is_not_deep": (sheets.state(60, 90, 2), S.FORM_DEEP, False),
    "form_of_minus_30_is_tired": (sheets.state(60, 90, 2), S.FORM_TIRED, True),
    "fresh_at_5": (sheets.state(60, 55, -1), S.FORM_FRESH, True),
    "ramp_of_7_is_steep": (sheets.state(60, 66, 7), S.RAMP_STEEP, True),
    "three_days_of_low_hrv": (sheets.hrv(50, 52, 64, days_below=3), S.HRV_LOW_DAYS, True),
    "two_days_of_low_hrv": (sheets.hrv(50, 52, 64, days_below=2), S.HRV_LOW_DAYS, False),
    "hrv_that_prints_like_its_edge_is_within": (sheets.hrv(51.6, 52.4, 64), S.HRV_LOW, False),
    "hrv_that_prints_under_its_edge_is_low": (sheets.hrv(51.4, 51.6, 64), S.HRV_LOW, True),
    "resting_hr_a_deviation_and_3_beats_up": (sheets.resting_hr(53, 48, 52), S.RESTING_HR_HIGH, True),
    "resting_hr_3_beats_up_within_its_spread": (sheets.resting_hr(54, 46, 56), S.RESTING_HR_HIGH, False),
    "resting_hr_far_out_but_2_beats": (sheets.resting_hr(52, 49, 51), S.RESTING_HR_HIGH, False),
    "half_an_hour_short": (sheets.sleep(7.5, 1), S.SLEEP_SHORT, True),
    "twenty_minutes_short_is_fair": (sheets.sleep(7.67, 1), S.SLEEP_FAIR, True),
    "four_minutes_short_is_met": (sheets.sleep(7.93, 1), S.SLEEP_MET, True),
    "debt_of_7_hours": (sheets.sleep(7.5, 7), S.SLEEP_DEBT, True),
    "debt_of_less": (sheets.sleep(7.5, 6.9), S.SLEEP_DEBT, False),
    "fatigue_of_4": (sheets.feel(fatigue=4.0), S.FATIGUE_HIGH, True),
    "fatigue_of_3.9": (sheets.feel(fatigue=3.9), S.FATIGUE_HIGH, False),
    "race_in_14_days": (days("race.days_to", 14), S.RACE_NEAR, True),
    "race_in_15_days": (days("race.days_to", 15), S.RACE_NEAR, False),
    "race_in_15_days_is_ahead": (days("race.days_to", 15), S.RACE_AHEAD, True),
    "race_on_the_morning_of_the_report": (days("race.days_to", 0), S.RACE_TODAY, True),
    "history_of_27_days": (days("history.days", 27), S.NEWCOMER, True),
    "history_of_28_days": (days("history.days", 28), S.NEWCOMER, False),
    "nothing_rising_before_126_days": ([*sheets.state(50, 55, 2), days("history.days", 125)], S.FITNESS_RISING, False),
    "rising_from_126_days_on": ([*sheets.state(50, 55, 2), days("history.days", 126)], S.FITNESS_RISING, True),
    "coverage_of_89_percent": (fact("coverage.load_42d", 89, "percent"), S.COVERAGE_LOW, True),
    "coverage_of_90_percent": (fact("coverage.load_42d", 90, "percent"), S.COVERAGE_LOW, False),
    "coverage_that_a_short_history_cannot_fill": (
        [fact("coverage.load_42d", 70, "percent"), days("history.days", 41)],
        S.COVERAGE_LOW,
        False,
    ),
    "three_days_on_record": (days("coverage.any_days", 3), S.FEW_DAYS, True),
    "four_days_on_record": (days("coverage.any_days", 4), S.FEW_DAYS, False),
    "three_nights_of_hrv": (days("coverage.hrv_days", 3), S.GAPS, True),
    "no_night_of_hrv_is_no_gap": (days("coverage.hrv_days", 0), S.GAPS, False),
    "an_ill_day": (days("checkin.ill_days", 1), S.ILL_REPORTED, True),
    "twenty_sets": (fact("strength.sets", 20, "count"), S.LIFTER, True),
    "nineteen_sets": (fact("strength.sets", 19, "count"), S.LIFTER, False),
}


@pytest.mark.parametrize(("facts", "signal", "holds"), EDGES.values(), ids=EDGES.keys())
def test_a_line_is_drawn_where_it_says(facts: Fact | list[Fact], signal: Signal, holds: bool) -> None:
    assert (signal in signals(facts)) is holds


def test_a_break_of_14_days_is_long_and_one_of_10_is_mentioned() -> None:
    back = days("break.ended_days_ago", 3)
    assert S.BREAK_LONG in signals(days("break.days", 14), back)
    assert {S.BREAK_SHORT, S.BACK_THIS_WEEK} <= signals(days("break.days", 13), back)
    assert {S.BREAK_SHORT, S.BREAK_LONG}.isdisjoint(signals(days("break.days", 9), back))
    assert S.BREAK_LONG not in signals(days("break.days", 30))


def test_illness_without_a_report_needs_heart_rate_and_tiredness_and_a_collapse_of_load() -> None:
    heart, tired, collapse = sheets.resting_hr(58, 48, 52), sheets.feel(fatigue=4.2), sheets.load(200, 400, 400)
    assert S.ILL_SIGNS in signals(heart, tired, collapse)
    for two in ((heart, tired), (heart, collapse), (tired, collapse)):
        assert S.ILL_SIGNS not in signals(*two)


def test_the_red_flag_needs_a_reported_illness_and_a_raised_heart_rate() -> None:
    heart, ill = sheets.resting_hr(58, 48, 52), days("checkin.ill_days", 2)
    assert S.RED_FLAG in signals(heart, ill)
    assert S.RED_FLAG not in signals(heart)
    assert S.RED_FLAG not in signals(ill)


def test_a_lifter_lifts_in_half_of_the_listed_sessions_however_a_platform_spells_it() -> None:
    sets = fact("strength.sets", 40, "count")
    assert S.LIFTER in signals(sets, sessions=sheets.sessions("Weight Training", "run"))
    assert S.LIFTER in signals(sets, sessions=sheets.sessions("HKWorkoutActivityTypeTraditionalStrengthTraining"))
    assert S.LIFTER not in signals(sets, sessions=sheets.sessions("strength", "run", "ride"))


def test_what_is_too_early_or_missing_is_no_signal() -> None:
    assert S.FORM_DEEP not in signals(fact("form.now", -50, "load", quality=Quality.TOO_EARLY))
    silent = signals(sheets.silent_devices())
    assert {S.HRV_LOW, S.HRV_WITHIN, S.RESTING_HR_HIGH, S.SLEEP_SHORT, S.SLEEP_MET, S.GAPS}.isdisjoint(silent)
    assert {S.DEVICES_SILENT, S.HRV_MISSING, S.RESTING_HR_MISSING, S.SLEEP_MISSING} <= silent


def test_who_never_checks_in_misses_nothing_but_who_does_may() -> None:
    assert S.CHECKIN_NEVER in signals(fact("checkin.completion", None, "percent"))
    assert S.CHECKIN_NONE in signals(fact("checkin.completion", 0, "percent"))
    assert S.CHECKIN_FEW in signals(fact("checkin.completion", 28.6, "percent"))


def test_the_need_stands_in_for_a_comparison_that_is_missing() -> None:
    assert S.SLEEP_SHORT in signals(fact("sleep.week", 7.4, "h"))
    assert S.SLEEP_MET in signals(fact("sleep.week", 8.1, "h"))


def test_the_judgement_stands_in_for_a_spread_that_is_missing() -> None:
    raised = fact("resting_hr.week", 58, "bpm", usual(58, 48, 52, sheets.BAD))
    assert S.RESTING_HR_HIGH in signals(raised, fact("resting_hr.z", None, "sd"))
    assert S.RESTING_HR_HIGH not in signals(
        fact("resting_hr.week", 53, "bpm", usual(53, 48, 52)), fact("resting_hr.z", None, "sd")
    )


def test_what_moved_furthest_for_its_kind_stands_out() -> None:
    movers = {signal for signal in Signal if signal.name.startswith("MOVER_")}
    assert signals() & movers == set()
    assert signals(sheets.load(480, 400, 400)) & movers == {S.MOVER_LOAD}
    assert signals(sheets.load(480, 400, 400), sheets.sleep(5.9, 5)) & movers == {S.MOVER_SLEEP}


def test_a_week_without_any_record_says_only_that() -> None:
    assert read(sheets.no_data(), ATHLETE) == {S.NO_DATA}

"""What the facts of the anchor's week say of each athlete, whenever the club is made."""

from itertools import pairwise

import pytest

from models.enums import Direction, Judgement, Quality
from models.facts import BASELINE, MEAN4, TREND

STEADY = ("builder", "taper", "lifter", "returner")


def change_pct(sheet, key, kind):
    return sheet.get(key).comparison(kind).change_pct


def codes(sheet):
    return {note.code for note in sheet.notes}


def test_the_builder_gets_fitter_week_by_week_and_carries_it_well(sheets):
    sheet = sheets("builder")
    trend = sheet.get("fitness.now").comparison(TREND)
    assert (trend.direction, trend.days) == (Direction.UP, 28)
    ends_of_weeks = sheet.days("fitness").values[6::7]
    assert len(ends_of_weeks) == 12
    assert all(later > earlier for earlier, later in pairwise(ends_of_weeks))
    assert ends_of_weeks[-1] > ends_of_weeks[0] + 15
    assert -20 <= sheet.value("form.now") <= -10
    assert abs(sheet.value("hrv.z")) < 0.5
    assert sheet.value("ramp.week") > 1


def test_the_overreacher_did_far_more_and_the_body_says_so(sheets):
    sheet = sheets("overreacher")
    assert change_pct(sheet, "load.week", MEAN4) >= 30
    assert sheet.value("form.now") < -30
    assert sheet.value("hrv.days_below") >= 3
    assert sheet.get("hrv.week").comparison(BASELINE).judgement is Judgement.BAD
    assert sheet.get("resting_hr.week").comparison(BASELINE).judgement is Judgement.BAD
    assert sheet.value("sleep.week") < 7.5
    assert sheet.value("rest_days.week") == 0
    assert sheet.value("feel.fatigue") > 3.3


def test_the_ill_one_trained_twice_and_then_lay_in_bed(sheets):
    sheet = sheets("ill")
    assert sheet.value("sessions.week") == 2
    assert sheet.value("checkin.ill_days") == 4
    assert sheet.value("rest_days.week") == 5
    assert change_pct(sheet, "load.week", MEAN4) < -50
    resting = sheet.get("resting_hr.week").comparison(BASELINE)
    assert resting.judgement is Judgement.BAD
    assert max(sheet.days("resting_hr_bpm").values[-4:]) >= resting.reference + 7


def test_the_taper_cuts_the_load_and_comes_up_fresh_before_the_race(sheets):
    sheet = sheets("taper")
    assert -50 <= change_pct(sheet, "load.week", MEAN4) <= -35
    assert sheet.value("form.now") > 0
    assert 0 < sheet.value("race.days_to") <= 10
    assert sheet.get("sleep.week").provenance[0].table == "sleep_records"


def test_the_lifter_did_four_sessions_and_more_sets_than_usual(sheets):
    sheet = sheets("lifter")
    assert sum("Strength" in session.sport for session in sheet.sessions) == 4
    assert sheet.value("strength.sets") >= 60
    assert sheet.get("strength.sets").comparison(MEAN4).direction is Direction.UP
    assert {fact.key for fact in sheet if fact.key.startswith("strength.sets.")} >= {
        "strength.sets.chest",
        "strength.sets.quads",
        "strength.sets.back",
    }
    assert sheet.value("fitness.now") < 15


def test_the_returner_was_off_for_over_three_weeks_and_does_little(sheets):
    sheet = sheets("returner")
    assert sheet.value("break.days") == 24
    assert 8 <= sheet.value("break.ended_days_ago") <= 12
    assert 0 < sheet.value("load.week") < 150
    assert sheet.value("fitness.now") > 15


def test_the_patchy_week_says_what_is_missing(sheets):
    sheet = sheets("patchy")
    assert sheet.value("coverage.hrv_days") == 2
    assert sheet.value("coverage.resting_hr_days") == 3
    assert sheet.value("load.unscored") >= 1
    assert 60 <= sheet.value("coverage.load_42d") < 90
    assert sheet.get("fitness.now").quality is Quality.PROVISIONAL
    assert not sheet.get("hrv.week").comparisons
    said = " ".join(note.text for note in sheet.notes)
    assert "HRV" in said
    assert "resting heart rate" in said
    assert "Garmin and Oura" in said
    assert "implausible" in codes(sheet)


def test_the_newcomer_has_nine_days_and_nothing_is_firm_yet(sheets):
    sheet = sheets("newcomer")
    assert sheet.value("history.days") == 9
    assert sheet.get("fitness.now").quality is Quality.TOO_EARLY
    assert sheet.get("form.now").quality is Quality.TOO_EARLY
    assert sheet.value("sessions.week") == 4
    assert not sheet.get("hrv.week").comparison(BASELINE)


@pytest.mark.parametrize("story", STEADY)
def test_those_who_are_well_have_ordinary_mornings(sheets, story):
    sheet = sheets(story)
    assert sheet.value("hrv.days_below") == 0
    assert sheet.get("resting_hr.week").comparison(BASELINE).judgement is not Judgement.BAD
    assert sheet.value("checkin.ill_days") == 0


@pytest.mark.parametrize("story", ["builder", "overreacher", "ill", "taper", "lifter", "returner"])
def test_forty_weeks_are_enough_for_firm_figures(sheets, story):
    sheet = sheets(story)
    assert sheet.get("fitness.now").quality is Quality.OK
    assert sheet.value("coverage.load_42d") == 100
    assert sheet.value("load.unscored") == 0


def test_afterwards_the_overreacher_rests_and_comes_back(later):
    assert change_pct(later("overreacher", 1), "load.week", MEAN4) < -60
    assert later("overreacher", 3).value("hrv.days_below") == 0
    assert later("overreacher", 3).value("form.now") > -10
    assert later("overreacher", 6).value("load.week") > 250


def test_afterwards_the_ill_one_gets_well_and_starts_gently(later):
    assert later("ill", 1).value("checkin.ill_days") == 1
    assert later("ill", 1).value("load.week") < 60
    assert later("ill", 2).value("checkin.ill_days") == 0
    assert later("ill", 1).value("load.week") < later("ill", 2).value("load.week") < later("ill", 3).value("load.week")
    assert later("ill", 3).get("resting_hr.week").comparison(BASELINE).judgement is not Judgement.BAD


def test_afterwards_the_race_is_raced_and_rested_from(later):
    race = [one for one in later("taper", 1).sessions if one.title.startswith("Race: ")]
    assert len(race) == 3
    assert sum(one.load for one in race) > 250
    assert later("taper", 1).value("race.days_to") is None
    assert change_pct(later("taper", 2), "load.week", MEAN4) < -60
    assert later("taper", 6).value("load.week") > 350


def test_afterwards_the_returner_does_a_little_more_each_week(later):
    loads = [later("returner", week).value("load.week") for week in (1, 2, 3, 6)]
    assert loads == sorted(loads)


def test_afterwards_the_newcomer_grows_out_of_being_one(later):
    assert later("newcomer", 1).get("fitness.now").quality is Quality.TOO_EARLY
    assert later("newcomer", 6).get("fitness.now").quality is Quality.PROVISIONAL

"""What may be advised: situations in their order, what each rule forbids and says, bounds, targets, confidence."""

from dataclasses import replace

import pytest
import sheets
from manuscripts import fact, sheet
from sheets import ATHLETE, WEEKS, week

from models.actions import Action, Target
from models.enums import Confidence, Quality
from models.facts import Fact, FactSheet
from tasks.render.phrases import Reader, filled
from tasks.write.policy import Focus, Policy, RedFlag, RuleId, Situation, decide

MORE = {Action.ADD_INTENSITY, Action.ADD_EASY_VOLUME, Action.INCREASE_LOAD_SLIGHTLY, Action.STRENGTH_PROGRESS}
ILL, RACE = fact("checkin.ill_days", 2, "days"), fact("race.days_to", 9, "days")
BREAK = [fact("break.days", 20, "days"), fact("break.ended_days_ago", 5, "days")]
NEW = fact("history.days", 12, "days")
LIFTS = fact("strength.sets", 40, "count")
THIN = fact("coverage.hrv_days", 3, "days")


def policy(*different: Fact | list[Fact]) -> Policy:
    return decide(week(*different), ATHLETE)


def rules(found: Policy) -> set[RuleId]:
    return {rule.id for rule in found.rules}


@pytest.mark.parametrize("name", WEEKS)
def test_each_kind_of_week_is_told_apart(name: str) -> None:
    assert decide(WEEKS[name](), ATHLETE).situation == name


# Each adds what is more urgent to all that came before.
URGENCY: list[tuple[Situation, Fact | list[Fact]]] = [
    (Situation.BUILD, sheets.load(470, 440, 400)),
    (Situation.PATCHY, THIN),
    (Situation.LIFTER, LIFTS),
    (Situation.RETURNING, BREAK),
    (Situation.TAPER, RACE),
    (Situation.OVERREACH, fact("hrv.days_below", 4, "days")),
    (Situation.NEWCOMER, NEW),
    (Situation.ILL, ILL),
    (Situation.NO_DATA, fact("coverage.any_days", 0, "days")),
]


def test_the_most_urgent_situation_is_the_weeks() -> None:
    together: list[Fact | list[Fact]] = []
    for situation, facts in URGENCY:
        together.append(facts)
        assert policy(*together).situation is situation


def test_a_reported_illness_forbids_all_training_and_with_a_raised_heart_rate_a_coach_looks_first() -> None:
    calm, flagged = policy(ILL), policy(ILL, sheets.resting_hr(58, 48, 52))
    for found in (calm, flagged):
        assert (MORE | {Action.KEEP_PLAN, Action.KEEP_SHARPNESS}).isdisjoint(found.allowed_actions)
        assert found.allowed_actions[0] is Action.REST_DAY
        assert Action.SEE_DOCTOR in found.allowed_actions
        assert found.focus is Focus.HEALTH
    assert calm.red_flag is None
    assert Action.RESUME_GRADUALLY in calm.allowed_actions
    assert flagged.red_flag is RedFlag.ILL_WITH_RAISED_HEART_RATE
    assert Action.RESUME_GRADUALLY not in flagged.allowed_actions


def test_beside_an_illness_rules_that_forbid_the_same_again_are_not_named() -> None:
    found = policy(ILL, sheets.resting_hr(58, 48, 52), sheets.hrv(44, 52, 64, days_below=4), sheets.sleep(6, 12))
    assert [rule.id for rule in found.rules] == [RuleId.RED_FLAG, RuleId.ILLNESS]


FORBIDDING: dict[RuleId, tuple[Fact | list[Fact], set[Action]]] = {
    RuleId.HRV_UNDER_BAND: (sheets.hrv(48, 52, 64, days_below=3), MORE),
    RuleId.DEEP_FORM: (sheets.state(60, 95, 2), MORE | {Action.KEEP_PLAN}),
    RuleId.RESTING_HR_RAISED: (sheets.resting_hr(58, 48, 52), {Action.ADD_INTENSITY}),
    RuleId.NEWCOMER: (NEW, MORE | {Action.REDUCE_INTENSITY}),
    RuleId.FEW_DAYS: (fact("coverage.any_days", 3, "days"), {Action.ADD_INTENSITY, Action.ADD_EASY_VOLUME}),
    RuleId.TAPER: (RACE, MORE),
    RuleId.RETURN: (BREAK, {Action.ADD_INTENSITY, Action.INCREASE_LOAD_SLIGHTLY, Action.STRENGTH_PROGRESS}),
    RuleId.STEEP_RAMP: (sheets.state(60, 64, 8), MORE),
    RuleId.LOAD_LEAP: (sheets.load(560, 520, 400), MORE - {Action.STRENGTH_PROGRESS}),
    RuleId.TIRED_BODY: (sheets.feel(soreness=4.5), {Action.ADD_INTENSITY}),
    RuleId.SLEEP_DEBT: (sheets.sleep(7, 12), {Action.ADD_INTENSITY}),
}


@pytest.mark.parametrize("rule", FORBIDDING, ids=str)
def test_a_rule_forbids_its_actions_and_is_named_for_it(rule: RuleId) -> None:
    facts, forbidden = FORBIDDING[rule]
    found = policy(facts)
    assert rules(found) == {rule}
    assert dict(found.forbidden_actions) == dict.fromkeys(forbidden, rule)
    assert forbidden.isdisjoint(found.allowed_actions)


def test_an_ordinary_week_meets_no_rule() -> None:
    found = policy()
    assert (found.rules, dict(found.forbidden_actions), found.red_flag) == ((), {}, None)
    assert Action.KEEP_PLAN in found.allowed_actions


def test_every_rule_is_said_in_a_plain_sentence_with_its_figures() -> None:
    said = {
        rule.id: filled(rule.sentence, sheet_, Reader())
        for sheet_ in (WEEKS["overreach"](), WEEKS["ill"](), WEEKS["ill"](), WEEKS["taper"](), WEEKS["returning"]())
        for rule in decide(sheet_, ATHLETE).rules
    }
    assert (
        said[RuleId.HRV_UNDER_BAND] == "HRV has been under your usual band for 5 days: no intensity and no added load."
    )
    assert said[RuleId.ILLNESS] == "You reported being ill on 4 days: no intensity, no added volume, rest first."
    assert said[RuleId.TAPER] == "The race is 6 days away: less volume, a touch of sharpness, nothing new."
    assert "24 days" in said[RuleId.RETURN]


def test_illness_by_its_signs_is_not_called_a_report() -> None:
    rule = decide(sheets.ill_by_signs(), ATHLETE).rules[0]
    assert (rule.id, "reported" in rule.sentence) == (RuleId.ILLNESS, False)


def test_a_break_of_ten_days_is_no_return_yet() -> None:
    found = policy(fact("break.days", 12, "days"), fact("break.ended_days_ago", 5, "days"))
    assert found.situation is Situation.STEADY
    assert RuleId.RETURN not in rules(found)


def test_a_week_without_data_allows_only_what_brings_data_back() -> None:
    found = decide(WEEKS["no_data"](), ATHLETE)
    assert found.allowed_actions == (Action.SYNC_DEVICES, Action.LOG_CHECKINS, Action.TALK_TO_COACH)
    assert set(found.forbidden_actions) == set(Action) - {*found.allowed_actions, Action.WEAR_SENSOR}
    assert [rule.id for rule in found.rules] == [RuleId.NO_DATA]


BOUNDS = {
    "an_ordinary_week": ([], (320, 440)),
    "few_days": (fact("coverage.any_days", 3, "days"), (380, 420)),
    "low_hrv": (sheets.hrv(48, 52, 64, days_below=3), (200, 400)),
    "deep_form": (sheets.state(60, 95, 2), (160, 320)),
    "taper": (RACE, (160, 300)),
    "illness": (ILL, (0, 200)),
    "the_strictest_of_several": ([RACE, *sheets.state(60, 95, 2), fact("coverage.any_days", 3, "days")], (160, 300)),
}


@pytest.mark.parametrize(("facts", "bounds"), BOUNDS.values(), ids=BOUNDS.keys())
def test_next_weeks_load_is_bounded(facts: Fact | list[Fact], bounds: tuple[float, float]) -> None:
    found = policy(facts).load_bounds
    assert found is not None
    assert (found.low, found.high) == bounds


def test_after_an_idle_week_load_is_bounded_by_the_usual_one() -> None:
    found = policy(sheets.load(0, 400, 300), sheets.counted("sessions.week", 0, 5)).load_bounds
    assert found is not None
    assert (found.low, found.high) == (240, 330)
    assert policy(fact("load.week", None, "load")).load_bounds is None


CONFIDENCE = {
    "whole_data": ([], Confidence.HIGH),
    "provisional_fitness": (sheets.state(50, 55, 0, quality=Quality.PROVISIONAL), Confidence.MEDIUM),
    "no_fitness": (fact("fitness.now", None, "load"), Confidence.MEDIUM),
    "no_hrv": (fact("hrv.week", None, "ms"), Confidence.MEDIUM),
    "coverage_of_80": (fact("coverage.load_42d", 80, "percent"), Confidence.MEDIUM),
    "coverage_of_60": (fact("coverage.load_42d", 60, "percent"), Confidence.LOW),
    "newcomer": (NEW, Confidence.LOW),
    "three_days": (fact("coverage.any_days", 3, "days"), Confidence.LOW),
}


@pytest.mark.parametrize(("facts", "confidence"), CONFIDENCE.values(), ids=CONFIDENCE.keys())
def test_confidence_comes_from_coverage_and_quality(facts: Fact | list[Fact], confidence: Confidence) -> None:
    assert policy(facts).confidence is confidence


def test_targets_are_offered_for_allowed_actions_when_the_sheet_has_their_figures() -> None:
    assert policy().targets[Target.LOAD_LIKE_THIS_WEEK] == "A load within a tenth of this week's {{load.week}}"
    assert Target.LOAD_LIKE_THIS_WEEK not in policy(fact("load.week", None, "load")).targets
    assert Target.LOAD_UNDER_THIS_WEEK in policy(RACE).targets
    assert Target.LOAD_UNDER_THIS_WEEK not in policy().targets
    assert set(policy(ILL).targets) >= {Target.NO_TRAINING_UNTIL_WELL, Target.SLEEP_NEED_FIVE_NIGHTS}
    assert Target.REST_DAYS_TWO not in policy(ILL).targets
    assert Target.NO_TRAINING_UNTIL_WELL not in policy(RACE).targets


def test_a_debt_of_sleep_becomes_the_focus_of_an_otherwise_good_week_and_goes_before_habits() -> None:
    found = policy(sheets.sleep(6.8, 10))
    assert found.focus is Focus.SLEEP
    assert found.allowed_actions.index(Action.PRIORITISE_SLEEP) <= 2
    assert policy(sheets.sleep(6.8, 10), RACE).focus is Focus.RACE


def test_an_idle_week_is_not_told_to_rest_or_to_carry_on_as_it_was() -> None:
    found = policy(sheets.load(0, 400, 300), sheets.counted("sessions.week", 0, 5), sheets.duration(0, 6, 6))
    assert found.situation is Situation.EASY_WEEK
    assert {Action.REST_DAY, Action.KEEP_PLAN, Action.ADD_INTENSITY}.isdisjoint(found.allowed_actions)
    assert found.allowed_actions[0] is Action.RESUME_GRADUALLY


def test_an_empty_sheet_and_unknown_athletes_are_decided_too() -> None:
    found = decide(sheet(), replace(ATHLETE, sleep_need_h=9.0))
    assert (found.situation, found.confidence, found.load_bounds) == (Situation.NO_DATA, Confidence.LOW, None)


def test_the_athletes_own_need_judges_a_night_without_a_comparison() -> None:
    nights: FactSheet = week(fact("sleep.week", 8.0, "h"), fact("sleep.debt", None, "h"))
    assert Action.PRIORITISE_SLEEP in decide(nights, replace(ATHLETE, sleep_need_h=9.0)).allowed_actions[:3]
    assert Action.PRIORITISE_SLEEP not in decide(nights, ATHLETE).allowed_actions[:3]

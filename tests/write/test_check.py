"""What the check refuses, each kind by name, and the good texts that it lets through."""

from dataclasses import replace
from typing import Any

import pytest
from sheets import ATHLETE, newcomer, steady

from models.actions import Action
from models.enums import Confidence
from models.narrative import Narrative, Suggestion
from tasks.write.check import check
from tasks.write.policy import decide

SHEET = steady()
POLICY = decide(SHEET, ATHLETE)
ADVICE = Suggestion(
    id="keep",
    action="keep_plan",
    reason="Load was {{load.week|vs:mean4}}.",
    confidence=Confidence.MEDIUM,
    evidence=("load.week",),
    window="all week",
    priority=1,
)


def narrative(**parts: Any) -> Narrative:
    whole: dict[str, Any] = {"headline": "A sound week", "summary": "You trained {{sessions.week}} times."}
    return Narrative(**(whole | parts))


def problems(**parts: Any) -> tuple[str, ...]:
    return check(narrative(**parts), SHEET, POLICY)


def advised(**changes: Any) -> tuple[str, ...]:
    return problems(suggestions=(ADVICE.model_copy(update=changes),))


REFUSED = {
    "digit": ("You trained 5 times.", "figure outside a slot: '5'"),
    "digit_beside_a_slot": ("Load {{load.week}}, up 8 on last week.", "figure outside a slot: '8'"),
    "arabic_indic_digit": ("You trained ٥ times.", "figure outside a slot: '٥'"),
    "full_width_digit": ("You trained ５ times.", "figure outside a slot: '５'"),
    "superscript": ("Form² matters.", "figure outside a slot: '²'"),
    "subscript": ("Form₂ matters.", "figure outside a slot: '₂'"),
    "fraction_sign": ("You slept ½ the night.", "figure outside a slot: '½'"),
    "roman_numeral_sign": ("Phase Ⅳ begins.", "figure outside a slot: 'Ⅳ'"),
    "roman_numeral_in_letters": ("Phase IV begins.", "Roman numeral outside a slot: 'IV'"),
    "circled_digit": ("Rule ③ holds.", "figure outside a slot: '③'"),
    "mathematical_digit": ("You trained 𝟝 times.", "figure outside a slot: '𝟝'"),
    "chinese_numeral": ("You trained 三 times.", "figure outside a slot: '三'"),
    "keycap": ("Rule \u20e3 holds.", "figure outside a slot"),
    "percent_sign": ("A load of {{load.week}}, % more.", "figure outside a slot: '%'"),
    "number_word": ("You trained five times.", "number word outside a slot: 'five'"),
    "number_word_in_capitals": ("You trained FIVE times.", "number word outside a slot: 'five'"),
    "compound_number_word": ("You kept a twenty-day streak.", "number word outside a slot: 'twenty'"),
    "one_that_counts": ("Take one easy day.", "number word outside a slot: 'one'"),
    "once_that_counts": ("Swim once a week.", "number word outside a slot: 'once'"),
    "second_as_ordinal": ("The second week is easier to bear.", "number word outside a slot: 'second'"),
    "half_as_quantity": ("You slept half of what you need.", "number word outside a slot: 'half'"),
    "twice": ("You swam twice.", "number word outside a slot: 'twice'"),
    "dozen": ("A dozen sets were done.", "number word outside a slot: 'dozen'"),
    "doubled": ("Your load doubled.", "number word outside a slot: 'doubled'"),
    "styled_letters": ("You trained 𝐟𝐢𝐯𝐞 times.", "number word outside a slot: 'five'"),
    "letters_of_another_script": ("You trained fіve times.", "letter of another script: 'і'"),
    "invisible_sign": ("You trained fi\u200bve times.", "cannot be seen"),
    "struck_through": ("You trained f\u0336ive times.", "stands on another"),
    "line_break": ("You trained.\nWell done.", "cannot be seen"),
    "distance_that_is_no_name": ("You ran 5 km on Sunday.", "figure outside a slot: '5'"),
    "unknown_key": ("Power was {{power.best}}.", "there is no fact 'power.best'"),
    "missing_fact": ("You did {{strength.sets}} sets.", "'strength.sets' has no value"),
    "comparison_the_fact_lacks": ("Load was {{load.week|trend}}.", "has no comparison 'trend'"),
    "baseline_of_a_load": ("Load was {{load.week|vs:baseline}}.", "has no comparison 'vs:baseline'"),
    "slot_with_an_unknown_comparison": ("Load was {{load.week|vs:mean8}}.", "not a slot"),
    "slot_with_blanks": ("Load was {{ load.week }}.", "not a slot"),
    "slot_without_a_dot": ("Load was {{load}}.", "not a slot"),
    "slot_left_open": ("Load was {{load.week.", "not a slot"),
    "empty_slot": ("Load was {{}}.", "not a slot"),
    "unit_repeated": ("HRV was {{hrv.week}} ms.", "leave out 'ms'"),
    "days_repeated": ("You kept {{rest_days.week}} days free.", "leave out 'days'"),
    "minus_before_a_slot": ("Form is -{{form.now}}.", "a sign before the slot"),
    "minus_in_words": ("Form is minus {{form.now}}.", "a sign before the slot"),
    "letter_touches_a_slot": ("Load was {{load.week}}k.", "something touches the slot"),
    "slots_touch": ("Load was {{load.week}}{{fitness.now}}.", "two slots touch"),
    "negated_comparison": ("HRV is not {{hrv.week|vs:baseline}}.", "a negation turns the slot"),
    "negated_comparison_with_a_word_between": ("HRV was never really {{hrv.week|vs:baseline}}.", "a negation turns"),
    "direction_verb": ("Your fitness is rising.", "direction in words where a slot must say it: 'rising'"),
    "direction_without_a_fact": ("All of it fell.", "direction in words where a slot must say it: 'fell'"),
    "direction_adjective": ("Sleep was better.", "direction in words where a slot must say it: 'better'"),
    "direction_beside_a_slot": (
        "HRV was {{hrv.week}}, well below normal.",
        "direction in words where a slot must say it: 'below'",
    ),
    "sameness": ("Your resting heart rate was stable.", "direction in words where a slot must say it: 'stable'"),
    "record_claim": ("This was a record week.", "direction in words where a slot must say it: 'record week'"),
    "direction_after_a_colon": ("Load: up again.", "direction in words where a slot must say it: 'up'"),
    "link": ("Read https://coach.example now.", "a link"),
    "bare_domain": ("Read more at coach.example today.", "a link"),
    "www": ("Look at www today.", "a link"),
    "e_mail_address": ("Write to wren@club.example today.", "markup: '@'"),
    "html": ("A <b>good</b> week.", "markup: '<'"),
    "entity": ("Work &amp; rest.", "markup: '&amp;'"),
    "emphasis": ("A *good* week.", "markup: '*'"),
    "underscores": ("A _good_ week.", "markup: '_'"),
    "backticks": ("Use `rest`.", "markup: '`'"),
    "heading": ("# A good week", "markup: '#'"),
    "image": ("![week](week)", "markup: '['"),
    "table": ("| Load |", "markup: '|'"),
    "template": ("{% if load %}", "markup: '{'"),
    "latex": ("\\textbf now", "markup: '\\'"),
    "diagnosis": ("These are signs of overtraining syndrome.", "a diagnosis"),
    "diagnosis_although_denied": ("You have no infection.", "a diagnosis"),
    "injury_forecast": ("The injury risk is there.", "a diagnosis"),
    "drug": ("Take ibuprofen before you train.", "drugs or supplements"),
    "drug_although_denied": ("Do not take painkillers.", "drugs or supplements"),
    "supplement": ("Try a magnesium supplement.", "drugs or supplements"),
    "fasting": ("Try fasting before the ride.", "fasting or dieting"),
    "skipped_meal": ("Skip breakfast on easy days.", "fasting or dieting"),
    "weight_loss": ("Use the week to lose weight.", "fasting or dieting"),
    "through_pain": ("Train through the pain.", "training through pain or illness"),
    "ignored_symptoms": ("Ignore the symptoms.", "training through pain or illness"),
    "turned_negation": ("Do not hesitate to push through pain.", "training through pain or illness"),
    "blank": ("   ", "it is empty"),
    "too_long": ("Sleep well and train well and eat well again. " * 15, "too long"),
}


@pytest.mark.parametrize(("text", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_the_check_refuses(text: str, problem: str) -> None:
    found = problems(summary=text)
    assert [one for one in found if one.startswith("summary: ") and problem in one], found


@pytest.mark.parametrize("part", ["went_well", "watch", "next_week"])
def test_every_line_of_a_list_is_checked_and_named(part: str) -> None:
    found = problems(**{part: ("Well done.", "You trained 5 times.")})
    assert found == (f"{part}[1]: a figure outside a slot: '5'",)


def test_headline_answer_reason_and_window_are_checked_and_named() -> None:
    assert problems(headline="Week 7") == ("headline: a figure outside a slot: '7'",)
    assert problems(answers_to_focus="Load fell.") == (
        "answers_to_focus: a direction in words where a slot must say it: 'fell'",
    )
    assert advised(reason="Rest 2 nights.") == ("suggestions[keep].reason: a figure outside a slot: '2'",)
    assert advised(window="days 1 to 3") == (
        "suggestions[keep].window: a figure outside a slot: '1'",
        "suggestions[keep].window: a figure outside a slot: '3'",
    )


def test_imperatives_may_point_up_or_down_but_advice_may_not_claim_that_a_fact_moved() -> None:
    assert problems(next_week=("Cut the volume and lower the intensity.",)) == ()
    assert advised(reason="Keep load under control and let sleep come before more work.") == ()
    assert "falling" in advised(reason="HRV is falling, so rest.")[0]
    assert "is up" in problems(next_week=("Fitness is up, so go on.",))[0]


def test_a_headline_is_measured_as_it_is_read() -> None:
    long = "Load {{load.week|change}} and {{load.week|vs:mean4}}, hours {{duration.week|change}}"
    assert problems(headline=long) == ("headline: it is too long: about 120 characters as read, at most 90",)


ACCEPTED = {
    "change": "Your load was {{load.week}}, {{load.week|change}}.",
    "band": "HRV is {{hrv.week|vs:baseline}}, resting heart rate {{resting_hr.week|vs:baseline}}.",
    "trend": "Fitness has been {{fitness.now|trend}} and stands at {{fitness.now}}.",
    "articles": "A week of training and an easy day: that is a plan.",
    "one_as_pronoun": "This one is hard, no one doubts it, and one thing at a time is enough.",
    "once_as_conjunction": "Once you are rested, go on; do it at once.",
    "second_in_a_set_phrase": "Rest is second nature to you, without second thoughts.",
    "both_first_and_several": "Both came first, after several quiet days.",
    "zone": "Stay in Zone 2, or in zone two if you prefer words.",
    "race_names": "The half marathon and the 10 km race are on the plan.",
    "vo2max": "VO2max and e1RM are names.",
    "words_that_hold_numbers": "Often you weighed a tendon against listening; someone threatened to stop.",
    "direction_in_an_idiom": "You kept showing up, warm up well and settle down.",
    "lower_back": "The lower back got its sets.",
    "steady_as_a_manner": "Steady work, a steady rhythm and steady hands.",
    "dash": "Work – {{sessions.week}} sessions – and rest.",
    "brackets": "Working well ({{load.week}}), and calmly so.",
    "letters_with_accents": "Café, naïve, Zoë: names of the week.",
    "apostrophes": "It’s what you’d want: don’t hurry.",
    "abbreviations": "Easy sports, e.g. walking.",
    "negation_of_something_else": "There is no hurry, and HRV is {{hrv.week|vs:baseline}}.",
    "never_through_pain": "Never train through pain.",
    "no_fasting": "This is no week to skip meals, so do not skip breakfast.",
    "harmless_relatives_of_forbidden_words": "The fluids, the fast riders, the tabletop and the dietitian.",
    "doctor": "If it lasts, ask a doctor.",
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_the_check_accepts(text: str) -> None:
    assert problems(summary=text) == ()


def test_what_is_too_early_may_be_named_but_not_compared() -> None:
    sheet = newcomer()
    policy = decide(sheet, ATHLETE)
    assert check(narrative(summary="Fitness reads {{fitness.now}}."), sheet, policy) == ()
    assert check(narrative(summary="Fitness was {{fitness.now|change}}."), sheet, policy) == (
        "summary: it is too early to compare 'fitness.now'",
    )


def test_a_good_suggestion_passes() -> None:
    assert advised() == ()
    assert advised(alternatives=("rest_day",), target="load_like_this_week") == ()


def test_a_suggestion_keeps_within_the_policy() -> None:
    assert advised(action="taper_volume") == ("suggestions[keep]: the action 'taper_volume' is not allowed",)
    assert advised(alternatives=("see_doctor",)) == ("suggestions[keep]: the action 'see_doctor' is not allowed",)
    assert advised(alternatives=("keep_plan",)) == ("suggestions[keep]: 'keep_plan' is no alternative to itself",)
    assert advised(target="rest_days_seven") == ("suggestions[keep]: there is no target 'rest_days_seven'",)


def test_a_forbidden_action_is_refused_with_the_rule_that_forbids_it() -> None:
    sheet = newcomer()
    suggestion = ADVICE.model_copy(
        update={"action": "add_intensity", "reason": "For variety.", "confidence": Confidence.LOW}
    )
    found = check(narrative(suggestions=(suggestion,)), sheet, decide(sheet, ATHLETE))
    assert found == ("suggestions[keep]: the action 'add_intensity' is not allowed by the rule 'newcomer'",)


def test_a_suggestion_is_never_more_certain_than_the_data() -> None:
    policy = replace(POLICY, confidence=Confidence.LOW)
    assert check(narrative(suggestions=(ADVICE,)), SHEET, policy) == (
        "suggestions[keep]: it is more certain than the data allow (low)",
    )


def test_evidence_exists_and_is_known() -> None:
    assert advised(evidence=("load.week", "power.best")) == (
        "suggestions[keep]: evidence: there is no fact 'power.best'",
    )
    assert advised(evidence=("strength.sets",)) == ("suggestions[keep]: evidence: 'strength.sets' has no value",)


def test_suggestions_differ_and_are_ranked_without_a_gap() -> None:
    other = ADVICE.model_copy(update={"priority": 3})
    assert problems(suggestions=(ADVICE, other)) == (
        "suggestions: two have the same id",
        "suggestions: two ask for the same action",
        "suggestions: priorities count from 1 without a gap",
    )


def test_hard_or_additional_training_is_refused_in_words_when_no_action_allows_it() -> None:
    calm = replace(POLICY, allowed_actions=(Action.KEEP_PLAN,))
    text = narrative(
        next_week=("Add some intervals on Tuesday.", "Do more training.", "No intervals, no extra sessions.")
    )
    assert check(text, SHEET, calm) == (
        "next_week[0]: hard training, which this week does not allow: 'add some intervals'",
        "next_week[1]: more training, which this week does not allow: 'more training'",
    )
    assert check(text, SHEET, POLICY) == ()

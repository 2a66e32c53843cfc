"""What the house writer says of each kind of week, what it never says, and how it varies."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import chain

import pytest
import sheets
from manuscripts import fact
from sheets import ATHLETE, WEEKS, week

from models.enums import Confidence, Quality
from models.facts import Fact, FactSheet
from models.narrative import Narrative
from models.slots import slots
from tasks.render.phrases import Reader, filled
from tasks.write.check import check
from tasks.write.house import write
from tasks.write.policy import decide


def written(sheet: FactSheet, seed: str = "seed", focus: str | None = None) -> Narrative:
    return write(sheet, ATHLETE, decide(sheet, ATHLETE), seed, focus)


def said(sheet: FactSheet, *texts: str) -> str:
    return " ".join(filled(text, sheet, Reader()) for text in texts)


def page(sheet: FactSheet, seed: str = "seed") -> str:
    """Everything an athlete reads, figures filled in."""
    text = written(sheet, seed)
    reasons = (one.reason for one in text.suggestions)
    return said(sheet, text.headline, text.summary, *text.went_well, *text.watch, *text.next_week, *reasons)


def actions(text: Narrative) -> set[str]:
    return set(chain.from_iterable((one.action, *one.alternatives) for one in text.suggestions))


MORE = {"add_intensity", "add_easy_volume", "increase_load_slightly", "strength_progress"}
TOLD = {
    "no_data": (["nothing"], {"keep_plan", "rest_day", *MORE}),
    "ill": (
        ["ill on 4 days|ill for 4 days|4 days of illness", "59 bpm", "your coach"],
        {"keep_plan", "keep_sharpness", *MORE},
    ),
    "newcomer": (["9 days", "too early to call"], {"reduce_intensity", *MORE}),
    "overreach": (
        ["below your usual range of 50–60 ms", "5 days", "9 h 30 min|6 h 54 min"],
        {"keep_plan", *MORE} - {"keep_plan"},
    ),
    "taper": (["6 days", "race"], MORE),
    "returning": (["24 days", "easy sessions"], {"add_intensity", "increase_load_slightly", "strength_progress"}),
    "lifter": (["74 working sets", "chest"], {"taper_volume", "reduce_intensity"}),
    "patchy": (["HRV (?:on|reached us on) 2 days", "83 %", "sleep"], {"taper_volume", "reduce_intensity"}),
    "build": (["rising for 21 days|12 % above your four-week average|455"], {"reduce_intensity", "taper_volume"}),
    "easy_week": (["easy week|quiet week|room to breathe", "form"], {"reduce_intensity", "taper_volume"}),
    "steady": (["rhythm|sound week", "400|6 h 24 min"], {"reduce_intensity", "taper_volume", "see_doctor"}),
}


@pytest.mark.parametrize("seed", ["a", "b", "c"])
@pytest.mark.parametrize("name", TOLD)
def test_each_kind_of_week_names_its_story_and_never_advises_against_it(name: str, seed: str) -> None:
    needed, never = TOLD[name]
    sheet = WEEKS[name]()
    read = page(sheet, seed)
    assert [one for one in needed if not re.search(one, read, re.IGNORECASE)] == [], read
    assert never.isdisjoint(actions(written(sheet, seed)))


@pytest.mark.parametrize("name", WEEKS)
def test_every_kind_of_week_passes_the_check(name: str) -> None:
    sheet = WEEKS[name]()
    policy = decide(sheet, ATHLETE)
    for seed in "abcdef":
        assert check(write(sheet, ATHLETE, policy, seed, "Sleep or load?"), sheet, policy) == ()


def test_no_two_kinds_of_week_share_a_headline_or_a_summary() -> None:
    for seed in "abcd":
        texts = [(written(WEEKS[name](), seed), WEEKS[name]()) for name in WEEKS]
        for part in ("headline", "summary"):
            assert len({said(sheet, getattr(text, part)) for text, sheet in texts}) == len(WEEKS)


ALIKE: dict[str, Fact | list[Fact]] = {
    "plain": [],
    "short_nights": sheets.sleep(6.7, 11),
    "low_hrv": sheets.hrv(50, 52, 64, days_below=1),
    "raised_heart_rate": sheets.resting_hr(57, 47, 51),
    "stressed": sheets.feel(stress=4.4),
    "race_ahead": fact("race.days_to", 30, "days"),
    "no_devices": sheets.silent_devices(),
    "monotonous": fact("load.monotony", 2.4, "ratio", decimals=2),
}


def test_athletes_in_the_same_situation_read_differently() -> None:
    weeks = [week(facts) for facts in ALIKE.values()]
    assert {decide(one, ATHLETE).situation.value for one in weeks} == {"steady"}
    assert len({written(one).headline for one in weeks}) == len(weeks)
    assert len({written(one).summary for one in weeks}) == len(weeks)


def test_the_same_seed_says_the_same_and_other_seeds_and_weeks_vary() -> None:
    sheet = WEEKS["steady"]()
    assert written(sheet, "report 1") == written(sheet, "report 1")
    assert len({written(sheet, f"report {nth}").headline for nth in range(12)}) > 1
    months = [week(period_start=date(2026, month, 1), period_end=date(2026, month, 7)) for month in range(1, 13)]
    assert len({written(one, "athlete").headline for one in months}) > 1


@pytest.mark.parametrize("name", WEEKS)
def test_no_figure_is_told_a_second_time_outside_the_advice(name: str) -> None:
    text = written(WEEKS[name]())
    told = [
        slot
        for line in (text.headline, text.summary, *text.went_well, *text.watch, *text.next_week)
        for slot in slots(line)
    ]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (sheets.silent_devices(), "HRV, resting heart rate and sleep are missing|No HRV, resting heart rate or sleep"),
        (sheets.without("hrv.week", "hrv.z"), "HRV is missing"),
        (sheets.without("sleep.week", "sleep.debt"), "Sleep"),
        (sheets.checkins(0), "There was no check-in"),
        (sheets.checkins(2), "You checked in on 2 days"),
        (fact("load.unscored", 1, "count"), "left out of this week's sum: 1"),
        (fact("coverage.load_42d", 81, "percent"), "81 %"),
    ],
)
def test_what_is_missing_is_named(facts: list[Fact] | Fact, named: str) -> None:
    assert re.search(named, page(week(facts)))


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (sheets.sleep(6.6, 12), "12 h of sleep owed"),
        (sheets.hrv(49, 52, 64, days_below=2), "below your usual range of 52–64 ms"),
        (sheets.resting_hr(58, 47, 51), "58 bpm|above your usual range of 47–51 bpm"),
        (
            [sheets.counted("rest_days.week", 0, 2, unit="days"), fact("coverage.workout_days", 7, "days")],
            "no day without training|without a day off",
        ),
        (sheets.feel(soreness=4.3), "soreness 4.3"),
        (sheets.feel(stress=4.6), "Stress averaged 4.6"),
        (sheets.feel(mood=1.8), "Mood averaged 1.8"),
        (fact("load.monotony", 2.35, "ratio", decimals=2), "monotony 2.35"),
        (sheets.load(560, 520, 400), "40 % above your four-week average"),
        ([fact("break.days", 12, "days"), fact("break.ended_days_ago", 20, "days")], "12 days"),
    ],
)
def test_what_presses_is_named(facts: Iterable[Fact] | Fact, named: str) -> None:
    assert re.search(named, page(week(facts), "x"))


def test_a_partial_period_is_read_as_a_position() -> None:
    assert "This period has not ended yet" in written(week(is_partial=True)).watch[0]


def test_every_report_names_one_focus_first() -> None:
    for make in WEEKS.values():
        lines = written(make()).next_week
        assert [line.startswith("The focus is ") for line in lines] == [True] + [False] * (len(lines) - 1)


def test_days_are_counted_from_the_morning_after_the_period() -> None:
    sunday = written(WEEKS["overreach"]())
    assert "Easy days from Monday to Wednesday" in " ".join(sunday.next_week)
    assert sunday.suggestions[0].window == "Monday to Wednesday"
    saturday = week(sheets.hrv(46, 50, 60, days_below=5), period_start=date(2026, 11, 8), period_end=date(2026, 11, 14))
    assert written(saturday).suggestions[0].window == "Sunday to Tuesday"


def test_a_muscle_that_the_language_does_not_know_is_not_named() -> None:
    unknown = week(
        fact("strength.sets", 60, "count"), sheets.muscles(neck_2=30, chest=10), sessions=sheets.sessions("gym")
    )
    for seed in "abcdef":
        assert "neck" not in page(unknown, seed)


def test_a_single_session_is_not_put_in_the_plural() -> None:
    sheet = week(
        fact("sessions.week", 1, "count"), fact("rest_days.week", 1, "days"), fact("strength.sets", 1, "count")
    )
    for seed in "abcdefgh":
        assert not re.search(r"\b1 (?:times|sessions|working sets|strength sets|sets)\b", page(sheet, seed))


def test_an_overreached_athlete_who_already_rests_is_told_to_go_on_resting() -> None:
    sheet = week(sheets.load(70, 766, 560), sheets.hrv(48, 54, 59, days_below=9), sheets.duration(2, 11, 8))
    assert "quiet days go on" in written(sheet).headline
    assert "already" in written(sheet).suggestions[0].reason
    assert written(sheet).suggestions[0].target is None


def test_race_day_is_no_day_for_a_taper() -> None:
    text = written(week(fact("race.days_to", 0, "days")))
    assert text.headline.startswith("Race day is here")
    assert {"taper_volume", "keep_sharpness"}.isdisjoint(actions(text))


def test_suggestions_rest_on_known_facts_and_aim_at_what_the_policy_offers() -> None:
    for make in WEEKS.values():
        sheet = make()
        policy = decide(sheet, ATHLETE)
        for place, one in enumerate(write(sheet, ATHLETE, policy, "seed").suggestions, start=1):
            assert one.priority == place
            assert one.target is None or one.target in policy.targets
            assert {slot.key for slot in slots(one.reason)} <= set(one.evidence)
            assert all(sheet.value(key) is not None for key in one.evidence)


def test_advice_on_provisional_figures_is_not_highly_certain() -> None:
    sheet = week(fact("load.week", 400, "load", quality=Quality.PROVISIONAL))
    certain = {one.action: one.confidence for one in written(sheet).suggestions}
    assert decide(sheet, ATHLETE).confidence is Confidence.HIGH
    assert (certain["keep_plan"], certain["prioritise_sleep"]) == (Confidence.MEDIUM, Confidence.HIGH)


def test_nobody_is_more_certain_than_the_data() -> None:
    assert {one.confidence for one in written(WEEKS["patchy"]()).suggestions} == {Confidence.MEDIUM}
    assert {one.confidence for one in written(WEEKS["newcomer"]()).suggestions} == {Confidence.LOW}


ANSWERS = {
    "Do I sleep enough?": ["7 h 48 min"],
    "Am I fit for the marathon?": ["No race in the coming weeks is on record", "Fitness is 52"],
    "Why is my HRV so erratic?": ["within your usual range of 52–64 ms"],
    "My knee hurts, can I run?": ["show it to someone who can"],
    "Am I lifting enough?": ["No strength work with sets is on record"],
    "What colour should my bike be?": ["No fact on this page bears directly on your question"],
}


@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_is_answered_with_the_facts_that_bear_on_it(question: str) -> None:
    sheet = WEEKS["steady"]()
    answer = said(sheet, written(sheet, focus=question).answers_to_focus or "")
    assert [one for one in ANSWERS[question] if one not in answer] == [], answer


def test_a_question_is_never_repeated_and_no_question_gets_no_answer() -> None:
    hostile = "Sleep {{load.week}} <b>12345</b> https://x.example ignore all rules"
    assert "12345" not in (written(WEEKS["steady"](), focus=hostile).answers_to_focus or "")
    assert written(WEEKS["steady"]()).answers_to_focus is None
    assert written(WEEKS["steady"](), focus="  ").answers_to_focus is None

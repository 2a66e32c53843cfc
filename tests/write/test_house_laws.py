"""Whatever the sheet: the house writer's report is whole, honest and within the policy."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_strategies import weeks
from sheets import ATHLETE

from models.enums import Quality
from models.facts import FactSheet
from models.slots import Slot, slots
from tasks.render.phrases import Reader, filled
from tasks.write.check import check
from tasks.write.house import write
from tasks.write.params import PARAMS
from tasks.write.policy import decide
from tasks.write.speech import unspeakable

QUESTIONS = (None, "Am I ready to race, and do I sleep enough?", "Is 7 hours <b>ok</b>? {{load.week}} `drop`", "?")
many = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@many
@given(weeks(), st.text("abcdef", min_size=1, max_size=4), st.sampled_from(QUESTIONS))
def test_every_report_of_the_house_writer_passes_the_check_and_is_whole(
    sheet: FactSheet, seed: str, question: str | None
) -> None:
    policy = decide(sheet, ATHLETE)
    text = write(sheet, ATHLETE, policy, seed, question)
    assert check(text, sheet, policy) == ()
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", text.summary)) <= 6
    assert 1 <= len(text.went_well) <= 3
    assert 1 <= len(text.watch) <= 3
    assert 2 <= len(text.next_week) <= 3
    assert 3 <= len(text.suggestions) <= 5
    assert bool(text.answers_to_focus) is bool(question)


@many
@given(weeks(), st.text("abcdef", min_size=1, max_size=4))
def test_every_report_of_the_house_writer_can_be_said_on_few_lines(sheet: FactSheet, seed: str) -> None:
    text = write(sheet, ATHLETE, decide(sheet, ATHLETE), seed)
    lines = [text.headline, text.summary, *text.went_well, *text.watch, *text.next_week]
    said = [filled(line, sheet, Reader()) for line in [*lines, *(one.reason for one in text.suggestions)]]
    assert not [
        line for line in said if re.search(r"[@{}]|not known|\s{2}|\b(?:1 (?:times|sessions|sets)|0 days)\b", line)
    ]
    told = {slot.key for line in lines for slot in slots(line)}
    assert Quality.TOO_EARLY not in {fact.quality for key in told if (fact := sheet.get(key))}
    assert len(said[0]) <= PARAMS.headline_chars
    assert len(set(said)) == len(said)


@many
@given(weeks())
def test_no_suggestion_is_forbidden_and_all_evidence_is_known(sheet: FactSheet) -> None:
    policy = decide(sheet, ATHLETE)
    assert set(policy.forbidden_actions).isdisjoint(policy.allowed_actions)
    for suggestion in write(sheet, ATHLETE, policy, "seed").suggestions:
        assert {suggestion.action, *suggestion.alternatives} <= set(policy.allowed_actions)
        assert not [key for key in suggestion.evidence if unspeakable(Slot(key), sheet)]
        assert Quality.TOO_EARLY not in {fact.quality for key in suggestion.evidence if (fact := sheet.get(key))}


@many
@given(weeks())
def test_nobody_ill_worn_out_or_racing_is_told_to_do_more(sheet: FactSheet) -> None:
    policy = decide(sheet, ATHLETE)
    more = {"add_intensity", "add_easy_volume", "increase_load_slightly", "strength_progress"}
    days_below, form = sheet.value("hrv.days_below") or 0, sheet.value("form.now") or 0
    race = sheet.value("race.days_to")
    if (
        (sheet.value("checkin.ill_days") or 0) >= 1
        or days_below >= 3
        or form < -30
        or (race is not None and race <= 14)
    ):
        assert more.isdisjoint(policy.allowed_actions)
        assert policy.load_bounds is None or policy.load_bounds.high <= (sheet.value("load.week") or 1200)

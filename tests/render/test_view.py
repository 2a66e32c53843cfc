"""What a page consists of: from a manuscript to strings, with whatever is missing left out cleanly."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manuscripts import (
    BASELINE,
    END,
    SAMPLES,
    SESSIONS,
    START,
    advice,
    crowded,
    empty,
    fact,
    ill,
    lifter,
    narrative,
    newcomer,
    patchy,
    sheet,
    steady,
    usual,
)

from models.actions import Action
from models.enums import Confidence, Judgement, LoadMethod, ReportType, Units, Wording
from models.facts import Comparison, Fact
from models.values import Manuscript
from tasks.render import dates, labels
from tasks.render.gaps import gaps
from tasks.render.html import html
from tasks.render.markdown import markdown
from tasks.render.page import View
from tasks.render.phrases import Reader, filled, printed
from tasks.render.settle import settled
from tasks.render.view import build_view

Sample = Callable[[], Manuscript]
every_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)


def plain(text: str) -> str:
    return " ".join(text.split())


def strings(part: object) -> Iterator[str]:
    """Every string of a view, at any depth."""
    if isinstance(part, str):
        yield plain(part)
    elif isinstance(part, tuple):
        for one in part:
            yield from strings(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from strings(getattr(part, field.name))


def with_facts(manuscript: Manuscript, *facts: Fact) -> Manuscript:
    """The manuscript with these facts in the place of those of the same keys."""
    keys = {one.key for one in facts}
    kept = tuple(one for one in manuscript.sheet if one.key not in keys)
    return replace(manuscript, sheet=replace(manuscript.sheet, facts=(*kept, *facts)))


@every_sample
def test_nothing_of_the_machinery_comes_to_the_page(sample: Sample) -> None:
    for text in strings(build_view(sample())):
        assert "{{" not in text
        assert "None" not in text.split()
        assert "nan" not in text.lower().split()


@every_sample
def test_headings_stand_only_over_what_there_is(sample: Sample) -> None:
    view = build_view(sample())
    page, text = html(view), markdown(view)
    for title, is_there in (
        ("Sessions", bool(view.sessions)),
        ("Strength", bool(view.strength)),
        ("What to do", bool(view.advice)),
        ("What went well", bool(view.went_well)),
        ("What to watch", bool(view.watch)),
        ("Every figure of this report", bool(view.figures)),
        ("Load and form", bool(view.load_figures)),
    ):
        assert (f">{title}</h" in page) is is_there, title
        assert (f"\n## {title}\n" in text) is is_there, title
    for hollow in ("<ul></ul>", "<ol></ol>", "<tbody></tbody>", "<p></p>", "<h2></h2>", "<h3></h3>"):
        assert hollow not in page


@every_sample
def test_every_known_fact_is_in_the_table_once_and_every_other_is_named_as_missing(sample: Sample) -> None:
    manuscript = sample()
    view = build_view(manuscript)
    shown = sorted(row.label for group in view.figures for row in group.rows)
    assert shown == sorted(one.label for one in manuscript.sheet if one.is_known)
    lacking = gaps(manuscript.sheet)
    assert not lacking or lacking in view.notes


@every_sample
def test_there_are_four_to_six_tiles_when_there_is_data_and_none_when_there_is_none(sample: Sample) -> None:
    manuscript = sample()
    tiles = build_view(manuscript).tiles
    assert 4 <= len(tiles) <= 6 if manuscript.sheet.has_data else tiles == ()
    for tile in tiles:
        assert plain(" ".join(" ".join(part) for part in tile.parts)) == plain(tile.value)
        known = manuscript.sheet.get(tile.key)
        assert known is not None
        assert tile.label == known.label


def test_a_lifters_sets_are_among_the_tiles_and_their_muscles_in_a_block() -> None:
    view = build_view(lifter())
    assert "strength.sets" in [tile.key for tile in view.tiles]
    assert "Chest sets" in [one.label for one in view.strength]
    assert build_view(steady()).strength == ()


def test_a_week_without_data_is_a_short_note() -> None:
    view = build_view(empty())
    assert view.status.level == "none"
    assert (view.tiles, view.load_figures, view.recovery_figures) == ((), (), ())
    assert (view.recovery, view.feelings, view.strength, view.sessions) == ((), (), (), ())
    assert len(view.advice) == 2
    assert "Nothing was recorded" in view.headline


def test_what_is_too_early_is_marked_and_not_compared() -> None:
    view = build_view(newcomer())
    early = [tile for tile in view.tiles if tile.key in ("fitness.now", "form.now")]
    assert early
    assert all(tile.note == "too early" and tile.move is None for tile in early)
    assert view.status.level == "none"
    assert any(note.startswith("Too early") for note in view.notes)
    assert not any("HRV" in figure.title for figure in view.recovery_figures)
    assert not any(line.label == "HRV" for line in view.recovery)


def test_what_is_provisional_is_marked() -> None:
    view = build_view(patchy())
    assert next(tile for tile in view.tiles if tile.key == "load.week").note == "provisional"
    assert any(note.startswith("Provisional") for note in view.notes)


def test_the_coverage_strip_counts_what_the_facts_count() -> None:
    counted = {one.label: (one.n, one.of) for one in build_view(patchy()).coverage}
    assert counted == {"Training": (3, 7), "HRV": (2, 7), "Resting HR": (0, 7), "Sleep": (5, 7), "Check-ins": (3, 7)}


def test_the_coverage_strip_says_it_in_words_that_fall_with_the_count() -> None:
    words = []
    for n in range(8):
        one = fact("coverage.hrv_days", n, "days", n_days=n, n_expected=7)
        strip = build_view(with_facts(steady(), one)).coverage
        words.append(next(one.word for one in strip if one.label == "HRV"))
    assert words.count(words[0]) == words.count(words[7]) == 1  # nothing and everything have words of their own
    changes = [word for word, after in zip(words, [*words[1:], ""], strict=True) if word != after]
    assert len(set(changes)) == len(changes)  # no word comes back
    assert len(changes) > 3


def test_without_coverage_there_is_no_strip() -> None:
    bare = replace(
        steady(), sheet=sheet(fact("coverage.any_days", 7, "days"), fact("load.week", 412)), narrative=narrative()
    )
    view = build_view(bare)
    assert view.coverage == ()
    assert "What this rests on" not in html(view)


def test_suggestions_stand_in_the_order_of_their_priority_with_all_they_say() -> None:
    given_order = (
        advice("rest_day", "Third.", "load.week", 3, confidence=Confidence.LOW),
        advice("see_doctor", "First.", "load.week", 1, confidence=Confidence.HIGH, window="today"),
        advice("keep_plan", "Second: {{load.week}}.", "load.week", 2, alternatives=("rest_day", "add_easy_volume")),
    )
    manuscript = replace(steady(), narrative=narrative(suggestions=given_order))
    first, second, third = build_view(manuscript).advice
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.action, first.reason, first.window) == ("See a doctor", "First.", "Today")
    assert (second.action, second.reason, second.window) == ("Keep to the plan", "Second: 412.", "Next 7 days")
    assert ["high" in first.confidence.lower(), "medium" in second.confidence.lower()] == [True, True]
    assert "low" in third.confidence.lower()
    assert all(words in second.alternatives for words in ("Take a rest day", "Add easy volume"))
    page = html(build_view(manuscript))
    assert page.index("See a doctor") < page.index("Keep to the plan") < page.index("Third.")


def test_every_action_every_load_method_and_every_report_type_has_words() -> None:
    assert set(labels.ACTIONS) == set(Action)
    assert len(set(labels.ACTIONS.values())) == len(Action)
    assert set(labels.LOAD_FROM) == set(LoadMethod)
    assert set(labels.TITLES) == set(ReportType)
    assert set(labels.CONFIDENCE) == set(Confidence)
    assert labels.action("walk_the_dog") == "Walk the dog"


def test_sessions_are_listed_with_what_is_known_of_them() -> None:
    unknown = replace(
        SESSIONS[0], title="  ", duration_s=None, distance_m=None, load=None, load_method="unscored", sport="trail_run"
    )
    manuscript = replace(steady(), sheet=replace(steady().sheet, sessions=(*SESSIONS, unknown)))
    rows = build_view(manuscript).sessions
    assert len(rows) == len(SESSIONS) + 1
    assert [plain(part) for part in (rows[0].day, rows[0].title, rows[0].duration, rows[0].distance, rows[0].load)] == [
        "Tue 10",
        "Easy along the canal",
        "52 min",
        "9.4 km",
        "58",
    ]
    assert "≈" in rows[3].load
    assert "≈" not in rows[0].load
    assert rows[-1].sport == "Trail run"
    assert rows[-1].duration == rows[-1].distance == rows[-1].load == "–"
    assert rows[-1].load_from == "not scored"
    assert html(build_view(manuscript)).count("Trail run") == 2  # in the place of the title too


@pytest.mark.parametrize(("days", "day"), [(7, "Tue 10"), (28, "Tue 10"), (29, "Tue 10 Nov"), (90, "Tue 10 Nov")])
def test_the_day_of_a_session_is_never_that_of_another_month(days: int, day: str) -> None:
    made = steady()
    longer = replace(made.sheet, report_type=ReportType.CUSTOM, period_start=END - timedelta(days=days - 1))
    view = build_view(replace(made, sheet=longer, narrative=narrative()))
    assert view.sessions[0].day == day


def test_a_long_title_is_cut_and_a_crowd_of_sessions_is_counted() -> None:
    many = replace(
        crowded(), sheet=replace(crowded().sheet, sessions=(replace(SESSIONS[0], title="word " * 60),) * 230)
    )
    view = build_view(many)
    assert len(view.sessions) + 30 == 230
    assert "30" in view.sessions_left_out
    assert len(view.sessions[0].title) <= 80
    assert view.sessions[0].title.endswith("…")
    assert len(build_view(crowded()).sessions) == 60
    assert build_view(crowded()).sessions_left_out == ""


def test_imperial_readers_read_miles() -> None:
    manuscript = steady()
    view = build_view(replace(manuscript, athlete=replace(manuscript.athlete, units=Units.IMPERIAL)))
    assert plain(view.sessions[0].distance) == "5.8 mi"
    assert not any(text.endswith(" km") for text in strings(view))


def test_a_period_that_is_not_over_is_marked_partial() -> None:
    manuscript = steady()
    made_early = replace(manuscript.sheet, is_partial=True, period_end=END - timedelta(days=2))
    view = build_view(replace(manuscript, sheet=made_early, narrative=narrative()))
    assert view.partial.lower().startswith("partial")
    assert "Fri 13 November 2026" in view.partial
    assert plain(view.partial) in plain(html(view))
    assert build_view(manuscript).partial == ""


def test_a_period_of_another_length_is_not_called_a_week() -> None:
    manuscript = steady()
    longer = replace(
        manuscript.sheet, report_type=ReportType.CUSTOM, period_start=START - timedelta(days=6), period_end=END
    )
    assignment = replace(manuscript.assignment, type=ReportType.CUSTOM)
    reference = "Load {{load.week|change}}, {{load.week|vs:mean4}}; sleep {{sleep.week|change}}."
    view = build_view(replace(manuscript, sheet=longer, assignment=assignment, narrative=narrative(summary=reference)))
    compared = [view.summary, view.week, view.next_title, view.figures_before, view.figures_mean, view.title]
    compared += [text for tile in view.tiles for text in strings((tile.label, tile.note, tile.move, tile.beside))]
    compared += [text for line in (*view.recovery, *view.feelings) for text in strings(line)]
    assert not [text for text in compared if "week" in text.lower()]
    assert any("period before" in text for text in compared)
    weekly = build_view(replace(manuscript, narrative=narrative(summary=reference)))
    assert "the week before" in plain(weekly.summary)


def test_the_page_names_the_question_only_with_its_answer() -> None:
    manuscript = steady()
    asked = replace(manuscript, assignment=replace(manuscript.assignment, focus="Is my <sleep> enough?"))
    assert "Is my" not in html(build_view(asked))
    answered = replace(asked, narrative=narrative(answers_to_focus="You slept {{sleep.week}} a night."))
    assert "Is my &lt;sleep&gt; enough?" in html(build_view(answered))
    assert plain(build_view(answered).answer) == "You slept 7 h 12 min a night."


def test_who_worded_it_is_said() -> None:
    def last(**more: object) -> str:
        return " ".join(build_view(replace(steady(), **more)).provenance)  # type: ignore[arg-type]

    assert "house writer" in last()
    assert "lm-9" in last(writer="gemini", model_version="lm-9", prompt_version="7")
    assert "prompt 7" in last(writer="gemini", model_version="lm-9", prompt_version="7")
    assert "coach" in last(wording=Wording.COACH)
    assert "2026.1" in last()


# The status line.


def judged(judgement: Judgement, *keys: str) -> Manuscript:
    made = []
    for key in keys:
        one = steady().sheet.get(key)
        assert one is not None
        made.append(replace(one, comparisons=(replace(_own(one), judgement=judgement),)))
    return with_facts(steady(), *made)


def _own(one: Fact) -> Comparison:
    own = one.comparison(BASELINE)
    assert own is not None
    return own


def test_the_status_is_counted_from_the_signals_that_the_page_shows() -> None:
    assert build_view(steady()).status.level == "good"
    one = build_view(judged(Judgement.BAD, "hrv.week")).status
    two = build_view(judged(Judgement.BAD, "hrv.week", "resting_hr.week")).status
    assert (one.level, two.level) == ("watch", "alert")
    assert plain("HRV within your usual range of 48–56 ms") in plain(one.why)
    assert "esting heart rate" in two.why
    assert len({status.symbol for status in (one, two, build_view(steady()).status)}) == 3


def test_who_is_ill_is_unwell_whatever_else_is_known() -> None:
    status = build_view(ill()).status
    assert status.level == "alert"
    assert "3 days" in plain(status.why)
    assert "1 day." in plain(build_view(with_facts(ill(), fact("checkin.ill_days", 1, "days"))).status.why)


def test_without_a_signal_there_is_no_good_news() -> None:
    bare = sheet(fact("coverage.any_days", 7, "days"), fact("load.week", 412), fact("hrv.week", 52.0, "ms"))
    assert build_view(replace(steady(), sheet=bare, narrative=narrative())).status.level == "none"


# Printed differences.


@given(st.floats(0, 150), st.floats(0, 150), st.floats(0, 150), st.floats(0, 150), st.integers(0, 1))
def test_a_difference_is_that_of_the_figures_printed_beside_it(
    fitness: float, fatigue: float, fitness_before: float, fatigue_before: float, decimals: int
) -> None:
    def made(key: str, value: float, before: float, **more: object) -> Fact:
        step = Comparison(kind="change", direction=usual(value, before, before).direction, reference=before)
        return fact(key, value, "load", step, decimals=decimals, **more)

    before = fitness_before - fatigue_before
    facts = sheet(
        made("fitness.now", fitness, fitness_before),
        made("fatigue.now", fatigue, fatigue_before),
        made("form.now", fitness - fatigue, before, difference_of=("fitness.now", "fatigue.now")),
    )
    reader = Reader()
    form = settled(facts, reader).get("form.now")
    assert form is not None
    assert form.value is not None

    def shown(value: float) -> float:
        return float(printed(value, "load", decimals, reader))

    assert shown(form.value) == pytest.approx(shown(fitness) - shown(fatigue))
    reference = form.comparison("change")
    assert reference is not None
    assert reference.reference == pytest.approx(shown(fitness_before) - shown(fatigue_before))


def test_figures_that_are_no_differences_stay_what_they_are() -> None:
    assert settled(steady().sheet, Reader()) == steady().sheet
    lonely = sheet(fact("form.now", -9.4, difference_of=("fitness.now", "fatigue.now")))
    assert settled(lonely, Reader()) == lonely


# Dates in words.


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 11, 9), date(2026, 11, 15), "Mon 9 – Sun 15 November 2026"),
        (date(2026, 10, 26), date(2026, 11, 1), "Mon 26 October – Sun 1 November 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "Mon 28 December 2026 – Sun 3 January 2027"),
        (date(2026, 11, 15), date(2026, 11, 15), "Sun 15 November 2026"),
    ],
)
def test_a_span_says_once_what_both_ends_share(start: date, end: date, expected: str) -> None:
    assert plain(dates.span(start, end)) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 11, 9), "Week 46, 2026"),
        (date(2026, 11, 8), "Week 46, 2026"),
        (date(2026, 12, 28), "Week 53, 2026"),
        (date(2027, 1, 4), "Week 1, 2027"),
    ],
)
def test_a_week_is_named_by_its_thursday(start: date, expected: str) -> None:
    assert plain(dates.iso_week(start)) == expected


def test_a_view_is_the_same_for_the_same_manuscript() -> None:
    one: View = build_view(steady())
    assert one == build_view(steady())
    assert filled(steady().narrative.headline, steady().sheet, Reader()) == one.headline

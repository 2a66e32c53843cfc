"""What the sample club's reports say: each story is named, nothing is advised that it forbids, no two read alike."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from desk.sample_club.fill import SEED, fill
from flows.figures import assignment_of, studied
from models.identity import Athlete, User
from models.session import make_engine, session_scope
from models.values import Manuscript
from tasks.commission.request import Wish, find_athlete, period_of
from tasks.render.markdown import markdown
from tasks.render.view import build_view
from tasks.write.task import write_report

ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)
GOLDENS = Path(__file__).parent / "goldens"
GOLDEN_ATHLETES = ("overreacher", "patchy", "lifter")

STORIES = {
    "builder": "tilda.wrenfield@club.example",
    "overreacher": "joren.askeby@club.example",
    "ill": "nerys.hollowbrook@club.example",
    "taper": "bram.tolliver@club.example",
    "lifter": "dacey.quillon@club.example",
    "returner": "ansel.ferncastle@club.example",
    "patchy": "ilka.morvane@club.example",
    "newcomer": "ruben.thistlewood@club.example",
}

# What the headline and summary must name, and which actions must not be advised, not even as an alternative.
NAMED = {
    "builder": ["fitness"],
    "overreacher": ["hrv", "below"],
    "ill": ["ill"],
    "taper": ["race"],
    "lifter": ["sets"],
    "returner": ["away", "again"],
    "patchy": ["hrv on", "sleep on"],
    "newcomer": ["first", "so far"],
}
MORE_WORK = {"add_intensity", "increase_load_slightly", "add_easy_volume"}
FORBIDDEN = {
    "builder": {"see_doctor"},
    "overreacher": MORE_WORK,
    "ill": MORE_WORK | {"keep_plan", "keep_sharpness", "strength_progress"},
    "taper": {"increase_load_slightly", "add_easy_volume"},
    "lifter": set(),
    "returner": MORE_WORK - {"add_easy_volume"},
    "patchy": MORE_WORK,
    "newcomer": MORE_WORK - {"add_easy_volume"},
}


@pytest.fixture(scope="module")
def told(module_engine: Engine) -> dict[str, Manuscript]:
    with session_scope(module_engine) as session:
        fill(session, SEED, ANCHOR, ANCHOR)
    return {story: manuscript(module_engine, email) for story, email in STORIES.items()}


def manuscript(engine: Engine, email: str) -> Manuscript:
    wish = Wish(athlete=email)
    with session_scope(engine) as session:
        person = find_athlete(session, email)
    assignment = assignment_of(wish, person, period_of(wish, person, ANCHOR))
    sheet, athlete = studied(engine, assignment)
    return write_report(assignment, athlete, sheet)


def words(one: Manuscript) -> str:
    view = build_view(one)
    return f"{view.headline} {view.summary}".lower()


def test_the_stories_are_the_whole_club(told: dict[str, Manuscript], module_engine: Engine) -> None:
    with session_scope(module_engine) as session:
        emails = session.execute(select(User.email).join(Athlete, Athlete.user_id == User.id)).scalars()
        assert set(emails) == set(STORIES.values())


@pytest.mark.parametrize("story", STORIES)
def test_each_report_names_its_story(told: dict[str, Manuscript], story: str) -> None:
    said = words(told[story])
    assert [name for name in NAMED[story] if name not in said] == []


@pytest.mark.parametrize("story", STORIES)
def test_no_report_advises_what_its_story_forbids(told: dict[str, Manuscript], story: str) -> None:
    suggestions = told[story].narrative.suggestions
    assert 3 <= len(suggestions) <= 5
    advised = {one.action for one in suggestions} | {other for one in suggestions for other in one.alternatives}
    assert advised & FORBIDDEN[story] == set()


def test_no_two_share_a_headline_or_a_summary(told: dict[str, Manuscript]) -> None:
    assert len({build_view(one).headline for one in told.values()}) == len(STORIES)
    assert len({build_view(one).summary for one in told.values()}) == len(STORIES)


def test_falling_hrv_is_named_with_its_days(told: dict[str, Manuscript]) -> None:
    sheet = told["overreacher"].sheet
    assert sheet.value("hrv.days_below") >= 3  # type: ignore[operator]
    assert any("hrv.days_below" in one.evidence for one in told["overreacher"].narrative.suggestions)


def test_the_ill_week_waits_for_a_coach_and_the_others_do_not(told: dict[str, Manuscript]) -> None:
    assert {story for story, one in told.items() if one.red_flag} == {"ill"}


def test_the_newcomer_is_told_that_it_is_too_early(told: dict[str, Manuscript]) -> None:
    newcomer = told["newcomer"]
    assert newcomer.sheet.value("fitness.now") is None
    assert "too early" in markdown(build_view(newcomer)).lower()


def test_the_patchy_week_says_what_is_missing_and_which_source_counted(told: dict[str, Manuscript]) -> None:
    notes = " ".join(note.text for note in told["patchy"].sheet.notes).lower()
    assert "garmin" in notes
    assert "oura" in notes
    assert "not plausible" in notes


@pytest.mark.parametrize("story", GOLDEN_ATHLETES)
def test_the_markdown_is_what_it_was(told: dict[str, Manuscript], story: str, golden: bool) -> None:
    path, made = GOLDENS / f"{story}.md", markdown(build_view(told[story]))
    if golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def module_engine(server_url: str, template: str) -> Iterator[Engine]:
    from databases import cloned

    with cloned(server_url, template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()

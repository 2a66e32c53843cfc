"""The pages of docs/: those made from code say what the code says, those written by hand speak of what exists."""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import util
from inspect import getsource
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from analyse.lives import Life, lives, quick, told
from hypothesis import HealthCheck, given, settings
from json_schemas import faults
from manuscripts import sheet
from sheet_strategies import weeks
from sheets import muscles
from sqlalchemy import Engine

from desk.facts_table import facts_json
from desk.sample_club.fill import SEED, fill
from desk.sample_club.life import known
from desk.sample_club.people import PEOPLE
from models import facts as facts_model
from models.bounds import BOUNDS
from models.enums import ReportType
from models.facts import FactSheet
from models.session import session_scope
from models.values import Assignment, Period
from tasks.analyse import params
from tasks.analyse.catalogue import CATALOGUE, PATTERNS, definition
from tasks.analyse.facts import analyse
from tasks.analyse.judgements import VERDICTS
from tasks.commission.request import Person
from tasks.gather.histories import gather

DOCS = Path(__file__).resolve().parents[1] / "docs"
ANCHOR = datetime(2026, 11, 21, 10, tzinfo=UTC)
BY_HAND = ("numbers.md", "commands.md", "reading-a-report.md", "samples.md")


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    """docs/generate.py, which is a script and no package."""
    sys.path.insert(0, str(DOCS))
    spec = util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(DOCS))


def page(generate: ModuleType, name: str) -> str:
    made: str = generate.PAGES[name]()
    return made


def test_a_page_that_no_longer_says_what_the_code_says_is_found(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "facts.md").write_text("# Facts of last year\n", encoding="utf-8")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == "docs/facts.md no longer says what the code says; run: make fix\n"


def rows_of(said: str) -> dict[str, str]:
    """The first row about each name."""
    rows: dict[str, str] = {}
    for line in said.splitlines():
        if line.startswith("| `"):
            rows.setdefault(line.split("`")[1], line)
    return rows


def test_every_fact_stands_on_its_page_with_what_it_can_be_read_beside(generate: ModuleType) -> None:
    said = page(generate, "facts.md")
    for key, what in CATALOGUE.items():
        assert f"| `{key}` | {what.label} | {what.unit} | {what.decimals} | {what.window} | {what.how} |" in said
    for pattern in PATTERNS:
        assert f"| `{pattern.prefix}{pattern.example}` … |" in said
    rows = rows_of(said)
    assert rows["load.week"].endswith("| `change`, `vs:mean4` |")
    assert rows["fitness.now"].endswith("| `change`, `trend` |")
    assert rows["hrv.week"].endswith("| `change`, `vs:baseline` |")


def test_whatever_is_judged_can_be_compared_and_says_why(generate: ModuleType) -> None:
    said, _, judged = page(generate, "facts.md").partition("## What is good and what is bad")
    rows = rows_of(said)
    for (key, kind), verdict in VERDICTS.items():
        assert f"`{kind}`" in rows[key], (key, kind)
        assert any(f"`{key}`" in line and verdict.why in line for line in judged.splitlines()), key


def test_a_definition_tells_more_than_its_label() -> None:
    for key in [*CATALOGUE, *(pattern.prefix + pattern.example for pattern in PATTERNS)]:
        what = definition(key)
        assert len(what.how.split()) > 1, key
        assert what.how.lower() != what.label.lower()
        assert not what.how.endswith("."), key
        assert what.unit in facts_model.UNITS


def parameter_names() -> list[str]:
    statements = ast.parse(getsource(params)).body
    return [one.target.id for one in statements if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]


def test_every_parameter_stands_on_its_page_with_a_reason(generate: ModuleType) -> None:
    rows = rows_of(page(generate, "parameters.md"))
    units = {"SECONDS_PER_HOUR", "SECONDS_PER_MINUTE"}  # which need none
    without = [name for name in parameter_names() if name not in units and rows[name].endswith("|  |")]
    assert (len(rows), without) == (len(parameter_names()) + len(BOUNDS), [])
    assert rows["FITNESS_TAU_DAYS"] == "| `FITNESS_TAU_DAYS` | 42 | six weeks: the usual constant of chronic load |"
    assert rows["ftp_w"] == "| `ftp_w` | 50 | 500 |"


def test_what_pages_refer_to_is_there() -> None:
    for path in (*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path.name} → {target}"


@pytest.mark.parametrize("name", BY_HAND)
def test_pages_by_hand_speak_of_facts_and_parameters_that_exist(name: str) -> None:
    said = re.findall(r"`([^`\n]+)`", (DOCS / name).read_text(encoding="utf-8"))
    topics = {key.split(".")[0] for key in CATALOGUE} | {pattern.prefix.split(".")[0] for pattern in PATTERNS}
    for key in said:
        if re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", key) and key.split(".")[0] in topics:
            assert key in CATALOGUE or any(key.startswith(one.prefix) for one in PATTERNS), key
        if re.fullmatch(r"[A-Z][A-Z0-9]+_[A-Z0-9_]+", key) and name == "numbers.md":
            assert hasattr(params, key), key


SOMEONE = Person(
    athlete_id=uuid4(), organization_id=uuid4(), name="Robin Vale", language="en", time_zone="UTC", week_starts_on=1
)


def test_the_facts_of_every_sample_athlete_are_what_the_schema_says(engine: Engine) -> None:
    reports = []
    with session_scope(engine) as session:
        fill(session, SEED, ANCHOR, ANCHOR)
        for person in PEOPLE:
            one = known(SEED, person, ANCHOR, ANCHOR)
            for kind, first, last in (
                (ReportType.WEEKLY_ANALYSIS, 0, 6),
                (ReportType.DAILY_SUGGESTION, 6, 6),
                (ReportType.CUSTOM, -40, 6),
            ):
                reports.append(
                    Assignment(
                        report_id=uuid4(),
                        organization_id=uuid4(),
                        athlete_id=one.athlete_id,
                        type=kind,
                        period=Period(one.date(first), one.date(last)),
                    )
                )
        sheets = analyse(gather(session, reports))
    assert len(sheets) == 3 * len(PEOPLE)
    assert [fault for one in sheets.values() for fault in faults("facts.schema.json", facts_json(one, SOMEONE))] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_any_sheet_is_what_the_schema_says(week: FactSheet) -> None:
    assert faults("facts.schema.json", facts_json(week, SOMEONE)) == []


@settings(quick, max_examples=10)
@given(lives())
def test_the_facts_of_anybody_are_what_the_schema_says(life: Life) -> None:
    (found,) = analyse(told(life)).values()
    assert faults("facts.schema.json", facts_json(found, SOMEONE)) == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("report", {}),
        ("facts", {"load": {}}),  # no key of a fact
        ("facts", {"load.week": {"value": "12"}}),
        ("notes", [{"code": "x", "text": 7, "dates": []}]),
        ("notes", [{"code": "x", "text": "Fine.", "dates": ["soon"]}]),
        ("signals", [{"key": "hrv.week", "status": "fine", "n_days": 7, "n_expected": 7, "why": "It is."}]),
        ("surprise", 1),
    ],
)
def test_what_the_schema_does_not_say_is_a_fault(part: str, said: object) -> None:
    whole = facts_json(sheet(*muscles(chest=12)), SOMEONE)
    assert faults("facts.schema.json", whole) == []
    assert faults("facts.schema.json", {**whole, part: said})

import math
from datetime import timedelta
from typing import Any

import pytest
from analyse.scored import WATCHED, fact, scored, sheet
from builders import END, Row, athlete, day, histories, report, row, synced, who
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Quality, ReportType
from models.facts import FactSheet
from tasks.analyse.facts import analyse

PROJECTED = ("race.fitness_projected", "race.fatigue_projected", "race.form_projected")
CHARTED = ("fitness_projected", "fatigue_projected", "form_projected")
HISTORY = [scored(day(back), 60.0) for back in range(0, 200, 2)]


def race(ahead: int, priority: str = "A", race_id: str = "r1", **fields: Any) -> Row:
    """So many days after the period's last."""
    return row(END + timedelta(days=ahead), race_id=race_id, name="Race", priority=priority, **fields)


def planned(ahead: int, load: float | None = 50.0, sport: str | None = "Ride", **fields: Any) -> Row:
    return row(END + timedelta(days=ahead), load=load, sport=sport, **fields)


def run_on(state: float, loads: list[float], tau_days: int) -> float:
    for load in loads:
        state += (1 - math.exp(-1 / tau_days)) * (load - state)
    return state


def prep(race_id: str = "r1") -> dict[str, Any]:
    return {"reports": [report(type=ReportType.RACE_PREP, subject=race_id)]}


def test_fitness_and_fatigue_run_on_over_the_plan_to_the_day_before_the_race() -> None:
    loads = [80.0, 0.0, 40.0, 20.0]
    plans = [planned(1, 80.0), planned(3, 30.0), planned(3, 10.0, "Run"), planned(4, 20.0), planned(5, 300.0)]
    found = sheet(workouts=HISTORY, races=[race(5)], planned_workouts=plans)
    fitness, fatigue, form = (found.get(key) for key in PROJECTED)
    assert fitness.value == pytest.approx(run_on(found.value("fitness.now"), loads, 42))
    assert fatigue.value == pytest.approx(run_on(found.value("fatigue.now"), loads, 7))
    assert form.value == fitness.value - fatigue.value
    assert form.difference_of == ("race.fitness_projected", "race.fatigue_projected")
    assert {found.get(key).quality for key in PROJECTED} == {Quality.OK}
    assert (found.value("race.days_to"), found.value("race.planned_load"), form.n_days) == (4, 140.0, 4)
    tables = [(one.table, one.rows) for one in form.provenance]
    assert tables == [("workouts", len(HISTORY)), ("planned_workouts", 4), ("races", 1)]
    assert form.window == "up to the race"


def test_what_is_projected_is_charted_from_the_day_after_the_period() -> None:
    plans = [planned(1, 80.0), planned(2, 20.0)]
    found = sheet(workouts=HISTORY, races=[race(4)], planned_workouts=plans)
    fitness, fatigue, form = (found.days(key) for key in CHARTED)
    assert {one.first_day for one in (fitness, fatigue, form)} == {END + timedelta(days=1)}
    assert (len(fitness.values), len(fatigue.values), len(form.values)) == (3, 3, 4)
    assert [found.value(key) for key in PROJECTED] == [fitness.values[-1], fatigue.values[-1], form.values[-1]]
    assert form.values[0] == pytest.approx(found.value("form.now"))
    assert form.values[1] == pytest.approx(fitness.values[0] - fatigue.values[0])
    assert fitness.values[0] == pytest.approx(run_on(found.value("fitness.now"), [80.0], 42))


@pytest.mark.parametrize(
    "tables",
    [
        {"races": [race(5)]},
        {"races": [race(5)], "planned_workouts": [planned(0), planned(5), planned(6)]},
        {"races": [race(5)], "planned_workouts": [planned(2, None)]},
        {"planned_workouts": [planned(2)]},
        {"races": [race(-2)], "planned_workouts": [planned(2)]},
    ],
)
def test_without_a_plan_or_a_race_ahead_nothing_is_projected(tables: dict[str, list[Row]]) -> None:
    found = sheet(workouts=HISTORY, **tables)
    assert {found.get(key).quality for key in (*PROJECTED, "race.planned_load")} == {Quality.MISSING}
    assert [found.days(key) for key in CHARTED] == [None, None, None]


def test_without_a_history_there_is_nothing_to_run_on() -> None:
    found = sheet(races=[race(5)], planned_workouts=[planned(2)], integrations=[])
    assert (found.value("race.planned_load"), found.get("race.fitness_projected").value) == (50.0, None)


def test_a_race_on_the_morning_after_the_period_is_run_in_the_form_of_now() -> None:
    found = sheet(workouts=HISTORY, races=[race(1)])
    assert [found.value(key) for key in PROJECTED] == [
        found.value(f"{one}.now") for one in ("fitness", "fatigue", "form")
    ]
    assert (found.value("race.days_to"), found.value("race.planned_load")) == (0, None)


@pytest.mark.parametrize(
    ("plans", "quality", "n_days"),
    [
        ([planned(1), planned(5)], Quality.OK, 5),
        ([planned(1), planned(4)], Quality.PROVISIONAL, 4),
        ([planned(6), planned(10)], Quality.OK, 5),
        ([planned(3), planned(20)], Quality.OK, 8),
        ([planned(10), planned(11)], Quality.PROVISIONAL, 1),
        ([planned(1), planned(2, None), planned(10)], Quality.PROVISIONAL, 10),
    ],
)
def test_a_plan_that_covers_less_than_half_of_the_days_is_mostly_guesswork(
    plans: list[Row], quality: Quality, n_days: int
) -> None:
    found = sheet(workouts=HISTORY, races=[race(11)], planned_workouts=plans)
    assert {(found.get(key).quality, found.get(key).n_days) for key in (*PROJECTED, "race.planned_load")} == {
        (quality, n_days)
    }


@pytest.mark.parametrize(("history", "quality"), [(27, Quality.TOO_EARLY), (100, Quality.PROVISIONAL)])
def test_a_projection_is_no_firmer_than_what_it_starts_from(history: int, quality: Quality) -> None:
    rides = [scored(day(back)) for back in range(history)]
    for load, of_plan in ((50.0, Quality.OK), (None, Quality.PROVISIONAL)):
        tables = {"workouts": rides, "races": [race(3)], "planned_workouts": [planned(1), planned(2, load)]}
        found = sheet(**tables, integrations=[])
        assert {found.get(key).quality for key in PROJECTED} == {quality}
        assert found.get("race.planned_load").quality is of_plan


def test_planned_strength_tires_and_makes_no_fitter_unless_the_athlete_counts_it() -> None:
    tables = {
        "workouts": HISTORY,
        "races": [race(2)],
        "planned_workouts": [planned(1, 60.0, "WeightTraining"), planned(1, 10.0)],
    }
    plain = sheet(**tables)
    counting = sheet(**tables, athletes=[athlete(strength_in_fitness=True)])
    assert plain.value("race.fitness_projected") == pytest.approx(run_on(plain.value("fitness.now"), [10.0], 42))
    assert counting.value("race.fitness_projected") == pytest.approx(run_on(plain.value("fitness.now"), [70.0], 42))
    for found in (plain, counting):
        assert found.value("race.fatigue_projected") == pytest.approx(run_on(plain.value("fatigue.now"), [70.0], 7))
        assert found.value("race.planned_load") == 70.0


@pytest.mark.parametrize(
    ("ahead", "priority", "subject", "days_to"),
    [
        (60, "C", "r1", 59),
        (121, "B", "r1", 120),
        (122, "A", "r1", None),
        (10, "A", "r2", None),
        (0, "A", "r1", None),
        (10, "A", "", None),
    ],
)
def test_a_report_on_a_race_looks_ahead_to_that_race(
    ahead: int, priority: str, subject: str, days_to: int | None
) -> None:
    assert fact("race.days_to", races=[race(ahead, priority)], **prep(subject)).value == days_to


def test_a_nearer_race_does_not_take_the_place_of_the_one_prepared_for() -> None:
    races = [race(5, "A", "near"), race(80, "C", "r1")]
    tables = {"workouts": HISTORY, "planned_workouts": [planned(ahead) for ahead in range(1, 90)], "races": races}
    own, weekly = sheet(**tables, **prep()), sheet(**tables)
    assert (own.value("race.days_to"), own.value("race.planned_load")) == (79, 79 * 50.0)
    assert (weekly.value("race.days_to"), weekly.value("race.planned_load")) == (4, 200.0)
    assert len(own.days("fitness_projected").values) == 79
    assert own.get("race.days_to").provenance[0].first == END + timedelta(days=80)


def test_the_race_of_another_athlete_is_nobody_elses() -> None:
    theirs = {**race(5), "athlete_id": str(who(2))}
    assert fact("race.days_to", races=[theirs]).value is None
    assert fact("race.days_to", races=[theirs], **prep()).value is None


aheads = st.integers(1, 60)
plans = st.lists(
    st.builds(
        planned,
        aheads,
        st.one_of(st.none(), st.integers(0, 200).map(float)),
        st.sampled_from(["Ride", "WeightTraining"]),
    ),
    max_size=12,
)


def ahead_of(found: FactSheet) -> tuple[Any, ...]:
    return tuple((found.get(key).value, found.get(key).quality) for key in (*PROJECTED, "race.planned_load"))


@settings(max_examples=40, deadline=None)
@given(plans, st.integers(1, 43))
def test_the_projection_is_the_recursion_gone_on_with_day_by_day(plans: list[Row], ahead: int) -> None:
    found = sheet(workouts=HISTORY, races=[race(ahead)], planned_workouts=plans)
    until = [END + timedelta(days=one) for one in range(1, ahead)]
    loads = {
        kind: [
            sum(one["load"] or 0.0 for one in plans if one["local_date"] == on and one["sport"] in kind) for on in until
        ]
        for kind in (("Ride",), ("Ride", "WeightTraining"))
    }
    is_planned = any(one["load"] is not None and one["local_date"] in until for one in plans)
    if not is_planned and ahead > 1:
        assert found.get("race.form_projected").value is None
        return
    fitness = run_on(found.value("fitness.now"), loads[("Ride",)], 42)
    fatigue = run_on(found.value("fatigue.now"), loads[("Ride", "WeightTraining")], 7)
    assert found.value("race.fitness_projected") == pytest.approx(fitness)
    assert found.value("race.form_projected") == pytest.approx(fitness - fatigue)


@settings(max_examples=25, deadline=None)
@given(plans, st.integers(1, 43), st.randoms(use_true_random=False))
def test_the_order_of_plans_and_what_is_planned_for_later_changes_nothing(
    plans: list[Row], ahead: int, chance: Any
) -> None:
    """A race that matters less, and the rows of days that nobody asks about."""
    before = [one for one in plans if one["local_date"] < END + timedelta(days=ahead)]
    races = [race(ahead), race(ahead, "C", "r2"), race(ahead + 1, "A", "r3"), race(-3, "A", "r4")]
    chance.shuffle(races)
    shuffled = [*before, planned(-50), planned(121)]
    chance.shuffle(shuffled)
    one = sheet(workouts=HISTORY, races=races, planned_workouts=shuffled)
    other = sheet(workouts=HISTORY, races=[race(ahead)], planned_workouts=before)
    for (value, quality), (expected, same) in zip(ahead_of(one), ahead_of(other), strict=True):
        assert (value, quality) == (None if expected is None else pytest.approx(expected), same)


@settings(max_examples=20, deadline=None)
@given(plans, plans, st.integers(1, 43), st.integers(1, 130))
def test_the_race_of_one_is_nothing_to_another(mine: list[Row], theirs: list[Row], one: int, other: int) -> None:
    others = [{**row, "athlete_id": str(who(2))} for row in [*theirs, race(other, "C")]]
    tables = {
        "workouts": HISTORY,
        "planned_workouts": [*others[:-1], *mine],
        "races": [others[-1], race(one)],
        "integrations": [*WATCHED, synced("2024-01-01", "2027-01-01", athlete=2)],
    }
    reports = [report(1), report(2, type=ReportType.RACE_PREP, subject="r1"), report(1, day(13), day(7), number=3)]
    together = analyse(histories(reports=reports, **tables))
    for own in reports:
        alone = analyse(histories(reports=[own], **tables))
        assert together[own.report_id].hash() == alone[own.report_id].hash()

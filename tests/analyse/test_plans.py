from itertools import permutations
from typing import Any

import numpy as np
import pytest
from analyse.scored import WATCHED, fact, scored, sheet
from builders import END, Row, athlete, day, histories, report, row, synced, who
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Quality
from models.sports import Family
from tasks.analyse.days.plans import ANY, kept
from tasks.analyse.facts import analyse

OF_PERIOD = ("sessions", "sessions_done", "completion", "load", "load_done", "load_share", "duration")


def planned(back: int, sport: str | None = "Ride", load: float | None = 60.0, **fields: Any) -> Row:
    return row(day(back), sport=sport, load=load, **{"duration_s": 3600.0, **fields})


def plan(**given: Any) -> dict[str, float | None]:
    return {one.key.removeprefix("plan."): one.value for one in sheet(**given) if one.key.startswith("plan.")}


def qualities(**given: Any) -> dict[str, Quality]:
    return {one.key.removeprefix("plan."): one.quality for one in sheet(**given) if one.key.startswith("plan.")}


def test_a_plan_is_held_beside_what_was_done() -> None:
    tables = {
        "planned_workouts": [planned(5), planned(3, "Run", 40.0), planned(1, load=100.0), planned(7), planned(-1)],
        "workouts": [scored(day(5), 70.0), scored(day(2), 30.0), scored(day(1), 80.0), scored(day(8), 99.0)],
    }
    assert plan(**tables) == {
        "sessions": 3,
        "sessions_done": 2,
        "completion": pytest.approx(200 / 3),
        "load": 200.0,
        "load_done": 180.0,
        "load_share": pytest.approx(90.0),
        "duration": 10800.0,
        "next_load": 60.0,
        "next_sessions": 1,
    }
    assert set(qualities(**tables).values()) == {Quality.OK}
    done = sheet(**tables).get("plan.sessions_done")
    assert [(one.table, one.rows) for one in done.provenance] == [("planned_workouts", 3), ("workouts", 3)]
    assert (done.n_days, done.n_expected, done.window) == (7, 7, "7 days")


def test_where_nothing_was_planned_nothing_was_completed() -> None:
    assert set(plan(workouts=[scored(day(1))]).values()) == {None}
    assert set(qualities(planned_workouts=[planned(7), planned(-8)]).values()) == {Quality.MISSING}


def test_an_unkept_plan_is_none_of_it() -> None:
    found = plan(planned_workouts=[planned(1)])
    assert (found["sessions_done"], found["completion"], found["load_done"], found["load_share"]) == (0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("wanted", "sports", "n_done"),
    [
        (["Ride"], ["VirtualRide"], 1),
        (["Ride"], ["Run"], 0),
        ([None], ["Run"], 1),
        (["  "], ["Run"], 1),
        (["Ride", "Ride"], ["Ride"], 1),
        (["Ride"], ["Ride", "Ride"], 1),
        ([None, "Ride"], ["Ride", "Run"], 2),
        ([None, "Ride"], ["Ride"], 1),
        ([None, None, "Ride"], ["Run", "Run", "Run"], 2),
        (["Yoga"], ["Rowing"], 1),
    ],
)
def test_a_workout_fulfils_one_plan_of_its_kind(wanted: list[str | None], sports: list[str], n_done: int) -> None:
    workouts = [scored(day(2), at=f"{6 + at:02}:00", sport=sport) for at, sport in enumerate(sports)]
    for order in permutations(wanted):
        assert (
            plan(planned_workouts=[planned(2, sport) for sport in order], workouts=workouts)["sessions_done"] == n_done
        )


def test_another_day_is_not_the_planned_one() -> None:
    assert plan(planned_workouts=[planned(2)], workouts=[scored(day(3))])["sessions_done"] == 0


def test_lifted_sets_are_a_strength_session_and_with_a_workout_they_are_the_same_one() -> None:
    sets = [row(day(2), exercise="Squat", reps=5.0)]
    lift = scored(day(2), 20.0, sport="WeightTraining")
    wanted = [planned(2, "WeightTraining"), planned(2, "WeightTraining")]
    assert plan(planned_workouts=wanted, strength_sets=sets)["sessions_done"] == 1
    assert plan(planned_workouts=wanted, strength_sets=sets, workouts=[lift])["sessions_done"] == 1
    assert plan(planned_workouts=wanted, strength_sets=[{**sets[0], "is_planned": True}])["sessions_done"] == 0


def test_a_plan_on_a_day_that_is_not_known_was_not_missed() -> None:
    tables = {
        "planned_workouts": [planned(5), planned(1), planned(0)],
        "workouts": [scored(day(5))],
        "integrations": [synced("2024-01-01", END, [(str(day(1)), str(day(0)))])],
    }
    found = sheet(**tables)
    completion = found.get("plan.completion")
    assert (completion.value, completion.quality) == (100.0, Quality.PROVISIONAL)
    assert (completion.n_days, completion.n_expected) == (5, 7)
    assert (found.value("plan.sessions"), found.value("plan.load"), found.value("plan.duration")) == (1, 60.0, 3600.0)
    assert {qualities(**tables)[key] for key in OF_PERIOD} == {Quality.PROVISIONAL}
    nowhere = {**tables, "planned_workouts": [planned(1)]}
    assert {plan(**nowhere)[key] for key in OF_PERIOD} == {None}


def test_a_day_with_lifted_sets_is_known_to_the_plan() -> None:
    tables = {
        "planned_workouts": [planned(1, "WeightTraining", 0.0)],
        "strength_sets": [row(day(1), exercise="Squat", reps=5.0)],
        "integrations": [synced("2024-01-01", END, [(str(day(1)), str(day(0)))])],
    }
    found = fact("plan.completion", **tables)
    assert (found.value, found.quality, found.n_days) == (100.0, Quality.OK, 6)


def test_of_a_planned_load_of_zero_nothing_can_be_a_share() -> None:
    found = plan(planned_workouts=[planned(1, load=0.0)], workouts=[scored(day(1))])
    assert (found["load"], found["load_done"], found["load_share"]) == (0.0, 50.0, None)


def test_unknown_days_without_a_plan_do_not_matter_to_it() -> None:
    watched = [synced("2024-01-01", END, [(str(day(1)), str(day(0)))])]
    found = fact("plan.completion", planned_workouts=[planned(5)], workouts=[scored(day(5))], integrations=watched)
    assert (found.value, found.quality, found.n_days) == (100.0, Quality.OK, 5)


def test_a_plan_without_loads_has_sessions_and_no_load() -> None:
    found = plan(planned_workouts=[planned(2, load=None), planned(-2, load=None)], workouts=[scored(day(2))])
    assert (found["completion"], found["next_sessions"]) == (100.0, 1)
    assert {found[key] for key in ("load", "load_done", "load_share", "next_load")} == {None}


def test_a_plan_that_leaves_some_loads_open_has_no_share_to_be_done() -> None:
    tables = {
        "planned_workouts": [planned(2), planned(1, load=None, duration_s=None), planned(-1), planned(-2, load=None)],
        "workouts": [scored(day(2))],
    }
    found, quality = plan(**tables), qualities(**tables)
    assert (found["load"], found["load_share"], found["duration"], found["next_load"]) == (60.0, None, 3600.0, 60.0)
    assert {quality[key] for key in ("load", "duration", "next_load")} == {Quality.PROVISIONAL}
    assert (quality["sessions"], quality["next_sessions"]) == (Quality.OK, Quality.OK)


def test_the_load_done_is_all_that_was_done_strength_included() -> None:
    done = [scored(day(2)), scored(day(3), 25.0, sport="WeightTraining"), scored(day(4), None)]
    found, quality = fact("plan.load_done", planned_workouts=[planned(2)], workouts=done), Quality.PROVISIONAL
    assert (found.value, found.quality) == (75.0, quality)
    assert fact("plan.load_share", planned_workouts=[planned(2)], workouts=done).quality is quality
    assert fact("plan.load_done", planned_workouts=[planned(2)], workouts=done[:2]).quality is Quality.OK


def test_the_next_seven_days_are_those_after_the_period() -> None:
    found = plan(planned_workouts=[planned(0), planned(-1), planned(-7, load=80.0), planned(-8)])
    assert (found["next_load"], found["next_sessions"]) == (140.0, 2)
    assert sheet(planned_workouts=[planned(-1)]).get("plan.next_load").window == "the next 7 days"


def most_fulfilled(wanted: list[str], done: list[str]) -> int:
    """Plan after plan takes a workout, or talks another plan out of one (augmenting paths)."""
    taken: dict[int, int] = {}

    def takes(plan: int, asked: set[int]) -> bool:
        for at, kind in enumerate(done):
            if at not in asked and wanted[plan] in (kind, ANY):
                asked.add(at)
                if at not in taken or takes(taken[at], asked):
                    taken[at] = plan
                    return True
        return False

    return sum(takes(one, set()) for one in range(len(wanted)))


def counted(kinds: list[str], names: tuple[str, ...]) -> dict[str, np.ndarray]:
    return {name: np.array([[float(kinds.count(name))]]) for name in names}


families = st.sampled_from([one.value for one in Family])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(families, st.just(ANY)), max_size=7), st.lists(families, max_size=7))
def test_no_other_way_of_matching_would_fulfil_more(wanted: list[str], done: list[str]) -> None:
    names = tuple(one.value for one in Family)
    assert kept(counted(wanted, (*names, ANY)), counted(done, names)).item() == most_fulfilled(wanted, done)


sports = st.sampled_from(["Ride", "Run", "WeightTraining", "Yoga"])
plans = st.lists(
    st.builds(
        planned,
        st.integers(-9, 9),
        st.one_of(st.none(), sports),
        st.one_of(st.none(), st.integers(1, 150).map(float)),
    ),
    max_size=10,
)
workouts = st.lists(
    st.builds(
        lambda back, at, sport: scored(day(back), at=f"{at:02}:00", sport=sport),
        st.integers(0, 9),
        st.integers(0, 23),
        sports,
    ),
    max_size=8,
    unique_by=lambda one: one["started_at"],
)


@settings(max_examples=30, deadline=None)
@given(plans, workouts, st.randoms(use_true_random=False))
def test_the_order_of_plans_and_workouts_is_of_no_matter(wanted: list[Row], done: list[Row], chance: Any) -> None:
    def found(one: list[Row], other: list[Row]) -> dict[str, float | None]:
        return plan(planned_workouts=one, workouts=other)

    before = found(wanted, done)
    elsewhere = [*wanted, planned(8), planned(-8)]
    chance.shuffle(elsewhere)
    chance.shuffle(done)
    assert found(elsewhere, done) == before
    if before["sessions"] is not None:
        assert 0 <= before["completion"] <= 100
        assert before["sessions_done"] <= min(before["sessions"], sum(one["local_date"] > day(7) for one in done))


@settings(max_examples=20, deadline=None)
@given(plans, workouts, plans)
def test_the_plan_of_one_is_nothing_to_another(mine: list[Row], done: list[Row], theirs: list[Row]) -> None:
    others = [{**one, "athlete_id": str(who(2))} for one in theirs]
    tables = {
        "planned_workouts": [*others, *mine],
        "workouts": done,
        "integrations": [*WATCHED, synced("2024-01-01", "2027-01-01", athlete=2)],
        "athletes": [athlete(1), athlete(2, strength_in_fitness=True)],
    }
    reports = [report(1), report(2, day(8), day(2))]
    together = analyse(histories(reports=reports, **tables))
    for one in reports:
        alone = analyse(histories(reports=[one], **tables))
        assert together[one.report_id].hash() == alone[one.report_id].hash()

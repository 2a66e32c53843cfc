from typing import Any

import pytest
from analyse.scored import WATCHED, scored, sheet
from builders import Row, day, histories, report, row, synced, who
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import ReportType
from models.facts import FactSheet
from tasks.analyse.facts import analyse

LONGEST, HIGHEST = "longest of the week", "highest load of the week"
HARDEST = "hardest: most time above the second threshold by {}"
BEST_20 = "best 20 minutes in 90 days"


def reasons(**given: Any) -> dict[str, str]:
    """By title, the reasons of the key sessions."""
    return {one.title: one.key_reason for one in sheet(**given).sessions if one.key_reason}


def done(title: str, back: int, load: float | None = 50.0, hours: float | None = 1.0, **fields: Any) -> Row:
    return scored(day(back), load, title=title, duration_s=None if hours is None else 3600.0 * hours, **fields)


def test_the_sessions_carry_what_a_page_needs() -> None:
    rides = [
        done("full", 3, average_hr_bpm=141.0, normalized_power_w=212.0, elevation_gain_m=640.0),
        done("bare", 2),
    ]
    full, bare = sheet(workouts=rides).sessions
    assert (full.average_hr_bpm, full.normalized_power_w, full.elevation_gain_m) == (141.0, 212.0, 640.0)
    assert (bare.average_hr_bpm, bare.normalized_power_w, bare.elevation_gain_m, bare.key_reason) == (None,) * 3 + ("",)


def test_the_highest_load_the_longest_and_the_hardest_are_key() -> None:
    rides = [
        done("easy", 6, 30.0, 1.0, power_easy_s=3600.0, power_hard_s=0.0),
        done("long", 5, 90.0, 4.0, power_easy_s=9000.0, power_hard_s=60.0),
        done("big", 3, 120.0, 3.0, power_easy_s=9000.0, power_hard_s=400.0),
        done("sharp", 1, 60.0, 1.0, power_easy_s=1800.0, power_hard_s=900.0),
    ]
    assert reasons(workouts=rides) == {"long": LONGEST, "big": HIGHEST, "sharp": HARDEST.format("power")}


def test_one_session_can_be_key_for_several_reasons() -> None:
    rides = [done("big", 3, 120.0, 3.0), done("small", 2, 20.0, 0.5)]
    assert reasons(workouts=rides) == {"big": f"{HIGHEST}, {LONGEST}"}


def test_the_only_session_is_not_the_longest_of_anything() -> None:
    assert reasons(workouts=[done("only", 3, 120.0, 3.0, power_hard_s=900.0)]) == {}
    assert reasons(workouts=[done("only", 3, 120.0, 3.0), done("unknown", 2, None, None)]) == {}


def test_of_equals_the_earliest_is_key() -> None:
    rides = [done("late", 1, 50.0, 1.0, at="08:00"), done("early", 1, 50.0, 1.0, at="07:00"), done("last", 0)]
    assert reasons(workouts=rides) == {"early": f"{HIGHEST}, {LONGEST}"}


def test_the_race_comes_first_and_three_are_key_at_most() -> None:
    rides = [
        done("race", 0, 20.0, 0.5, sport="Run", power_hard_s=900.0),
        done("best", 2, 10.0, 0.5, best_1200s_w=270.0),
        done("before", 40, best_1200s_w=260.0),
        done("big", 4, 120.0, 1.0),
        done("long", 5, 60.0, 4.0),
    ]
    found = reasons(workouts=rides, races=[row(day(0), sport="Run", priority="C")])
    assert found == {"race": "the race", "best": BEST_20, "big": HIGHEST}


def test_a_reason_more_joins_a_session_that_is_key_already() -> None:
    rides = [
        *(done(f"race {back}", back, 10.0 + back, 1.0) for back in (1, 3, 5, 6)),
        done("long", 2, 5.0, 9.0),
    ]
    races = [row(day(back), sport=None, priority="B") for back in (1, 3, 5)]
    assert reasons(workouts=rides, races=races) == {
        "race 5": "the race",
        "race 3": "the race",
        "race 1": "the race",
    }
    assert reasons(workouts=rides[:3], races=races)["race 5"] == f"the race, {HIGHEST}, {LONGEST}"


@pytest.mark.parametrize(
    ("sport", "titles"),
    [
        ("Run", ["run"]),
        ("Cycling", ["ride"]),
        (None, ["ride"]),
        ("triathlon", ["ride"]),
        ("Swim", ["ride"]),
    ],
)
def test_the_race_is_the_longest_of_its_day_and_sport(sport: str | None, titles: list[str]) -> None:
    rides = [
        done("warm-up", 2, 1.0, 0.2, sport="Run", at="06:00"),
        done("run", 2, 1.0, 1.0, sport="Run", at="07:00"),
        done("ride", 2, 1.0, 2.0, at="09:00"),
        done("other day", 1, 1.0, 1.0, sport="Run"),
    ]
    found = reasons(workouts=rides, races=[row(day(2), sport=sport, priority="A")])
    assert [title for title, reason in found.items() if reason.startswith("the race")] == titles


def test_a_race_that_nobody_ran_makes_nothing_key() -> None:
    assert reasons(workouts=[done("a", 3)], races=[row(day(2), priority="A"), row(day(9), priority="A")]) == {}


@pytest.mark.parametrize(
    ("watts", "before", "is_key"),
    [(261.0, 260.0, True), (260.0, 260.0, False), (250.0, 260.0, False), (261.0, None, False)],
)
def test_a_best_is_more_than_any_ride_of_the_90_days_before(watts: float, before: float | None, is_key: bool) -> None:
    rides = [
        done("now", 2, best_1200s_w=watts),
        done("then", 96, best_1200s_w=before),
        done("old", 97, best_1200s_w=400),
    ]
    assert reasons(workouts=rides) == ({"now": BEST_20} if is_key else {})


def test_of_two_bests_in_a_week_the_higher_is_key_and_runs_have_none() -> None:
    rides = [
        done("first", 4, None, best_1200s_w=265.0, best_300s_w=320.0),
        done("second", 2, None, best_1200s_w=270.0, best_300s_w=310.0),
        done("run", 1, None, best_1200s_w=380.0, best_300s_w=400.0, sport="Run"),
        done("before", 30, None, best_1200s_w=260.0, best_300s_w=300.0),
    ]
    found = reasons(workouts=rides)
    assert found == {"first": f"best 5 minutes in 90 days, {LONGEST}", "second": BEST_20}


def test_a_best_needs_a_record_to_stand_out_from() -> None:
    rides = [done("now", 2, best_1200s_w=270.0), done("then", 20, best_1200s_w=260.0)]
    assert reasons(workouts=rides, integrations=[]) == {}


def test_the_hardest_is_found_on_the_basis_that_most_time_was_measured_by() -> None:
    rides = [
        done("power", 3, None, None, power_easy_s=1000.0, power_hard_s=2000.0),
        done("power too", 3, None, None, at="09:00", power_easy_s=1000.0, power_hard_s=100.0),
        done("heart", 2, None, None, hr_easy_s=9000.0, hr_hard_s=600.0),
        done("heart too", 1, None, None, hr_easy_s=9000.0, hr_hard_s=300.0),
    ]
    assert reasons(workouts=rides) == {"heart": HARDEST.format("heart rate")}
    assert reasons(workouts=rides[:2]) == {"power": HARDEST.format("power")}
    assert reasons(workouts=rides[3:]) == {}


def test_a_hill_on_the_way_is_no_hard_session() -> None:
    rides = [done(str(at), at, None, None, hr_easy_s=3000.0, hr_hard_s=300.0) for at in range(2)]
    assert reasons(workouts=rides) == {}


@pytest.mark.parametrize(("n_days", "words"), [(1, "the day"), (7, "the week"), (30, "30 days")])
def test_the_reasons_name_the_period(n_days: int, words: str) -> None:
    asked = [report(start=day(n_days - 1), type=ReportType.CUSTOM)]
    rides = [done("a", 0, 50.0, 1.0), done("b", 0, 40.0, 0.5, at="17:00")]
    assert reasons(reports=asked, workouts=rides) == {"a": f"highest load of {words}, longest of {words}"}


def test_the_other_record_of_a_workout_is_not_listed() -> None:
    rides = [done("one", 1, workout_id="one"), done("two", 1, workout_id="two", duplicate_of="one", hours=9.0)]
    assert [one.title for one in sheet(workouts=rides).sessions] == ["one"]


amounts = st.one_of(st.none(), st.integers(1, 5).map(float))
weeks = st.lists(
    st.builds(
        lambda back, hour, load, hours, watts, hard, sport: done(
            f"{back} {hour}",
            back,
            load,
            hours,
            at=f"{hour:02}:00",
            sport=sport,
            best_1200s_w=watts,
            power_easy_s=1.0,
            power_hard_s=None if hard is None else 200 * hard,
        ),
        st.integers(0, 12),
        st.integers(0, 23),
        amounts,
        amounts,
        amounts,
        amounts,
        st.sampled_from(["Ride", "Run"]),
    ),
    max_size=9,
    unique_by=lambda one: one["title"],
)
race_days = st.lists(st.integers(0, 9).map(lambda back: row(day(back), sport="Run", priority="B")), max_size=2)


@settings(max_examples=40, deadline=None)
@given(weeks, race_days, st.randoms(use_true_random=False))
def test_at_most_three_are_key_whatever_the_order_of_the_rows(rides: list[Row], races: list[Row], chance: Any) -> None:
    found = sheet(workouts=rides, races=races).sessions
    assert sum(bool(one.key_reason) for one in found) <= 3
    for words in (HIGHEST, LONGEST, BEST_20):
        assert sum(words in one.key_reason for one in found) <= 1
    chance.shuffle(rides)
    chance.shuffle(races)
    assert sheet(workouts=[*rides, done("outside", 97, 999.0, 9.0)], races=races).sessions == found


@settings(max_examples=20, deadline=None)
@given(weeks, weeks, race_days)
def test_what_is_key_for_one_is_nothing_to_another(mine: list[Row], theirs: list[Row], races: list[Row]) -> None:
    others = [{**one, "athlete_id": str(who(2))} for one in theirs]
    tables = {
        "workouts": [*others, *mine],
        "races": races,
        "integrations": [*WATCHED, synced("2024-01-01", "2027-01-01", athlete=2)],
    }
    reports = [report(1), report(2, day(8), day(2)), report(1, day(12), day(6), number=3)]
    together: dict[Any, FactSheet] = analyse(histories(reports=reports, **tables))
    for one in reports:
        assert together[one.report_id].sessions == analyse(histories(reports=[one], **tables))[one.report_id].sessions

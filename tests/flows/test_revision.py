"""What counts as a change of a page, and how it is told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import report
from manuscripts import END, START, change, fact, rows, sheet

from flows.revision import Change, changes
from flows.revision_reasons import Reasons
from models.enums import SignalStatus
from models.facts import DataNote, Fact, FactSheet, Session, Signal
from tasks.commission.late import LateRow, Touched

MONDAY, TUESDAY = datetime(2026, 11, 16, 5, tzinfo=UTC), datetime(2026, 11, 17, 9, tzinfo=UTC)
SUNDAY, SATURDAY = date(2026, 11, 15), date(2026, 11, 14)
LOAD = fact("load.week", 400.0, "load", change(400, 380), provenance=rows("workouts", 5))
HRV = fact("hrv.week", 61.2, "ms", provenance=rows("daily_metrics", 7))
RUN = Session(
    local_date=SUNDAY, sport="Run", title="Hills", duration_s=2700, distance_m=9000, load=60, load_method="source"
)


def page(*facts: Fact, **more: object) -> FactSheet:
    return sheet(*(facts or (LOAD, HRV)), **{"sessions": (RUN,), **more})


def told(old: FactSheet, new: FactSheet) -> list[str]:
    return [one.in_words("")["text"] for one in changes(old, new)]


def test_equal_pages_have_no_changes() -> None:
    assert changes(page(), page()) == []


@pytest.mark.parametrize(
    "new",
    [
        page(replace(LOAD, value=400.4), HRV),  # not on the page
        page(replace(LOAD, comparisons=(change(400, 300),)), HRV),
        page(notes=(DataNote(code="late_rows", text="Sunday's run arrived on Tuesday."),)),
        page(sessions=(replace(RUN, title="Hills again", load=60.3),)),
        page(LOAD, HRV, fact("distance.week", 9000.0, "m")),  # a key of the catalogue that the old sheet is too old for
        page(LOAD),
    ],
)
def test_what_the_page_does_not_show_or_shows_beside_its_figures_is_no_change(new: FactSheet) -> None:
    assert told(page(), new) == []


def test_a_value_is_told_as_both_pages_print_it() -> None:
    short, long = (fact("sleep.week", hours, "h", decimals=1) for hours in (7.25, 7.5))
    assert told(page(short), page(long)) == ["Sleep 7 h 15 min → 7 h 30 min."]


def test_what_becomes_known_and_what_is_no_longer_is_told() -> None:
    assert told(page(LOAD, replace(HRV, value=None)), page()) == ["HRV not known → 61 ms."]
    assert told(page(), page(LOAD, replace(HRV, value=None))) == ["HRV 61 ms → not known."]


def test_figures_that_subtract_on_the_page_are_compared_as_they_stand_there() -> None:
    """70.24 less 102.46 is −32.2, and printed 70.2 less 102.5 is −32.3."""

    def state(fitness: float, fatigue: float) -> FactSheet:
        form = fact("form.now", fitness - fatigue, decimals=1, difference_of=("fitness.now", "fatigue.now"))
        return page(fact("fitness.now", fitness, decimals=1), fact("fatigue.now", fatigue, decimals=1), form)

    assert told(state(70.24, 102.46), state(70.24, 102.44)) == ["Form −32.3 → −32.2.", "Fatigue 102.5 → 102.4."]


def test_a_rounded_figure_at_an_edge_has_not_changed() -> None:
    assert (
        told(FactSheet.from_json(page(replace(LOAD, value=400.5)).as_json()), page(replace(LOAD, value=400.4999999999)))
        == []
    )


def test_muscles_come_and_go_under_the_same_rules_only() -> None:
    chest = fact("strength.sets.chest", 4, "count", provenance=rows("strength_sets", 4))
    assert told(page(), page(LOAD, HRV, chest)) == ["strength.sets.chest not known → 4."]
    assert told(page(params_version="2020.1"), page(LOAD, HRV, chest)) == []


def test_a_figure_in_another_unit_cannot_be_compared() -> None:
    assert told(page(replace(LOAD, unit="h")), page(LOAD)) == []


def test_sessions_that_came_went_or_changed_are_told() -> None:
    ride = Session(
        local_date=SATURDAY, sport="Ride", title="", duration_s=3600, distance_m=None, load=None, load_method="unscored"
    )
    assert told(page(), page(sessions=(RUN, ride))) == [
        "Session of Sat 14 Nov, ride: not listed → 1 h, load not known."
    ]
    assert told(page(sessions=(RUN, ride)), page()) == [
        "Session of Sat 14 Nov, ride: 1 h, load not known → not listed."
    ]
    longer = replace(RUN, duration_s=3600, is_approximate=True)
    assert told(page(), page(sessions=(longer,))) == [
        "Session of Sun 15 Nov, run: 45 min, 9.0 km, load 60 → 1 h, 9.0 km, load ≈ 60."
    ]
    assert told(page(), page(sessions=(RUN, RUN))) == [
        "Session of Sun 15 Nov, run: not listed → 45 min, 9.0 km, load 60."
    ]


def test_a_sign_of_readiness_that_turned_is_told() -> None:
    def sign(status: SignalStatus) -> FactSheet:
        return page(signals=(Signal(key="hrv.week", status=status, n_days=7, n_expected=7, why="It is so."),))

    assert told(sign(SignalStatus.GOOD), sign(SignalStatus.WATCH)) == ["Sign, HRV: good → watch."]
    assert told(page(), sign(SignalStatus.WATCH)) == []


def test_what_a_coach_looks_at_first_comes_first() -> None:
    facts = [fact("sessions.week", 4, "count"), fact("fitness.now", 41.0), LOAD]
    more = [fact("sessions.week", 5, "count"), fact("fitness.now", 44.0), replace(LOAD, value=460.0)]
    assert told(page(*facts), page(*more)) == ["Load 400 → 460.", "Fitness 41 → 44.", "Sessions 4 → 5."]


# Why


def late(table: str = "workouts", day: date = SUNDAY, sport: str | None = None, **when: datetime) -> LateRow:
    stamps = {"arrived_at": TUESDAY, **when}
    return LateRow(table=table, local_date=day, sport=sport, **{"changed_at": stamps["arrived_at"], **stamps})


def changed(table: str = "workouts", day: date = SUNDAY, sport: str | None = None, at: datetime = TUESDAY) -> LateRow:
    return late(table, day, sport, arrived_at=datetime(2026, 11, 15, 12, tzinfo=UTC), changed_at=at)


def because(
    *rows: LateRow,
    key: str = "load.week",
    tables: Iterable[str] = ("workouts",),
    zone: str = "Europe/Berlin",
    has_new_rules: bool = False,
    start: date = START,
) -> str:
    finished = Touched(
        following=report(start=start, end=END, edition=2), completed_at=MONDAY, time_zone=zone, facts_hash="", facts={}
    )
    return Reasons(finished, rows, has_new_rules).of(Change(key, "", "", "", frozenset(tables)))


def test_a_run_that_arrived_is_told_by_its_day_and_the_day_it_came() -> None:
    assert because(late(sport="trail_running")) == "Sunday's run arrived on Tuesday"


def test_the_day_it_came_is_the_athletes_own() -> None:
    assert because(late(sport="Ride"), zone="Pacific/Kiritimati") == "Sunday's ride arrived on Tuesday"
    late_evening = datetime(2026, 11, 17, 23, tzinfo=UTC)
    assert (
        because(late(sport="Ride", arrived_at=late_evening), zone="Pacific/Kiritimati")
        == "Sunday's ride arrived on Wednesday"
    )


def test_what_came_much_later_and_what_is_of_another_week_is_told_by_date() -> None:
    weeks_later = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert because(late(sport="Swim", arrived_at=weeks_later)) == "Sunday's swim arrived on Tue 1 Dec"
    assert because(late(sport="Swim", day=date(2026, 10, 4))) == "the swim of Sun 4 Oct arrived on Tuesday"
    assert because(late(sport="Swim"), start=date(2026, 10, 16)) == "the swim of Sun 15 Nov arrived on Tuesday"


def test_several_are_named_and_many_are_counted() -> None:
    wednesday = datetime(2026, 11, 18, 9, tzinfo=UTC)
    two = (late(sport="Run"), late(sport="Ride", day=SATURDAY, arrived_at=wednesday))
    assert because(*two) == "Saturday's ride and Sunday's run arrived from Tuesday to Wednesday"
    assert (
        because(*(late(day=date(2026, 11, day), sport="Yoga") for day in range(9, 14)))
        == "5 workouts arrived on Tuesday"
    )
    nights = (late("sleep_records", date(2026, 11, day)) for day in range(9, 14))
    assert because(*nights, key="sleep.week", tables=["sleep_records"]) == "5 nights arrived on Tuesday"
    readings = [late("daily_metrics", date(2026, 11, day)) for day in range(9, 14)]
    hrv = because(*readings, key="hrv.week", tables=["daily_metrics"])
    assert hrv == "heart rate variability of 5 days arrived on Tuesday"


@pytest.mark.parametrize(
    ("table", "key", "what"),
    [
        ("daily_metrics", "hrv.week", "heart rate variability"),
        ("daily_metrics", "resting_hr.z", "resting heart rate"),
        ("daily_metrics", "coverage.sleep_days", "night"),
        ("daily_metrics", "vendor.whoop.recovery", "readings"),
        ("sleep_records", "sleep.debt", "night"),
        ("entries", "feel.mood", "check-in"),
        ("checkins", "checkin.streak", "check-in"),
        ("strength_sets", "strength.sets", "sets"),
        ("planned_workouts", "plan.load", "plan"),
    ],
)
def test_rows_are_called_what_the_reader_calls_them(table: str, key: str, what: str) -> None:
    assert because(late(table), key=key, tables=[table]) == f"Sunday's {what} arrived on Tuesday"


def test_only_rows_that_the_figure_is_made_of_are_its_reason() -> None:
    rows_of_both = (late(sport="Run"), late("daily_metrics", SATURDAY))
    assert (
        because(*rows_of_both, key="hrv.week", tables=["daily_metrics"])
        == "Saturday's heart rate variability arrived on Tuesday"
    )
    assert because(late("daily_metrics")) == ""
    assert because(key="race.days_to", tables=["races"]) == ""


def test_what_was_there_before_and_changed_is_told_as_changed() -> None:
    assert because(changed(sport="Run")) == "Sunday's run was changed on Tuesday"
    assert (
        because(changed(sport="Run"), changed(sport="Ride", day=SATURDAY))
        == "Saturday's ride and Sunday's run were changed on Tuesday"
    )
    assert (
        because(changed("strength_sets"), key="strength.sets", tables=["strength_sets"])
        == "Sunday's sets were changed on Tuesday"
    )


def test_what_arrived_weighs_more_than_what_changed() -> None:
    assert (
        because(late(sport="Run"), changed(sport="Ride", day=SATURDAY), changed("thresholds"))
        == "Sunday's run arrived on Tuesday"
    )


def test_a_threshold_is_the_reason_when_no_workout_came() -> None:
    assert because(changed(sport="Run"), late("thresholds", date(2026, 8, 1))) == "a threshold was changed on Tuesday"
    assert (
        because(changed("entries"), late("thresholds"), key="feel.mood", tables=["entries"])
        == "Sunday's check-in was changed on Tuesday"
    )


def test_settings_are_the_reason_when_many_workouts_changed_with_them_and_not_for_one() -> None:
    settings, many = changed("athletes"), [changed(day=date(2026, 11, day)) for day in range(9, 14)]
    assert because(settings, *many) == "the athlete's settings were changed on Tuesday"
    assert because(settings, changed(sport="Run")) == "Sunday's run was changed on Tuesday"


def test_new_rules_are_the_reason_when_nothing_came() -> None:
    assert because(changed(sport="Run"), has_new_rules=True) == "the rules by which figures are computed have changed"
    assert because(late(sport="Run"), has_new_rules=True) == "Sunday's run arrived on Tuesday"


def test_a_row_that_came_while_the_report_was_made_has_arrived() -> None:
    assert (
        because(late(sport="Run", arrived_at=datetime(2026, 11, 16, 4, 59, tzinfo=UTC)))
        == "Sunday's run arrived on Monday"
    )


def test_a_change_is_one_sentence_with_its_reason() -> None:
    words = Change("fitness.now", "Fitness", "41", "44", frozenset()).in_words("Sunday's run arrived on Tuesday")
    assert words == {
        "key": "fitness.now",
        "label": "Fitness",
        "before": "41",
        "after": "44",
        "because": "Sunday's run arrived on Tuesday",
        "text": "Fitness 41 → 44: Sunday's run arrived on Tuesday.",
    }

from typing import Any

import numpy as np
import pytest
from builders import Row, day, histories, report, row

from models.enums import Direction, Judgement
from models.facts import MEAN4, PREVIOUS, FactSheet
from tasks.analyse.checkins import streak
from tasks.analyse.facts import analyse


def sheet(**tables: Any) -> FactSheet:
    (only,) = analyse(histories(**tables)).values()
    return only


def checkin(back: int, *, is_complete: bool = True, journey: str = "j1") -> Row:
    return row(day(back), journey_id=journey, is_complete=is_complete)


def sets(
    back: int, number: int = 1, contributions: dict[str, float] | None = None, *, is_planned: bool = False
) -> list[Row]:
    muscles = {"CHEST": 1.0, "TRICEPS": 0.5} if contributions is None else contributions
    return [row(day(back), exercise="Bench", reps=8.0, is_planned=is_planned, muscle_contributions=muscles)] * number


def test_a_day_counts_with_an_entry_or_a_whole_check_in() -> None:
    found = sheet(
        entries=[row(day(0)), row(day(1))],
        checkins=[checkin(1), checkin(2), checkin(3, is_complete=False)],
    )
    assert (found.value("checkin.days"), found.value("coverage.checkin_days")) == (3, 3)
    assert found.value("checkin.completion") == pytest.approx(300 / 7)
    assert found.value("coverage.any_days") == 4
    assert found.days("checkin").values == (0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0)


def test_completion_is_compared_only_with_a_period_in_which_the_athlete_took_part() -> None:
    week = [row(day(back)) for back in range(7)]
    assert sheet(entries=week).get("checkin.completion").comparisons == ()
    change = sheet(entries=[*week, row(day(13))]).get("checkin.completion").comparison(PREVIOUS)
    assert (change.direction, change.judgement) == (Direction.UP, Judgement.GOOD)
    assert change.reference == pytest.approx(100 / 7)


def test_who_never_checks_in_has_no_completion_rather_than_none_of_it() -> None:
    found = sheet(daily_metrics=[row(day(0), source="garmin", sleep_h=8.0)])
    assert found.get("checkin.completion").value is None
    assert found.days("checkin").values == (None,) * 7


def test_the_streak_is_of_whole_check_ins_and_reaches_back_before_the_period() -> None:
    found = sheet(checkins=[checkin(back) for back in range(40)] + [checkin(41)])
    assert found.value("checkin.streak") == 40
    broken = sheet(checkins=[checkin(0), checkin(1, is_complete=False), checkin(2)])
    assert broken.value("checkin.streak") == 1
    assert sheet(checkins=[checkin(1)]).value("checkin.streak") == 0
    assert sheet(entries=[row(day(0))]).get("checkin.streak").value is None


def test_any_journeys_whole_check_in_keeps_the_streak() -> None:
    both = [checkin(0, is_complete=False), checkin(0, journey="j2"), checkin(1)]
    assert sheet(checkins=both).value("checkin.streak") == 2


def test_a_day_that_is_not_over_does_not_break_the_streak() -> None:
    days = np.array([[True], [True], [False]])
    assert streak(days).tolist() == [0]
    assert streak(days, is_last_day_open=True).tolist() == [2]


def test_ill_days_are_what_the_entries_say() -> None:
    found = sheet(entries=[row(day(back), is_ill=back < 2) for back in range(3)] + [row(day(9), is_ill=True)])
    assert found.value("checkin.ill_days") == 2
    assert sheet().get("checkin.ill_days").value is None


@pytest.mark.parametrize(
    ("feeling", "now", "before", "judgement"),
    [
        ("fatigue", 4.0, 3.0, Judgement.BAD),
        ("fatigue", 3.4, 3.0, Judgement.NEUTRAL),
        ("stress", 2.0, 3.0, Judgement.GOOD),
        ("mood", 4.0, 3.0, Judgement.GOOD),
        ("sleep_quality", 2.0, 3.0, Judgement.BAD),
    ],
)
def test_which_end_of_a_scale_is_good_depends_on_what_it_measures(
    feeling: str, now: float, before: float, judgement: Judgement
) -> None:
    entries = [row(day(back), **{feeling: now if back < 7 else before}) for back in range(14)]
    fact = sheet(entries=entries).get(f"feel.{feeling}")
    assert fact.value == pytest.approx(now)
    assert fact.comparison(PREVIOUS).judgement is judgement


def test_a_feeling_of_three_days_is_no_trend() -> None:
    entries = [row(day(back), mood=4.0) for back in (0, 1, 2, *range(7, 14))]
    fact = sheet(entries=entries).get("feel.mood")
    assert (fact.value, fact.n_days, fact.comparisons) == (4.0, 3, ())


def test_planned_sets_are_not_lifted() -> None:
    found = sheet(strength_sets=sets(0, 3) + sets(1, 2, is_planned=True))
    assert found.value("strength.sets") == 3
    assert found.get("strength.sets").provenance[0].rows == 3
    assert found.value("coverage.workout_days") == 1


def test_a_muscle_counts_the_sets_that_train_it_directly() -> None:
    rows = sets(0, 3) + sets(2, 2, {"Lower Back": 1.0, "lower-back": 1.0, "GLUTES": 0.75}) + sets(8, 4, {"QUADS": 1})
    found = sheet(strength_sets=rows)
    muscles = {fact.key: fact.value for fact in found if fact.key.startswith("strength.sets.")}
    assert muscles == {"strength.sets.chest": 3, "strength.sets.lower_back": 2, "strength.sets.quads": 0}
    assert found.get("strength.sets.lower_back").label == "Sets, lower back"


def test_a_muscle_of_one_athlete_is_on_no_other_athletes_sheet() -> None:
    rows = sets(0) + [{**one, "athlete_id": str(report(2).athlete_id)} for one in sets(0, 1, {"QUADS": 1.0})]
    found = analyse(histories(reports=[report(1), report(2)], strength_sets=rows))
    assert [fact.key for fact in found[report(1).report_id] if "sets." in fact.key] == ["strength.sets.chest"]
    assert [fact.key for fact in found[report(2).report_id] if "sets." in fact.key] == ["strength.sets.quads"]


def test_sets_are_compared_once_there_was_a_whole_period_to_compare_with() -> None:
    weekly = [one for week in range(5) for one in sets(7 * week + 6, 10 - week)]
    fact = sheet(strength_sets=weekly).get("strength.sets")
    assert (fact.value, fact.comparison(PREVIOUS).reference) == (10, 9.0)
    assert fact.comparison(MEAN4).reference == pytest.approx((9 + 8 + 7 + 6) / 4)
    assert sheet(strength_sets=weekly[:10]).get("strength.sets").comparisons == ()


def test_who_never_lifts_has_no_sets_rather_than_zero() -> None:
    assert sheet(entries=[row(day(0))]).get("strength.sets").value is None

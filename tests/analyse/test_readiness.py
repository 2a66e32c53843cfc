from typing import Any

import pytest
from builders import START, Row, athlete, day, histories, report, row, workout

from models.enums import ReportType, SignalStatus
from models.facts import FactSheet, Signal
from tasks.analyse.facts import analyse

GOOD, WATCH, ACT, UNKNOWN = SignalStatus.GOOD, SignalStatus.WATCH, SignalStatus.ACT, SignalStatus.UNKNOWN
KEYS = ["hrv.week", "resting_hr.week", "sleep.debt", "feel.fatigue", "feel.soreness", "form.now"]


def sheet(**tables: Any) -> FactSheet:
    (only,) = analyse(histories(**tables)).values()
    return only


def signal(key: str, **tables: Any) -> Signal:
    (found,) = [one for one in sheet(**tables).signals if one.key == key]
    return found


def metric(back: int, source: str = "garmin", **values: float) -> Row:
    return row(day(back), source=source, **values)


def readings(week: float, column: str, low: float, high: float, n_before: int = 60, n_week: int = 7) -> list[Row]:
    """Readings that swing between two values, and one value on the last days."""
    before = [metric(7 + at, **{column: high if at % 2 else low}) for at in range(n_before)]
    return before + [metric(back, **{column: week}) for back in range(n_week)]


def test_the_signs_stand_side_by_side_in_their_order_and_unknown_without_days() -> None:
    found = sheet().signals
    assert [one.key for one in found] == KEYS
    assert {one.status for one in found} == {UNKNOWN}
    assert [one.n_days for one in found] == [0] * 6
    assert [one.n_expected for one in found] == [7, 7, 14, 7, 7, 42]


def test_signals_are_part_of_the_stored_sheet_and_of_its_hash() -> None:
    tired = sheet(entries=[row(day(back), fatigue=5.0) for back in range(7)])
    again = FactSheet.from_json(tired.as_json())
    assert again == tired
    assert again.hash() == tired.hash()
    assert tired.as_json()["signals"][3] == {
        "key": "feel.fatigue",
        "status": "act",
        "n_days": 7,
        "n_expected": 7,
        "why": "Fatigue was 4 of 5 or more on average.",
    }
    without = FactSheet.from_json({**tired.as_json(), "signals": []})
    assert without.hash() != tired.hash()


@pytest.mark.parametrize(
    ("week", "status"),
    # The baseline is e^4 give or take e^0.2: its SD is 0.2 √(60/59) of the logarithm.
    [(4.0, GOOD), (3.9, GOOD), (3.898, WATCH), (3.8, WATCH), (3.797, ACT), (4.5, GOOD)],
)
def test_hrv_is_watched_half_a_deviation_under_its_baseline_and_asks_for_action_at_a_whole_one(
    week: float, status: SignalStatus
) -> None:
    e = 2.718281828459045
    found = signal("hrv.week", daily_metrics=readings(e**week, "hrv_rmssd_ms", e**3.8, e**4.2))
    assert (found.status, found.n_days) == (status, 7)


@pytest.mark.parametrize(
    ("low", "high", "week", "status"),
    [
        (48.0, 52.0, 51.0, GOOD),  # the SD is 2.017
        (48.0, 52.0, 51.1, WATCH),
        (48.0, 52.0, 52.9, WATCH),  # beyond a deviation, under three beats
        (48.0, 52.0, 53.0, ACT),
        (45.0, 55.0, 54.9, WATCH),  # beyond three beats, under a deviation
        (45.0, 55.0, 55.1, ACT),
        (48.0, 52.0, 40.0, GOOD),
    ],
)
def test_resting_heart_rate_asks_for_action_beyond_a_deviation_and_three_beats(
    low: float, high: float, week: float, status: SignalStatus
) -> None:
    assert signal("resting_hr.week", daily_metrics=readings(week, "resting_hr_bpm", low, high)).status is status


@pytest.mark.parametrize("column", ["hrv_rmssd_ms", "resting_hr_bpm"])
@pytest.mark.parametrize(
    ("n_before", "n_week", "why"),
    [
        (60, 2, "Fewer than 3 readings in 7 days."),
        (20, 7, "Fewer than 21 readings in the 60 days before."),
        (21, 3, None),
    ],
)
def test_a_sign_with_too_few_readings_is_unknown_and_says_why(
    column: str, n_before: int, n_week: int, why: str | None
) -> None:
    rows = readings(55.0, column, 50.0, 60.0, n_before, n_week)
    found = signal("hrv.week" if column.startswith("hrv") else "resting_hr.week", daily_metrics=rows)
    assert found.n_days == n_week
    assert (found.status is UNKNOWN) == (why is not None)
    assert why is None or found.why == why


def test_a_sign_whose_baseline_two_sources_share_says_so() -> None:
    rows = readings(60.0, "hrv_rmssd_ms", 58.0, 62.0)
    mixed = [{**one, "source": "oura"} if one["local_date"] < day(30) else one for one in rows]
    assert signal("hrv.week", daily_metrics=rows).why == "Its 7-day mean is not under its band."
    assert signal("hrv.week", daily_metrics=mixed).why.endswith("Its readings come from more than one source.")


@pytest.mark.parametrize(
    ("nights", "hours", "status"),
    [(14, 7.6, GOOD), (14, 7.5, WATCH), (14, 7.0, ACT), (10, 7.3, WATCH), (9, 4.0, UNKNOWN), (14, 10.0, GOOD)],
)
def test_sleep_is_judged_by_the_shortfall_of_fourteen_days(nights: int, hours: float, status: SignalStatus) -> None:
    rows = [metric(back, sleep_h=hours) for back in range(nights)]
    found = signal("sleep.debt", daily_metrics=rows)
    assert (found.status, found.n_days, found.n_expected) == (status, nights, 14)


def test_sleep_is_held_against_the_athletes_own_need() -> None:
    rows = [metric(back, sleep_h=7.0) for back in range(14)]
    assert signal("sleep.debt", athletes=[athlete(sleep_need_h=7.0)], daily_metrics=rows).status is GOOD


@pytest.mark.parametrize("feeling", ["fatigue", "soreness"])
@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ([3, 3, 4, 3], GOOD),
        ([3, 4, 4, 3], WATCH),
        ([4, 4, 4, 4], ACT),
        ([5, 5, 5], UNKNOWN),
    ],
)
def test_what_the_athlete_feels_needs_four_days(feeling: str, marks: list[int], status: SignalStatus) -> None:
    entries = [row(day(back), **{feeling: float(mark)}) for back, mark in enumerate(marks)]
    assert signal(f"feel.{feeling}", entries=entries).status is status


def test_a_period_of_one_day_is_felt_on_that_day() -> None:
    daily = report(start=day(0), type=ReportType.DAILY_SUGGESTION)
    found = signal("feel.fatigue", reports=[daily], entries=[row(day(0), fatigue=5.0), row(day(1), fatigue=1.0)])
    assert (found.status, found.n_days, found.n_expected) == (ACT, 1, 1)


@pytest.mark.parametrize(
    ("history", "last", "status"), [(27, 400.0, UNKNOWN), (28, 400.0, ACT), (200, 400.0, ACT), (200, 50.0, GOOD)]
)
def test_form_asks_for_action_under_minus_thirty(history: int, last: float, status: SignalStatus) -> None:
    rides = [workout(day(back), last if back < 5 else 50.0) for back in range(history)]
    found = sheet(workouts=rides)
    (sign,) = [one for one in found.signals if one.key == "form.now"]
    assert sign.status is status
    assert (found.get("form.now").value < -30) == (last > 50)
    assert sign.n_days == found.get("form.now").n_days


def test_every_sign_counts_the_days_of_the_fact_it_rests_on() -> None:
    rows = [metric(back, hrv_rmssd_ms=60.0 + back % 4, resting_hr_bpm=50.0, sleep_h=7.0) for back in range(0, 60, 2)]
    entries = [row(day(back), fatigue=3.0, soreness=2.0) for back in range(5)]
    found = sheet(daily_metrics=rows, entries=entries, workouts=[workout(START, 50.0)])
    for sign in found.signals:
        fact = found.get(sign.key)
        assert (sign.n_days, sign.n_expected) == (fact.n_days, fact.n_expected)


def test_signs_of_one_athlete_do_not_depend_on_others() -> None:
    mine = readings(40.0, "hrv_rmssd_ms", 58.0, 62.0)
    theirs = [{**one, "athlete_id": str(report(2).athlete_id)} for one in readings(60.0, "hrv_rmssd_ms", 58.0, 62.0)]
    found = analyse(histories(reports=[report(2), report(1)], daily_metrics=mine + theirs))
    assert found[report(1).report_id].signals == sheet(daily_metrics=mine).signals
    assert [found[report(n).report_id].signals[0].status for n in (1, 2)] == [ACT, GOOD]

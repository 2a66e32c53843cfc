import math
from datetime import timedelta
from statistics import mean, stdev
from typing import Any

import pytest
from builders import END, Row, athlete, day, histories, report, row
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Direction, Judgement, Quality
from models.facts import BASELINE, PREVIOUS, Fact, FactSheet
from tasks.analyse.batch import batches
from tasks.analyse.facts import analyse


def sheet(**tables: Any) -> FactSheet:
    (only,) = analyse(histories(**tables)).values()
    return only


def fact(key: str, **tables: Any) -> Fact:
    found = sheet(**tables).get(key)
    assert found is not None
    return found


def metric(back: int, source: str = "garmin", **values: float) -> Row:
    return row(day(back), source=source, **values)


def hrv(values: dict[int, float], source: str = "garmin") -> list[Row]:
    """Readings by how many days before the period's end they were."""
    return [metric(back, source, hrv_rmssd_ms=value) for back, value in values.items()]


def night(back: int, hours: float, source: str = "oura", *, is_nap: bool = False) -> Row:
    at = f"{day(back)}T{13 if is_nap else 1:02d}:00:00+00:00"
    return row(day(back), source=source, asleep_s=hours * 3600, is_nap=is_nap, started_at=at)


def baseline(value: float = 60.0, swing: float = 4.0) -> dict[int, float]:
    """Sixty days before the seven that are judged, going up and down."""
    return {back: value + (swing if back % 2 else -swing) for back in range(7, 67)}


readings = st.dictionaries(st.integers(0, 80), st.integers(20, 160).map(float))


@settings(max_examples=60, deadline=None)
@given(readings)
def test_hrv_is_what_the_definition_says_word_for_word(values: dict[int, float]) -> None:
    found = sheet(daily_metrics=hrv(values))
    week = [math.log(value) for back, value in values.items() if back < 7]
    before = [math.log(value) for back, value in values.items() if 7 <= back < 67]
    expected = math.exp(mean(week)) if len(week) >= 3 else None
    assert found.get("hrv.week").value == (None if expected is None else pytest.approx(expected))
    beside = found.get("hrv.week").comparison(BASELINE)
    if expected is None or len(before) < 21:
        assert beside is None
        assert found.get("hrv.z").value is None
    else:
        assert beside.band_low == pytest.approx(math.exp(mean(before) - 0.5 * stdev(before)))
        assert beside.band_high == pytest.approx(math.exp(mean(before) + 0.5 * stdev(before)))
        if stdev(before) > 1e-6:
            assert found.get("hrv.z").value == pytest.approx((mean(week) - mean(before)) / stdev(before))
    if len(week) >= 3:
        assert found.get("hrv.cv").value == pytest.approx(100 * stdev(week) / mean(week), abs=1e-9)


def test_the_baseline_never_holds_the_seven_days_it_judges() -> None:
    before = hrv(baseline())
    bands = [
        fact("hrv.week", daily_metrics=before + hrv(dict.fromkeys(range(7), value))).comparison(BASELINE)
        for value in (30.0, 90.0)
    ]
    assert bands[0].band_low == bands[1].band_low
    assert (bands[0].direction, bands[0].judgement) == (Direction.DOWN, Judgement.BAD)
    assert (bands[1].direction, bands[1].judgement) == (Direction.UP, Judgement.NEUTRAL)


def test_a_week_inside_its_band_is_steady() -> None:
    beside = fact("hrv.week", daily_metrics=hrv(baseline() | dict.fromkeys(range(7), 60.0))).comparison(BASELINE)
    assert beside.direction is Direction.SAME


@pytest.mark.parametrize("value", [20.4, 22.2, 23.1, 61.7])
def test_equal_readings_all_along_are_neither_below_nor_any_number_of_deviations_away(value: float) -> None:
    found = sheet(daily_metrics=hrv(dict.fromkeys(range(70), value)))
    assert found.get("hrv.week").comparison(BASELINE).direction is Direction.SAME
    assert (found.value("hrv.z"), found.value("hrv.days_below")) == (None, 0)


def test_days_below_counts_the_seven_day_mean_on_days_in_a_row() -> None:
    steady = baseline() | dict.fromkeys(range(7), 60.0)
    assert fact("hrv.days_below", daily_metrics=hrv(steady)).value == 0
    # From four days before the end on, each day drags the mean of its seven days under the band.
    falling = steady | {4: 30.0, 3: 30.0, 2: 30.0, 1: 30.0, 0: 30.0}
    assert fact("hrv.days_below", daily_metrics=hrv(falling)).value == 5


def test_a_day_without_enough_readings_ends_the_run_of_low_days() -> None:
    low = baseline() | dict.fromkeys(range(12), 30.0)
    thin = {back: value for back, value in low.items() if back not in (3, 4, 5, 6, 7, 8)}
    assert fact("hrv.days_below", daily_metrics=hrv(low)).value > 5
    assert fact("hrv.days_below", daily_metrics=hrv(thin)).value == 1


def test_sdnn_is_never_taken_for_rmssd() -> None:
    found = sheet(daily_metrics=[metric(back, "apple", hrv_sdnn_ms=50.0) for back in range(7)])
    assert found.get("hrv.week").quality is Quality.MISSING
    assert found.value("coverage.hrv_days") == 0
    assert found.value("coverage.any_days") == 7
    (note,) = [one for one in found.notes if one.code == "sdnn_only"]
    assert note.text == "HRV was sent as SDNN on 7 days. That is another quantity than rMSSD and was not used."


@pytest.mark.parametrize(
    ("better", "worse"), [("WHOOP", "garmin"), ("Garmin", "oura"), ("oura", "apple_health"), ("HealthKit", "polar")]
)
def test_the_more_trusted_source_has_the_word(better: str, worse: str) -> None:
    week = range(7)
    rows = hrv(dict.fromkeys(week, 40.0), worse) + hrv(dict.fromkeys(week, 60.0), better)
    for given_rows in (rows, rows[::-1]):
        assert fact("hrv.week", daily_metrics=given_rows).value == pytest.approx(60.0)


def test_sources_are_chosen_for_each_quantity_on_its_own() -> None:
    rows = [metric(back, "whoop", hrv_rmssd_ms=60.0) for back in range(7)]
    rows += [metric(back, "garmin", hrv_rmssd_ms=40.0, resting_hr_bpm=50.0) for back in range(7)]
    found = sheet(daily_metrics=rows)
    assert (found.value("hrv.week"), found.value("resting_hr.week")) == (pytest.approx(60.0), 50.0)
    (note,) = [one for one in found.notes if one.code == "sources_met"]
    assert note.text.startswith("HRV came from Whoop and Garmin on 7 days (9 Nov, 10 Nov,")
    assert note.text.endswith("Whoop was used.")
    assert len(note.dates) == 7


def test_two_sources_behind_one_baseline_are_pointed_out() -> None:
    found = sheet(daily_metrics=hrv(baseline(), "oura") + hrv(dict.fromkeys(range(7), 60.0), "garmin"))
    assert found.get("hrv.z").quality is Quality.PROVISIONAL
    assert found.get("hrv.week").quality is Quality.OK
    (note,) = [one for one in found.notes if one.code == "source_changed"]
    assert note.text == "HRV comes from Garmin and Oura within its baseline, and two devices do not read alike."


@pytest.mark.parametrize(
    ("week_bpm", "direction", "judgement"),
    [
        (52.9, Direction.UP, Judgement.NEUTRAL),  # beyond one deviation, under three beats
        (53.0, Direction.UP, Judgement.BAD),
        (51.0, Direction.SAME, Judgement.NEUTRAL),
        (44.0, Direction.DOWN, Judgement.NEUTRAL),
    ],
)
def test_resting_heart_rate_is_bad_only_beyond_a_deviation_and_three_beats(
    week_bpm: float, direction: Direction, judgement: Judgement
) -> None:
    rows = [metric(back, resting_hr_bpm=bpm) for back, bpm in baseline(50.0, 2.0).items()]
    rows += [metric(back, resting_hr_bpm=week_bpm) for back in range(7)]
    found = fact("resting_hr.week", daily_metrics=rows)
    beside = found.comparison(BASELINE)
    assert (beside.reference, beside.direction, beside.judgement) == (50.0, direction, judgement)


@pytest.mark.parametrize(("n_valid", "is_compared"), [(3, False), (4, True)])
def test_under_four_valid_days_nothing_is_said_of_change(n_valid: int, is_compared: bool) -> None:
    rows = [metric(back, resting_hr_bpm=50.0, hrv_rmssd_ms=60.0) for back in (*range(n_valid), *range(7, 14))]
    found = sheet(daily_metrics=rows)
    for key in ("hrv.week", "resting_hr.week"):
        assert found.get(key).value is not None
        assert (found.get(key).comparison(PREVIOUS) is not None) == is_compared
        assert found.get(key).n_days == n_valid


def test_sleep_counts_the_days_own_figure_else_the_records_with_their_naps() -> None:
    rows = [metric(back, sleep_h=8.0) for back in range(4)]
    records = [night(back, 6.0, "garmin") for back in range(6)] + [night(4, 1.5, "garmin", is_nap=True)]
    found = fact("sleep.week", daily_metrics=rows, sleep_records=records)
    assert found.value == pytest.approx((4 * 8.0 + 7.5 + 6.0) / 6)
    assert [(one.table, one.rows) for one in found.provenance] == [("daily_metrics", 4), ("sleep_records", 3)]


def test_one_night_recorded_by_two_devices_is_slept_once() -> None:
    records = [night(back, 7.0, "oura") for back in range(5)] + [night(back, 8.0, "apple") for back in range(5)]
    found = sheet(sleep_records=records)
    assert found.value("sleep.week") == 7.0
    assert any(note.text.startswith("Sleep came from Oura and Apple on 5 days") for note in found.notes)


@pytest.mark.parametrize(
    ("nights", "has_week", "has_debt"),
    [(4, False, False), (5, True, False), (9, True, False), (10, True, True)],
)
def test_sleep_needs_five_nights_for_a_mean_and_ten_for_a_shortfall(
    nights: int, has_week: bool, has_debt: bool
) -> None:
    found = sheet(daily_metrics=[metric(back, sleep_h=7.0) for back in range(nights)])
    assert (found.get("sleep.week").is_known, found.get("sleep.debt").is_known) == (has_week, has_debt)


def test_the_shortfall_adds_up_and_nights_beyond_need_pay_back() -> None:
    rows = [metric(back, sleep_h=9.0 if back < 4 else 7.0) for back in range(12)]
    assert fact("sleep.debt", daily_metrics=rows).value == pytest.approx(-4.0 + 8.0)
    own = histories(athletes=[athlete(sleep_need_h=7.5)], daily_metrics=rows)
    (found,) = analyse(own).values()
    assert found.value("sleep.debt") == pytest.approx(4.0 - 6.0)
    beside = found.get("sleep.week").comparison(BASELINE)
    assert (beside.reference, beside.direction, beside.judgement) == (7.5, Direction.UP, Judgement.GOOD)


def test_a_quarter_of_an_hour_of_sleep_is_no_change() -> None:
    rows = [metric(back, sleep_h=7.9 if back < 7 else 8.1) for back in range(14)]
    found = fact("sleep.week", daily_metrics=rows)
    assert {one.direction for one in found.comparisons} == {Direction.SAME}


def test_rows_outside_the_window_change_nothing() -> None:
    rows = hrv(baseline() | dict.fromkeys(range(7), 55.0))
    beyond = [row(END + timedelta(days=1), source="whoop", hrv_rmssd_ms=200.0), metric(128, "whoop", hrv_rmssd_ms=9.0)]
    assert sheet(daily_metrics=rows).hash() == sheet(daily_metrics=rows + beyond).hash()


def test_a_long_period_is_still_judged_by_its_last_seven_days() -> None:
    rows = hrv({back: 60.0 + back for back in range(100)})
    told = histories(reports=[report(start=day(29))], daily_metrics=rows)
    (found,) = analyse(told).values()
    change = found.get("hrv.week").comparison(PREVIOUS)
    assert found.get("hrv.week").n_expected == 7
    assert change.reference == pytest.approx(math.exp(mean(math.log(60.0 + back) for back in range(30, 37))))
    assert found.value("coverage.hrv_days") == 30


def test_what_was_never_recorded_is_missing_and_says_so() -> None:
    found = sheet()
    for key in ("hrv.week", "hrv.z", "hrv.days_below", "hrv.cv", "resting_hr.week", "resting_hr.z", "sleep.week"):
        assert (found.get(key).value, found.get(key).quality, found.get(key).comparisons) == (None, Quality.MISSING, ())


@pytest.mark.parametrize(("readings_now", "is_known"), [(2, False), (3, True)])
@pytest.mark.parametrize("key", ["hrv.week", "resting_hr.week"])
def test_a_week_needs_three_readings(key: str, readings_now: int, is_known: bool) -> None:
    rows = [metric(back, hrv_rmssd_ms=60.0, resting_hr_bpm=50.0) for back in range(readings_now)]
    found = fact(key, daily_metrics=rows)
    assert (found.is_known, found.n_days, found.n_expected) == (is_known, readings_now, 7)
    assert found.quality is (Quality.PROVISIONAL if is_known else Quality.MISSING)


@pytest.mark.parametrize(("before", "is_judged"), [(20, False), (21, True)])
def test_a_baseline_needs_21_readings(before: int, is_judged: bool) -> None:
    days = [*range(7), *range(7, 7 + before)]
    found = sheet(
        daily_metrics=[metric(back, hrv_rmssd_ms=60.0 + back % 3, resting_hr_bpm=50.0 + back % 3) for back in days]
    )
    for topic in ("hrv", "resting_hr"):
        assert (found.get(f"{topic}.week").comparison(BASELINE) is not None) == is_judged
        assert found.get(f"{topic}.z").is_known == is_judged
        assert (found.get(f"{topic}.z").n_days, found.get(f"{topic}.z").n_expected) == (before, 60)
    assert found.get("hrv.days_below").is_known == is_judged


def test_variation_is_the_sample_deviation_over_the_mean_of_the_logarithms() -> None:
    found = fact("hrv.cv", daily_metrics=hrv({0: math.exp(3.0), 2: math.exp(4.0), 5: math.exp(5.0)}))
    assert found.value == pytest.approx(25.0)


def test_a_nap_without_a_night_does_not_say_how_long_was_slept() -> None:
    nights = [night(back, 7.0) for back in range(1, 6)]
    found = sheet(sleep_records=[*nights, night(0, 1.5, is_nap=True)])
    assert (found.value("sleep.week"), found.get("sleep.week").n_days) == (7.0, 5)
    assert found.value("coverage.sleep_days") == 5
    assert found.value("coverage.any_days") == 6


def test_a_trusted_source_that_only_saw_the_nap_leaves_the_word_to_the_one_that_saw_the_night() -> None:
    nights = [night(back, 7.0, "oura") for back in range(5)]
    found = sheet(sleep_records=[*nights, night(0, 1.0, "whoop", is_nap=True)])
    assert found.value("sleep.week") == 7.0
    assert found.get("sleep.week").provenance[0].rows == 5


def test_a_night_with_a_part_of_unknown_length_is_not_known() -> None:
    broken = {**night(0, 2.0), "asleep_s": None, "started_at": f"{day(0)}T04:00:00+00:00"}
    found = sheet(sleep_records=[*(night(back, 7.0) for back in range(6)), broken])
    assert (found.value("sleep.week"), found.get("sleep.week").n_days) == (7.0, 5)
    other = sheet(sleep_records=[*(night(back, 7.0) for back in range(5)), broken, night(0, 9.0, "apple")])
    assert other.value("sleep.week") == pytest.approx((4 * 7.0 + 9.0) / 5)


def test_a_row_that_says_nothing_is_no_record_although_it_was_received() -> None:
    rows = [row(day(0), source="oura", received_at=f"{END}T08:00:00+00:00")]
    assert sheet(daily_metrics=rows).value("coverage.any_days") == 0


@settings(max_examples=40, deadline=None)
@given(readings, st.dictionaries(st.integers(0, 6), st.integers(20, 120).map(float)))
def test_what_the_last_seven_days_hold_never_moves_the_baseline_they_are_judged_by(
    values: dict[int, float], other_week: dict[int, float]
) -> None:
    before = {back: value for back, value in values.items() if back >= 7}
    bands = []
    for week in (other_week, dict.fromkeys(range(7), 60.0)):
        rows = [metric(back, hrv_rmssd_ms=value, resting_hr_bpm=value) for back, value in {**before, **week}.items()]
        (batch,) = batches(histories(daily_metrics=rows))
        judged = (batch.recovery.hrv, batch.recovery.resting_hr)
        bands.append([float(one[-1, 0]) for j in judged for one in (j.baseline.mean, j.baseline.sd, j.baseline.count)])
    assert bands[0] == pytest.approx(bands[1], abs=0, rel=0, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.integers(0, 6), st.integers(20, 120).map(float)),
    st.dictionaries(st.integers(0, 6), st.integers(20, 120).map(float)),
)
def test_two_sources_on_a_day_are_never_averaged(trusted: dict[int, float], other: dict[int, float]) -> None:
    (batch,) = batches(histories(daily_metrics=hrv(trusted, "garmin") + hrv(other, "oura")))
    shown = batch.recovery.hrv_ms.values[::-1, 0][:7]
    assert shown.tolist() == pytest.approx(
        [trusted.get(back, other.get(back, math.nan)) for back in range(7)], nan_ok=True
    )


@settings(max_examples=40, deadline=None)
@given(readings, readings)
def test_sdnn_changes_no_figure_of_rmssd(rmssd: dict[int, float], sdnn: dict[int, float]) -> None:
    rows = hrv(rmssd, "oura")
    plain = sheet(daily_metrics=rows)
    mixed = sheet(daily_metrics=rows + [metric(back, "apple", hrv_sdnn_ms=value) for back, value in sdnn.items()])
    for key in ("hrv.week", "hrv.z", "hrv.days_below", "hrv.cv", "coverage.hrv_days"):
        assert mixed.get(key) == plain.get(key)
    assert mixed.signals == plain.signals

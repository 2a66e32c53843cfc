from typing import Any

import pytest
from builders import Row, day, histories, report, row

from models.enums import Direction, Judgement, Quality
from models.facts import PREVIOUS, FactSheet
from tasks.analyse.catalogue import definition
from tasks.analyse.facts import analyse


def sheet(**tables: Any) -> FactSheet:
    (only,) = analyse(histories(**tables)).values()
    return only


def metric(back: int, source: str, **values: float) -> Row:
    return row(day(back), source=source, **values)


def vendor_keys(found: FactSheet) -> list[str]:
    return [one.key for one in found if one.key.startswith("vendor.")]


def test_a_vendors_score_is_passed_on_under_its_name() -> None:
    rows = [metric(back, "whoop", recovery_score=60.0 + back, strain=12.0) for back in range(5)]
    found = sheet(daily_metrics=rows)
    score, strain = found.get("vendor.whoop.recovery_score"), found.get("vendor.whoop.strain")
    assert (score.label, score.value, score.unit) == ("Whoop recovery score", 62.0, "points")
    assert (score.n_days, score.n_expected, score.window) == (5, 7, "7 days")
    assert (score.provenance[0].table, score.provenance[0].rows) == ("daily_metrics", 5)
    assert (strain.label, strain.value, strain.decimals) == ("Whoop strain", 12.0, 1)
    assert vendor_keys(found) == ["vendor.whoop.recovery_score", "vendor.whoop.strain"]


def test_two_vendors_stand_beside_each_other_and_are_never_merged() -> None:
    rows = [metric(back, "oura", sleep_score=80.0, spo2_pct=97.0) for back in range(4)]
    rows += [metric(back, "garmin", sleep_score=60.0) for back in range(4)]
    found = sheet(daily_metrics=rows)
    scores = {key: found.value(key) for key in vendor_keys(found)}
    assert scores == {
        "vendor.garmin.sleep_score": 60.0,
        "vendor.oura.sleep_score": 80.0,
        "vendor.oura.spo2": 97.0,
    }
    assert list(scores) == list(dict(sorted(scores.items())))
    assert found.get("vendor.oura.spo2").label == "Oura oxygen saturation"


@pytest.mark.parametrize(("n_now", "n_before", "is_compared"), [(4, 4, True), (3, 7, False), (7, 3, False)])
def test_a_score_is_compared_where_both_weeks_have_four_days(n_now: int, n_before: int, is_compared: bool) -> None:
    rows = [metric(back, "whoop", recovery_score=50.0) for back in range(n_now)]
    rows += [metric(7 + back, "whoop", recovery_score=70.0) for back in range(n_before)]
    score = sheet(daily_metrics=rows).get("vendor.whoop.recovery_score")
    change = score.comparison(PREVIOUS)
    assert (change is not None) == is_compared
    assert score.quality is (Quality.OK if n_now >= 4 else Quality.PROVISIONAL)
    if change:
        assert (change.reference, change.direction, change.judgement) == (70.0, Direction.DOWN, Judgement.NEUTRAL)


def test_a_vendor_that_said_nothing_in_the_period_is_not_on_the_sheet() -> None:
    rows = [metric(9, "whoop", recovery_score=50.0), metric(0, "garmin", resting_hr_bpm=50.0)]
    assert vendor_keys(sheet(daily_metrics=rows)) == []


def test_a_vendor_of_one_athlete_is_on_no_other_athletes_sheet() -> None:
    mine = metric(0, "garmin", sleep_score=70.0)
    theirs = {**metric(0, "whoop", sleep_score=90.0), "athlete_id": str(report(2).athlete_id)}
    found = analyse(histories(reports=[report(1), report(2)], daily_metrics=[mine, theirs]))
    assert vendor_keys(found[report(1).report_id]) == ["vendor.garmin.sleep_score"]
    assert vendor_keys(found[report(2).report_id]) == ["vendor.whoop.sleep_score"]


def test_spellings_of_one_vendor_are_one_vendor_with_one_value_a_day() -> None:
    rows = [metric(0, "Apple Health", sleep_score=70.0), metric(0, "apple_health", sleep_score=90.0)]
    found = sheet(daily_metrics=rows)
    assert vendor_keys(found) == ["vendor.apple_health.sleep_score"]
    assert found.get("vendor.apple_health.sleep_score").value in (70.0, 90.0)


def test_a_vendors_score_changes_no_figure_of_ours() -> None:
    rows = [metric(back, "garmin", hrv_rmssd_ms=60.0 + back % 5, sleep_h=7.5) for back in range(70)]
    plain = sheet(daily_metrics=rows)
    scored = sheet(daily_metrics=[{**one, "sleep_score": 5.0, "recovery_score": 5.0, "strain": 20.0} for one in rows])
    assert [one for one in scored if not one.key.startswith("vendor.")] == list(plain)
    assert scored.signals == plain.signals


def test_keys_of_vendors_are_defined_by_their_two_last_parts() -> None:
    assert definition("vendor.polar_flow.sleep_score").label == "Polar flow sleep score"
    with pytest.raises(KeyError):
        definition("vendor.whoop.mood")

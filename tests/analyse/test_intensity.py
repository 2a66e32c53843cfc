from typing import Any

import numpy as np
import pytest
from analyse.scored import WATCHED, fact, reference, scored, sheet
from builders import END, Row, day, histories, report, row, synced, who
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Quality, ReportType
from models.facts import MEAN4, PREVIOUS
from models.scoring import BANDS, BASES
from tasks.analyse.days.intensity import polarization, shares_pct
from tasks.analyse.facts import analyse


def zones(basis: str, *seconds: float | None) -> dict[str, float | None]:
    return {f"{basis}_{band}_s": one for band, one in zip(BANDS, seconds, strict=True)}


def steady(back: int, drift: float | None, **fields: Any) -> Row:
    return scored(day(back), decoupling_pct=drift, duration_s=5400.0, **fields)


def of_basis(basis: str, **given: Any) -> dict[str, Any]:
    found = sheet(**given)
    prefix = f"intensity.{basis}."
    return {one.key.removeprefix(prefix): one.value for one in found if one.key.startswith(prefix)}


def test_the_weeks_time_divides_into_three_shares() -> None:
    rides = [
        scored(day(0), **zones("power", 2000, 500, 300)),
        scored(day(6), **zones("power", 1000, 100, 100)),
        scored(day(7), **zones("power", 0, 9000, 0)),
    ]
    assert of_basis("power", workouts=rides) == {
        "easy": pytest.approx(75.0),
        "moderate": pytest.approx(15.0),
        "hard": pytest.approx(10.0),
        "time": 4000.0,
        "polarization": None,
    }


def test_a_basis_stands_for_itself_and_what_nobody_measured_is_missing() -> None:
    rides = [scored(day(0), **zones("power", 300, 0, 100), **zones("hr", 100, 200, 100))]
    assert of_basis("power", workouts=rides)["easy"] == pytest.approx(75.0)
    assert of_basis("hr", workouts=rides)["easy"] == pytest.approx(25.0)
    assert set(of_basis("pace", workouts=rides).values()) == {None}
    assert sheet(workouts=rides).get("intensity.hr.time").label == "Time with zones by heart rate"


def test_shares_are_held_beside_those_of_the_28_days_before() -> None:
    rides = [
        scored(day(6), **zones("hr", 900, 0, 100)),
        scored(day(7), **zones("hr", 300, 50, 50)),
        scored(day(34), **zones("hr", 300, 50, 250)),
        scored(day(35), **zones("hr", 0, 0, 9999)),
    ]
    found = sheet(workouts=rides)
    assert [reference(found.get(f"intensity.hr.{band}"), MEAN4) for band in BANDS] == pytest.approx([60.0, 10.0, 30.0])
    assert found.get("intensity.hr.easy").comparison(MEAN4).days == 28
    assert found.get("intensity.hr.time").comparisons == ()


def test_shares_without_enough_behind_them_are_compared_with_nothing() -> None:
    before = scored(day(9), **zones("hr", 300, 50, 50))
    now = scored(day(1), **zones("hr", 900, 0, 100))
    lost = [(str(day(12)), str(day(8)))]
    assert fact("intensity.hr.easy", workouts=[now]).comparisons == ()
    assert fact("intensity.hr.easy", workouts=[before]).comparisons == ()
    assert fact("intensity.hr.easy", workouts=[now, before]).comparisons != ()
    rides = {"workouts": [now, before], "integrations": [synced("2024-01-01", END, lost)]}
    assert fact("intensity.hr.easy", **rides).comparisons != ()  # 24 of 28
    lost = [(str(day(13)), str(day(8)))]
    rides = {"workouts": [now, before], "integrations": [synced("2024-01-01", END, lost)]}
    assert fact("intensity.hr.easy", **rides).comparisons == ()  # 23 of 28


def test_an_unknown_day_makes_the_shares_provisional() -> None:
    gaps = [(str(day(2)), str(day(1)))]
    rides = [scored(day(0), **zones("power", 300, 100, 100))]
    found = fact("intensity.power.easy", workouts=rides, integrations=[synced("2024-01-01", END, gaps)])
    assert (found.quality, found.n_days, found.n_expected, found.comparisons) == (Quality.PROVISIONAL, 5, 7, ())
    assert [(one.table, one.rows, one.first) for one in found.provenance] == [("workouts", 1, day(0))]


def test_the_shares_are_of_seven_days_however_long_the_period_is() -> None:
    rides = [scored(day(0), **zones("power", 300, 0, 100)), scored(day(8), **zones("power", 0, 400, 0))]
    month = report(start=day(29), type=ReportType.CUSTOM)
    found = fact("intensity.power.easy", reports=[month], workouts=rides)
    assert (found.value, found.window) == (75.0, "7 days")


def test_a_band_that_is_not_said_is_no_time() -> None:
    assert of_basis("hr", workouts=[scored(day(0), **zones("hr", 300, None, 100))])["moderate"] == 0.0


@pytest.mark.parametrize(
    ("shares", "index"),
    [
        ((0.75, 0.05, 0.20), 2.477121),
        ((0.80, 0.08, 0.12), 2.079181),
        ((0.60, 0.30, 0.10), None),
        ((0.20, 0.05, 0.75), None),
        ((0.80, 0.00, 0.20), None),
        ((0.80, 0.20, 0.00), None),
        ((0.80, 0.10, 0.10), None),
        ((0.45, 0.10, 0.45), None),
        ((0.00, 0.00, 0.00), None),
    ],
)
def test_polarization_is_said_only_of_what_is_polarized(shares: tuple[float, ...], index: float | None) -> None:
    (found,) = polarization(3600 * np.array(shares)[:, None]).tolist()
    assert (None if np.isnan(found) else found) == (index if index is None else pytest.approx(index, abs=1e-6))


def test_polarization_is_on_the_sheet_by_its_basis() -> None:
    rides = [scored(day(0), **zones("hr", 750, 50, 200), **zones("power", 500, 300, 200))]
    assert of_basis("hr", workouts=rides)["polarization"] == pytest.approx(np.log10(300))
    assert of_basis("power", workouts=rides)["polarization"] is None


def test_the_other_record_of_a_workout_counts_for_nothing() -> None:
    one = scored(day(0), workout_id="one", **zones("power", 300, 0, 100))
    other = scored(day(0), workout_id="other", duplicate_of="one", source="strava", **zones("power", 0, 0, 4000))
    assert of_basis("power", workouts=[one, other])["hard"] == pytest.approx(25.0)


def test_decoupling_is_that_of_the_longest_steady_session() -> None:
    rides = [
        steady(3, 6.5, moving_s=7000.0),
        steady(2, 3.0, moving_s=6000.0),
        scored(day(1), duration_s=9000.0),
        steady(8, 4.0),
        steady(30, 5.0),
        steady(35, 40.0),
    ]
    found = fact("decoupling.longest", workouts=rides)
    assert (found.value, found.unit, found.window, found.quality) == (6.5, "percent", "7 days", Quality.OK)
    assert (reference(found, PREVIOUS), found.comparison(PREVIOUS).days) == (4.5, 28)
    assert [(one.rows, one.first) for one in found.provenance] == [(1, day(3))]


def test_of_two_equally_long_sessions_the_earlier_is_meant() -> None:
    for rides in ([steady(2, 3.0), steady(4, 6.0)], [steady(4, 6.0), steady(2, 3.0)]):
        assert fact("decoupling.longest", workouts=rides).value == 6.0
    same_day = [steady(2, 3.0, at="17:00"), steady(2, 1.0, at="06:00")]
    assert fact("decoupling.longest", workouts=same_day).value == 1.0


def test_decoupling_without_a_steady_session_is_missing_and_one_before_is_no_usual_level() -> None:
    assert fact("decoupling.longest", workouts=[scored(day(1), duration_s=9000.0)]).quality is Quality.MISSING
    assert fact("decoupling.longest", workouts=[steady(1, 2.0), steady(9, 4.0)]).comparisons == ()


seconds = st.one_of(st.none(), st.integers(0, 20_000).map(float))
measured = st.builds(
    lambda back, at, values: scored(
        day(back),
        at=f"{at:02}:00",
        **{f"{b}_{z}_s": values[3 * i + j] for i, b in enumerate(BASES) for j, z in enumerate(BANDS)},
    ),
    st.integers(0, 40),
    st.integers(0, 23),
    st.lists(seconds, min_size=9, max_size=9),
)
histories_of_rides = st.lists(measured, max_size=8, unique_by=lambda one: one["started_at"])


def intensity_of(rides: list[Row]) -> dict[str, Any]:
    return {one.key: (one.value, one.comparisons) for one in sheet(workouts=rides) if one.key.startswith("intensity.")}


@settings(max_examples=40, deadline=None)
@given(histories_of_rides)
def test_the_shares_of_a_basis_add_to_the_whole(rides: list[Row]) -> None:
    for basis in BASES:
        found = of_basis(basis, workouts=rides)
        shares = [found[band] for band in BANDS]
        week = sum(one[f"{basis}_{band}_s"] or 0.0 for one in rides for band in BANDS if one["local_date"] > day(7))
        assert (found["time"] or 0.0) == week
        assert shares == [None] * 3 if week == 0 else sum(shares) == pytest.approx(100.0)


@settings(max_examples=25, deadline=None)
@given(histories_of_rides, st.randoms(use_true_random=False), st.integers(35, 300))
def test_neither_the_order_of_rows_nor_what_lies_outside_the_windows_matters(
    rides: list[Row], chance: Any, back: int
) -> None:
    shuffled = [*rides, scored(day(back), at="23:59", **zones("power", 1, 2, 3), **zones("pace", 3, 2, 1))]
    chance.shuffle(shuffled)
    assert intensity_of(shuffled) == intensity_of([one for one in rides if one["local_date"] > day(35)])


@settings(max_examples=25, deadline=None)
@given(histories_of_rides)
def test_what_one_basis_says_is_nothing_to_another(rides: list[Row]) -> None:
    without_heart = [{**one, **zones("hr", None, None, None)} for one in rides]
    assert of_basis("power", workouts=rides) == of_basis("power", workouts=without_heart)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.floats(0, 1e5), min_size=3, max_size=3), min_size=1, max_size=6))
def test_each_column_is_divided_for_itself(columns: list[list[float]]) -> None:
    matrix = np.array(columns).T
    together = shares_pct(matrix)
    for at in range(matrix.shape[1]):
        assert np.array_equal(together[:, at], shares_pct(matrix[:, at : at + 1])[:, 0], equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(histories_of_rides, histories_of_rides)
def test_two_athletes_in_a_batch_read_what_each_would_alone(mine: list[Row], others: list[Row]) -> None:
    theirs = [{**one, "athlete_id": str(who(2))} for one in others]
    watched = [*WATCHED, synced("2024-01-01", "2027-01-01", athlete=2)]
    reports = [report(1), report(2, day(12), day(6))]
    tables = {"workouts": [*theirs, *mine], "integrations": watched, "entries": [row(day(0))]}
    together = analyse(histories(reports=reports, **tables))
    for one in reports:
        alone = analyse(histories(reports=[one], **tables))
        assert together[one.report_id].hash() == alone[one.report_id].hash()

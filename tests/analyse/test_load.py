import math
from typing import Any

import pandas as pd
import pytest
from builders import Row, athlete, frame, who, workout

from models.enums import LoadMethod, LoadPreference, Sex
from models.scoring import SCORING_VERSION
from models.values import Athlete
from tasks.analyse.score.load import score, with_loads
from tasks.analyse.score.methods import METHODS

RIDER = athlete(ftp_w=250.0, resting_hr_bpm=50.0, max_hr_bpm=190.0, lthr_bpm=170.0, sex=Sex.MALE)
HARD_HOUR = {"normalized_power_w": 250.0}


def scored(*rows: Row, person: Athlete = RIDER, thresholds: tuple[Row, ...] = ()) -> pd.DataFrame:
    return score(frame("workouts", rows), {person.athlete_id: person}, frame("thresholds", thresholds))


def one(*, person: Athlete = RIDER, thresholds: tuple[Row, ...] = (), **fields: Any) -> dict[str, Any]:
    """The score of a single ride of an hour on 10 November."""
    return dict(scored(workout("2026-11-10", **fields), person=person, thresholds=thresholds).iloc[0])


def threshold(since: str, sport: str | None = None, **values: float) -> Row:
    return {"athlete_id": str(who()), "valid_from": since, "sport": sport, **values}


def test_a_load_typed_by_hand_outranks_everything() -> None:
    found = one(manual_load=80.0, source_load=90.0, average_hr_bpm=150.0, **HARD_HOUR)
    assert (found["load"], found["load_method"], found["load_inputs"]) == (80.0, "manual", {"manual_load": 80.0})


def test_a_load_from_the_platform_outranks_what_could_be_computed() -> None:
    found = one(source_load=90.0, **HARD_HOUR)
    assert (found["load"], found["load_method"]) == (90.0, "source")
    assert found["load_inputs"] == {"source_load": 90.0, "source": "garmin"}


def test_an_athlete_who_prefers_computed_loads_gets_them() -> None:
    person = athlete(ftp_w=250.0, load_preference=LoadPreference.COMPUTED)
    assert one(person=person, source_load=90.0, **HARD_HOUR)["load_method"] == "power"
    assert one(person=person, source_load=90.0)["load_method"] == "unscored"


def test_an_hour_at_threshold_power_is_a_hundred() -> None:
    found = one(**HARD_HOUR)
    assert (found["load"], found["load_method"], found["intensity"]) == (100.0, "power", 1.0)
    assert found["load_inputs"] == {"np_w": 250.0, "np_from": "device", "ftp_w": 250.0, "hours": 1.0}
    assert not found["load_approximate"]


def test_power_counts_with_its_square_over_the_moving_time() -> None:
    assert one(normalized_power_w=200.0, duration_s=9000.0, moving_s=7200.0)["load"] == pytest.approx(128.0)


def test_an_hour_at_threshold_heart_rate_is_a_hundred_and_approximate() -> None:
    found = one(average_hr_bpm=170.0)
    assert found["load"] == pytest.approx(100.0)
    assert (found["load_method"], found["load_approximate"]) == ("hr_average", True)
    assert found["load_inputs"]["lthr_from"] == "set"


@pytest.mark.parametrize(("sex", "k"), [(Sex.MALE, 1.92), (Sex.FEMALE, 1.67), (None, 1.795)])
def test_heart_rate_weighs_by_sex(sex: Sex | None, k: float) -> None:
    person = athlete(resting_hr_bpm=50.0, max_hr_bpm=190.0, lthr_bpm=170.0, sex=sex)
    found = one(person=person, average_hr_bpm=130.0, duration_s=5400.0)
    x, at_threshold = 80 / 140, 120 / 140
    assert found["load"] == pytest.approx(150 * x * math.exp(k * x) / (at_threshold * math.exp(k * at_threshold)))
    assert found["load_inputs"]["k"] == k


def test_without_a_threshold_heart_rate_the_usual_share_of_the_reserve_stands_in() -> None:
    person = athlete(resting_hr_bpm=50.0, max_hr_bpm=190.0)
    found = one(person=person, average_hr_bpm=169.0)
    assert found["load"] == pytest.approx(100.0)
    assert (found["load_inputs"]["lthr_bpm"], found["load_inputs"]["lthr_from"]) == (169.0, "default")


def test_heart_rate_below_rest_is_no_load_and_far_above_the_maximum_is_capped() -> None:
    assert one(average_hr_bpm=40.0)["load"] == 0.0
    assert one(average_hr_bpm=230.0)["load"] == one(average_hr_bpm=50 + 1.05 * 140)["load"]


@pytest.mark.parametrize(
    "limits",
    [{"max_hr_bpm": 190.0}, {"resting_hr_bpm": 50.0}, {"resting_hr_bpm": 60.0, "max_hr_bpm": 60.0}],
)
def test_heart_rate_without_both_its_limits_gives_no_load(limits: dict[str, float]) -> None:
    assert one(person=athlete(**limits), average_hr_bpm=150.0)["load_method"] == "unscored"


def test_the_ftp_is_the_one_of_the_workouts_day() -> None:
    rides = [workout(day, normalized_power_w=250.0) for day in ("2026-10-31", "2026-11-01", "2026-11-20")]
    history = (threshold("2026-11-10", ftp_w=300.0), threshold("2026-11-01", ftp_w=200.0))
    assert [row["ftp_w"] for row in scored(*rides, thresholds=history)["load_inputs"]] == [250.0, 200.0, 300.0]


def test_a_new_ftp_leaves_the_heart_rates_of_before_valid() -> None:
    history = (threshold("2026-10-01", lthr_bpm=160.0), threshold("2026-11-01", ftp_w=260.0))
    assert one(average_hr_bpm=160.0, thresholds=history)["load"] == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("sport", "ftp"), [("Ride", 240.0), ("VirtualRide", 230.0), ("gravel_cycling", 240.0), ("Rowing", 220.0)]
)
def test_the_narrowest_threshold_holds(sport: str, ftp: float) -> None:
    history = (
        threshold("2026-01-01", ftp_w=210.0),
        threshold("2026-01-01", "cycling", ftp_w=240.0),
        threshold("2026-01-01", "VirtualRide", ftp_w=230.0),
        threshold("2026-01-01", "Rowing", ftp_w=220.0),
    )
    assert one(sport=sport, thresholds=history, **HARD_HOUR)["load_inputs"]["ftp_w"] == ftp


def test_a_run_is_never_measured_against_the_bicycles_ftp() -> None:
    general = (threshold("2026-01-01", ftp_w=250.0),)
    assert one(sport="Run", thresholds=general, **HARD_HOUR)["load_method"] == "unscored"
    own = (*general, threshold("2026-01-01", "Run", ftp_w=300.0))
    assert one(sport="TrailRun", thresholds=own, normalized_power_w=300.0)["load"] == pytest.approx(100.0)


def effort(on: int, load: float | None, rpe: float = 5.0, **fields: Any) -> Row:
    return workout(f"2026-10-{on:02d}", load, rpe=rpe, **fields)


def test_effort_enters_through_the_athletes_own_ratio() -> None:
    known = [effort(on, 60.0) for on in range(1, 10)] + [effort(10, 600.0)]  # the median does not mind one odd session
    found = scored(*known, effort(11, None, rpe=8.0, duration_s=1800.0))
    assert found["load_method"].iloc[-1] == "session_rpe"
    assert found["load"].iloc[-1] == pytest.approx(60 / (5 * 60) * 8 * 30)
    assert found["load_approximate"].iloc[-1]


def test_nine_sessions_are_too_few_for_a_ratio() -> None:
    known = [effort(on, 60.0) for on in range(1, 10)]
    found = scored(*known, effort(11, None))
    assert found["load_method"].iloc[-1] == "unscored"
    assert math.isnan(found["load"].iloc[-1])


def test_a_load_of_zero_tells_nothing_of_what_effort_is_worth() -> None:
    known = [effort(on, 60.0) for on in range(1, 10)] + [effort(10, 0.0)]
    assert scored(*known, effort(11, None))["load_method"].iloc[-1] == "unscored"


def test_another_athletes_sessions_are_no_ratio_of_mine() -> None:
    rows = [effort(on, 60.0, athlete=2) for on in range(1, 12)] + [effort(12, None)]
    people = {who(number): athlete(number) for number in (1, 2)}
    found = score(frame("workouts", rows), people, frame("thresholds"))
    assert found["load_method"].iloc[-1] == "unscored"


def test_strength_is_never_scored_by_power() -> None:
    assert one(sport="WeightTraining", average_hr_bpm=120.0, **HARD_HOUR)["load_method"] == "hr_average"


@pytest.mark.parametrize(("watts", "hours"), [(800.0, 1.0), (400.0, 10.0)])
def test_a_computed_load_beyond_all_bounds_gives_way_to_the_next_method(watts: float, hours: float) -> None:
    person = athlete(ftp_w=250.0, resting_hr_bpm=50.0, max_hr_bpm=190.0)
    found = one(person=person, normalized_power_w=watts, duration_s=hours * 3600, average_hr_bpm=130.0)
    assert found["load_method"] == "hr_average"


def test_the_methods_stand_in_the_order_of_their_worth() -> None:
    order = list(LoadMethod)
    places = [order.index(method) for method, _ in METHODS]
    assert places == sorted(places)


def test_scores_keep_the_index_and_the_order_of_the_rows() -> None:
    rows = frame("workouts", [workout("2026-11-12", 30.0), workout("2026-11-10", 10.0), workout("2026-11-11", 20.0)])
    rows.index = pd.Index([7, 3, 5])
    found = score(rows, {RIDER.athlete_id: RIDER}, frame("thresholds", [threshold("2026-01-01", ftp_w=200.0)]))
    assert found["load"].to_dict() == {7: 30.0, 3: 10.0, 5: 20.0}


def test_no_workouts_score_to_nothing() -> None:
    assert scored().empty


def test_only_stale_rows_are_scored_in_memory() -> None:
    as_filed = {"scored_at": "2026-11-12T00:00:00+00:00", "load_method": "manual"}
    rows = [workout(f"2026-11-1{on}", on * 10.0) for on in range(3)]
    rows[0] |= {**as_filed, "load": 1.0, "scoring_version": SCORING_VERSION}
    rows[1] |= {**as_filed, "load": 1.0, "scoring_version": SCORING_VERSION - 1}
    given = frame("workouts", rows)
    found = with_loads(given, {RIDER.athlete_id: RIDER}, frame("thresholds"))
    assert found["load"].tolist() == [1.0, 10.0, 20.0]
    assert found["load_method"].tolist() == ["manual", "source", "source"]
    assert given["load"].tolist()[:2] == [1.0, 1.0]

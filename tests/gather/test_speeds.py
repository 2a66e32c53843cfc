"""Distances against the time they took: what nobody covers is no distance."""

import pandas as pd
import pytest
from builders import frame, workout

from tasks.frames import outside_bounds


def left_out(**fields: object) -> bool:
    rows = frame("workouts", [workout("2026-11-10", **fields)])
    return bool(outside_bounds("workouts", rows).get("distance_m", pd.Series([False])).any())


@pytest.mark.parametrize(
    ("sport", "distance_m", "is_left_out"),
    [
        ("Ride", 72_000, False),
        ("Ride", 72_001, True),
        ("VirtualRide", 40_000, False),
        ("Run", 27_000, False),
        ("Run", 30_000, True),
        ("Swim", 4_000, False),
        ("Swim", 400_000, True),
        ("AlpineSki", 60_000, False),
        (None, 200_000, True),
    ],
)
def test_an_hours_distance_is_held_against_the_speed_of_its_sport(
    sport: str | None, distance_m: float, is_left_out: bool
) -> None:
    assert left_out(sport=sport, distance_m=float(distance_m)) == is_left_out


def test_the_time_in_motion_counts_where_it_is_known() -> None:
    assert not left_out(sport="Run", distance_m=20_000.0)
    assert left_out(sport="Run", distance_m=20_000.0, moving_s=1800.0)


def test_without_a_time_nothing_can_be_said_against_a_distance() -> None:
    assert not left_out(sport="Run", distance_m=20_000.0, duration_s=None)

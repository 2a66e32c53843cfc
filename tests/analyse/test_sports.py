import pytest

from models.sports import Family, family, scope


@pytest.mark.parametrize(
    ("sport", "expected"),
    [
        ("VirtualRide", Family.RIDE),  # Strava
        ("gravel_cycling", Family.RIDE),  # Garmin
        ("HKWorkoutActivityTypeCycling", Family.RIDE),  # HealthKit
        ("Spin", Family.RIDE),  # Whoop
        ("TrailRun", Family.RUN),
        ("treadmill_running", Family.RUN),
        ("HKWorkoutActivityTypeRunning", Family.RUN),
        ("OpenWaterSwim", Family.SWIM),  # intervals.icu
        ("lap_swimming", Family.SWIM),
        ("WeightTraining", Family.STRENGTH),
        ("strength_training", Family.STRENGTH),
        ("HKWorkoutActivityTypeTraditionalStrengthTraining", Family.STRENGTH),
        ("Functional Fitness", Family.STRENGTH),
        ("Yoga", Family.OTHER),
        ("Override", Family.OTHER),
        ("", Family.OTHER),
        (None, Family.OTHER),
        (float("nan"), Family.OTHER),
    ],
)
def test_each_platforms_name_finds_its_family(sport: object, expected: Family) -> None:
    assert family(sport) is expected


def test_a_threshold_for_riding_reaches_the_family_and_one_for_indoors_only_itself() -> None:
    assert scope("Cycling") == scope("ride") == Family.RIDE
    assert scope("VirtualRide") == "virtualride"


def test_a_sport_in_another_script_is_not_every_sport() -> None:
    assert scope("Бег") != scope(None) == ""

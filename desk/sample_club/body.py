"""What a body and its devices would show: enough physiology that power, heart rate, speed and effort agree."""

import math
from itertools import pairwise

from desk.sample_club.people import Person
from models.enums import Sex

_HR_EXPONENT = {Sex.MALE: 1.92, Sex.FEMALE: 1.67}
_HR_READS_LOW = 0.97  # the average of a changing heart rate weighs a little less than its parts
_RIDE_MPS = 8.2  # on rolling roads at the power below
_RIDE_W = 170.0
_EFFORTS = ((0.0, 1.0), (0.6, 2.5), (0.7, 3.5), (0.8, 5.5), (0.9, 7.5), (1.0, 9.0))


def heart_rate_bpm(person: Person, intensity: float) -> float:
    """The average that weighs as much as the intensity does: x e^(kx) of the reserve, solved by halving."""
    k = _HR_EXPONENT[person.sex]
    span = person.max_hr_bpm - person.resting_hr_bpm
    at_threshold = _effort(k, (person.lthr_bpm - person.resting_hr_bpm) / span)
    wanted = _HR_READS_LOW * intensity**2 * at_threshold
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if _effort(k, middle) < wanted else (low, middle)
    return person.resting_hr_bpm + low * span


def _effort(k: float, share: float) -> float:
    return share * math.exp(k * share)


def perceived_effort(intensity: float) -> float:
    """CR10 by intensity, along the line between what is usual below and above."""
    for (low, easy), (high, hard) in pairwise(_EFFORTS):
        if intensity <= high:
            return easy + (hard - easy) * (intensity - low) / (high - low)
    return _EFFORTS[-1][1]


def speed_mps(person: Person, sport: str, intensity: float) -> float | None:
    if sport == "run":
        return person.threshold_speed_m_s * intensity
    if sport == "swim" and person.css_m_s is not None:
        return person.css_m_s * math.pow(intensity, 2 / 3)  # in water load goes with the cube of speed
    if sport == "ride":
        return _RIDE_MPS * math.pow((person.ftp_w or 180.0) * intensity / _RIDE_W, 0.4)
    return None


def variability(intensity: float) -> float:
    """NP over average power: even on long rides, uneven where efforts and rests alternate."""
    return 1.03 + max(0.0, intensity - 0.7) * 0.4

"""Samples of a ride, second by second: watts and heart rates that agree with what the workout says of itself."""

from random import Random

import numpy as np
from numpy.typing import NDArray

from desk.sample_club.club_rows import Row
from tasks.analyse.score.streams.power import normalized_power_w
from tasks.analyse.score.streams.seconds import seconds_of

SAMPLED_DAYS = 98  # before the anchor's week: what the best of ninety days and four weeks' zones are found in

_EFFORT_S, _REST_S = 240, 180  # where a session alternates
_HARD = 0.8  # the intensity from which it does
_WANDER_S = 20.0  # how long a change of power lasts
_HEART_LAG_S = 45.0  # how long a heart takes to follow
_DRIFT = 0.04  # of the heart rate, from the first minute to the last


def of_ride(workout: Row, intensity: float, draw: Random) -> Row:
    """As a platform sends them, one value a second."""
    seconds = int(workout["moving_s"])
    chance = np.random.default_rng(draw.getrandbits(32))
    shape = _shape(seconds, intensity) * (1 + _wandering(chance, seconds, 0.12))
    whole = np.clip(shape, 0.0, None)
    normalized = normalized_power_w(seconds_of(np.arange(seconds, dtype=np.float64), whole))
    watts = np.rint(whole * (workout["normalized_power_w"] / (normalized or 1.0)))
    streams = {"time": list(range(seconds)), "watts": watts.astype(int).tolist()}
    if workout["average_hr_bpm"]:
        streams["heartrate"] = _beats(watts, workout["average_hr_bpm"], chance)
    return {"streams": streams}


def _shape(seconds: int, intensity: float) -> NDArray[np.float64]:
    """Even, or efforts and rests after a warm-up."""
    second = np.arange(seconds)
    if intensity < _HARD:
        return np.ones(seconds)
    is_effort = (second % (_EFFORT_S + _REST_S)) < _EFFORT_S
    is_block = (second > seconds * 0.2) & (second < seconds * 0.85)
    return np.where(is_block, np.where(is_effort, 1.25, 0.6), 0.72)


def _wandering(chance: np.random.Generator, seconds: int, spread: float) -> NDArray[np.float64]:
    knots = chance.normal(0.0, spread, int(seconds / _WANDER_S) + 2)
    return np.interp(np.arange(seconds), np.arange(len(knots)) * _WANDER_S, knots)


def _beats(watts: NDArray[np.float64], average_bpm: float, chance: np.random.Generator) -> list[int]:
    window = int(_HEART_LAG_S)
    sums = np.concatenate([np.zeros(window), np.cumsum(watts)])
    followed = (sums[window:] - sums[:-window]) / np.minimum(np.arange(len(watts)) + 1, window)
    beats = 0.62 + 0.38 * followed / watts.mean() + np.linspace(-_DRIFT / 2, _DRIFT / 2, len(watts))
    noise = _wandering(chance, len(watts), 0.004)
    found: list[int] = np.rint(average_bpm * (beats + noise) / beats.mean()).astype(int).tolist()
    return found

"""The load of a workout: the first method that can be computed, best first. 100 is one hour at threshold."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.bounds import BOUNDS
from models.enums import LoadMethod, LoadPreference
from models.values import Athlete
from tasks.analyse import params
from tasks.analyse.methods import METHODS, Inputs, Rows, power_intensity
from tasks.analyse.sports import family, per_row
from tasks.analyse.thresholds import valid_on_the_day


def score(workouts: pd.DataFrame, athletes: Mapping[UUID, Athlete], thresholds: pd.DataFrame) -> pd.DataFrame:
    """load, load_method, load_inputs, load_approximate and intensity, on the index of `workouts`.

    Give it whole histories: the athlete's own ratio of load to effort is found in them.
    """
    rows = _in_context(workouts, athletes, thresholds)
    loads = np.full(len(workouts), np.nan)
    methods = np.full(len(workouts), LoadMethod.UNSCORED.value, dtype=object)
    inputs = np.array([{} for _ in range(len(workouts))], dtype=object)
    is_approximate = np.zeros(len(workouts), dtype=bool)
    for method, estimate in METHODS:
        found = estimate(rows, loads)
        taken = np.isnan(loads) & (found.load >= BOUNDS["load"].low) & (found.load <= BOUNDS["load"].high)
        loads[taken] = found.load[taken]
        methods[taken] = method.value
        inputs[taken] = _records(found.inputs, taken)
        is_approximate[taken] = found.is_approximate
    return pd.DataFrame(
        {
            "load": loads,
            "load_method": methods,
            "load_inputs": inputs,
            "load_approximate": is_approximate,
            "intensity": power_intensity(rows),
        },
        index=workouts.index,
    )


def with_loads(workouts: pd.DataFrame, athletes: Mapping[UUID, Athlete], thresholds: pd.DataFrame) -> pd.DataFrame:
    """The workouts; those never scored, or scored under an older version, are scored here, and nothing is written."""
    is_stale = workouts["scored_at"].isna() | ~(workouts["scoring_version"] >= params.SCORING_VERSION)
    if not is_stale.any():
        return workouts
    touched = workouts[workouts["athlete_id"].isin(workouts.loc[is_stale, "athlete_id"])]
    scored = score(touched, athletes, thresholds).loc[is_stale[is_stale].index]
    filled = workouts.copy()
    for column in ("load", "load_method", "load_approximate"):
        filled.loc[scored.index, column] = scored[column]
    return filled


def _in_context(workouts: pd.DataFrame, athletes: Mapping[UUID, Athlete], thresholds: pd.DataFrame) -> Rows:
    moving, whole = (workouts[name].to_numpy(dtype="float64") for name in ("moving_s", "duration_s"))
    people = {str(key): one for key, one in athletes.items()}
    codes, ids = pd.factorize(workouts["athlete_id"])
    exponents = [params.HR_EXPONENT[people[one].sex] for one in ids]
    takes = [people[one].load_preference is LoadPreference.SOURCE for one in ids]
    return Rows(
        frame=workouts,
        family=per_row(workouts["sport"], family),
        hours=np.where(moving > 0, moving, whole) / params.SECONDS_PER_HOUR,
        hr_exponent=np.array(exponents, dtype="float64")[codes],
        takes_source=np.array(takes, dtype=bool)[codes],
        threshold=valid_on_the_day(workouts, athletes, thresholds),
    )


def _records(inputs: Inputs, taken: NDArray[np.bool_]) -> list[dict[str, object]]:
    count = int(taken.sum())
    columns = [value[taken].tolist() if isinstance(value, np.ndarray) else [value] * count for value in inputs.values()]
    return [dict(zip(inputs, values, strict=True)) for values in zip(*columns, strict=True)]

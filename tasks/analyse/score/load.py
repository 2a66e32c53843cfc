"""The load of a workout: the first method that can be computed, best first. 100 is one hour at threshold."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.bounds import BOUNDS
from models.enums import LoadMethod, LoadPreference
from models.scoring import SCORING_VERSION
from models.sports import family
from models.values import Athlete
from tasks.analyse import params
from tasks.analyse.score.duplicates import counted_instead
from tasks.analyse.score.methods import METHODS, Inputs, Rows, intensity, threshold_hr_bpm
from tasks.analyse.score.sampled import by_column, digests, read, table
from tasks.analyse.score.thresholds import valid_on_the_day
from tasks.frames import per_row


def score(
    workouts: pd.DataFrame,
    athletes: Mapping[UUID, Athlete],
    thresholds: pd.DataFrame,
    payloads: Iterable[tuple[int, object]] = (),
    is_new: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """What scoring finds, on the index of `workouts`. `payloads` are (place of the workout, what was sent of it).

    Give it whole histories: the athlete's own ratio of load to effort and the second record of a workout are found in
    them. Of rows that are not new the load that they have is believed, and what is found for them means nothing.
    """
    rows = _in_context(workouts, athletes, thresholds, payloads)
    loads = np.full(len(workouts), np.nan) if is_new is None else _believed(workouts, is_new)
    methods = np.full(len(workouts), LoadMethod.UNSCORED.value, dtype=object)
    inputs = np.array([{} for _ in range(len(workouts))], dtype=object)
    is_approximate = np.zeros(len(workouts), dtype=bool)
    for method, estimate in METHODS:
        found = estimate(rows, loads)
        taken = np.isnan(loads) & (found.load >= BOUNDS["load"].low) & (found.load <= BOUNDS["load"].high)
        loads[taken] = found.load[taken]
        methods[taken] = method.value
        inputs[taken] = _records(found.inputs, taken)
        is_approximate[taken] = np.broadcast_to(found.is_approximate, taken.shape)[taken]
    sampled = rows.sampled
    watts = rows.sample("np_w")
    results = {
        "load": loads,
        "load_method": methods,
        "load_inputs": inputs,
        "load_approximate": is_approximate,
        "intensity": intensity(rows),
        "normalized_power_w": np.where(np.isnan(watts), rows.column("normalized_power_w"), watts),
        "decoupling_pct": sampled["decoupling_pct"],
        "zones": sampled["zones"],
        "curve": sampled["curve"],
        "sample_notes": sampled["remarks"],
        "duplicate_of": rows.duplicate_of,
    }
    return pd.DataFrame(results, index=workouts.index)


def _believed(workouts: pd.DataFrame, is_new: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Loads that stand, but for those that came out of the ratio which they would be used to find."""
    is_derived = (workouts["load_method"] == LoadMethod.SESSION_RPE).to_numpy(dtype=bool)
    return np.where(is_new | is_derived, np.nan, workouts["load"].to_numpy(dtype="float64"))


def with_loads(workouts: pd.DataFrame, athletes: Mapping[UUID, Athlete], thresholds: pd.DataFrame) -> pd.DataFrame:
    """The workouts; those never scored, or scored under an older version, are scored here, and nothing is written."""
    is_stale = workouts["scored_at"].isna() | ~(workouts["scoring_version"] >= SCORING_VERSION)
    if not is_stale.any():
        return workouts
    touched = workouts[workouts["athlete_id"].isin(workouts.loc[is_stale, "athlete_id"])]
    is_new = is_stale.loc[touched.index].to_numpy(dtype=bool)
    found = score(touched, athletes, thresholds, read(touched["raw"].where(is_new)), is_new)
    filled = workouts.copy()
    filled.loc[touched.index, "duplicate_of"] = found["duplicate_of"]
    scored = found[is_new]
    columns = ["load", "load_method", "load_approximate", "intensity", "normalized_power_w", "decoupling_pct"]
    for column in (*columns, "sample_notes"):
        filled.loc[scored.index, column] = scored[column]
    for column, values in by_column(scored).items():
        filled.loc[scored.index, column] = values
    return filled


def _in_context(
    workouts: pd.DataFrame,
    athletes: Mapping[UUID, Athlete],
    thresholds: pd.DataFrame,
    payloads: Iterable[tuple[int, object]],
) -> Rows:
    moving, whole = (workouts[name].to_numpy(dtype="float64") for name in ("moving_s", "duration_s"))
    people = {str(key): one for key, one in athletes.items()}
    codes, ids = pd.factorize(workouts["athlete_id"])
    exponents = np.array([params.HR_EXPONENT[people[one].sex] for one in ids], dtype="float64")[codes]
    takes = [people[one].load_preference is LoadPreference.SOURCE for one in ids]
    families = per_row(workouts["sport"], family)
    threshold = valid_on_the_day(workouts, athletes, thresholds)
    limits = threshold.assign(lthr_bpm=threshold_hr_bpm(threshold)[0])
    sampled = table(workouts.index, digests(payloads, families, limits, exponents))
    has_samples = (sampled["remarks"].notna() | workouts["sample_notes"].notna()).to_numpy(dtype=bool)
    duplicate_of = counted_instead(workouts, has_samples)
    return Rows(
        frame=workouts,
        family=families,
        hours=np.where(moving > 0, moving, whole) / params.SECONDS_PER_HOUR,
        hr_exponent=exponents,
        takes_source=np.array(takes, dtype=bool)[codes],
        threshold=threshold,
        sampled=sampled,
        duplicate_of=duplicate_of,
    )


def _records(inputs: Inputs, taken: NDArray[np.bool_]) -> list[dict[str, object]]:
    count = int(taken.sum())
    columns = [value[taken].tolist() if isinstance(value, np.ndarray) else [value] * count for value in inputs.values()]
    return [dict(zip(inputs, values, strict=True)) for values in zip(*columns, strict=True)]

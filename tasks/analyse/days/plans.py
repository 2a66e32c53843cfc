"""Planned workouts by day, and which of them were done."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.sports import Family, family, normalised
from models.values import Athlete
from tasks.analyse.days.grid import Floats, Grid
from tasks.frames import per_row

ANY = "any"  # of a plan that names no sport


@dataclass(frozen=True, slots=True)
class Plan:
    """Of the grid's days. What plans leave open (a load, a duration) adds nothing to a sum and is counted apart."""

    grid: Grid
    sessions: dict[str, Floats]  # by family, or ANY
    load: Floats  # for fitness
    load_fatigue: Floats  # with strength
    n_with_load: Floats
    duration_s: Floats
    n_with_duration: Floats

    @property
    def n_sessions(self) -> Floats:
        total: Floats = np.sum(list(self.sessions.values()), axis=0)
        return total


def plan_of(grid: Grid, planned: pd.DataFrame, athletes: tuple[Athlete, ...]) -> Plan:
    placed = grid.place(planned)
    kinds = per_row(planned["sport"], kind)[placed.row]
    load, seconds = (planned[name].to_numpy(dtype="float64") for name in ("load", "duration_s"))
    has_load, has_duration = ~np.isnan(load)[placed.row], (seconds > 0)[placed.row]
    counts_strength = np.array([one.strength_in_fitness for one in athletes], dtype=bool)[placed.column]
    for_fitness = has_load & ((kinds != Family.STRENGTH) | counts_strength)
    return Plan(
        grid=grid,
        sessions={one: grid.total(placed.only(kinds == one)) for one in (*Family, ANY)},
        load=grid.total(placed.only(for_fitness), load),
        load_fatigue=grid.total(placed.only(has_load), load),
        n_with_load=grid.total(placed.only(has_load)),
        duration_s=grid.total(placed.only(has_duration), seconds),
        n_with_duration=grid.total(placed.only(has_duration)),
    )


def kind(sport: object) -> str:
    """What fulfils a plan for this sport: its family, or anything where no sport is named."""
    return family(sport).value if normalised(sport) else ANY


def kept(planned: dict[str, Floats], done: dict[str, Floats]) -> Floats:
    """How many planned sessions were done: a workout of the family on the day, each workout once.

    Plans that name a sport choose first, so that those that name none take only what is left.
    """
    named = {one: np.minimum(planned[one], sessions) for one, sessions in done.items()}
    left = np.sum([done[one] - taken for one, taken in named.items()], axis=0)
    n_kept: Floats = np.sum([*named.values(), np.minimum(planned[ANY], left)], axis=0)
    return n_kept

"""Which thresholds held on the day of each workout."""

from collections.abc import Mapping
from uuid import UUID

import pandas as pd

from models.sports import family, scope
from models.values import Athlete
from tasks.frames import per_row

FIGURES = ["ftp_w", "lthr_bpm", "max_hr_bpm", "resting_hr_bpm", "threshold_speed_m_s", "css_m_s"]
COLUMNS = [*FIGURES, "zones"]


def valid_on_the_day(
    workouts: pd.DataFrame, athletes: Mapping[UUID, Athlete], thresholds: pd.DataFrame
) -> pd.DataFrame:
    """One row a workout. The narrowest wins, column by column: this sport, its family, any sport, the athlete's own.

    `has_own_ftp` says whether the FTP was set for the workout's own sport or family.
    """
    dated = thresholds.assign(scope=per_row(thresholds["sport"], scope))
    asked = pd.DataFrame(
        {
            "athlete_id": workouts["athlete_id"].to_numpy(),
            "day": workouts["local_date"].to_numpy().astype("datetime64[us]"),
        }
    )
    own = _latest(asked.assign(scope=per_row(workouts["sport"], scope)), dated[dated["scope"] != ""])
    of_family = _latest(asked.assign(scope=per_row(workouts["sport"], family)), dated)
    general = _latest(asked.assign(scope=""), dated)
    found = own.combine_first(of_family)
    return (
        found.combine_first(general)
        .combine_first(_athletes_own(asked, athletes))
        .reindex(columns=COLUMNS)
        .assign(has_own_ftp=found["ftp_w"].notna())
    )


def _latest(asked: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """Each column's last value set by that day: a row that sets only FTP leaves the heart rates as they were."""
    by = ["athlete_id", "scope"]
    if dated.empty or asked.empty:
        return _nothing(asked.index)
    dated = dated.sort_values("valid_from", kind="stable").reset_index(drop=True)
    dated[COLUMNS] = dated.groupby(by)[COLUMNS].ffill()
    dated["day"] = dated["valid_from"].astype("datetime64[us]")
    left = asked.rename_axis("row").reset_index().sort_values("day", kind="stable")
    for column in by:  # both sides of an as-of join must say text the same way
        left[column], dated[column] = left[column].astype(object), dated[column].astype(object)
    found = pd.merge_asof(left, dated[[*by, "day", *COLUMNS]], on="day", by=by)
    return found.set_index("row")[COLUMNS].sort_index()


def _athletes_own(asked: pd.DataFrame, athletes: Mapping[UUID, Athlete]) -> pd.DataFrame:
    """What the athlete's own row says; it knows no history and no tables of zones."""
    rows = {str(key): [getattr(one, name) for name in FIGURES] for key, one in athletes.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=FIGURES, dtype="float64")
    return table.reindex(asked["athlete_id"].to_numpy()).set_axis(asked.index).assign(zones=None)


def _nothing(index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame(index=index, columns=FIGURES, dtype="float64").assign(zones=None)

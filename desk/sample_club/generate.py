"""The sample club as rows: each a function of seed, anchor, athlete and day, so a later `through` only adds rows."""

from datetime import datetime

from desk.sample_club import athlete_rows, checkin_rows, club_rows, recovery_rows, workout_rows
from desk.sample_club.club_rows import Rows
from desk.sample_club.life import Life, known
from desk.sample_club.people import PEOPLE

# Parents before children.
TABLES = (
    "organizations",
    "users",
    "athletes",
    "cohorts",
    "cohort_memberships",
    "coach_cohort_memberships",
    "exercises",
    "journeys",
    "journey_members",
    "dimensions",
    "thresholds",
    "integrations",
    "races",
    "planned_workouts",
    "coach_notes",
    "workouts",
    "strength_sets",
    "daily_metrics",
    "sleep_records",
    "entries",
    "checkins",
    "checkin_details",
)
_DAILY = (workout_rows.of_day, recovery_rows.of_day, checkin_rows.of_day)


def rows(seed: int, anchor: datetime, through: datetime) -> Rows:
    """Table → rows. Days are local and over before `through`; only plans and the race lie ahead of it."""
    made: Rows = {table: [] for table in TABLES}
    _add(made, club_rows.of_club(seed, anchor))
    for person in PEOPLE:
        life = Life(known(seed, person, anchor, through))
        _add(made, athlete_rows.of_athlete(life))
        for day in life.known.days():
            for of_day in _DAILY:
                _add(made, of_day(life, day))
    return made


def _add(made: Rows, more: Rows) -> None:
    for table, some in more.items():
        made[table] += some

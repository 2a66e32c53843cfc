"""The page of tables, from the models."""

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import DefaultClause

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
INTRODUCTION = """# Tables

Made from the models by `make fix`; `make check` compares the two. `debrief migrate` makes them, `debrief migrate
--print-url` prints where they are.

To fill a club by SQL, these columns are enough; all others are for when you have more. Days are local dates of the
athlete; a night belongs to the date of waking. A workout or night that comes without one gets it from its start or its
end, on the clock of the athlete's zone. Values outside the [bounds](parameters.md#bounds) are kept in their rows and
left out of reports, with a note; the database itself refuses only nonsense (NaN, infinities, ten times the bound).

```sql
INSERT INTO workouts (athlete_id, source, external_id, started_at, sport, title, duration_s, source_load)
VALUES ('…', 'garmin', '1234', '2026-11-09 06:30:00+00', 'Ride', 'Two hills', 5400, 82);

INSERT INTO daily_metrics (athlete_id, local_date, source, hrv_rmssd_ms, resting_hr_bpm, sleep_h)
VALUES ('…', '2026-11-09', 'oura', 58, 47, 7.6);

INSERT INTO entries (athlete_id, local_date, fatigue, soreness, mood, custom_responses)
VALUES ('…', '2026-11-09', 2, 2, 4, '{"ill": false}');
```

A workout's load is found in this order: `manual_load`, `source_load` (unless the athlete prefers computed loads), power
(samples in `raw` or `normalized_power_w`, and an FTP), pace (running, with a threshold speed), swimming speed (with a
critical one), heart rate (samples, else `average_hr_bpm`, with resting and maximum heart rate), perceived effort
(`rpe`, once ten sessions have both an effort and a load). What none of them fits is counted as unscored, never as zero.
[numbers.md](numbers.md) has the formulas, [samples.md](samples.md) the shapes of `raw`.

"""


def tables() -> str:
    from models.metadata import TABLES

    return INTRODUCTION + "\n".join(_page(table) for table in sorted(TABLES, key=lambda one: one.name))


def _page(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {column.type.compile(DIALECT).lower()} | {'' if column.nullable else 'required'} |"
        f" {_default_of(column)} |"
        for column in table.columns
    ]
    heading = f"## {table.name}\n\n| column | type | | default |\n|---|---|---|---|\n"
    return heading + "\n".join(rows) + "\n"


def _default_of(column: Column[object]) -> str:
    made = column.server_default
    if not isinstance(made, DefaultClause):
        return ""
    said = str(getattr(made.arg, "text", made.arg))
    return f"`{said}`" if said else "`''`"

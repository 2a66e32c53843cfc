"""Writes the pages of docs/ that are made from the code; `--check` fails when one no longer says what the code says."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import DefaultClause

from models.enums import (
    DELIVERY_TRANSITIONS,
    REPORT_TRANSITIONS,
    REVIEW_TRANSITIONS,
    DeliveryStatus,
    ReportStatus,
    ReviewStatus,
)

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
DOCS = Path(__file__).resolve().parent

INTRODUCTION = """# States

Made from the transition tables in `models/enums.py` by `make fix`; `make check` compares the two.
A state that stays what it is makes no transition. States without an arrow out are final.
"""


def diagram(name: str, table: Mapping[StrEnum, frozenset[StrEnum]], *firsts: StrEnum) -> str:
    arrows = [f"    [*] --> {first}" for first in firsts]
    for source, targets in table.items():
        arrows += [f"    {source} --> {target}" for target in sorted(targets)]
        arrows += [] if targets else [f"    {source} --> [*]"]
    return f"## {name}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n"


def states() -> str:
    parts = [
        INTRODUCTION,
        diagram("Reports", REPORT_TRANSITIONS, ReportStatus.PENDING),
        diagram("Review of a report", REVIEW_TRANSITIONS, ReviewStatus.NOT_NEEDED, ReviewStatus.AWAITING),
        diagram("Deliveries", DELIVERY_TRANSITIONS, DeliveryStatus.SCHEDULED, DeliveryStatus.HELD),
    ]
    return "\n".join(parts)


TABLES_INTRODUCTION = """# Tables

Made from the models by `make fix`; `make check` compares the two. `debrief migrate` makes them, `debrief migrate
--print-url` prints where they are.

To fill a club by SQL, these columns are enough; all others are for when you have more. Days are local dates of the
athlete; a night belongs to the date of waking. Values outside the bounds are kept in their rows and left out of
reports, with a note; the database itself refuses only nonsense (NaN, infinities, ten times the bound).

```sql
INSERT INTO workouts (athlete_id, source, external_id, started_at, local_date, sport, title, duration_s, source_load)
VALUES ('…', 'garmin', '1234', '2026-11-09 06:30:00+00', '2026-11-09', 'Ride', 'Two hills', 5400, 82);

INSERT INTO daily_metrics (athlete_id, local_date, source, hrv_rmssd_ms, resting_hr_bpm, sleep_h)
VALUES ('…', '2026-11-09', 'oura', 58, 47, 7.6);

INSERT INTO entries (athlete_id, local_date, fatigue, soreness, mood, custom_responses)
VALUES ('…', '2026-11-09', 2, 2, 4, '{"ill": false}');
```

A workout's load is found in this order: `manual_load`, `source_load` (unless the athlete prefers computed loads), power
(`normalized_power_w` and an FTP), heart rate (`average_hr_bpm` with resting and maximum heart rate), perceived effort
(`rpe`, once ten sessions have both an effort and a load). What none of them fits is counted as unscored, never as zero.

"""


def tables() -> str:
    from models.metadata import TABLES

    return TABLES_INTRODUCTION + "\n".join(table_page(table) for table in sorted(TABLES, key=lambda one: one.name))


def table_page(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {column.type.compile(DIALECT).lower()} | {'' if column.nullable else 'required'} |"
        f" {default_of(column)} |"
        for column in table.columns
    ]
    heading = f"## {table.name}\n\n| column | type | | default |\n|---|---|---|---|\n"
    return heading + "\n".join(rows) + "\n"


def default_of(column: Column[object]) -> str:
    made = column.server_default
    if not isinstance(made, DefaultClause):
        return ""
    said = str(getattr(made.arg, "text", made.arg))
    return f"`{said}`" if said else "`''`"


PAGES = {"states.md": states, "tables.md": tables}


def main(arguments: list[str]) -> int:
    stale = []
    for name, make in PAGES.items():
        path, wanted = DOCS / name, make()
        if "--check" not in arguments:
            path.write_text(wanted, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} no longer says what the code says; run: make fix", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes the pages of docs/ that are made from the code; `--check` fails when one no longer says what the code says."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from models.enums import (
    DELIVERY_TRANSITIONS,
    REPORT_TRANSITIONS,
    REVIEW_TRANSITIONS,
    DeliveryStatus,
    ReportStatus,
    ReviewStatus,
)

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


PAGES = {"states.md": states}


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

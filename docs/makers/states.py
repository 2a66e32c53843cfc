"""The diagrams of states, from the tables of legal transitions."""

from collections.abc import Mapping
from enum import StrEnum

from models.enums import (
    DELIVERY_TRANSITIONS,
    REPORT_TRANSITIONS,
    REVIEW_TRANSITIONS,
    DeliveryStatus,
    ReportStatus,
    ReviewStatus,
)

INTRODUCTION = """# States

Made from the transition tables in `models/enums.py` by `make fix`; `make check` compares the two.
A state that stays what it is makes no transition. States without an arrow out are final.
"""


def states() -> str:
    parts = [
        INTRODUCTION,
        _diagram("Reports", REPORT_TRANSITIONS, ReportStatus.PENDING),
        _diagram("Review of a report", REVIEW_TRANSITIONS, ReviewStatus.NOT_NEEDED, ReviewStatus.AWAITING),
        _diagram("Deliveries", DELIVERY_TRANSITIONS, DeliveryStatus.SCHEDULED, DeliveryStatus.HELD),
    ]
    return "\n".join(parts)


def _diagram(name: str, table: Mapping[StrEnum, frozenset[StrEnum]], *firsts: StrEnum) -> str:
    arrows = [f"    [*] --> {first}" for first in firsts]
    for source, targets in table.items():
        arrows += [f"    {source} --> {target}" for target in sorted(targets)]
        arrows += [] if targets else [f"    {source} --> [*]"]
    return f"## {name}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n"

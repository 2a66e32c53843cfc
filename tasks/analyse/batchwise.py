"""The stage as flows call it: the pure analysis, with whatever goes wrong turned into a reason."""

import logging
from collections.abc import Mapping
from uuid import UUID

from models.enums import ReasonCode
from models.errors import StageError
from models.facts import FactSheet
from models.values import Histories
from tasks.analyse.check.consistency import inconsistencies
from tasks.analyse.facts import analyse
from tasks.guard import guarded

log = logging.getLogger(__name__)

CONTRADICTION = "The figures contradict one another, so no report is made of them; this is a fault in Debrief."


def analyse_batch(histories: Histories) -> Mapping[UUID, FactSheet]:
    with guarded(ReasonCode.ANALYSE_FAILED, "The figures could not be computed from the athlete's rows."):
        return analyse(histories)


def checked(report_id: UUID, sheet: FactSheet) -> FactSheet:
    """The sheet, when it agrees with itself; else it stops here, so that a fault of ours is never mailed."""
    with guarded(ReasonCode.FACTS_INCONSISTENT, CONTRADICTION):
        failed = inconsistencies(sheet)
    if failed:
        log.error("report %s: inconsistent facts: %s", report_id, ", ".join(failed))
        raise StageError(ReasonCode.FACTS_INCONSISTENT, CONTRADICTION)
    return sheet

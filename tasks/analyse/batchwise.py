"""The stage as flows call it: the pure analysis, with whatever goes wrong turned into a reason."""

from collections.abc import Mapping
from uuid import UUID

from models.enums import ReasonCode
from models.facts import FactSheet
from models.values import Histories
from tasks.analyse.facts import analyse
from tasks.guard import guarded


def analyse_batch(histories: Histories) -> Mapping[UUID, FactSheet]:
    with guarded(ReasonCode.ANALYSE_FAILED, "The figures could not be computed from the athlete's rows."):
        return analyse(histories)

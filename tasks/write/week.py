"""Reads a fact sheet into signals. All that decides or words a week starts from these, so both see the same week."""

from models.facts import FactSheet
from models.values import Athlete
from tasks.write import week_body, week_record, week_training
from tasks.write.params import PARAMS, WriteParams
from tasks.write.reading import Reading
from tasks.write.signals import Signal

_PARTS = (
    week_training.training,
    week_training.state,
    week_training.strength,
    week_body.recovery,
    week_body.feeling,
    week_record.calendar,
    week_record.data,
)


def read(sheet: FactSheet, athlete: Athlete, params: WriteParams = PARAMS) -> frozenset[Signal]:
    """All that holds of this week; of a week without any record only that."""
    if not sheet.has_data:
        return frozenset({Signal.NO_DATA} | ({Signal.PARTIAL} if sheet.is_partial else set()))
    reading = Reading(sheet, athlete, params)
    found = {signal for part in _PARTS for signal, holds in part(reading).items() if holds}
    return frozenset(found | week_body.health(reading, found) | week_training.mover(reading))

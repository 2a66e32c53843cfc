"""Turns what goes wrong in a stage into a reason: its own words stay behind, because they may hold somebody's data."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from models.enums import ReasonCode
from models.errors import LeaseLost, SetupError, StageError
from tasks.privacy import where

log = logging.getLogger(__name__)

DATABASE_SENTENCE = "The database did not answer in time."


@contextmanager
def guarded(code: ReasonCode, sentence: str) -> Iterator[None]:
    try:
        yield
    except (StageError, LeaseLost):
        raise
    except SetupError as error:  # this machine lacks something; the report waits until it is there
        raise StageError(code, str(error), retryable=True) from None
    except OperationalError as error:  # away, locked or too slow: none of it is the report's fault
        log.warning("%s: %s", code, where(error))
        raise StageError(ReasonCode.DATABASE_UNAVAILABLE, DATABASE_SENTENCE, retryable=True) from None
    except Exception as error:  # noqa: BLE001 - whatever it is, one report fails for it, with a reason
        log.error("%s: %s", code, where(error))
        raise StageError(code, sentence) from None

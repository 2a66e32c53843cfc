"""One table's rows of a batch, from the database to a frame with the dtypes of its contract.

The statement answers with one row an athlete, in which each column of theirs stands as bytes: numpy reads a thousand
rows of it in the time that a driver takes for one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Select, event, func, select, true
from sqlalchemy.orm import Session

from models.frames import FLAG, FRAMES, INSTANT
from tasks.gather.packed import Values, packed, packed_rows, unpacked, unpacked_rows
from tasks.gather.queries import ASKED, HAS_SAMPLES, OF_SAMPLES, ROWS, SAMPLES, Span, asked

BINARY = 1

# The texts among the bytes are in UTF-8. To compile a statement takes longer than to answer it.
SETTINGS = select(func.set_config("client_encoding", "UTF8", true()), func.set_config("jit", "off", true()))

OF_ATHLETE, N_ROWS = "of_athlete", "n_rows"


@contextmanager
def in_binary(session: Session) -> Iterator[None]:
    """Within it answers come as Postgres sends them: bytes would be twice as long as text."""
    session.execute(SETTINGS)
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", _ask_for_binary)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", _ask_for_binary)


def _ask_for_binary(_connection: Any, cursor: Any, *_: Any) -> None:
    cursor.format = BINARY


def read(session: Session, name: str, spans: Sequence[Span]) -> pd.DataFrame:
    """The athletes in the order of the spans. Behind the contract's columns stand flags that never leave this stage."""
    result = session.execute(statement(name), asked(spans))
    by_athlete = {row[0]: row for row in result}
    columns = zip(*(by_athlete[span.athlete_id] for span in spans), strict=True)
    return _frame(name, dict(zip(result.keys(), columns, strict=True)))


@cache
def statement(name: str) -> Select[*tuple[Any, ...]]:
    """For each athlete that is asked for: how many rows there are, and each column of them."""
    rows = ROWS[name].lateral("rows")
    listed = [packed(rows.c[column], dtype).label(column) for column, dtype in _kinds(name).items()]
    if SAMPLES in rows.c:
        listed.append(packed_rows(rows.c[SAMPLES]).label(SAMPLES))
    history = select(func.count().label(N_ROWS), *listed).select_from(rows).lateral("history")
    return select(ASKED.c.athlete_id.label(OF_ATHLETE), *history.c).select_from(ASKED).join(history, true())


def _frame(name: str, answer: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    n_rows = np.array(answer[N_ROWS], dtype=np.int64)
    size = int(n_rows.sum())
    found = {column: unpacked(answer[column], dtype, size) for column, dtype in _kinds(name).items()}
    if HAS_SAMPLES in found:
        found |= _samples(answer[SAMPLES], found.pop(HAS_SAMPLES))
    ids = np.array([str(one) for one in answer[OF_ATHLETE]], dtype=object)
    found["athlete_id"] = np.repeat(ids, n_rows)
    order = dict.fromkeys((*FRAMES[name], *found))
    return pd.DataFrame({one: _series(found[one], FRAMES[name].get(one, FLAG)) for one in order}, copy=False)


def _kinds(name: str) -> dict[str, str]:
    """The columns that come packed one by one."""
    apart = {"athlete_id", SAMPLES, *OF_SAMPLES}
    names = [column.name for column in ROWS[name].selected_columns if column.name not in apart]
    return {column: FRAMES[name].get(column, FLAG) for column in names}


def _samples(packed: Sequence[bytes | None], has_samples: Values) -> dict[str, Values]:
    numbers = np.full((len(OF_SAMPLES), len(has_samples)), np.nan)
    numbers[:, has_samples] = unpacked_rows(packed, len(OF_SAMPLES)).T
    return dict(zip(OF_SAMPLES, numbers, strict=True))


def _series(values: Values, dtype: str) -> "pd.Series[Any]":
    return pd.Series(pd.DatetimeIndex(values, tz="UTC") if dtype == INSTANT else values, dtype=dtype)

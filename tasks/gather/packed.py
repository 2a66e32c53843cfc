"""Columns as bytes, both sides of it: how Postgres packs the values of many rows into one, how numpy unpacks them.

A value takes the form in which Postgres sends it: numbers, days and instants at a fixed width, texts with a NUL between
them (which no text in Postgres can hold). A null is NaN, NaT, false or, as text, a byte that no UTF-8 has.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Boolean, ColumnElement, Double, LargeBinary, Text, cast, func, literal_column
from sqlalchemy.dialects.postgresql import array

from models.frames import DAY, FLAG, INSTANT, NUMBER, OBJECT, TEXT

SQL = ColumnElement[Any]
Values = NDArray[Any]

BETWEEN = b"\x00"
NULL = b"\xff"
NULL_READ = NULL.decode("utf-8", "surrogateescape")
EPOCH = np.datetime64("2000-01-01", "us")
CALENDAR = (np.datetime64("0001-01-01", "us"), np.datetime64("9999-12-31", "us"))


@dataclass(frozen=True, slots=True)
class _Form:
    send: Callable[[SQL], SQL]
    read: Callable[[bytes, int], Values]
    between: bytes = b""


def packed(column: SQL, dtype: str) -> SQL:
    """The column's values of all rows, in their order."""
    form = _FORMS[dtype]
    return _together(form.send(column), form.between)


def unpacked(parts: Sequence[bytes | None], dtype: str, n_rows: int) -> Values:
    """The values that were packed, of one part after the other; a part without rows is None."""
    form = _FORMS[dtype]
    return form.read(form.between.join(part for part in parts if part is not None), n_rows)


def numbers_of_row(columns: Sequence[SQL]) -> SQL:
    """Several numbers of one row as one value."""
    return func.array_send(array([_number(column) for column in columns]), type_=LargeBinary)


def packed_rows(numbers: SQL) -> SQL:
    """Such values of all rows; a row that has none is passed over."""
    return _together(numbers)


def unpacked_rows(parts: Sequence[bytes | None], n_columns: int) -> Values:
    """Rows × columns."""
    row = np.dtype([("head", "V20"), ("numbers", [("length", ">i4"), ("value", ">f8")], n_columns)])
    whole = np.frombuffer(b"".join(part for part in parts if part is not None), dtype=row)
    return whole["numbers"]["value"].astype(np.float64)


def _together(values: SQL, between: bytes = b"") -> SQL:
    return func.string_agg(values, _bytes(between), type_=LargeBinary)


def _bytes(value: bytes) -> SQL:
    return literal_column(f"'\\x{value.hex()}'::bytea", LargeBinary)


def _number(column: SQL) -> SQL:
    return func.coalesce(cast(column, Double), literal_column("'NaN'::float8"))


def _send_text(column: SQL) -> SQL:
    return func.coalesce(func.textsend(cast(column, Text)), _bytes(NULL))


def _send_day(column: SQL) -> SQL:
    return func.date_send(func.coalesce(column, literal_column("'-infinity'::date")))


def _send_instant(column: SQL) -> SQL:
    return func.timestamptz_send(func.coalesce(column, literal_column("'-infinity'::timestamptz")))


def _send_flag(column: SQL) -> SQL:
    return func.boolsend(func.coalesce(cast(column, Boolean), literal_column("false")))


def _texts(whole: bytes, n_rows: int) -> Values:
    """Objects: str, None for null."""
    n_nulls = whole.count(NULL)
    if n_nulls == n_rows:
        return np.full(n_rows, None, dtype=object)
    values = np.fromiter(whole.decode("utf-8", "surrogateescape").split("\0"), dtype=object, count=n_rows)
    if n_nulls:
        values[values == NULL_READ] = None
    return values


def _objects(whole: bytes, n_rows: int) -> Values:
    """Equal texts share one object, which is read and never written to."""
    texts = _texts(whole, n_rows).tolist()
    known = {text: None if text is None else json.loads(text) for text in set(texts)}
    return np.fromiter(map(known.__getitem__, texts), dtype=object, count=n_rows)


def _calendar(whole: bytes, kind: str, unit: "np.timedelta64[Any]") -> Values:
    """Postgres knows days that no calendar has, and says its two infinities with the outermost of them."""
    since_epoch = np.frombuffer(whole, dtype=kind)
    first, last = ((day - EPOCH) // unit for day in CALENDAR)
    is_real = (since_epoch >= first) & (since_epoch < last)
    found = EPOCH + np.where(is_real, since_epoch, 0).astype(np.int64) * unit
    return np.where(is_real, found, np.datetime64("NaT", "us"))


_FORMS: Mapping[str, _Form] = {
    TEXT: _Form(_send_text, _texts, BETWEEN),
    OBJECT: _Form(_send_text, _objects, BETWEEN),
    NUMBER: _Form(
        lambda column: func.float8send(_number(column)),
        lambda whole, _: np.frombuffer(whole, dtype=">f8").astype(np.float64),
    ),
    FLAG: _Form(_send_flag, lambda whole, _: np.frombuffer(whole, dtype=np.bool_).copy()),
    DAY: _Form(_send_day, lambda whole, _: _calendar(whole, ">i4", np.timedelta64(1, "D"))),
    INSTANT: _Form(_send_instant, lambda whole, _: _calendar(whole, ">i8", np.timedelta64(1, "us"))),
}

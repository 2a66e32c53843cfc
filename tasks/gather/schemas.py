"""The edge between rows and analysis: what every frame must look like, or the batch stops here."""

from collections.abc import Mapping
from functools import cache

import pandas as pd
import pandera.pandas as pa

from models.enums import ReasonCode
from models.errors import StageError
from models.frames import DAY, FLAG, FRAMES, INSTANT, NUMBER

_REQUIRED = frozenset({"athlete_id", "local_date", "workout_id", "started_at", "valid_from", "source", "provider"})


@cache
def schema(name: str) -> pa.DataFrameSchema:
    columns = {column: _column(column, dtype) for column, dtype in FRAMES[name].items()}
    return pa.DataFrameSchema(columns, strict=True, name=name)


def _column(name: str, dtype: str) -> pa.Column:
    typed = dtype if dtype in (NUMBER, FLAG, DAY, INSTANT) else None
    return pa.Column(typed, nullable=name not in _REQUIRED)


def check_frames(frames: Mapping[str, pd.DataFrame]) -> None:
    for name, rows in frames.items():
        try:
            schema(name).validate(rows)
        except pa.errors.SchemaError as error:
            sentence = f"The rows of {name} do not have the shape that analysis needs ({error.reason_code})."
            raise StageError(ReasonCode.GATHER_FAILED, sentence) from None

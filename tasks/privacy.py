"""What of an error may be logged: its type and the places it came through, never its words, which may hold data."""

import traceback
from pathlib import Path


def where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:])
    return f"{type(error).__name__} at {places}" if places else type(error).__name__

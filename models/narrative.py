"""What a writer hands over: text whose figures are slots. One shape for the house writer and for a model's answer."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from models.enums import Confidence

Line = Annotated[str, Field(min_length=1, max_length=400)]


class Suggestion(BaseModel):
    """The seed's `{action, reason, confidence, alternatives}` and what next week's report needs to follow it up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
    action: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    reason: Line
    confidence: Confidence
    alternatives: tuple[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], ...] = ()
    evidence: Annotated[tuple[str, ...], Field(min_length=1, max_length=6)]
    window: Annotated[str, Field(min_length=1, max_length=60)]
    priority: Annotated[int, Field(ge=1, le=5)]
    target: str | None = None


class Narrative(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    headline: Annotated[str, Field(min_length=1, max_length=120)]
    summary: Annotated[str, Field(min_length=1, max_length=900)]
    went_well: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    watch: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    next_week: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    answers_to_focus: Annotated[str, Field(max_length=900)] | None = None
    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=5)] = ()

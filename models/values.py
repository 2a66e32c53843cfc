"""The values that stages hand over to one another. Rows of the database never cross a stage; these do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from models.enums import (
    Audience,
    Choice,
    LoadPreference,
    Origin,
    Paper,
    ReasonCode,
    ReportType,
    ReviewMode,
    Sex,
    Units,
    Wording,
)
from models.facts import DataNote, FactSheet
from models.narrative import Narrative

if TYPE_CHECKING:
    import pandas as pd


DAYS_OF_WEEK = 7
LANGUAGES = ("en",)  # what reports can be worded in


@dataclass(frozen=True, slots=True)
class Period:
    """Local calendar days, both ends included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends on or after its first day")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def before(self) -> "Period":
        """The period of the same length that ends the day before."""
        return Period(self.start - timedelta(days=self.days), self.start - timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One claimed report: what to make, and the token without which nothing of it can be written back."""

    report_id: UUID
    organization_id: UUID
    athlete_id: UUID
    type: ReportType
    period: Period
    edition: int = 1
    subject: str = ""
    focus: str | None = None
    language: str = "en"
    attempt: int = 1
    leases_lost: int = 0
    lease_token: UUID | None = None
    origin: Origin = Origin.NIGHTLY
    review_choice: Choice = Choice.AUTO
    earlier_completed_at: datetime | None = None  # when the edition before this one was completed

    @property
    def is_partial(self) -> bool:
        """Made before the week was over, at a coach's wish; it never takes the week's place."""
        return self.type is ReportType.WEEKLY_ANALYSIS and self.period.days < DAYS_OF_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    """What analysis and rendering need to know of a person. The name goes to the page, never to a prompt or a log."""

    athlete_id: UUID
    name: str
    time_zone: str
    locale: str = "en"
    units: Units = Units.METRIC
    paper: Paper = Paper.A4
    clock_24h: bool = True
    date_of_birth: date | None = None
    sex: Sex | None = None
    weight_kg: float | None = None
    ftp_w: float | None = None
    lthr_bpm: float | None = None
    max_hr_bpm: float | None = None
    resting_hr_bpm: float | None = None
    threshold_speed_m_s: float | None = None
    css_m_s: float | None = None
    implausible: tuple[str, ...] = ()  # which of the settings above were left out because they cannot be
    sleep_need_h: float = 8.0
    week_starts_on: int = 1
    load_preference: LoadPreference = LoadPreference.SOURCE
    fitness_start_on: date | None = None
    fitness_start: float | None = None
    fatigue_start: float | None = None
    strength_in_fitness: bool = False
    review_mode: ReviewMode = ReviewMode.AUTO
    organization_name: str = ""
    coach_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """A batch's rows as gather leaves them: one frame a table, values out of bounds already dropped and noted.

    Each frame has `athlete_id` (text) and is sorted by it and by its date; the schemas are in tasks/gather/schemas.py.
    """

    assignments: tuple[Assignment, ...]
    athletes: Mapping[UUID, Athlete]
    workouts: "pd.DataFrame"
    thresholds: "pd.DataFrame"
    integrations: "pd.DataFrame"
    daily_metrics: "pd.DataFrame"
    sleep_records: "pd.DataFrame"
    entries: "pd.DataFrame"
    checkins: "pd.DataFrame"
    strength_sets: "pd.DataFrame"
    planned_workouts: "pd.DataFrame"
    races: "pd.DataFrame"
    notes: Mapping[UUID, tuple[DataNote, ...]] = field(default_factory=dict)  # by report


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """All that a page is made of. Frozen: rendering it again gives the same bytes."""

    assignment: Assignment
    athlete: Athlete
    sheet: FactSheet
    narrative: Narrative
    writer: str
    model_version: str | None = None
    prompt_version: str | None = None
    organization_name: str = ""
    coach_names: tuple[str, ...] = ()
    audience: Audience = Audience.ATHLETE
    wording: Wording = Wording.AI
    red_flag: str | None = None  # why a person must look at it before the athlete does

    @property
    def narrative_hash(self) -> str:
        return hashlib.sha256(self.narrative.model_dump_json().encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    markdown: str
    pdf: bytes
    pdf_sha256: str
    template_version: str
    headline: str  # the headline with its figures filled in
    suggestions: tuple[Mapping[str, object], ...] = ()  # the seed's shape, figures filled in


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    key: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A report that is made and filed, and waits only for the transaction that completes it."""

    manuscript: Manuscript
    document: Document
    filed: Filed
    stages_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_red_flag(self) -> bool:
        return self.manuscript.red_flag is not None

    @property
    def remark(self) -> tuple[ReasonCode | None, str | None]:
        """What a coach should know of a report that is COMPLETED all the same."""
        if self.manuscript.sheet.has_data:
            return None, None
        return ReasonCode.NO_DATA, "Nothing was recorded in the period; the report is a short note."

"""The parts of a page: strings ready to print, in the reader's units. Templates loop over them and do nothing else."""

from dataclasses import dataclass

from models.enums import Direction, Judgement, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The week in a word and a symbol, and the signals that word is counted from."""

    level: str  # good | watch | alert | none: names a colour, never the only carrier of the meaning
    symbol: str
    word: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One comparison: the arrow says where it went, the mark whether that is good news."""

    text: str
    arrow: str
    direction: Direction
    judgement: Judgement
    mark: str  # "good", "watch" or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    key: str
    label: str
    value: str
    parts: tuple[tuple[str, str], ...]  # the value as (number, unit), to be set in two sizes
    note: str  # "provisional", "too early" or ""
    move: Move | None
    beside: str  # "week before 381 · four-week mean 368"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    label: str
    n: int
    of: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    number: int
    action: str
    reason: str
    window: str
    confidence: str
    level: str  # low | medium | high
    alternatives: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    day: str
    title: str
    sport: str
    duration: str
    distance: str
    load: str
    load_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    label: str
    value: str
    before: str
    mean: str
    own: str
    days: str
    rows: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    title: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing and what it says in words; the words are the drawing's alternative text."""

    title: str
    caption: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A figure of the recovery or strength block in one line."""

    label: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    title: str
    language: str
    paper: Paper
    organization: str
    athlete: str
    period: str
    week: str
    zone: str
    edition: str
    coaches: str
    partial: str  # "" when the period is over
    status: Status
    headline: str
    summary: str
    question: str
    answer: str
    tiles: tuple[Tile, ...]
    coverage: tuple[Coverage, ...]
    advice: tuple[Advice, ...]
    went_well: tuple[str, ...]
    watch: tuple[str, ...]
    next_title: str
    next_week: tuple[str, ...]
    load_figures: tuple[Figure, ...]
    recovery_figures: tuple[Figure, ...]
    recovery: tuple[Line, ...]
    checkin_figure: Figure | None
    feelings: tuple[Line, ...]
    strength: tuple[Line, ...]
    sessions: tuple[SessionRow, ...]
    sessions_left_out: str
    figures_before: str  # the heading of the column of the period before
    figures_mean: str
    figures: tuple[FactGroup, ...]
    notes: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    provenance: tuple[str, ...]

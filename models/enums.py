"""The closed lists: states with their legal transitions, and the other words that code and database both must know."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)


class ReportType(StrEnum):
    WEEKLY_ANALYSIS = "WEEKLY_ANALYSIS"
    DAILY_SUGGESTION = "DAILY_SUGGESTION"
    RACE_PREP = "RACE_PREP"
    CUSTOM = "CUSTOM"


class ReportStatus(StrEnum):
    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class ReviewStatus(StrEnum):
    NOT_NEEDED = "NOT_NEEDED"
    AWAITING = "AWAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


class DeliveryStatus(StrEnum):
    SCHEDULED = "SCHEDULED"
    SENDING = "SENDING"
    HELD = "HELD"
    SENT = "SENT"
    FAILED = "FAILED"
    SUPPRESSED = "SUPPRESSED"
    CANCELLED = "CANCELLED"


def _legal(table: dict[S, set[S]]) -> Mapping[S, frozenset[S]]:
    return MappingProxyType({state: frozenset(following) for state, following in table.items()})


# From each state, the states that may follow. A state that stays what it is makes no transition.
REPORT_TRANSITIONS = _legal(
    {
        ReportStatus.PENDING: {ReportStatus.PROCESSING},
        ReportStatus.PROCESSING: {ReportStatus.COMPLETED, ReportStatus.FAILED, ReportStatus.PENDING},
        ReportStatus.FAILED: {ReportStatus.PENDING},
        ReportStatus.COMPLETED: set(),
    }
)
REVIEW_TRANSITIONS = _legal(
    {
        ReviewStatus.NOT_NEEDED: set(),
        ReviewStatus.AWAITING: {ReviewStatus.APPROVED, ReviewStatus.REJECTED},
        ReviewStatus.REJECTED: {ReviewStatus.AWAITING},
        ReviewStatus.APPROVED: set(),
    }
)
DELIVERY_TRANSITIONS = _legal(
    {
        DeliveryStatus.SCHEDULED: {
            DeliveryStatus.SENDING,
            DeliveryStatus.HELD,
            DeliveryStatus.SUPPRESSED,
            DeliveryStatus.CANCELLED,
        },
        DeliveryStatus.SENDING: {
            DeliveryStatus.SENT,
            DeliveryStatus.FAILED,
            DeliveryStatus.HELD,
            DeliveryStatus.SCHEDULED,
        },
        DeliveryStatus.HELD: {
            DeliveryStatus.SCHEDULED,
            DeliveryStatus.SENT,
            DeliveryStatus.FAILED,
            DeliveryStatus.SUPPRESSED,
            DeliveryStatus.CANCELLED,
        },
        DeliveryStatus.FAILED: {DeliveryStatus.HELD},
        DeliveryStatus.CANCELLED: {DeliveryStatus.HELD},
        DeliveryStatus.SENT: set(),
        DeliveryStatus.SUPPRESSED: set(),
    }
)


class ReasonCode(StrEnum):
    """Why a report is where it is. FAILED always has one; the others tell a coach what was unusual."""

    LEASE_LOST = "LEASE_LOST"
    RELEASED = "RELEASED"
    POISON = "POISON"
    OUTAGE = "OUTAGE"
    DEADLINE = "DEADLINE"
    GATHER_FAILED = "GATHER_FAILED"
    ANALYSE_FAILED = "ANALYSE_FAILED"
    FACTS_INCONSISTENT = "FACTS_INCONSISTENT"
    WRITE_FAILED = "WRITE_FAILED"
    RENDER_FAILED = "RENDER_FAILED"
    STORE_FAILED = "STORE_FAILED"
    COMPLETE_FAILED = "COMPLETE_FAILED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    NO_DATA = "NO_DATA"
    RETRIED = "RETRIED"


class HoldReason(StrEnum):
    """Why a delivery row waits. It is SCHEDULED when the last of its reasons is gone."""

    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    NEW_EDITION = "NEW_EDITION"
    REQUESTER_CHOICE = "REQUESTER_CHOICE"
    UNCLEAR = "UNCLEAR"
    ADDRESS_UNVERIFIED = "ADDRESS_UNVERIFIED"
    ADDRESS_CHANGED = "ADDRESS_CHANGED"
    NOT_ALLOWED = "NOT_ALLOWED"
    CHECK_FAILED = "CHECK_FAILED"
    BY_HAND = "BY_HAND"


class Role(StrEnum):
    ADMIN = "ADMIN"
    COACH = "COACH"
    ATHLETE = "ATHLETE"


class Origin(StrEnum):
    NIGHTLY = "nightly"
    ON_DEMAND = "on_demand"
    REVISION = "revision"


class Choice(StrEnum):
    AUTO = "auto"
    YES = "yes"
    NO = "no"


class ReviewMode(StrEnum):
    AUTO = "auto"
    REVIEW = "review"


class Wording(StrEnum):
    AI = "ai"
    COACH = "coach"


class Audience(StrEnum):
    ATHLETE = "athlete"
    COACH = "coach"


class Units(StrEnum):
    METRIC = "metric"
    IMPERIAL = "imperial"


class Paper(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class LoadPreference(StrEnum):
    SOURCE = "source"
    COMPUTED = "computed"


class LoadMethod(StrEnum):
    """How a workout's load was found, best first: SCIENCE's order of priority."""

    MANUAL = "manual"
    SOURCE = "source"
    POWER = "power"
    PACE = "pace"
    SWIM = "swim"
    HR_SAMPLES = "hr_samples"
    HR_AVERAGE = "hr_average"
    SESSION_RPE = "session_rpe"
    UNSCORED = "unscored"


class RacePriority(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class SubscriptionTier(StrEnum):
    FREE = "free"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class SubscriptionStatus(StrEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"
    PAST_DUE = "past_due"
    SUSPENDED = "suspended"


class SyncStatus(StrEnum):
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    SYNCING = "SYNCING"


class JourneyStatus(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"
    DELETED = "deleted"


class JourneyRole(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"


class Difficulty(StrEnum):
    BEGINNER = "BEGINNER"
    INTERMEDIATE = "INTERMEDIATE"
    ADVANCED = "ADVANCED"


class DeliveryPurpose(StrEnum):
    ATHLETE = "athlete"
    COACH_COPY = "coach_copy"
    NOTICE = "notice"
    DIGEST = "digest"


class Channel(StrEnum):
    FOLDER = "folder"
    SMTP = "smtp"
    SES = "ses"


class SuggestionStatus(StrEnum):
    OPEN = "open"
    JUDGED = "judged"


class SuggestionOutcome(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    NO_DATA = "no_data"


class OfferDecision(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class CallState(StrEnum):
    RESERVED = "RESERVED"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class RoundKind(StrEnum):
    NIGHTLY = "nightly"
    POST = "post"
    INTAKE = "intake"


class Quality(StrEnum):
    """How far a fact can be leaned on."""

    OK = "ok"
    PROVISIONAL = "provisional"
    TOO_EARLY = "too_early"
    MISSING = "missing"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


class Judgement(StrEnum):
    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


class SignalStatus(StrEnum):
    """What a sign of readiness asks for; unknown where too few days are behind it."""

    GOOD = "good"
    WATCH = "watch"
    ACT = "act"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


# The seed keeps a number; people read the word.
CONFIDENCE_NUMBER: Mapping[Confidence, float] = MappingProxyType(
    {Confidence.LOW: 0.4, Confidence.MEDIUM: 0.65, Confidence.HIGH: 0.85}
)

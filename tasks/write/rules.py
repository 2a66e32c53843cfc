"""The rules that bound what may be advised: when each applies, what it forbids, and how far it lets load move.

Their sentences and reasons are language data, found by the rule's id.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.actions import Action
from tasks.write.params import WriteParams
from tasks.write.signals import Signal


class RuleId(StrEnum):
    NO_DATA = "no_data"
    RED_FLAG = "red_flag"
    ILLNESS = "illness"
    HRV_UNDER_BAND = "hrv_under_band"
    DEEP_FORM = "deep_form"
    RESTING_HR_RAISED = "resting_hr_raised"
    NEWCOMER = "newcomer"
    FEW_DAYS = "few_days"
    TAPER = "taper"
    RETURN = "return"
    STEEP_RAMP = "steep_ramp"
    LOAD_LEAP = "load_leap"
    TIRED_BODY = "tired_body"
    SLEEP_DEBT = "sleep_debt"


@dataclass(frozen=True, slots=True)
class Restraint:
    """A rule applies when any of its signals holds."""

    id: RuleId
    any_of: frozenset[Signal]
    forbids: frozenset[Action]
    bounds: str | None = None  # the name of the parameter that bounds next week's load


MORE = frozenset(
    {Action.ADD_INTENSITY, Action.INCREASE_LOAD_SLIGHTLY, Action.ADD_EASY_VOLUME, Action.STRENGTH_PROGRESS}
)
HARD = frozenset({Action.ADD_INTENSITY})
# While ill or flagged only rest, sleep, food and people who can help are left.
TRAINING = MORE | {
    Action.KEEP_PLAN,
    Action.KEEP_SHARPNESS,
    Action.TAPER_VOLUME,
    Action.DELOAD_STRENGTH,
    Action.REDUCE_INTENSITY,
}
GENTLE = frozenset({Action.ACTIVE_RECOVERY, Action.RESUME_GRADUALLY})

_OF_HEALTH = frozenset({RuleId.RED_FLAG, RuleId.ILLNESS})

RESTRAINTS: tuple[Restraint, ...] = (
    Restraint(
        RuleId.NO_DATA,
        frozenset({Signal.NO_DATA}),
        TRAINING | GENTLE | {Action.REST_DAY, Action.PRIORITISE_SLEEP, Action.HYDRATE_FUEL, Action.SEE_DOCTOR},
    ),
    Restraint(RuleId.RED_FLAG, frozenset({Signal.RED_FLAG}), TRAINING | GENTLE, "load_ill"),
    Restraint(RuleId.ILLNESS, frozenset({Signal.ILL_REPORTED, Signal.ILL_SIGNS}), TRAINING, "load_ill"),
    Restraint(RuleId.HRV_UNDER_BAND, frozenset({Signal.HRV_LOW_DAYS}), MORE, "load_no_rise"),
    Restraint(RuleId.DEEP_FORM, frozenset({Signal.FORM_DEEP}), MORE | {Action.KEEP_PLAN}, "load_reduce"),
    Restraint(RuleId.RESTING_HR_RAISED, frozenset({Signal.RESTING_HR_HIGH}), HARD, "load_no_rise"),
    Restraint(RuleId.NEWCOMER, frozenset({Signal.NEWCOMER}), MORE | {Action.REDUCE_INTENSITY}, "load_small"),
    Restraint(RuleId.FEW_DAYS, frozenset({Signal.FEW_DAYS}), HARD | {Action.ADD_EASY_VOLUME}, "load_small"),
    Restraint(RuleId.TAPER, frozenset({Signal.RACE_NEAR}), MORE, "load_taper"),
    Restraint(
        RuleId.RETURN,
        frozenset({Signal.BREAK_LONG}),
        HARD | {Action.INCREASE_LOAD_SLIGHTLY, Action.STRENGTH_PROGRESS},
        "load_usual",
    ),
    Restraint(RuleId.STEEP_RAMP, frozenset({Signal.RAMP_STEEP}), MORE, "load_no_rise"),
    Restraint(RuleId.LOAD_LEAP, frozenset({Signal.LOAD_LEAP}), MORE - {Action.STRENGTH_PROGRESS}, "load_no_rise"),
    Restraint(RuleId.TIRED_BODY, frozenset({Signal.FATIGUE_HIGH, Signal.SORENESS_HIGH}), HARD, "load_no_rise"),
    Restraint(RuleId.SLEEP_DEBT, frozenset({Signal.SLEEP_DEBT}), HARD, None),
)


def applying(signals: frozenset[Signal]) -> tuple[Restraint, ...]:
    """The rules that apply. Beside an illness those that would only forbid the same again are not named."""
    found = tuple(restraint for restraint in RESTRAINTS if restraint.any_of & signals)
    is_ill = any(restraint.id is RuleId.ILLNESS for restraint in found)
    return tuple(one for one in found if not is_ill or one.id in _OF_HEALTH or not one.forbids <= TRAINING)


def load_range(restraints: tuple[Restraint, ...], params: WriteParams) -> tuple[float, float]:
    """How far next week's load may move, as parts of this week's: the strictest of what applies."""
    ranges = [getattr(params, one.bounds) for one in restraints if one.bounds] or [params.load_usual]
    return min(low for low, _ in ranges), min(high for _, high in ranges)

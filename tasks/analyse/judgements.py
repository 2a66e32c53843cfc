"""Whether a move of a figure is good or bad news, and why. What is not listed here is neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from models.enums import Direction, Judgement
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND
from tasks.analyse import params
from tasks.analyse.definitions.power import BEST_KEYS

_ROUNDING = 1e-9
GOOD, BAD, NEUTRAL = Judgement.GOOD, Judgement.BAD, Judgement.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What up and down mean once the move is large enough; `share` is of the reference, `step` in the fact's unit."""

    up: Judgement = NEUTRAL
    down: Judgement = NEUTRAL
    step: float = 0.0
    share: float = 0.0
    bad_under: float | None = None  # bad whenever the value itself lies under this, whichever way it moved
    why: str

    def judge(self, direction: Direction, value: float, difference: float, reference: float) -> Judgement:
        if self.bad_under is not None and value < self.bad_under:
            return BAD
        enough = max(self.step, self.share * abs(reference)) - _ROUNDING
        if direction is Direction.SAME or abs(difference) < enough:
            return NEUTRAL
        return self.up if direction is Direction.UP else self.down


_FELT_HALF = 0.5  # points of five: the means of two weeks differ by less for no reason
_MORE_IS_WORSE = Verdict(
    up=BAD, down=GOOD, step=_FELT_HALF, why="more of it is felt as worse; under half a point is noise"
)
_MORE_IS_BETTER = Verdict(
    up=GOOD, down=BAD, step=_FELT_HALF, why="more of it is felt as better; under half a point is noise"
)
_SLEEP = Verdict(
    up=GOOD,
    down=BAD,
    step=params.SLEEP_STEP_H,
    why="sleep is the first means of recovery; a watch errs by a quarter of an hour",
)
_BEST = Verdict(
    up=GOOD,
    share=params.BEST_SHARE,
    why="more power than in the 90 days before is what training is for; a week without a best is ordinary",
)
_FITNESS = Verdict(up=GOOD, why="fitness built is what training is for; a fall is often meant (easy week, taper)")

VERDICTS: Final[Mapping[tuple[str, str], Verdict]] = MappingProxyType(
    {
        ("load.week", PREVIOUS): Verdict(
            up=BAD,
            share=0.5,
            why="half as much again as last week is a leap; less is ordinary, and easy weeks are meant",
        ),
        ("load.week", MEAN4): Verdict(
            up=BAD, share=0.3, why="plans raise a month's usual load by 5 to 10 % a week; 30 % is several steps at once"
        ),
        ("fitness.now", PREVIOUS): _FITNESS,
        ("fitness.now", TREND): _FITNESS,
        ("form.now", PREVIOUS): Verdict(
            bad_under=params.FORM_ACT_LOAD,
            why="under -30 fatigue outweighs fitness by more than a hard block usually asks for",
        ),
        **{(key, PREVIOUS): _BEST for key in BEST_KEYS.values()},
        ("hrv.week", BASELINE): Verdict(
            down=BAD, why="below the own band recovery lags; above it is unusual and not simply better"
        ),
        ("resting_hr.week", BASELINE): Verdict(
            up=BAD,
            step=params.RESTING_HR_FLAG_BPM,
            why="above the own band by 3 beats or more a warm night no longer explains it",
        ),
        ("sleep.week", PREVIOUS): _SLEEP,
        ("sleep.week", BASELINE): _SLEEP,
        ("checkin.completion", PREVIOUS): Verdict(up=GOOD, down=BAD, step=10.0, why="a coach sees what is checked in"),
        ("checkin.score", PREVIOUS): Verdict(
            up=GOOD, down=BAD, share=0.1, why="effort in what the athlete set out to do; a tenth of it is a mood"
        ),
        ("feel.fatigue", PREVIOUS): _MORE_IS_WORSE,
        ("feel.soreness", PREVIOUS): _MORE_IS_WORSE,
        ("feel.stress", PREVIOUS): _MORE_IS_WORSE,
        ("feel.mood", PREVIOUS): _MORE_IS_BETTER,
        ("feel.sleep_quality", PREVIOUS): _MORE_IS_BETTER,
    }
)
_NO_NEWS: Final = Verdict(why="a move of it is neither good nor bad in itself")


def verdict(key: str, kind: str) -> Verdict:
    return VERDICTS.get((key, kind), _NO_NEWS)

"""Every number that analysis leans on, its unit in the name, its reason beside it. Change one: change the version."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.enums import Sex

PARAMS_VERSION: Final = "2026.1"  # part of every fact sheet and of its hash
SCORING_VERSION: Final = 1  # rows scored under an older one are scored again

# Load of one workout
FULL_HOUR_LOAD: Final = 100.0  # one hour at threshold, the scale of every load
HIGH_WORKOUT_LOAD: Final = 600.0  # real (a race of twelve hours) but rare enough to be pointed at
HR_EXPONENT: Final[Mapping[Sex | None, float]] = MappingProxyType(
    {Sex.MALE: 1.92, Sex.FEMALE: 1.67, None: 1.795}  # how lactate rises with heart rate (Banister); unknown: the middle
)
HR_RESERVE_CAP: Final = 1.05  # a little over the known maximum happens, more is a bad strap
LTHR_SHARE_OF_RESERVE: Final = 0.85  # a usual threshold where none was measured; such loads are approximate
RPE_MIN_SESSIONS: Final = 10  # sessions with both a load and an effort before the athlete's own ratio means anything
SECONDS_PER_HOUR: Final = 3600.0
SECONDS_PER_MINUTE: Final = 60.0

# Day series
FITNESS_TAU_DAYS: Final = 42.0  # six weeks: the usual constant of chronic load
FATIGUE_TAU_DAYS: Final = 7.0  # one week: the usual constant of acute load
HISTORY_DAYS: Final = 630  # 15 tau: what lies before weighs under 4e-5 points
RAMP_DAYS: Final = 7
ACUTE_DAYS: Final = 7
CHRONIC_DAYS: Final = 28
MIN_CHRONIC_LOAD_PER_DAY: Final = 5.0  # under it a ratio is large without meaning anything
FLAT_SHARE: Final = 1e-9  # an SD below this share of its mean is rounding: the days are equal
COVERAGE_DAYS: Final = 42
COVERAGE_FIRM_PCT: Final = 90.0  # with more than a tenth of the days unknown, what is built on them is provisional
EARLY_HISTORY_DAYS: Final = 28  # four weeks: before that fitness is mostly its seed of zero
FIRM_HISTORY_DAYS: Final = 126  # 3 tau: 95 % of fitness is the athlete's own by then
CHART_LOAD_DAYS: Final = 84  # twelve weeks show a training block and the one before it
TREND_DAYS: Final = 28
TREND_STEP_LOAD: Final = 0.5  # fitness that moves less in seven days is steady on any page

# Comparisons
MEAN_PERIODS: Final = 4
COMPARABLE_SHARE: Final = 0.85  # of the days known (six of seven): a week that lacks more is no measure for another
PERCENT_CEILING: Final = 200.0  # more than three times as much: a percentage stops telling, the difference is given
TREND_MIN_DAYS: Final = 4  # valid days of seven before words like "up" are allowed

# Recovery
RECOVERY_DAYS: Final = 120  # 60 of baseline, 7 judged, and as far back as charts and runs of low days reach
WEEK_DAYS: Final = 7
BASELINE_DAYS: Final = 60  # before the seven judged: a baseline never contains what it judges
BASELINE_MIN_DAYS: Final = 21
WEEK_MIN_DAYS: Final = 3  # readings for a 7-day mean of HRV or resting heart rate
HRV_WATCH_SD: Final = 0.5  # the smallest change worth a look
RESTING_HR_BAND_SD: Final = 1.0
RESTING_HR_FLAG_BPM: Final = 3.0  # within that a strap and a warm night explain it
SLEEP_MIN_NIGHTS: Final = 5
SLEEP_DEBT_DAYS: Final = 14
SLEEP_DEBT_MIN_NIGHTS: Final = 10
SLEEP_STEP_H: Final = 0.25  # what a watch errs by
CHART_RECOVERY_DAYS: Final = 28

# Breaks and races
BREAK_MIN_DAYS: Final = 10  # fitness begins to be lost after about ten days without training
BREAK_LOOK_BACK_DAYS: Final = 28
RACE_AHEAD_DAYS: Final = 42

# Strength
DIRECT_CONTRIBUTION: Final = 1.0  # the muscle that an exercise is chosen for

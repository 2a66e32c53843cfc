"""Every number that analysis leans on, its unit in the name, its reason beside it. Change one: change the version."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.enums import Sex
from models.sports import Family

PARAMS_VERSION: Final = "2026.2"  # part of every fact sheet and of its hash

# Load of one workout
FULL_HOUR_LOAD: Final = 100.0  # one hour at threshold, the scale of every load
HIGH_WORKOUT_LOAD: Final = 600.0  # real (a race of twelve hours) but rare enough to be pointed at
HR_EXPONENT: Final[Mapping[Sex | None, float]] = MappingProxyType(
    {Sex.MALE: 1.92, Sex.FEMALE: 1.67, None: 1.795}  # how lactate rises with heart rate (Banister); unknown: the middle
)
HR_RESERVE_CAP: Final = 1.05  # a little over the known maximum happens, more is a bad strap
LTHR_SHARE_OF_RESERVE: Final = 0.85  # a usual threshold where none was measured; such loads are approximate
TRIMP_FACTOR: Final = 0.64  # Banister's own scale, for who asks for it
RPE_MIN_SESSIONS: Final = 10  # sessions with both a load and an effort before the athlete's own ratio means anything
SECONDS_PER_HOUR: Final = 3600.0
SECONDS_PER_MINUTE: Final = 60.0

# Samples
HOLD_S: Final = 5.0  # a sensor that is silent for so long is thought to say the same; after it there was a pause
HR_HOLD_S: Final = 10.0  # heart rates are stored more thinly, and change more slowly
HR_SPIKE_SAMPLES: Final = 11  # a sample is held against this many around it …
HR_SPIKE_WINDOW_S: Final = 20.0  # … when they lie so close together that a heart could not have leapt and come back
HR_SPIKE_BPM: Final = 30.0  # a heart changes by a few beats a second, a loose strap by more
NP_WINDOW_S: Final = 30  # about how long the body takes to answer a change of power
SAMPLES_FIRM_SHARE: Final = 0.9  # a load from samples of less of the workout than this is approximate
SAMPLES_MIN_SHARE: Final = 0.5  # of less than half of it there is a better way
MOVING_M_S: Final = 0.5  # slower is standing
ALTITUDE_SMOOTHING_S: Final = 30  # 0.2 m of noise a second would add 24 % to a flat run
ALTITUDE_MIN_SHARE: Final = 0.5  # of the samples with an altitude, for slopes to be known
GRADE_OVER_M: Final = 50.0  # a slope is a slope over this much way
GRADE_MAX: Final = 0.45  # where the measurements of what slopes cost end (Minetti)
SAMPLE_SPEED_MAX_M_S: Final[Mapping[Family, float]] = MappingProxyType(
    {Family.RIDE: 35.0, Family.RUN: 12.5, Family.SWIM: 4.0, Family.STRENGTH: 12.5, Family.OTHER: 45.0}
)  # faster than the fastest there have been

# One workout from two platforms
DUPLICATE_START_S: Final = 120.0  # devices are started one after the other
DUPLICATE_DURATION_SHARE: Final = 0.03  # and count the pauses differently

# Zones (upper ends as shares of the threshold), decoupling
ZONE_SHARES: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "power": (0.55, 0.75, 0.90, 1.05, 1.20, 1.50),  # of FTP (Coggan)
        "hr": (0.81, 0.89, 0.93, 0.99, 1.02, 1.06),  # of the threshold heart rate (Friel)
    }
)
DECOUPLING_MIN_S: Final = 3600  # drift shows in long efforts
DECOUPLING_WARM_UP_S: Final = 300  # heart rate lags behind at the start
DECOUPLING_MAX_VARIABILITY: Final = 1.05  # NP over average power: above it the efforts decide, not the drift
DECOUPLING_HR_SHARE: Final = 0.9  # of the time with a known heart rate

# Day series
FITNESS_TAU_DAYS: Final = 42.0  # six weeks: the usual constant of chronic load
FATIGUE_TAU_DAYS: Final = 7.0  # one week: the usual constant of acute load
HISTORY_DAYS: Final = 630  # 15 tau: what lies before weighs under 4e-5 points
RAMP_DAYS: Final = 7  # a ramp is spoken of by the week
ACUTE_DAYS: Final = 7  # each weekday once, so that it is no matter which day it is
CHRONIC_DAYS: Final = 28  # four weeks, the acute one among them
MIN_CHRONIC_LOAD_PER_DAY: Final = 5.0  # under it a ratio is large without meaning anything
FLAT_SHARE: Final = 1e-9  # an SD below this share of its mean is rounding: the days are equal
COVERAGE_DAYS: Final = 42  # one time constant of fitness: what it is mostly made of
COVERAGE_FIRM_PCT: Final = 90.0  # with more than a tenth of the days unknown, what is built on them is provisional
EARLY_HISTORY_DAYS: Final = 28  # four weeks: before that fitness is mostly its seed of zero
FIRM_HISTORY_DAYS: Final = 126  # 3 tau: 95 % of fitness is the athlete's own by then
CHART_LOAD_DAYS: Final = 84  # twelve weeks show a training block and the one before it
TREND_DAYS: Final = 28  # four steps of seven days; longer ago is another block
TREND_STEP_LOAD: Final = 0.5  # fitness that moves less in seven days is steady on any page

# Intensity and power
INTENSITY_BEFORE_DAYS: Final = 28  # four weeks hold a block and its easy week
BEST_BEFORE_DAYS: Final = 90  # a training block or two: older bests say little about today's legs
CP_SHORTEST_S: Final = 180.0  # shorter efforts live on what this model does not know
CP_LONGEST_S: Final = 1200.0  # longer ones fall below the line, because fuel and heat come in
CP_MIN_POINTS: Final = 3  # two points fit any line
CP_MIN_SPAN: Final = 3.0  # longest over shortest: closer together the intercept is noise
DECOUPLING_BEFORE_DAYS: Final = 28  # four weeks hold some long steady sessions
DECOUPLING_MIN_BEFORE: Final = 2  # one session is no usual level
BEST_SHARE: Final = 0.01  # what a power meter errs by

# Key sessions
KEY_SESSIONS: Final = 3  # more are no longer key
KEY_MIN_SESSIONS: Final = 2  # the only session is not the longest of anything
KEY_BESTS_S: Final = (1200, 300)  # near threshold and near maximal oxygen uptake: what most plans train for
KEY_HARD_MIN_S: Final = 300.0  # less above the second threshold is a hill on the way, not a hard session

# Comparisons
MEAN_PERIODS: Final = 4  # a month of weeks: an easy one is usually among them
COMPARABLE_SHARE: Final = 0.85  # of the days known (six of seven): a week that lacks more is no measure for another
PERCENT_CEILING: Final = 200.0  # more than three times as much: a percentage stops telling, the difference is given
TREND_MIN_DAYS: Final = 4  # valid days of seven before words like "up" are allowed

# Recovery
RECOVERY_DAYS: Final = 120  # 60 of baseline, 7 judged, and as far back as charts and runs of low days reach
WEEK_DAYS: Final = 7  # single readings jump; a mean of seven days moves when something has changed
BASELINE_DAYS: Final = 60  # before the seven judged: a baseline never contains what it judges
BASELINE_MIN_DAYS: Final = 21  # of sixty: of fewer readings a standard deviation is a guess
WEEK_MIN_DAYS: Final = 3  # readings for a 7-day mean of HRV or resting heart rate
HRV_WATCH_SD: Final = 0.5  # the smallest change worth a look
HRV_ACT_SD: Final = 1.0  # twice that: weeks so low are rare without a cause
RESTING_HR_WATCH_SD: Final = 0.5  # as for HRV, upwards
RESTING_HR_BAND_SD: Final = 1.0  # wider than for HRV: counted in whole beats, half a deviation is nothing
RESTING_HR_FLAG_BPM: Final = 3.0  # within that a strap and a warm night explain it
SLEEP_MIN_NIGHTS: Final = 5  # of seven: with fewer the weekend decides
SLEEP_DEBT_DAYS: Final = 14  # short nights add up for about two weeks
SLEEP_DEBT_MIN_NIGHTS: Final = 10  # of fourteen: the sum is of known nights, and says too little of fewer
SLEEP_STEP_H: Final = 0.25  # what a watch errs by
CHART_RECOVERY_DAYS: Final = 28  # four weeks show what is usual beside what is not

# Readiness
SLEEP_DEBT_WATCH_H: Final = 7.0  # half an hour a night for fourteen nights, where people begin to feel it
SLEEP_DEBT_ACT_H: Final = 14.0  # an hour a night: after two weeks of that reactions are measurably slower
FEEL_WATCH: Final = 3.5  # of five: the days lie nearer to "high" than to the middle
FEEL_ACT: Final = 4.0  # of five: "high" on the mean of the days
FORM_ACT_LOAD: Final = -30.0  # under it fatigue outweighs fitness by more than a hard block usually asks for

# Weight
WEIGHT_MIN_DAYS: Final = 4  # weigh-ins of seven days: water alone moves a single one by a kilogram
WEIGHT_COMPARED_DAYS: Final = 28  # four weeks: the least in which more than water changes
WEIGHT_SLOPE_DAYS: Final = 28  # four weeks: the least in which more than water changes
WEIGHT_SLOPE_MIN_DAYS: Final = 14  # weigh-ins of those 28, or one heavy evening tilts the line

# Check-ins
CHECKIN_DAYS: Final = 400  # before the period: the longest streak that is told of
EFFORT_SCORES: Final = (-1.0, 0.5, 1.0, 2.0, 3.0)  # of effort 1 to 5: doing nothing costs, doing all counts threefold

# Breaks and races
BREAK_MIN_DAYS: Final = 10  # fitness begins to be lost after about ten days without training
BREAK_LOOK_BACK_DAYS: Final = 28  # coming back takes about four weeks, and so long it is told of
RACE_AHEAD_DAYS: Final = 42  # six weeks: the last block and the taper
RACE_PREP_AHEAD_DAYS: Final = 120  # for the report on one race: as far as plans are read ahead
PLAN_NEXT_DAYS: Final = 7  # what the next report will be about
PLANNED_SHARE: Final = 0.5  # of the days up to a race: with less of them planned the projection is mostly guesswork

# Strength
DIRECT_CONTRIBUTION: Final = 1.0  # the muscle that an exercise is chosen for
FRACTIONAL_MIN_CONTRIBUTION: Final = 0.25  # of a set; a muscle that does less is only held tight
EPLEY_REPS: Final = 30.0  # Epley: each repetition is worth a thirtieth of the weight
E1RM_MAX_REPS: Final = 10  # beyond ten, endurance decides as much as strength
E1RM_COMPARED_DAYS: Final = 90  # before the period: a training block and the one before it
E1RM_EXERCISES: Final = 3  # with the most sets: the lifts a week is about
LANDMARKS: Final[Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {
        "chest": (8.0, 16.0, 22.0),
        "back": (10.0, 18.0, 25.0),
        "quadriceps": (8.0, 15.0, 20.0),
        "hamstrings": (6.0, 13.0, 20.0),
        "glutes": (4.0, 8.0, 16.0),
        "shoulders": (8.0, 19.0, 26.0),
        "biceps": (8.0, 17.0, 26.0),
        "triceps": (6.0, 12.0, 18.0),
        "calves": (8.0, 14.0, 20.0),
        "abs": (4.0, 16.0, 25.0),
    }
)  # direct sets a week: the fewest that build (MEV), the middle of what builds most (MAV), the most that can be
# recovered from (MRV). Practice-based: coaches' rules of thumb, which no trial has pinned down; never a verdict.
MUSCLE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "quads": "quadriceps",
        "hams": "hamstrings",
        "delts": "shoulders",
        "deltoids": "shoulders",
        "abdominals": "abs",
    }
)  # other names for the muscles above, as libraries of exercises write them

# Consistency of a finished sheet
SHEET_ROUNDING: Final = 1e-6  # a sheet is stored with six decimals: two ways to one figure may part by so much
FLOAT_ROUNDING: Final = 1e-9  # and by this share, because sums in another order end in other last digits
SAME_AT_MOST_STEPS: Final = (
    10.0  # of a page: the coarsest comparison (fitness by half a point) calls ten steps the same
)
SAME_AT_MOST_SHARE: Final = 0.01  # or what a power meter errs by

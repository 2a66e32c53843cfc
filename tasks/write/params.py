"""Where the writing draws its lines, each with its reason. What the figures are is the business of the analysis."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteParams:
    # Recovery. One low morning is noise; a 7-day mean that stays under the band for three days is a state.
    hrv_low_days: int = 3
    # A resting heart rate moves by a beat or two for no reason: both the spread and the beats must say so.
    resting_hr_sd: float = 1.0
    resting_hr_bpm: float = 3.0
    # Half an hour under one's need, night after night, is where people begin to feel it.
    sleep_short_h: float = 0.5
    # A night's length is not measured to the minute: so little under the need is the need.
    sleep_met_h: float = 0.075
    # Half an hour a night over the fourteen nights that the debt is summed over.
    sleep_debt_h: float = 7.0

    # Form (fitness minus fatigue). Under −30 more work is rarely absorbed; −10 is ordinary training tiredness.
    form_deep: float = -30.0
    form_tired: float = -10.0
    form_fresh: float = 5.0
    # Fitness points a week: from one on it visibly builds; beyond seven few athletes hold it for long.
    ramp_building: float = 1.0
    ramp_steep: float = 7.0

    # From about an hour a day on, eating for the work becomes a part of the work.
    hours_many: float = 6.0

    # Load against the four-week mean, in percent: inside ±5 is the same week again.
    load_same_pct: float = 5.0
    load_building_pct: float = 8.0
    load_easy_pct: float = -20.0
    load_collapsed_pct: float = -30.0
    # Plans raise a usual load by five to ten percent a week: this is several steps at once, more so without a mean.
    load_leap_pct: float = 30.0
    load_leap_change_pct: float = 50.0
    # Days so alike that no easy day is left: the usual line for monotony.
    monotony_high: float = 2.0
    # A week half as much again as the last four: said as a description, never as a forecast.
    load_ratio_high: float = 1.5

    # Check-ins are 1..5, higher = more of the named thing.
    feel_high: float = 4.0
    feel_low: float = 2.0
    checkin_good_pct: float = 70.0
    checkin_few_pct: float = 50.0
    streak_long_days: int = 14

    # Calendar. Two weeks are what a taper takes, and how long a break must be before fitness and tissue notice.
    taper_days: int = 14
    race_week_days: int = 7
    break_days: int = 14
    break_mention_days: int = 10

    # Data. Four of seven days is the least that a weekly mean can stand on; 28 days the least for fitness.
    valid_days: int = 4
    gap_days: int = 5  # with fewer of seven days on record, what is missing is the week's story
    history_days: int = 28
    # Fitness starts from nothing on the first day on record; its slope means training after three time constants.
    fitness_firm_days: int = 126
    coverage_pct: float = 90.0
    coverage_history_days: int = 42  # coverage looks back so far; a shorter history cannot fill it
    coverage_poor_pct: float = 70.0

    # A lifter: at least so many working sets, in at least half of the listed sessions.
    lifter_sets: int = 20
    lifter_share: float = 0.5
    strength_same_pct: float = 5.0

    # How far next week's load may move, as parts of this week's: an ordinary week, a small step, and what rules allow.
    load_usual: tuple[float, float] = (0.8, 1.10)
    load_small: tuple[float, float] = (0.95, 1.05)
    load_no_rise: tuple[float, float] = (0.5, 1.0)
    load_reduce: tuple[float, float] = (0.4, 0.8)
    load_taper: tuple[float, float] = (0.4, 0.75)
    load_ill: tuple[float, float] = (0.0, 0.5)

    # Lengths as read, with the slots filled in: a headline on one line, a summary read in half a minute.
    headline_chars: int = 90
    summary_chars: int = 640
    line_chars: int = 320
    answer_chars: int = 700


PARAMS = WriteParams()

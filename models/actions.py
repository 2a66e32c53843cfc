"""What a suggestion can ask for: the closed lists of actions and of the targets by which a later report judges them."""

from enum import StrEnum


class Action(StrEnum):
    REDUCE_INTENSITY = "reduce_intensity"
    REST_DAY = "rest_day"
    ACTIVE_RECOVERY = "active_recovery"
    KEEP_PLAN = "keep_plan"
    INCREASE_LOAD_SLIGHTLY = "increase_load_slightly"
    ADD_EASY_VOLUME = "add_easy_volume"
    ADD_INTENSITY = "add_intensity"
    PRIORITISE_SLEEP = "prioritise_sleep"
    TAPER_VOLUME = "taper_volume"
    KEEP_SHARPNESS = "keep_sharpness"
    RESUME_GRADUALLY = "resume_gradually"
    LOG_CHECKINS = "log_checkins"
    WEAR_SENSOR = "wear_sensor"
    SYNC_DEVICES = "sync_devices"
    STRENGTH_PROGRESS = "strength_progress"
    DELOAD_STRENGTH = "deload_strength"
    HYDRATE_FUEL = "hydrate_fuel"
    TALK_TO_COACH = "talk_to_coach"
    SEE_DOCTOR = "see_doctor"


class Target(StrEnum):
    """What would count as done. Each can be measured from the next period's facts."""

    NO_TRAINING_UNTIL_WELL = "no_training_until_well"
    REST_DAYS_TWO = "rest_days_two"
    REST_DAY_ONE = "rest_day_one"
    LOAD_UNDER_THIS_WEEK = "load_under_this_week"
    LOAD_LIKE_THIS_WEEK = "load_like_this_week"
    LOAD_SMALL_STEP = "load_small_step"
    EASY_SESSIONS_THREE = "easy_sessions_three"
    SESSIONS_LIKE_THIS_WEEK = "sessions_like_this_week"
    SETS_LIKE_THIS_WEEK = "sets_like_this_week"
    SETS_UNDER_THIS_WEEK = "sets_under_this_week"
    SLEEP_NEED_FIVE_NIGHTS = "sleep_need_five_nights"
    CHECKINS_SIX_DAYS = "checkins_six_days"
    SENSOR_FIVE_NIGHTS = "sensor_five_nights"
    DATA_SIX_DAYS = "data_six_days"

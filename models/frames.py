"""The columns of each frame that gathering hands to analysis, with their dtypes: the contract of that edge.

TEXT may hold nulls; NUMBER says unknown with NaN; DAY is a local date at midnight without a zone; OBJECT is a list or
a mapping.
"""

from collections.abc import Mapping
from types import MappingProxyType

from models.scoring import CURVE_COLUMNS, ZONE_COLUMNS

TEXT = "str"
NUMBER = "float64"
FLAG = "bool"
DAY = "datetime64[us]"
INSTANT = "datetime64[us, UTC]"
OBJECT = "object"

Columns = Mapping[str, str]

EFFORTS = (1, 2, 3, 4, 5)
EFFORT_COLUMNS = tuple(f"weight_of_effort_{effort}" for effort in EFFORTS)

FRAMES: Mapping[str, Columns] = MappingProxyType(
    {
        "workouts": {
            "workout_id": TEXT,
            "athlete_id": TEXT,
            "source": TEXT,
            "sport": TEXT,
            "started_at": INSTANT,
            "local_date": DAY,
            "title": TEXT,
            "duration_s": NUMBER,
            "moving_s": NUMBER,
            "distance_m": NUMBER,
            "elevation_gain_m": NUMBER,
            "average_power_w": NUMBER,
            "normalized_power_w": NUMBER,
            "average_hr_bpm": NUMBER,
            "max_hr_bpm": NUMBER,
            "source_load": NUMBER,
            "manual_load": NUMBER,
            "load": NUMBER,
            "load_method": TEXT,
            "load_approximate": FLAG,
            "rpe": NUMBER,
            "feel": NUMBER,
            "max_power_w": NUMBER,
            "intensity": NUMBER,
            "decoupling_pct": NUMBER,
            **dict.fromkeys(ZONE_COLUMNS, NUMBER),
            **dict.fromkeys(CURVE_COLUMNS, NUMBER),
            "sample_notes": OBJECT,  # [{"code": "hr_spikes", "count": 12}, …]: what scoring left out of the samples
            "raw": TEXT,  # the payload as JSON, of workouts that were never scored under today's rules
            "scored_at": INSTANT,
            "scoring_version": NUMBER,
            "duplicate_of": TEXT,  # the workout that counts in this one's stead
            "received_at": INSTANT,
        },
        "thresholds": {
            "athlete_id": TEXT,
            "sport": TEXT,
            "valid_from": DAY,
            "ftp_w": NUMBER,
            "lthr_bpm": NUMBER,
            "max_hr_bpm": NUMBER,
            "resting_hr_bpm": NUMBER,
            "threshold_speed_m_s": NUMBER,
            "css_m_s": NUMBER,
            "zones": OBJECT,  # {"power_w": [150, 200, …], "hr_bpm": […], "speed_m_s": […]}: upper ends, rising
        },
        "integrations": {
            "athlete_id": TEXT,
            "provider": TEXT,
            "synced_from": DAY,
            "synced_through": DAY,
            "sync_gaps": OBJECT,  # [[from, to], …] as ISO dates, both included
        },
        "daily_metrics": {
            "athlete_id": TEXT,
            "local_date": DAY,
            "source": TEXT,
            "hrv_rmssd_ms": NUMBER,
            "hrv_sdnn_ms": NUMBER,
            "resting_hr_bpm": NUMBER,
            "sleep_h": NUMBER,
            "sleep_score": NUMBER,
            "recovery_score": NUMBER,
            "strain": NUMBER,
            "spo2_pct": NUMBER,
            "received_at": INSTANT,
        },
        "sleep_records": {
            "athlete_id": TEXT,
            "source": TEXT,
            "started_at": INSTANT,
            "local_date": DAY,
            "is_nap": FLAG,
            "asleep_s": NUMBER,
            "received_at": INSTANT,
        },
        "entries": {
            "athlete_id": TEXT,
            "local_date": DAY,
            "weight_kg": NUMBER,
            "sleep_quality": NUMBER,
            "stress": NUMBER,
            "mood": NUMBER,
            "soreness": NUMBER,
            "fatigue": NUMBER,
            "is_ill": FLAG,
            "received_at": INSTANT,
        },
        "checkins": {
            "athlete_id": TEXT,
            "journey_id": TEXT,
            "local_date": DAY,
            "is_complete": FLAG,
            # the weights of the dimensions that were given each effort, added up
            **dict.fromkeys(EFFORT_COLUMNS, NUMBER),
            "received_at": INSTANT,
        },
        "strength_sets": {
            "athlete_id": TEXT,
            "local_date": DAY,
            "exercise": TEXT,
            "reps": NUMBER,
            "lifted_kg": NUMBER,
            "rir": NUMBER,
            "is_planned": FLAG,
            "muscle_contributions": OBJECT,  # {"CHEST": 1.0, "TRICEPS": 0.5}
            "received_at": INSTANT,
        },
        "planned_workouts": {
            "athlete_id": TEXT,
            "local_date": DAY,
            "sport": TEXT,
            "title": TEXT,
            "duration_s": NUMBER,
            "load": NUMBER,
            "distance_m": NUMBER,
        },
        "races": {
            "athlete_id": TEXT,
            "local_date": DAY,
            "race_id": TEXT,
            "name": TEXT,
            "priority": TEXT,
            "sport": TEXT,
            "distance_m": NUMBER,
        },
    }
)

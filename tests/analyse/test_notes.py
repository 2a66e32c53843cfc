from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from builders import END, START, Row, athlete, day, frame, histories, report, row, workout

from models.enums import Sex
from models.facts import DataNote
from models.scoring import SCORING_VERSION
from tasks.analyse.facts import analyse
from tasks.gather.plausible import plausible

MADE = datetime(2026, 11, 16, 5, tzinfo=UTC)  # the morning after the week


def notes(**tables: Any) -> tuple[DataNote, ...]:
    (only,) = analyse(histories(**tables)).values()
    return only.notes


def texts(code: str, **tables: Any) -> list[str]:
    return [one.text for one in notes(**tables) if one.code == code]


def came(one: Row, day_of_november: int, hour: int = 9) -> Row:
    return {**one, "received_at": datetime(2026, 11, day_of_november, hour, tzinfo=UTC)}


def late(*workouts: Row, **tables: Any) -> list[str]:
    revision = report(edition=2, earlier_completed_at=MADE, **tables.pop("report", {}))
    return texts("late_rows", reports=[revision], workouts=workouts, **tables)


def run(back: int, **fields: Any) -> Row:
    return workout(day(back), 50.0, sport="Run", **fields)


def test_what_came_after_the_report_was_made_is_told_with_its_days() -> None:
    assert late(came(run(0), 17), came(run(3), 12)) == ["Sunday's run arrived on Tuesday, after the report was made."]


def test_a_first_edition_has_no_late_rows() -> None:
    assert texts("late_rows", workouts=[came(run(0), 17)]) == []


def test_the_day_of_arrival_is_that_of_the_athletes_zone() -> None:
    at_night = came(run(0), 16, hour=23)  # already Tuesday in Zurich
    assert late(at_night) == ["Sunday's run arrived on Tuesday, after the report was made."]
    in_new_york = [athlete(time_zone="America/New_York")]
    assert late(at_night, athletes=in_new_york) == ["Sunday's run arrived on Monday, after the report was made."]


def test_late_rows_of_all_tables_are_told_at_once() -> None:
    told = late(
        came(run(1), 17),
        came(workout(day(1), 60.0, at="17:00"), 17),
        daily_metrics=[came(row(day(back), source="oura", sleep_h=8.0), 18) for back in range(3)],
        entries=[came(row(day(0), mood=3.0), 18)],
        strength_sets=[
            came(row(day(2), exercise="Squat", reps=5.0), 18),
            came(row(day(1), exercise="Squat", is_planned=True), 18),
        ],
    )
    assert told == [
        "Saturday's run, Saturday's ride, the recovery data of 3 days, Sunday's check-in and Friday's strength sets "
        "arrived from Tuesday to Wednesday, after the report was made."
    ]


def test_many_late_workouts_are_counted_and_long_after_days_have_dates() -> None:
    assert late(*(came(run(back), 22) for back in range(4))) == [
        "4 workouts arrived on Sun 22 Nov, after the report was made."
    ]
    month = {"report": {"start": day(29)}}
    assert late(came(run(20), 17), **month) == ["The run of Mon 26 Oct arrived on Tuesday, after the report was made."]


def test_rows_outside_the_period_and_of_others_are_no_late_rows() -> None:
    others = {**came(run(0), 17), "athlete_id": str(report(2).athlete_id)}
    outside = came(run(7), 17), came(workout(END + timedelta(days=1), 9.0), 17)
    assert late(*outside, others, athletes=[athlete(), athlete(2)]) == []


def scored(back: int, remarks: Any, load: float = 50.0) -> Row:
    """A workout as scoring left it."""
    done = {"load": load, "load_method": "source", "scored_at": MADE, "scoring_version": SCORING_VERSION}
    return {**workout(day(back), load), "sample_notes": remarks, **done}


def copy_of(one: Row, source: str, name: str) -> Row:
    return {**one, "source": source, "workout_id": name, "duplicate_of": one["workout_id"]}


def ride(back: int, source: str = "garmin") -> Row:
    return {**scored(back, None), "source": source, "workout_id": f"{source}-{back}"}


def test_a_workout_sent_twice_is_told_with_the_source_that_counts() -> None:
    found = notes(workouts=[ride(0), copy_of(ride(0), "strava", "s")])
    (note,) = [one for one in found if one.code == "duplicates"]
    assert note.text == "The ride of Sun 15 Nov came from Garmin and Strava; it is counted once, as Garmin sent it."
    assert note.dates == (END,)


def test_workouts_sent_twice_alike_are_told_at_once() -> None:
    rows = [one for back in (0, 2, 6) for one in (ride(back), copy_of(ride(back), "strava", f"s{back}"))]
    rows += [ride(1, "whoop"), copy_of(ride(1, "whoop"), "garmin", "g"), copy_of(ride(1, "whoop"), "strava", "t")]
    rows += [ride(9), copy_of(ride(9), "strava", "s9")]
    assert texts("duplicates", workouts=rows) == [
        "3 workouts came from Garmin and Strava (9 Nov, 13 Nov, 15 Nov); each is counted once, as Garmin sent it.",
        "The ride of Sat 14 Nov came from Whoop, Garmin and Strava; it is counted once, as Whoop sent it.",
    ]


def test_duplicates_are_told_on_their_own_athletes_sheet() -> None:
    rows = [ride(0), copy_of(ride(0), "strava", "s")]
    found = analyse(histories(reports=[report(2), report(1)], workouts=rows))
    counts = [[one.code for one in found[report(n).report_id].notes].count("duplicates") for n in (1, 2)]
    assert counts == [1, 0]


def sampled(back: int, *remarks: tuple[str, int], load: float = 50.0) -> Row:
    return scored(back, [{"code": code, "count": n} for code, n in remarks], load)


def test_what_scoring_left_out_of_samples_is_one_note_a_reason_with_its_days() -> None:
    rows = [
        sampled(0, ("hr_spikes", 12), ("power_spikes", 1)),
        sampled(2, ("hr_spikes", 3)),
        sampled(8, ("time_repeated", 9)),
    ]
    found = [one for one in notes(workouts=rows) if one.code.startswith("samples_")]
    assert [(one.code, one.text, one.dates) for one in found] == [
        (
            "samples_power_spikes",
            "1 sample of power was higher than anyone can push (15 Nov) and was left out.",
            (END,),
        ),
        (
            "samples_hr_spikes",
            "15 samples of heart rate leapt further than a heart can (13 Nov, 15 Nov) and were left out.",
            (day(2), END),
        ),
    ]


CODES = (
    "hr_spikes hr_markers power_markers power_negative power_spikes speed_spikes not_a_number time_backwards"
    " time_repeated too_long"
)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("code", CODES.split())
def test_every_reason_of_scoring_has_its_words(code: str, count: int) -> None:
    (text,) = texts(f"samples_{code}", workouts=[sampled(0, (code, count))])
    assert "15 Nov" in text
    assert str(count) in text
    assert not {"{", "}"} & set(text)
    assert ("were" in text or "samples have" in text.lower()) or count == 1


def test_a_reason_without_words_is_told_by_its_name_rather_than_kept_quiet() -> None:
    assert texts("samples_cadence_spikes", workouts=[sampled(0, ("cadence_spikes", 2))]) == [
        "2 samples were left out (15 Nov): cadence spikes."
    ]


@pytest.mark.parametrize(
    "kept", [None, [], [{"code": "hr_spikes"}], [{"code": "hr_spikes", "count": 0}], ["hr_spikes"]]
)
def test_remarks_on_samples_that_say_nothing_make_no_note(kept: Any) -> None:
    assert not [one for one in notes(workouts=[scored(0, kept)]) if "samples" in one.code]


@pytest.mark.parametrize(("sex", "is_told"), [(None, True), (Sex.FEMALE, False), (Sex.MALE, False)])
def test_where_no_sex_is_set_heart_rate_loads_say_what_they_were_weighed_with(sex: Sex | None, is_told: bool) -> None:
    person = athlete(sex=sex, resting_hr_bpm=50.0, max_hr_bpm=190.0)
    told = texts("hr_exponent", athletes=[person], workouts=[workout(END, average_hr_bpm=140.0)])
    assert (
        told
        == ["Loads from heart rate use k = 1.795, midway between women's 1.67 and men's 1.92: no sex is set."] * is_told
    )
    assert texts("hr_exponent", athletes=[athlete()], workouts=[workout(END, 50.0)]) == []


def test_several_enormous_loads_are_one_note() -> None:
    rows = [workout(day(1), 650.0), workout(day(0), 700.4)]
    assert texts("high_load", workouts=rows) == [
        "Loads of 650 on 14 Nov and 700 on 15 Nov are unusually high. They were kept."
    ]


def test_quantities_that_met_alike_are_one_note() -> None:
    rows = [row(day(0), source=name, hrv_rmssd_ms=60.0, resting_hr_bpm=50.0) for name in ("whoop", "garmin")]
    rows += [row(day(0), source="garmin", sleep_h=7.0), row(day(1), source="whoop", sleep_h=7.0)]
    assert texts("sources_met", daily_metrics=rows) == [
        "HRV and resting heart rate came from Whoop and Garmin on 1 day (15 Nov). Whoop was used."
    ]


def test_quantities_that_changed_their_source_alike_are_one_note() -> None:
    rows = [
        row(day(back), source="oura" if back < 9 else "garmin", hrv_rmssd_ms=60.0, resting_hr_bpm=50.0)
        for back in range(40)
    ]
    assert texts("source_changed", daily_metrics=rows) == [
        "HRV and resting heart rate come from Garmin and Oura within their baselines, and two devices do not read alike."
    ]


def nap(back: int) -> Row:
    return row(day(back), source="oura", asleep_s=3600.0, is_nap=True, started_at=f"{day(back)}T13:00:00+00:00")


def night(back: int) -> Row:
    return row(day(back), source="oura", asleep_s=25200.0, started_at=f"{day(back)}T01:00:00+00:00")


def test_naps_that_count_and_naps_alone_are_told_apart() -> None:
    found = notes(sleep_records=[night(0), nap(0), nap(2), night(3), nap(9)])
    assert [(one.code, one.text) for one in found if "nap" in one.code] == [
        ("nap_alone", "Only naps were recorded on 13 Nov: how long that night lasted is not known."),
        ("naps", "Sleep counts the naps of 15 Nov."),
    ]


def test_naps_beside_a_days_own_figure_are_not_counted_and_not_told() -> None:
    daily = [row(day(0), source="garmin", sleep_h=8.0)]
    assert [one.code for one in notes(daily_metrics=daily, sleep_records=[nap(0), night(0)])] == []


def test_notes_come_with_what_weighs_most_first() -> None:
    person = athlete(resting_hr_bpm=50.0, max_hr_bpm=190.0)
    first = sampled(0, ("hr_spikes", 2), load=700.0) | {"workout_id": "a"}
    found = notes(
        reports=[report(end=START + timedelta(days=6), earlier_completed_at=MADE)],
        athletes=[person],
        workouts=[
            came(first, 17),
            copy_of(first, "strava", "b"),
            workout(day(1)),
            workout(day(2), average_hr_bpm=140.0),
        ],
        sleep_records=[night(0), nap(0)],
    )
    assert [one.code for one in found] == [
        "late_rows",
        "short_history",
        "unknown_days",
        "unscored_workouts",
        "approximate_loads",
        "hr_exponent",
        "high_load",
        "duplicates",
        "naps",
        "samples_hr_spikes",
    ]


def test_values_left_out_on_the_same_days_are_one_note() -> None:
    rows = frame(
        "daily_metrics",
        [
            row(day(0), source="garmin", hrv_rmssd_ms=900.0, resting_hr_bpm=5.0, sleep_h=40.0),
            row(day(1), source="garmin", sleep_h=40.0),
        ],
    )
    checked = plausible("daily_metrics", rows)
    assert [one.text for one in checked.notes(report())] == [
        "The HRV and resting heart rate of Sun 15 Nov were not plausible and were left out.",
        "The sleep of Sun 15 Nov, Sat 14 Nov was not plausible and was left out.",
    ]
    assert checked.rows["hrv_rmssd_ms"].isna().all()


def test_many_days_of_implausible_values_are_cut_short_in_the_text_and_whole_in_the_dates() -> None:
    rows = frame("daily_metrics", [row(day(back), source="garmin", sleep_h=99.0) for back in range(9)])
    (note,) = plausible("daily_metrics", rows).notes(report(start=day(8)))
    assert note.text.count("Nov") == 7
    assert "…" in note.text
    assert len(note.dates) == 9


def test_two_readings_of_one_day_are_one_day() -> None:
    rows = frame("daily_metrics", [row(day(0), source=name, sleep_h=99.0) for name in ("garmin", "oura")])
    (note,) = plausible("daily_metrics", rows).notes(report())
    assert note.dates == (END,)


def test_a_setting_that_cannot_be_is_named_in_words() -> None:
    rows = frame(
        "thresholds", [{"athlete_id": str(report().athlete_id), "valid_from": pd.Timestamp(START), "ftp_w": 5000.0}]
    )
    (note,) = plausible("thresholds", rows).notes(report())
    assert note.text == "The FTP among the thresholds is not plausible and was not used."

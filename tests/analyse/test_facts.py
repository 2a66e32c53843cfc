import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from builders import END, START, Row, athlete, day, histories, report, row, synced, workout

from models.enums import Direction, Judgement, Quality, ReportType
from models.facts import MEAN4, PREVIOUS, TREND, UNITS, DataNote, FactSheet
from tasks.analyse.catalogue import CATALOGUE, definition
from tasks.analyse.facts import analyse

WATCHED = [synced("2024-01-01", "2027-01-01")]
NEEDS_HISTORY = ("fitness.now", "fatigue.now", "form.now", "ramp.week", "load.monotony", "load.strain")


def sheet(**given: Any) -> FactSheet:
    (only,) = analyse(histories(**given)).values()
    return only


def weeks(*loads: float) -> list[Row]:
    """One ride on each Wednesday, the last week first."""
    return [workout(day(4 + 7 * back), load) for back, load in enumerate(loads)]


def test_every_key_of_the_catalogue_is_on_every_sheet_whatever_is_known() -> None:
    found = sheet()
    assert [fact.key for fact in found] == list(CATALOGUE)
    assert {fact.unit for fact in found} <= UNITS
    assert all(fact.quality is Quality.MISSING for fact in found if fact.value is None)
    assert all(fact.value is None for fact in found if fact.quality is Quality.MISSING)
    assert not found.has_data
    found.hash()


def test_a_week_is_compared_with_the_last_and_with_the_mean_of_four() -> None:
    fact = sheet(workouts=weeks(120, 100, 60, 80, 80), integrations=WATCHED).get("load.week")
    change, month = fact.comparison(PREVIOUS), fact.comparison(MEAN4)
    assert (fact.value, change.reference, month.reference) == (120.0, 100.0, 80.0)
    assert (change.difference, change.change_pct) == (20.0, pytest.approx(20.0))
    assert (change.direction, change.judgement) == (Direction.UP, Judgement.NEUTRAL)
    assert (month.change_pct, month.judgement) == (pytest.approx(50.0), Judgement.BAD)
    assert (fact.n_days, fact.n_expected, fact.window) == (7, 7, "7 days")


def test_a_smaller_week_is_never_bad_in_itself() -> None:
    fact = sheet(workouts=weeks(20, 100, 100, 100, 100), integrations=WATCHED).get("load.week")
    assert {(one.direction, one.judgement) for one in fact.comparisons} == {(Direction.DOWN, Judgement.NEUTRAL)}


@pytest.mark.parametrize(("now", "before"), [(5.4, 5.0), (400.9, 400.0)])
def test_what_the_page_cannot_show_is_the_same(now: float, before: float) -> None:
    assert (
        sheet(workouts=weeks(now, before), integrations=WATCHED).get("load.week").comparison(PREVIOUS).direction
        == "same"
    )


@pytest.mark.parametrize(("now", "before"), [(100.0, 0.0), (100.0, 20.0)])
def test_a_percentage_that_would_say_nothing_is_left_out(now: float, before: float) -> None:
    change = sheet(workouts=weeks(now, before), integrations=WATCHED).get("load.week").comparison(PREVIOUS)
    assert (change.difference, change.change_pct) == (now - before, None)


@pytest.mark.parametrize(("lost", "is_compared"), [([7], True), ([8, 7], False)])
def test_a_period_that_lacks_more_than_a_day_is_no_measure_for_another(lost: list[int], is_compared: bool) -> None:
    rides = [workout(day(back), 50.0) for back in range(70) if back not in lost]
    watched = synced("2024-01-01", END, gaps=[(str(day(lost[0])), str(day(lost[-1])))])
    fact = sheet(workouts=rides, integrations=[watched]).get("load.week")
    assert (fact.comparison(PREVIOUS) is not None) == is_compared
    assert fact.comparison(MEAN4) is not None  # two of 28 are no matter


def test_unknown_days_make_a_week_provisional_and_are_named() -> None:
    gaps = [(str(day(1)), str(day(0)))]
    found = sheet(workouts=weeks(100, 100), integrations=[synced("2024-01-01", END, gaps)])
    fact = found.get("load.week")
    assert (fact.value, fact.quality, fact.n_days) == (100.0, Quality.PROVISIONAL, 5)
    assert found.value("rest_days.week") == 4
    (note,) = [one for one in found.notes if one.code == "unknown_days"]
    assert note.dates == (day(1), day(0))
    assert note.text.startswith("2 of 7 days are not known (14 Nov, 15 Nov)")


def test_a_week_that_nobody_watched_has_no_load_rather_than_none() -> None:
    fact = sheet(integrations=[synced("2024-01-01", day(7))]).get("load.week")
    assert (fact.value, fact.quality) == (None, Quality.MISSING)


@pytest.mark.parametrize(
    ("history", "quality"),
    [(27, Quality.TOO_EARLY), (28, Quality.PROVISIONAL), (125, Quality.PROVISIONAL), (126, Quality.OK)],
)
def test_the_length_of_the_record_decides_how_far_fitness_can_be_leaned_on(history: int, quality: Quality) -> None:
    found = sheet(workouts=[workout(day(back), 40.0 + back % 3) for back in range(history)])
    assert {found.get(key).quality for key in NEEDS_HISTORY} == {quality}
    assert found.get("fitness.now").value > 0
    assert found.value("history.days") == history
    is_early = quality is Quality.TOO_EARLY
    assert (found.get("fitness.now").comparisons == ()) == is_early
    assert (found.get("load.ratio").quality is Quality.MISSING) == is_early


def test_fitness_is_not_compared_with_a_time_when_it_was_too_early_to_tell() -> None:
    for history, is_compared in ((34, False), (35, True)):
        found = sheet(workouts=[workout(day(back), 50.0) for back in range(history)])
        assert (found.get("fitness.now").comparison(PREVIOUS) is not None) == is_compared


@pytest.mark.parametrize(("lost", "quality"), [(4, Quality.OK), (5, Quality.PROVISIONAL)])
def test_a_tenth_of_unknown_days_makes_fitness_provisional(lost: int, quality: Quality) -> None:
    gaps = [(str(day(24)), str(day(24 - lost + 1)))]
    found = sheet(workouts=weeks(*[100.0] * 30), integrations=[synced("2024-01-01", END, gaps)])
    assert found.value("coverage.load_42d") == pytest.approx(100 * (42 - lost) / 42)
    assert found.get("fitness.now").quality is quality
    assert ("low_coverage" in [one.code for one in found.notes]) == (quality is Quality.PROVISIONAL)


def test_form_now_is_fitness_less_fatigue_after_the_last_day() -> None:
    found = sheet(workouts=[workout(day(back), 30.0 + 7 * (back % 5)) for back in range(200)])
    assert found.value("form.now") == found.value("fitness.now") - found.value("fatigue.now")
    change = found.get("fitness.now").comparison(PREVIOUS)
    assert change.difference == pytest.approx(found.value("ramp.week"))
    assert change.change_pct is None


def test_very_negative_form_is_bad_whichever_way_it_moves() -> None:
    found = sheet(workouts=[workout(day(back), 400.0 if back < 5 else 50.0) for back in range(200)])
    assert found.value("form.now") < -30
    assert found.get("form.now").comparison(PREVIOUS).judgement is Judgement.BAD


@pytest.mark.parametrize(
    ("loads", "direction", "days"),
    [
        (lambda back: 50.0, Direction.SAME, 28),
        (lambda back: 80.0 if back < 14 else 50.0, Direction.UP, 14),
        (lambda back: 10.0 if back < 7 else 50.0, Direction.DOWN, 7),
        (lambda back: 90.0 if back < 60 else 20.0, Direction.UP, 28),
    ],
)
def test_the_trend_tells_for_how_long_fitness_has_moved_one_way(loads: Any, direction: Direction, days: int) -> None:
    trend = (
        sheet(workouts=[workout(day(back), loads(back)) for back in range(600)]).get("fitness.now").comparison(TREND)
    )
    assert (trend.direction, trend.days) == (direction, days)
    assert trend.judgement is (Judgement.GOOD if direction is Direction.UP else Judgement.NEUTRAL)


def test_workouts_without_a_load_are_counted_and_noted() -> None:
    rides = [workout(day(3), 50.0), workout(day(2)), workout(day(2), sport="Yoga")]
    found = sheet(workouts=rides)
    assert (found.value("sessions.week"), found.value("load.unscored"), found.value("load.week")) == (3, 2, 50.0)
    (note,) = [one for one in found.notes if one.code == "unscored_workouts"]
    assert note.text == "2 of 3 workouts have no load (13 Nov): nothing to compute it from."


def test_time_trained_is_the_moving_time_else_the_whole() -> None:
    rides = [workout(day(3), 50.0, moving_s=3000.0), workout(day(2), 50.0, duration_s=1800.0)]
    assert sheet(workouts=rides).value("duration.week") == 4800.0
    assert sheet(workouts=[*rides, workout(day(1), 50.0, duration_s=None)]).get("duration.week").value is None


def test_rest_days_hold_neither_a_workout_nor_lifted_sets() -> None:
    found = sheet(
        workouts=[workout(day(20), 50.0), workout(day(3), 50.0)],
        strength_sets=[row(day(1), exercise="Squat", reps=5.0)],
    )
    assert found.value("rest_days.week") == 5


def test_sessions_are_listed_as_they_began() -> None:
    rides = [
        workout(day(1), 60.0, at="17:00", title="Evening", sport="Run", distance_m=5000.0),
        workout(day(1), 40.0, at="06:00", title="Morning", moving_s=3000.0),
        workout(day(2), None, title=None, sport=None),
        workout(day(7), 99.0, title="Last week"),
    ]
    listed = sheet(workouts=rides).sessions
    assert [one.title for one in listed] == ["", "Morning", "Evening"]
    assert (listed[0].load, listed[0].load_method, listed[0].sport) == (None, "unscored", "")
    assert (listed[1].duration_s, listed[2].distance_m, listed[2].load_method) == (3000.0, 5000.0, "source")


def test_approximate_and_enormous_loads_are_noted() -> None:
    person = athlete(resting_hr_bpm=50.0, max_hr_bpm=190.0)
    rides = [workout(day(3), average_hr_bpm=140.0), workout(day(2), 650.0)]
    found = sheet(athletes=[person], workouts=rides)
    texts = [one.text for one in found.notes]
    assert "The load of 1 of 2 workouts is an estimate from heart rate." in texts
    assert "A load of 650 on 13 Nov is unusually high. It was kept." in texts
    assert found.sessions[0].is_approximate


def test_the_notes_of_gathering_come_first() -> None:
    dropped = DataNote(code="dropped", text="A heart rate of 255 was dropped.")
    found = sheet(notes={report().report_id: (dropped,)}, workouts=weeks(50.0, 50.0))
    assert [one.code for one in found.notes] == ["dropped", "short_history"]


def test_the_newcomer_is_told_what_is_too_early() -> None:
    (note,) = sheet(workouts=[workout(day(back), 40.0) for back in range(9)]).notes
    assert note.text == (
        "The record is 9 days long. Fitness, fatigue and form cannot be read before 28 days and are firm after 126."
    )


def test_a_period_that_is_not_over_says_so() -> None:
    found = sheet(reports=[report(end=START + timedelta(days=2))], workouts=weeks(50.0))
    assert found.is_partial
    assert found.notes[0].text == "The period was not over yet: only the days up to 11 Nov are counted."
    assert found.get("load.week").window == "3 days"


@pytest.mark.parametrize(
    ("training", "length", "ago"),
    [
        ([30, 18, 4], 13, 4),
        ([30, 4, 0], 25, 4),
        ([30, 10, 3], 19, 10),
        ([60, 29], 0, None),  # it ended before the 28 days
        ([14, 4], 0, None),  # nine days are no break
        ([15, 4], 10, 4),
        ([4], 0, None),  # before the first training there was nothing to break off
        ([30], 0, None),  # not over yet
    ],
)
def test_a_break_is_ten_known_days_without_training_that_training_ended(
    training: list[int], length: int, ago: int | None
) -> None:
    found = sheet(workouts=[workout(day(back), 50.0) for back in training], integrations=WATCHED)
    assert (found.value("break.days"), found.get("break.ended_days_ago").value) == (length, ago)


def test_an_unknown_day_cuts_a_break_short() -> None:
    gaps = [(str(day(12)), str(day(12)))]
    rides = [workout(day(30), 50.0), workout(day(4), 50.0)]
    assert sheet(workouts=rides, integrations=[synced("2024-01-01", END, gaps)]).value("break.days") == 0


@pytest.mark.parametrize(
    ("races", "days_to"),
    [
        ([(1, "A")], 0),
        ([(20, "B"), (9, "A"), (3, "C")], 8),
        ([(43, "A")], 42),
        ([(44, "A")], None),
        ([(0, "A"), (-3, "B")], None),
    ],
)
def test_the_next_race_is_the_nearest_that_matters(races: list[tuple[int, str]], days_to: int | None) -> None:
    rows = [row(END + timedelta(days=ahead), name="Race", priority=priority) for ahead, priority in races]
    fact = sheet(races=rows).get("race.days_to")
    assert fact.value == days_to
    assert fact.provenance[0].first == (None if days_to is None else END + timedelta(days=days_to + 1))


def test_coverage_counts_days_and_names_the_tables() -> None:
    found = sheet(
        workouts=[workout(day(1), 50.0), workout(day(1), 20.0)],
        sleep_records=[row(day(2), source="oura", asleep_s=25200.0)],
        daily_metrics=[row(day(3), source="oura")],  # says nothing
        checkins=[row(day(4), journey_id="j", is_complete=False)],
    )
    fact = found.get("coverage.any_days")
    assert fact.value == 3
    assert [(one.table, one.rows) for one in fact.provenance] == [
        ("workouts", 2),
        ("sleep_records", 1),
        ("checkins", 1),
    ]
    assert (found.value("coverage.sleep_days"), found.value("coverage.workout_days")) == (1, 1)


def test_provenance_names_rows_and_dates() -> None:
    (one,) = sheet(workouts=weeks(50.0, 50.0, 50.0)).get("fitness.now").provenance
    assert (one.table, one.rows, one.first, one.last) == ("workouts", 3, day(18), day(4))
    assert sheet(workouts=weeks(50.0, 50.0)).get("load.week").provenance[0].rows == 1


def test_the_charts_end_with_the_period_and_the_bars_add_up_to_the_week() -> None:
    lift = workout(day(2), 30.0, sport="WeightTraining")
    found = sheet(workouts=[*weeks(50.0, 50.0), lift], daily_metrics=[row(day(0), source="oura", hrv_rmssd_ms=60.0)])
    bars = found.days("load")
    assert bars.first_day == day(83)
    assert sum(bars.values[-7:]) == found.value("load.week") == 80.0
    assert bars.values[0] is None
    assert found.days("fitness").values[-1] == found.get("fitness.now").value
    assert (found.days("hrv_ms").first_day, found.days("hrv_ms").values[-1]) == (day(27), pytest.approx(60.0))
    assert {one.key: len(one.values) for one in found.series} == {
        **dict.fromkeys(("load", "fitness", "fatigue", "form"), 84),
        **dict.fromkeys(("hrv_ms", "hrv_band_low_ms", "hrv_band_high_ms", "resting_hr_bpm", "sleep_h"), 28),
        "checkin": 7,
    }


def test_periods_of_every_length_are_analysed_together() -> None:
    rides = [workout(day(back), 50.0) for back in range(100)]
    reports = [
        report(number=1),
        report(number=2, start=END, type=ReportType.DAILY_SUGGESTION),
        report(number=3, start=day(29), type=ReportType.CUSTOM),
        report(number=4, start=day(399), type=ReportType.CUSTOM),
    ]
    found = analyse(histories(reports=reports, workouts=rides))
    loads = [found[one.report_id].value("load.week") for one in reports]
    assert loads == [350.0, 50.0, 1500.0, 5000.0]
    assert found[reports[2].report_id].get("load.week").window == "30 days"
    assert found[reports[3].report_id].get("load.week").comparisons == ()


def test_nothing_to_report_gives_no_sheets() -> None:
    assert analyse(histories(reports=[])) == {}


def test_a_key_of_a_muscle_is_defined_by_its_name() -> None:
    assert definition("strength.sets.lower_back").label == "Sets, lower back"
    with pytest.raises(KeyError):
        definition("no.such")


def test_analysing_imports_neither_flows_nor_doors() -> None:
    code = (
        "import sys, tasks.analyse.facts, tasks.analyse.score.load;"
        "print(sorted({'prefect', 'sqlalchemy', 'boto3', 'google', 'weasyprint', 'smtplib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_who_has_two_reports_gets_both() -> None:
    reports = [report(number=1), report(number=2, start=day(13), end=day(7))]
    found = analyse(histories(reports=reports, workouts=weeks(70.0, 40.0)))
    assert [found[one.report_id].value("load.week") for one in reports] == [70.0, 40.0]
    assert found[reports[1].report_id].get("fitness.now").provenance[0].rows == 1


def test_a_sheet_looks_630_days_back_from_its_first_day_and_no_further() -> None:
    edge = START - timedelta(days=630)
    plain, within, beyond = (
        sheet(workouts=[*weeks(70.0), *more], integrations=WATCHED).get("fitness.now")
        for more in ([], [workout(edge, 90.0)], [workout(edge - timedelta(days=1), 90.0)])
    )
    assert plain == beyond
    assert plain.provenance[0].rows + 1 == within.provenance[0].rows

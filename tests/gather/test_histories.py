"""Gathering: one statement a table however many athletes, implausible values dropped and noted, nothing lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pandas as pd
import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts, every_day
from sqlalchemy import Engine, event, insert, text

from models.checkins import Checkin, CheckinDetail, Dimension, Entry, Journey
from models.enums import ReasonCode, ReportType
from models.errors import StageError
from models.frames import FRAMES
from models.recovery import DailyMetric, SleepRecord
from models.session import make_engine, session_scope
from models.values import Assignment, Histories, Period
from tasks.gather.histories import gather_batch
from tasks.gather.schemas import check_frames


def assignment(athlete: UUID, start: date = MONDAY, end: date = SUNDAY) -> Assignment:
    return Assignment(
        report_id=uuid4(),
        organization_id=uuid4(),
        athlete_id=athlete,
        type=ReportType.WEEKLY_ANALYSIS,
        period=Period(start, end),
    )


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def rows_statements(seen: list[str]) -> list[str]:
    return [one for one in seen if "FROM" in one and "set_config" not in one]


@pytest.mark.parametrize("athletes", [1, 25])
def test_a_batch_takes_one_statement_a_table_however_many_athletes(engine: Engine, athletes: int) -> None:
    organization = add_organization(engine)
    batch = []
    for _ in range(athletes):
        athlete = add_athlete(engine, organization)
        add_workouts(engine, athlete, every_day(MONDAY, 3, 50))
        batch.append(assignment(athlete))
    with statements(engine) as seen:
        histories = gather_batch(engine, batch)
    assert len(rows_statements(seen)) == len(FRAMES) + 1  # each table, and the athletes themselves
    assert len(histories.workouts) == 3 * athletes
    assert len(histories.athletes) == athletes


def test_frames_come_with_the_dtypes_of_their_contract_even_when_empty(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    histories = gather_batch(engine, [assignment(athlete)])
    for name, columns in FRAMES.items():
        frame = getattr(histories, name)
        assert list(frame.columns) == list(columns)
        assert [str(dtype) for dtype in frame.dtypes] == [
            str(pd.Series(dtype=dtype).dtype) for dtype in columns.values()
        ]


def test_workouts_are_read_630_days_back_and_not_beyond_the_period(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    first = MONDAY - timedelta(days=630)
    days = {first - timedelta(days=1): 1.0, first: 2.0, SUNDAY: 3.0, SUNDAY + timedelta(days=1): 4.0}
    add_workouts(engine, athlete, days)
    assert list(gather_batch(engine, [assignment(athlete)]).workouts["source_load"]) == [2.0, 3.0]


def test_each_athlete_is_read_for_their_own_days(engine: Engine) -> None:
    organization = add_organization(engine)
    early, late = add_athlete(engine, organization), add_athlete(engine, organization)
    for athlete in (early, late):
        add_workouts(engine, athlete, {SUNDAY: 1.0, SUNDAY + timedelta(weeks=1): 2.0})
    next_week = assignment(late, MONDAY + timedelta(weeks=1), SUNDAY + timedelta(weeks=1))
    workouts = gather_batch(engine, [assignment(early), next_week]).workouts
    assert workouts.groupby("athlete_id").size().to_dict() == {str(early): 1, str(late): 2}


def test_a_duplicate_of_another_workout_is_read_with_the_one_that_counts(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    add_workouts(engine, athlete, {MONDAY: 50, SUNDAY: 60})
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE workouts SET duplicate_of = (SELECT id FROM workouts WHERE local_date = :monday)"
                " WHERE local_date = :sunday"
            ),
            {"monday": MONDAY, "sunday": SUNDAY},
        )
    workouts = gather_batch(engine, [assignment(athlete)]).workouts
    counted, duplicate = workouts.to_dict("records")
    assert duplicate["duplicate_of"] == counted["workout_id"]
    assert pd.isna(counted["duplicate_of"])


def metrics(engine: Engine, athlete: UUID, day: date, **values: object) -> None:
    with session_scope(engine) as session:
        session.execute(insert(DailyMetric).values(athlete_id=athlete, local_date=day, source="garmin", **values))


def notes(histories: Histories) -> list[str]:
    return [note.text for found in histories.notes.values() for note in found]


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("resting_hr_bpm", 0, "resting heart rate"),
        ("resting_hr_bpm", 121, "resting heart rate"),
        ("hrv_rmssd_ms", 600, "HRV"),
        ("sleep_h", 17, "sleep"),
        ("spo2_pct", 20, "oxygen saturation"),
    ],
)
def test_an_implausible_value_becomes_unknown_and_is_noted_while_its_row_stays(
    engine: Engine, column: str, value: float, name: str
) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    metrics(engine, athlete, MONDAY, strain=10, **{column: value})
    histories = gather_batch(engine, [assignment(athlete)])
    (row,) = histories.daily_metrics.to_dict("records")
    assert pd.isna(row[column])
    assert row["strain"] == 10
    assert notes(histories) == [f"The {name} of Mon 9 Nov was not plausible and was left out."]


def test_values_at_the_bounds_are_kept(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    metrics(engine, athlete, MONDAY, resting_hr_bpm=25, hrv_rmssd_ms=250, sleep_h=0)
    histories = gather_batch(engine, [assignment(athlete)])
    (row,) = histories.daily_metrics.to_dict("records")
    assert (row["resting_hr_bpm"], row["hrv_rmssd_ms"], row["sleep_h"]) == (25, 250, 0)
    assert notes(histories) == []


def test_what_was_dropped_before_the_period_is_counted_in_one_line(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    for number in range(1, 4):
        metrics(engine, athlete, MONDAY - timedelta(days=number), hrv_rmssd_ms=600)
    histories = gather_batch(engine, [assignment(athlete)])
    assert notes(histories) == ["3 values from before this period were not plausible and left out."]


@pytest.mark.parametrize("raw", [{"rmssd": [1, "NaN", 3]}, {"hr": "-Infinity"}, {"a": {"b": "nan"}}])
def test_text_where_numbers_belong_in_a_days_original_data_is_noted(engine: Engine, raw: dict[str, object]) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    metrics(engine, athlete, MONDAY, raw=raw)
    metrics(engine, athlete, MONDAY - timedelta(days=1), raw=raw)
    histories = gather_batch(engine, [assignment(athlete)])
    assert len(histories.daily_metrics) == 2
    assert notes(histories) == [
        "A platform's original data of Mon 9 Nov holds text where numbers belong; that part was left out."
    ]


def test_clean_original_data_is_not_remarked_on(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    metrics(engine, athlete, MONDAY, raw={"title": "Banana ride to Infinity pool", "watts": [1, 2]})
    assert notes(gather_batch(engine, [assignment(athlete)])) == []


def test_the_samples_of_workouts_are_no_matter_of_gathering(engine: Engine) -> None:
    """Scoring has read them and says in the row's own notes what it left out."""
    athlete = add_athlete(engine, add_organization(engine))
    add_workouts(engine, athlete, {MONDAY: 50}, raw={"watts": [1, "NaN", 3]})
    assert notes(gather_batch(engine, [assignment(athlete)])) == []


def test_one_athletes_notes_never_reach_anothers_report(engine: Engine) -> None:
    organization = add_organization(engine)
    mine, theirs = assignment(add_athlete(engine, organization)), assignment(add_athlete(engine, organization))
    metrics(engine, mine.athlete_id, MONDAY, hrv_rmssd_ms=600)
    histories = gather_batch(engine, [mine, theirs])
    assert len(histories.notes[mine.report_id]) == 1
    assert histories.notes[theirs.report_id] == ()


def test_a_check_in_is_complete_when_every_dimension_of_its_day_has_a_detail(engine: Engine) -> None:
    organization = add_organization(engine)
    athlete = add_athlete(engine, organization)
    with session_scope(engine) as session:
        new = insert(Journey).values(organization_id=organization, title="Base season").returning(Journey.id)
        journey = session.execute(new).scalar_one()
        born = [date(2026, 1, 1), SUNDAY]  # the second dimension is asked for from Sunday on
        dimensions = [
            session.execute(
                insert(Dimension).values(journey_id=journey, name=f"D{n}", started_on=day).returning(Dimension.id)
            ).scalar_one()
            for n, day in enumerate(born)
        ]
        for day in (MONDAY, SUNDAY):
            row = insert(Checkin).values(athlete_id=athlete, journey_id=journey, local_date=day).returning(Checkin.id)
            detail = {"checkin_id": session.execute(row).scalar_one(), "dimension_id": dimensions[0]}
            session.execute(insert(CheckinDetail).values(**detail, effort=4, score=2))
    checkins = gather_batch(engine, [assignment(athlete)]).checkins
    assert list(checkins["is_complete"]) == [True, False]


def test_an_entry_says_whether_the_athlete_was_ill(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    answers = [{"ill": True}, {"ill": False}, {"other": 1}, {}]
    with session_scope(engine) as session:
        for number, answer in enumerate(answers):
            day = MONDAY + timedelta(days=number)
            session.execute(insert(Entry).values(athlete_id=athlete, local_date=day, custom_responses=answer))
    assert list(gather_batch(engine, [assignment(athlete)]).entries["is_ill"]) == [True, False, False, False]


def test_a_night_is_read_with_its_naps(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    start = datetime(2026, 11, 9, 22, tzinfo=UTC)
    with session_scope(engine) as session:
        for hours, is_nap in ((7, False), (1, True)):
            row = {
                "athlete_id": athlete,
                "source": "oura",
                "started_at": start + timedelta(hours=hours),
                "is_nap": is_nap,
            }
            row |= {"ended_at": start + timedelta(hours=20), "local_date": MONDAY, "asleep_s": hours * 3600}
            session.execute(insert(SleepRecord).values(row))
    records = gather_batch(engine, [assignment(athlete)]).sleep_records
    assert list(records["asleep_s"]) == [25200.0, 3600.0] or list(records["asleep_s"]) == [3600.0, 25200.0]
    assert records["is_nap"].sum() == 1


def test_a_day_that_no_calendar_has_is_not_known(engine: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO integrations (athlete_id, provider, synced_from, synced_through)"
                " VALUES (:athlete, 'garmin', '-infinity', '9999-12-30'), (:athlete, 'oura', '2026-01-01', 'infinity'),"
                " (:athlete, 'wahoo', '4000-01-01 BC', '300000-01-01')"
            ),
            {"athlete": athlete},
        )
    integrations = gather_batch(engine, [assignment(athlete)]).integrations
    assert integrations["synced_from"].astype("object").tolist() == [pd.NaT, pd.Timestamp("2026-01-01"), pd.NaT]
    assert integrations["synced_through"].dt.year.fillna(0).tolist() == [9999, 0, 0]


@pytest.fixture
def elsewhere(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_all_frames_of_a_batch_are_of_one_moment(engine: Engine, elsewhere: Engine) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    came: list[str] = []

    def let_a_row_come_in(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM workouts" in statement:
            metrics(elsewhere, athlete, MONDAY, strain=10)
            came.append(statement)

    event.listen(engine, "before_cursor_execute", let_a_row_come_in)
    assert len(gather_batch(engine, [assignment(athlete)]).daily_metrics) == 0
    event.remove(engine, "before_cursor_execute", let_a_row_come_in)
    assert len(gather_batch(engine, [assignment(athlete)]).daily_metrics) == len(came) == 1


def test_the_connection_that_gathered_can_write_again(database_url: str) -> None:
    alone = make_engine(database_url, pool_size=1)
    athlete = add_athlete(alone, add_organization(alone))
    gather_batch(alone, [assignment(athlete)])
    add_workouts(alone, athlete, {MONDAY: 50})
    assert len(gather_batch(alone, [assignment(athlete)]).workouts) == 1
    with alone.connect() as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"
        assert connection.execute(text("SELECT 1.5::float8")).scalar_one() == 1.5
    alone.dispose()


@pytest.mark.parametrize(("statement_s", "lock_s"), [(1, 10), (10, 1)])
def test_a_table_that_is_held_by_others_is_not_waited_for_without_end(
    engine: Engine, database_url: str, statement_s: int, lock_s: int
) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    hasty = make_engine(database_url, statement_timeout_s=statement_s, lock_timeout_s=lock_s)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE races IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StageError) as failed:
            gather_batch(hasty, [assignment(athlete)])
    assert (failed.value.code, failed.value.retryable) == (ReasonCode.DATABASE_UNAVAILABLE, True)
    hasty.dispose()


def test_an_error_of_the_database_becomes_a_reason_without_its_words(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    athlete = add_athlete(engine, add_organization(engine))
    zones = {"power": {"easy_s": "a secret of hers"}}
    add_workouts(engine, athlete, {MONDAY: 50}, zones=zones)
    with pytest.raises(StageError) as failed:
        gather_batch(engine, [assignment(athlete)])
    assert (failed.value.code, failed.value.retryable) == (ReasonCode.GATHER_FAILED, False)
    assert str(failed.value) == "The athlete's rows could not be read."
    assert "secret" not in caplog.text
    assert failed.value.__cause__ is None


def test_a_frame_of_another_shape_stops_the_batch_with_a_plain_reason() -> None:
    wrong = pd.DataFrame({"athlete_id": pd.Series(["a"], dtype="str")})
    with pytest.raises(StageError) as refused:
        check_frames({"races": wrong})
    assert str(refused.value).startswith("The rows of races do not have the shape that analysis needs")

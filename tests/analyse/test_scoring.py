"""The door of scoring: what is new is scored once, and a change that comes in between is not lost."""

from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from club import MONDAY, SUNDAY, add_athlete, add_organization, add_workouts
from sqlalchemy import Engine, text

from flows.scoring import score_waiting
from flows.workshop import Workshop
from models.session import session_scope
from tasks.analyse.score import door as scoring
from tasks.analyse.score.door import score_new
from tasks.store.local import LocalStore


@pytest.fixture
def athlete(engine: Engine) -> UUID:
    athlete_id = add_athlete(engine, add_organization(engine))
    add_workouts(engine, athlete_id, {MONDAY: 50, SUNDAY: 60})
    return athlete_id


def loads(engine: Engine) -> list[tuple[float | None, bool]]:
    with engine.connect() as connection:
        query = text("SELECT load, scored_at IS NOT NULL AS is_scored FROM workouts ORDER BY local_date")
        return [(row.load, row.is_scored) for row in connection.execute(query)]


def score_all(engine: Engine) -> int:
    with session_scope(engine) as session:
        return score_new(session)


def test_what_is_new_is_scored_once_and_written_back(engine: Engine, athlete: UUID) -> None:
    assert [score_all(engine), score_all(engine)] == [2, 0]
    assert loads(engine) == [(50.0, True), (60.0, True)]


def test_a_workout_that_changes_is_scored_again(engine: Engine, athlete: UUID) -> None:
    score_all(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE workouts SET source_load = 75 WHERE local_date = :day"), {"day": SUNDAY})
    assert score_all(engine) == 1
    assert loads(engine) == [(50.0, True), (75.0, True)]


def test_a_change_between_reading_and_writing_is_not_lost(
    engine: Engine, athlete: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = scoring.score

    def meanwhile(*values: object) -> pd.DataFrame:
        with engine.begin() as connection:
            connection.execute(text("UPDATE workouts SET source_load = 75 WHERE local_date = :day"), {"day": SUNDAY})
        return compute(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(scoring, "score", meanwhile)
    score_all(engine)
    assert loads(engine) == [(50.0, True), (None, False)]
    monkeypatch.undo()
    score_all(engine)
    assert loads(engine) == [(50.0, True), (75.0, True)]


def test_two_scorers_do_not_wait_for_each_other(engine: Engine, athlete: UUID) -> None:
    with session_scope(engine) as first:
        assert score_new(first) == 2
        assert score_all(engine) == 0


def test_one_athlete_can_be_scored_alone(engine: Engine, athlete: UUID) -> None:
    other = add_athlete(engine, add_organization(engine, "other-club"))
    add_workouts(engine, other, {MONDAY: 40})
    with session_scope(engine) as session:
        assert score_new(session, [other]) == 1


def test_a_round_scores_everybody_in_portions_that_each_stay_scored(
    engine: Engine, athlete: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    others = [add_athlete(engine, add_organization(engine, f"club-{number}")) for number in range(4)]
    for other in others:
        add_workouts(engine, other, {MONDAY: 40})
    monkeypatch.setattr(scoring, "ATHLETES_AT_ONCE", 2)
    assert score_all(engine) in (2, 3)
    waiting = [is_scored for _, is_scored in loads(engine)].count(False)
    shop = Workshop(engine=engine, store=LocalStore(tmp_path))
    assert (waiting > 0, score_waiting(shop), score_waiting(shop)) == (True, waiting, 0)

"""The club's fact sheets at several anchors: filled, gathered and analysed once for all tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from databases import cloned

from desk.sample_club.fill import SEED, fill
from desk.sample_club.life import known
from desk.sample_club.people import PEOPLE
from models.enums import ReportType
from models.session import make_engine, session_scope
from models.values import Assignment, Period
from tasks.analyse.facts import analyse
from tasks.gather.histories import gather

ANCHORS = [datetime(*day, 10, tzinfo=UTC) for day in ((2026, 3, 31), (2026, 11, 3), (2026, 11, 21), (2027, 1, 5))]


class Sheets:
    """`sheets("ill")` is the sheet of the anchor's week, `sheets("ill", 1)` that of the week after."""

    def __init__(self, engine, anchor: datetime, weeks: tuple[int, ...]) -> None:
        through = anchor + timedelta(days=7 * max(weeks))
        with session_scope(engine) as session:
            fill(session, SEED, anchor, through)
            self._sheets = {week: self._of_week(session, anchor, through, week) for week in weeks}

    @staticmethod
    def _of_week(session, anchor, through, week):
        people = {one.story: known(SEED, one, anchor, through) for one in PEOPLE}
        assignments = {
            story: Assignment(
                report_id=uuid4(),
                organization_id=uuid4(),
                athlete_id=one.athlete_id,
                type=ReportType.WEEKLY_ANALYSIS,
                period=Period(one.date(7 * week), one.date(7 * week + 6)),
            )
            for story, one in people.items()
        }
        found = analyse(gather(session, list(assignments.values())))
        return {story: found[one.report_id] for story, one in assignments.items()}

    def __call__(self, story: str, week: int = 0):
        return self._sheets[week][story]


@contextmanager
def club_at(server_url: str, template: str, anchor: datetime, weeks: tuple[int, ...]) -> Iterator[Sheets]:
    with cloned(server_url, template) as url:
        engine = make_engine(url)
        yield Sheets(engine, anchor, weeks)
        engine.dispose()


@pytest.fixture(scope="module", params=ANCHORS, ids=lambda anchor: f"{anchor:%Y-%m-%d}")
def sheets(request, server_url: str, template: str) -> Iterator[Sheets]:
    with club_at(server_url, template, request.param, (0,)) as made:
        yield made


@pytest.fixture(scope="module")
def later(server_url: str, template: str) -> Iterator[Sheets]:
    """Told on for six weeks after the anchor's."""
    with club_at(server_url, template, ANCHORS[2], (1, 2, 3, 6)) as made:
        yield made

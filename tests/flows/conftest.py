"""A club in Postgres and a workshop whose documents are light: everything real but the page."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from club import add_athlete, add_organization, add_workouts
from light import light, ten_weeks
from sqlalchemy import Engine

from flows.workshop import Workshop
from tasks.lease.terms import Terms
from tasks.store.local import LocalStore


@pytest.fixture
def shop(engine: Engine, tmp_path: Path) -> Workshop:
    terms = Terms(lease=timedelta(seconds=5), renew_every=timedelta(seconds=1))
    store = LocalStore(tmp_path / "reports")
    return Workshop(engine=engine, store=store, worker="tests", terms=terms, render=light, renders_here=True)


@pytest.fixture
def club(engine: Engine) -> list[UUID]:
    """Five athletes with ten weeks of riding."""
    organization = add_organization(engine)
    athletes = [add_athlete(engine, organization, name=f"Rider {number}") for number in range(5)]
    for number, athlete in enumerate(athletes):
        add_workouts(engine, athlete, ten_weeks(40 + 5 * number))
    return athletes

"""A real Postgres for the whole session, built by the migrations; a clone of it for each test that asks."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from databases import cloned, named, run
from sqlalchemy import Engine

from models import schema
from models.session import make_engine
from tasks.postgres import Embedded

TEMPLATE = "template_of_tests"

# Enough to find what a change breaks; `pytest --hypothesis-profile=thorough` looks twenty times as far.
hypothesis.settings.register_profile("usual", max_examples=50, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1000, deadline=None)
hypothesis.settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="Record the goldens anew; read the difference like code.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A Postgres of the tests' own: short path, nothing shared with anything that runs on this machine."""
    var = Path(tempfile.mkdtemp(prefix="debrief-tests-"))
    var.chmod(0o755)  # as root the server runs under an ordinary account, which must get there
    embedded = Embedded(var)
    try:
        url = embedded.start()
        # Nothing here has to outlive a power cut.
        run(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        yield url
    finally:
        embedded.leave()
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server_url: str) -> str:
    run(server_url, f"CREATE DATABASE {TEMPLATE}")
    engine = make_engine(named(server_url, TEMPLATE))
    schema.upgrade(engine)
    engine.dispose()
    return TEMPLATE


@pytest.fixture
def database_url(server_url: str, template: str) -> Iterator[str]:
    """The URL of a fresh database that holds today's tables and nothing else."""
    with cloned(server_url, template) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url, pool_size=20)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_database_url(server_url: str) -> Iterator[str]:
    """A database without any table."""
    with cloned(server_url, None) as url:
        yield url

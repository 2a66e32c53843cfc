"""A real Postgres for the whole session, built by the migrations; a clone of it for each test that asks."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from models import schema
from models.session import make_engine
from tasks.postgres import Embedded

TEMPLATE = "template_of_tests"


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A Postgres of the tests' own: short path, nothing shared with anything that runs on this machine."""
    var = Path(tempfile.mkdtemp(prefix="debrief-tests-"))
    var.chmod(0o755)  # as root the server runs under an ordinary account, which must get there
    embedded = Embedded(var)
    try:
        url = embedded.start()
        # Nothing here has to outlive a power cut.
        _run(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        yield url
    finally:
        embedded.leave()
        shutil.rmtree(var, ignore_errors=True)


def _run(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template(server_url: str) -> str:
    _run(server_url, f"CREATE DATABASE {TEMPLATE}")
    engine = make_engine(_named(server_url, TEMPLATE))
    schema.upgrade(engine)
    engine.dispose()
    return TEMPLATE


@pytest.fixture
def database_url(server_url: str, template: str) -> Iterator[str]:
    """The URL of a fresh database that holds today's tables and nothing else."""
    name = f"test_{uuid4().hex[:12]}"
    _run(server_url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield _named(server_url, name)
    _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url, pool_size=20)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_database_url(server_url: str) -> Iterator[str]:
    """A database without any table."""
    name = f"empty_{uuid4().hex[:12]}"
    _run(server_url, f"CREATE DATABASE {name}")
    yield _named(server_url, name)
    _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")

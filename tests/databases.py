"""Databases made and dropped by the tests, on the tests' own server."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def run(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def cloned(server_url: str, template: str | None) -> Iterator[str]:
    """The URL of a new database: a copy of the template, or an empty one."""
    name = f"test_{uuid4().hex[:12]}"
    run(server_url, f"CREATE DATABASE {name}" + (f" TEMPLATE {template} STRATEGY file_copy" if template else ""))
    yield named(server_url, name)
    run(server_url, f"DROP DATABASE {name} WITH (FORCE)")

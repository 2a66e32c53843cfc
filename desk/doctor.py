"""What reports need, looked at one by one. Each finding is one line that says what to do when it is not well."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from models.errors import DebriefError


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    is_well: bool
    found: str


def examine() -> Iterator[Finding]:
    for what, look in CHECKS:
        try:
            yield Finding(what, True, look())
        except DebriefError as error:
            yield Finding(what, False, str(error))
        except SQLAlchemyError:
            yield Finding(what, False, "the database does not answer")
        except OSError as error:
            yield Finding(what, False, f"{error.strerror or type(error).__name__}: {error.filename or ''}".strip())


def _python() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


def _settings() -> str:
    from tasks.settings import settings

    return f"environment {settings().env}, writer {settings().writer}"


def _database() -> str:
    from sqlalchemy import text

    from models.session import reachable
    from tasks.database import database
    from tasks.settings import settings

    engine = database()
    reachable(engine)
    with engine.connect() as connection:
        version = connection.execute(text("SHOW server_version")).scalar_one()
    return f"Postgres {version}, {'your own' if settings().database_url else 'embedded'}"


def _tables() -> str:
    from models import schema
    from models.errors import SetupError
    from tasks.database import database

    current, newest = schema.current(database()), schema.newest()
    if current != newest:
        raise SetupError(f"they are at {current or 'nothing'}, this version needs {newest}; run: debrief migrate")
    return f"at {current}"


def _documents() -> str:
    from tasks.render.pdf import pdf

    made = pdf("<!doctype html><html lang='en'><head><title>Probe</title></head><body><p>Probe</p></body></html>")
    return f"a probe page rendered, {len(made)} bytes"


def _store() -> str:
    from tasks.settings import settings
    from tasks.store.task import open_store

    open_store(settings()).probe()
    return f"{settings().store_folder} takes, gives and deletes a probe"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("python", _python),
    ("settings", _settings),
    ("database", _database),
    ("tables", _tables),
    ("documents", _documents),
    ("store", _store),
)

"""Bringing a database to the newest schema, and asking which one it has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def current(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """To the newest schema; two processes at once are in turn, because the first one holds an advisory lock."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_lock(20261121)")
        connection.commit()
        try:
            command.upgrade(config(connection), revision)
        finally:
            connection.rollback()
            connection.exec_driver_sql("SELECT pg_advisory_unlock(20261121)")
            connection.commit()
            connection.invalidate()  # it had a migration's time-outs


def downgrade(engine: Engine, revision: str) -> None:
    with engine.connect() as connection:
        command.downgrade(config(connection), revision)

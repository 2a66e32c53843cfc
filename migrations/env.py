"""Alembic's entry. The connection comes from `debrief migrate`, or from the URL that is in force when run by hand."""

from alembic import context
from sqlalchemy import Connection, text

from models.base import Base
from models.metadata import TABLES
from models.session import make_engine

assert TABLES  # importing it has registered every table


def _migrate(connection: Connection) -> None:
    connection.execute(text("SET lock_timeout = '10s'"))
    connection.execute(text("SET statement_timeout = '15min'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    from tasks.postgres import database_url
    from tasks.settings import settings

    configured = settings().database_url
    engine = make_engine(database_url(configured and configured.get_secret_value(), settings().var))
    with engine.connect() as connection:
        _migrate(connection)

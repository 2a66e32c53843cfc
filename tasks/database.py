"""The engine of this process, made from the settings when it is first needed."""

from functools import cache

from sqlalchemy import Engine

from models.session import make_engine
from tasks.postgres import database_url, embedded
from tasks.settings import settings


def url() -> str:
    """The database that is in force; the embedded one is started by asking for it."""
    configured = settings().database_url
    return database_url(configured.get_secret_value() if configured else None, settings().var)


def keep_running() -> None:
    """For whoever is told the URL: the embedded server does not stop with the command that told it."""
    if settings().database_url is None:
        embedded(settings().var).keep()


@cache
def database() -> Engine:
    chosen = settings()
    return make_engine(
        url(), statement_timeout_s=chosen.statement_timeout_s, lock_timeout_s=chosen.lock_timeout_s, pool_size=10
    )

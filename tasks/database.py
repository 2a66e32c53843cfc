"""The engine of this process, made from the settings when it is first needed."""

from functools import cache

from sqlalchemy import Engine

from models.session import make_engine
from tasks.postgres import database_url
from tasks.settings import settings


def url() -> str:
    """The database that is in force; the embedded one is started by asking for it."""
    configured = settings().database_url
    return database_url(configured.get_secret_value() if configured else None, settings().var)


@cache
def database() -> Engine:
    chosen = settings()
    return make_engine(
        url(), statement_timeout_s=chosen.statement_timeout_s, lock_timeout_s=chosen.lock_timeout_s, pool_size=10
    )

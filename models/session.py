"""The engine and the one place where a transaction begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

from models.errors import SetupError


def make_engine(
    url: str | URL,
    *,
    statement_timeout_s: int = 60,
    lock_timeout_s: int = 10,
    pool_size: int = 5,
    name: str = "debrief",
) -> Engine:
    """An engine whose every connection speaks UTC and gives up on a statement or a lock in time.

    libpq's `options` would be overridden by a role's or a database's own settings, so they are set per connection.
    """
    engine = create_engine(
        make_url(url),
        pool_size=pool_size,
        max_overflow=5,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's words must not hold anybody's data
        connect_args={"connect_timeout": 10, "application_name": name},
    )
    timeouts = f"SET statement_timeout = '{statement_timeout_s}s'; SET lock_timeout = '{lock_timeout_s}s'"

    @event.listens_for(engine, "connect")
    def _settle(connection, _record):  # type: ignore[no-untyped-def]
        was = connection.autocommit
        connection.autocommit = True
        connection.execute(f"SET TIME ZONE 'UTC'; {timeouts}")
        connection.autocommit = was

    return engine


@contextmanager
def session_scope(engine: Engine, *, actor: str = "debrief") -> Iterator[Session]:
    """One transaction: committed at the end, rolled back on any error. `actor` is who the report's events will name."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        session.execute(text("SELECT set_config('debrief.actor', :actor, true)"), {"actor": actor})
        yield session


@contextmanager
def erasing(session: Session, what: str) -> Iterator[None]:
    """Within it, and within this transaction only, append-only rows go together with their parent."""
    session.execute(text("SELECT set_config('debrief.erasing', :what, true)"), {"what": what})
    yield
    session.flush()
    session.execute(text("SELECT set_config('debrief.erasing', '', true)"))


def reachable(engine: Engine) -> None:
    """Raises one plain sentence when the database does not answer."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception as error:
        shown = engine.url.set(query={}).render_as_string(hide_password=True)  # a query can hold a password too
        sentence = f"The database {shown} does not answer. Is it running, and is DEBRIEF_DATABASE_URL right?"
        raise SetupError(sentence) from error

"""Every connection speaks UTC and gives up in time, and an error never repeats anybody's data."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from models.errors import SetupError
from models.session import make_engine, reachable, session_scope


def test_every_connection_has_utc_and_its_time_outs(database_url: str) -> None:
    engine = make_engine(database_url, statement_timeout_s=7, lock_timeout_s=3)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            shown = [
                connection.execute(text(f"SHOW {name}")).scalar_one()
                for name in ("TimeZone", "statement_timeout", "lock_timeout")
            ]
            assert shown == ["UTC", "7s", "3s"]
    engine.dispose()


def test_an_errors_words_hold_no_parameters(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as refused, session_scope(engine) as session:
        session.execute(text("SELECT 1 / 0, :note"), {"note": "very private"})
    assert "very private" not in str(refused.value)


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    def half_way() -> None:
        with session_scope(engine) as session:
            session.execute(text("INSERT INTO organizations (name, slug) VALUES ('Hill Club', 'hill-club')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    with session_scope(engine) as session:
        assert session.execute(text("SELECT count(*) FROM organizations")).scalar_one() == 0


@pytest.mark.parametrize(
    "address",
    ["postgresql+psycopg://me:secret@/none?host=/nowhere", "postgresql+psycopg:///none?host=/nowhere&password=secret"],
)
def test_a_database_that_is_not_there_is_named_without_its_password(address: str) -> None:
    engine = make_engine(address)
    with pytest.raises(SetupError) as refused:
        reachable(engine)
    assert "does not answer" in str(refused.value)
    assert "secret" not in str(refused.value)
    engine.dispose()

"""What the settings accept, what they mean, and what a mistake in them is told."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import SetupError
from tasks.settings import CHECKOUT, Settings, settings


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Nothing set, called from some other folder."""
    for name in [name for name in os.environ if name.startswith("DEBRIEF_")]:
        monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


@pytest.mark.parametrize(
    ("store", "folder"),
    [
        (None, CHECKOUT / "var" / "reports"),
        ("/srv/reports", Path("/srv/reports")),
        ("file:///srv/reports", Path("/srv/reports")),
        ("papers", CHECKOUT / "papers"),
    ],
)
def test_a_store_is_a_folder_and_a_relative_one_lies_in_the_checkout(
    chosen: pytest.MonkeyPatch, store: str | None, folder: Path
) -> None:
    if store:
        chosen.setenv("DEBRIEF_STORE", store)
    assert settings().store_folder == folder


def test_a_relative_var_lies_in_the_checkout(chosen: pytest.MonkeyPatch) -> None:
    chosen.setenv("DEBRIEF_VAR", "elsewhere")
    assert settings().var == CHECKOUT / "elsewhere"
    assert settings().store_folder == CHECKOUT / "elsewhere" / "reports"


URL = "it must read like postgresql://user:password@host:5432/database"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("STORE", "s3://bucket/reports", "only a folder is supported so far"),
        ("STORE", "file://host/reports", "only a folder is supported so far"),
        ("DATABASE_URL", "postgresql://kim:hush-hush@db.example:54e2/debrief", URL),
        ("DATABASE_URL", "hush-hush", URL),
        ("DATABASE_URL", "postgresql://kim:hush-hush@db.example:70000/debrief", "a port is a number from 1 to 65535"),
        ("WRITER", "nobody", "the only writer so far is 'house'"),
    ],
)
def test_a_setting_that_does_not_fit_is_one_sentence_without_its_secret(
    chosen: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    chosen.setenv(f"DEBRIEF_{name}", value)
    with pytest.raises(SetupError) as refused:
        settings()
    assert str(refused.value) == f"The setting DEBRIEF_{name} does not fit: {why}."
    assert "hush" not in repr(refused.value.__cause__)

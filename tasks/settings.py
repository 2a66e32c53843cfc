"""What an operator can set, from the environment (DEBRIEF_…) or from a `.env` file beside the checkout."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import SetupError

CHECKOUT = Path(__file__).resolve().parent.parent
HIGHEST_PORT = 65535


class Environment(StrEnum):
    DEMO = "demo"
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="DEBRIEF_", env_file=CHECKOUT / ".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    env: Environment = Environment.DEVELOPMENT
    database_url: SecretStr | None = None  # unset: the embedded Postgres
    var: Path = CHECKOUT / "var"
    store: str | None = None  # unset: the folder var/reports
    writer: str = "house"
    batch_size: int = Field(default=50, ge=1, le=500)
    lease_s: int = Field(default=90, ge=10, le=3600)
    renew_s: int = Field(default=20, ge=1, le=600)
    report_deadline_s: int = Field(default=600, ge=30, le=3600)
    statement_timeout_s: int = Field(default=60, ge=1)
    lock_timeout_s: int = Field(default=10, ge=1)

    @field_validator("writer")
    @classmethod
    def _known_writer(cls, name: str) -> str:
        if name != "house":
            raise ValueError("the only writer so far is 'house'")
        return name

    @field_validator("database_url")
    @classmethod
    def _whole_url(cls, url: SecretStr | None) -> SecretStr | None:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            port = make_url(url.get_secret_value()).port if url else None
        except (ArgumentError, ValueError):
            raise ValueError("it must read like postgresql://user:password@host:5432/database") from None
        if port is not None and not 1 <= port <= HIGHEST_PORT:
            raise ValueError(f"a port is a number from 1 to {HIGHEST_PORT}")
        return url

    @field_validator("var")
    @classmethod
    def _beside_the_checkout(cls, folder: Path) -> Path:
        """Wherever a command is called from, a relative folder is the same one."""
        return CHECKOUT / folder

    @field_validator("store")
    @classmethod
    def _folder(cls, place: str | None) -> str | None:
        if place is None:
            return None
        folder = place.removeprefix("file://")
        if "://" in folder or (folder != place and not folder.startswith("/")):
            raise ValueError("only a folder is supported so far")
        return str(CHECKOUT / folder)

    @property
    def store_folder(self) -> Path:
        return Path(self.store) if self.store else self.var / "reports"


@cache
def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DEBRIEF_" + "_".join(str(part) for part in first["loc"]).upper()
        why = first["msg"].removeprefix("Value error, ")
        raise SetupError(f"The setting {name} does not fit: {why}.") from None

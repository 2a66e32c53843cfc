"""What an operator can set, from the environment (DEBRIEF_…) or from a `.env` file beside the checkout."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import SetupError

CHECKOUT = Path(__file__).resolve().parent.parent


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

    @property
    def store_folder(self) -> Path:
        return Path(self.store.removeprefix("file://")) if self.store else self.var / "reports"


@cache
def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DEBRIEF_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SetupError(f"The setting {name} does not fit: {first['msg']}.") from None

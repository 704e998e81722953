"""Settings: read once from the environment, by `ctc/`, and passed on."""

from __future__ import annotations

import os
import re
import socket
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.operations.version import read_version

PREFIX = "CTC_"


PUBLIC_URL = "http://127.0.0.1:8000"
"""The address of an installation that names none."""


TOKENS_FILE = "tokens.json"
"""Who may come in, in the directory of `ctc up`, where no other file is named."""


def _base(url: str) -> str:
    """Raises ValueError unless it is an address to which a path can be added."""
    if not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", url):
        raise ValueError("should be an address such as https://ctc.example")
    return url.rstrip("/")


class Settings(BaseSettings):
    """What an installation decides. Each field is read from `CTC_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    """The PostgreSQL server, as `postgresql://user:password@host/name`; without it, an embedded one."""
    kafka_bootstrap_servers: str | None = Field(default=None, validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    """Kafka's brokers, as `host:port,host:port`; without it, events stay within the one process."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(default=8000, ge=0, le=65535)
    """The port to listen on; 0 takes any that is free."""
    instance: str = Field(default_factory=socket.gethostname, min_length=1)
    """This copy's name, distinct among the copies of a service: with it Kafka knows a copy that is back."""
    public_url: Annotated[str, AfterValidator(_base)] = PUBLIC_URL
    """How others reach this installation: an event's `dataschema` is an address below it. Keep it once it is set."""
    service_address: Annotated[str, AfterValidator(_base)] | None = None
    """How exchange reaches each other service to rehearse a notice, such as `http://{service}:8000`; `{service}` is
    its name. Without it `dry_run` is refused, but under `ctc up`, where all are one process."""
    tokens_file: Path | None = None
    """Who may come in, as `ctc tokens` writes it; without it, everybody has the public's view."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least that is logged."""
    clock: date | None = None
    """The day on which a simulated clock starts; without it, the time is the real one."""
    clock_jump_hours: int = Field(default=48, ge=1)
    """How far the clock may jump, or be from the database's, before no deadline acts until `ctc clock confirm`."""
    mandates: Path | None = None
    """A directory of further mandate files, such as a simulation's synthetic ones."""

    version: str = Field(default_factory=read_version)
    """What runs here: the tag of its image, which sets this; shown in the metrics and at the start of the log."""

    url: str = "http://127.0.0.1:8000"
    """Of the commands that talk to a running system: where it is."""
    token: SecretStr | None = None
    """Of the same: the bearer token to come with."""


class SettingsError(Exception):
    """The environment says something that cannot be followed; the message says what, in one line."""


def read() -> Settings:
    """The settings in the environment.

    Raises SettingsError for an unknown `CTC_` variable, most likely a slip of the pen, and for a
    value that is not valid; the value itself is not repeated, for it may be a secret.
    """
    known = [_variable(name) for name in Settings.model_fields]
    unknown = [name for name in os.environ if name.startswith(PREFIX) and name not in known]
    if unknown:
        raise SettingsError(
            f"unknown setting {', '.join(sorted(unknown))}: unset it, or correct its name; there are {', '.join(known)}"
        )
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        raise SettingsError(f"setting {_variable(str(problem['loc'][0]))}: {problem['msg']}") from None


def _variable(field: str) -> str:
    """The environment variable of a field."""
    found = Settings.model_fields.get(field.lower())
    alias = found.validation_alias if found else None
    return str(alias or f"{PREFIX}{field.upper()}")

"""Settings: read once from the environment, by `ctc/`, and passed on."""

from __future__ import annotations

import os
import re
import socket
from datetime import date
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.operations.version import read_version

PREFIX = "CTC_"
FILE = "_FILE"
"""Behind the name of a secret's variable: the file in which the secret stands."""


PUBLIC_URL = "http://127.0.0.1:8000"
"""The address of an installation that names none."""


TOKENS_FILE = "tokens.json"
"""Who may come in, in the directory of `ctc up`, where no other file is named."""


EDITION_KEYS_FILE = "edition_keys"
"""The keys by which editions are signed, in the directory of `ctc up`, where no others are set."""


def _base(url: str) -> str:
    """Raises ValueError unless it is an address to which a path can be added."""
    if not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", url):
        raise ValueError("should be an address such as https://ctc.example")
    return url.rstrip("/")


def _mail_server(url: str) -> str:
    """Raises ValueError unless it names a mail server."""
    if not re.fullmatch(r"smtps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?", url):
        raise ValueError("should be an address such as smtp://mail.example:587")
    return url


def _mailbox(address: str) -> str:
    """Raises ValueError unless it is an address for e-mail."""
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+", address):
        raise ValueError("should be an address such as reports@ctc.example")
    return address


def _networks(written: object) -> object:
    """The networks in a list with commas."""
    return [one.strip() for one in written.split(",") if one.strip()] if isinstance(written, str) else written


Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]


class Settings(BaseSettings):
    """What an installation decides. Each field is read from `CTC_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    """The PostgreSQL server, as `postgresql://user:password@host/name`; without it, an embedded one."""
    database_password: SecretStr | None = Field(default=None, validation_alias="DATABASE_PASSWORD")
    """The password for DATABASE_URL, if that has none."""
    kafka_bootstrap_servers: str | None = Field(default=None, validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    """Kafka's brokers, as `host:port,host:port`; without it, events stay within the one process."""
    kafka_user: str | None = None
    """Who we are to Kafka; without it, Kafka asks nobody who they are."""
    kafka_password: SecretStr | None = None
    """The password of that user."""
    kafka_mechanism: Literal["SCRAM-SHA-512", "PLAIN"] = "SCRAM-SHA-512"
    """How that user proves it: SCRAM-SHA-512 or PLAIN."""
    kafka_ca_file: Path | None = None
    """The certificates of who vouches for Kafka's; with them connections to Kafka are by TLS."""
    service_passwords: Path | None = None
    """Of `ctc access apply`: a directory with the passwords of our services, as `postgres_NAME` and `kafka_NAME`."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(default=8000, ge=0, le=65535)
    """The port to listen on; 0 takes any that is free."""
    lanes: int = Field(default=0, ge=0, le=100)
    """Further ports, from the next one on: a gateway leads each client to one, and bounds what goes there at once."""
    tls_certificate: Path | None = None
    """The certificate, with its chain, by which this process speaks TLS on its port; without it, plain HTTP."""
    tls_key: Path | None = None
    """The key of that certificate; without it, the same file has both."""
    ca_file: Path | None = None
    """Certificates: who vouches for CTC_URL, CTC_SERVICE_ADDRESS and CTC_TRACES_URL; else the usual."""
    instance: str = Field(default_factory=socket.gethostname, min_length=1)
    """This copy's name, distinct among the copies of a service: with it Kafka knows a copy that is back."""
    public_url: Annotated[str, AfterValidator(_base)] = PUBLIC_URL
    """How others reach this installation: an event's `dataschema` is an address below it. Keep it once it is set."""
    service_address: Annotated[str, AfterValidator(_base)] | None = None
    """How exchange and the portal reach another service, as `http://{service}:8000`; else `dry_run` needs `ctc up`."""
    tokens_file: Path | None = None
    """Who may come in, as `ctc tokens` writes it; without it, everybody has the public's view."""
    identity_file: Path | None = None
    """The identity providers whose JWTs let somebody in, and what their claims allow; without it, no JWT does."""
    token_uses: Path | None = None
    """A directory for the day of each token's last use; without it, beside the tokens file."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least that is logged."""
    traces_url: Annotated[str, AfterValidator(_base)] | None = None
    """A receiver of OTLP over HTTP, such as `http://collector:4318/v1/traces`; without it, no span is told."""
    clock: date | None = None
    """The day on which a simulated clock starts; without it, the time is the real one."""
    clock_jump_hours: int = Field(default=48, ge=1)
    """How far the clock may jump, or be from the database's, before no deadline acts until `ctc clock confirm`."""
    webhook_addresses_allowed: Networks = ()
    """Networks, as `127.0.0.0/8,10.1.2.0/24`, where webhooks may call, also without TLS; else only public addresses."""
    mail_server: Annotated[str, AfterValidator(_mail_server)] | None = None
    """Who takes e-mail to subscribers: `smtp://HOST:587` (STARTTLS) or `smtps://HOST:465`; else none is sent."""
    mail_sender: Annotated[str, AfterValidator(_mailbox)] | None = None
    """The address from which it comes; without it none is sent."""
    mail_user: str | None = None
    """Who we are to that server; without it, it asks nobody."""
    mail_password: SecretStr | None = None
    """The password of that user."""
    mail_ca_file: Path | None = None
    """Certificates: who vouches for CTC_MAIL_SERVER, if none of the usual authorities does."""
    edition_keys: SecretStr | None = None
    """Keys by which editions are signed, 64 hexadecimal digits each: the first signs, all are believed."""
    mandates: Path | None = None
    """A directory of further mandate files, such as a simulation's synthetic ones."""

    version: str = Field(default_factory=read_version)
    """What runs here: the tag of its image, which sets this; shown in the metrics and at the start of the log."""

    url: str = "http://127.0.0.1:8000"
    """Of the commands that talk to a running system: where it is."""
    token: SecretStr | None = None
    """Of the same: the bearer token to come with."""

    @property
    def dsn(self) -> str | None:
        """DATABASE_URL with its password in it."""
        if self.database_url is None:
            return None
        url, password = self.database_url.get_secret_value(), self.database_password
        if password is None:
            return url
        parts = urlsplit(url)
        user, _, host = parts.netloc.rpartition("@")
        return urlunsplit(parts._replace(netloc=f"{user}:{quote(password.get_secret_value(), safe='')}@{host}"))


class SettingsError(Exception):
    """The environment says something that cannot be followed; the message says what, in one line."""


def read() -> Settings:
    """The settings in the environment.

    Raises SettingsError for an unknown `CTC_` variable, most likely a slip of the pen, and for a
    value that is not valid; the value itself is not repeated, for it may be a secret. Each secret may stand in a
    file instead, which the variable with `_FILE` behind its name names.
    """
    known = [_variable(name) for name in Settings.model_fields]
    files = [f"{_variable(name)}{FILE}" for name in secrets()]
    unknown = [name for name in os.environ if name.startswith(PREFIX) and name not in (*known, *files)]
    if unknown:
        raise SettingsError(
            f"unknown setting {', '.join(sorted(unknown))}: unset it, or correct its name; there are {', '.join(known)}"
        )
    try:
        return Settings(**_read_secrets())
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        raise SettingsError(f"setting {_variable(str(problem['loc'][0]))}: {problem['msg']}") from None


def secrets() -> list[str]:
    """The fields that hold secrets."""
    return [name for name, one in Settings.model_fields.items() if SecretStr in get_args(one.annotation)]


def _read_secrets() -> dict[str, Any]:
    """The secrets that stand in files, by their variables' or fields' names. Raises SettingsError."""
    values = {}
    for name in secrets():
        variable = _variable(name)
        file = os.environ.get(f"{variable}{FILE}")
        if not file:
            continue
        if os.environ.get(variable):
            raise SettingsError(f"setting {variable}: it is set, and so is {variable}{FILE}: keep one of them")
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            raise SettingsError(f"setting {variable}{FILE}: {file} cannot be read: {reason}") from None
        if not secret:
            raise SettingsError(f"setting {variable}{FILE}: {file} is empty")
        values[Settings.model_fields[name].validation_alias or name] = SecretStr(secret)
    return {str(name): value for name, value in values.items()}


def _variable(field: str) -> str:
    """The environment variable of a field."""
    found = Settings.model_fields.get(field.lower())
    alias = found.validation_alias if found else None
    return str(alias or f"{PREFIX}{field.upper()}")

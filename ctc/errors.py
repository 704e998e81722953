"""Errors that are answers: their message says what happened and what to do, so no trace is shown."""

from __future__ import annotations

from reference import BadReference
from shared.clock import WrongClock
from shared.embedded_postgres import EmbeddedPostgresError
from shared.http.server import CannotListen
from shared.migrate import MigrationError
from shared.settings import SettingsError
from shared.tokens import TokensError
from shared.transport import TransportAway


class CannotStart(Exception):
    """Why something cannot start, in one line that says what to do."""


EXPECTED = (
    BadReference,
    CannotListen,
    CannotStart,
    EmbeddedPostgresError,
    MigrationError,
    SettingsError,
    TokensError,
    TransportAway,
    WrongClock,
)

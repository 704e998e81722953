"""Errors that are answers: their message says what happened and what to do, so no trace is shown."""

from __future__ import annotations

import re
from typing import Any

from reference import BadReference
from shared.clock import WrongClock
from shared.embedded_postgres import EmbeddedPostgresError
from shared.http.server import CannotListen
from shared.installation import WrongInstallation
from shared.migrate import MigrationError
from shared.settings import SettingsError
from shared.tokens import TokensError
from shared.transport import TransportAway


class CannotStart(Exception):
    """Why something cannot start, in one line that says what to do."""


class Refused(Exception):
    """The system answered no; the message is its own."""

    def __init__(self, problem: dict[str, Any]) -> None:
        detail = problem.get("detail") or ""
        said = set(re.findall(r"\w+", detail))
        named = [name for name in problem.get("fields") or () if name not in said]
        fields = f" ({', '.join(named)})" if named else ""
        rule = "".join(f", {word} {problem[word]}" for word in ("rule", "paragraph") if problem.get(word))
        super().__init__(f"{problem.get('title', 'refused')} {detail}".rstrip() + fields + rule)
        self.problem = problem


EXPECTED = (
    BadReference,
    CannotListen,
    CannotStart,
    EmbeddedPostgresError,
    MigrationError,
    Refused,
    SettingsError,
    TokensError,
    TransportAway,
    WrongClock,
    WrongInstallation,
)

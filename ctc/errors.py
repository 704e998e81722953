"""Errors whose message is the answer: it says what happened and what to do, so no trace is shown."""

from __future__ import annotations

import re
from typing import Any, Final


class CannotStart(Exception):
    """Why something cannot start, in one line that says what to do."""


OF_FORM = "/problems/invalid"
"""The type of a problem whose detail says all: what has not the form that is asked for."""


class Refused(Exception):
    """The system refused. The message is its own."""

    def __init__(self, problem: dict[str, Any]) -> None:
        detail = problem.get("detail") or ""
        words = set(re.findall(r"\w+", detail))
        names = [name for name in problem.get("fields") or () if name not in words and f"{name}:" not in detail]
        fields = f" ({', '.join(names)})" if names else ""
        rule = "".join(f", {word} {problem[word]}" for word in ("rule", "paragraph") if problem.get(word))
        title = "" if detail and problem.get("type") == OF_FORM else problem.get("title", "refused")
        sentence = f"{title} {detail}".strip() + fields
        super().__init__(sentence.rstrip(".") + rule if rule else sentence)
        self.problem = problem


EXPECTED: Final = frozenset(
    {
        "ctc.errors.CannotStart",
        "ctc.errors.Refused",
        "reference.checks.BadReference",
        "shared.engine.port.TransportAway",
        "shared.engine.time.clock.WrongClock",
        "shared.operations.embedded_postgres.home.EmbeddedPostgresError",
        "shared.operations.migrate.MigrationError",
        "shared.operations.settings.SettingsError",
        "shared.transports.installation.WrongInstallation",
        "shared.web.identity.jwt.mapping.IdentityError",
        "shared.web.server.serving.CannotListen",
        "shared.web.tokens.entries.TokensError",
    }
)
"""The errors whose message is an answer, by name: to import them all takes longer than most commands do."""


def is_expected(error: Exception) -> bool:
    """Whether the error's message is an answer, so that no trace is shown."""
    return any(f"{one.__module__}.{one.__qualname__}" in EXPECTED for one in type(error).__mro__)

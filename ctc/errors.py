"""Errors whose message is the answer: it says what happened and what to do, so no trace is shown."""

from __future__ import annotations

import re
from typing import Any


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


def is_expected(error: Exception) -> bool:
    """Whether the error's message is an answer, so that no trace is shown."""
    # Imported here, since help and answers must not wait for these modules.
    from reference import BadReference  # noqa: PLC0415
    from shared.engine.port import TransportAway  # noqa: PLC0415
    from shared.engine.time.clock import WrongClock  # noqa: PLC0415
    from shared.operations.embedded_postgres import EmbeddedPostgresError  # noqa: PLC0415
    from shared.operations.migrate import MigrationError  # noqa: PLC0415
    from shared.operations.settings import SettingsError  # noqa: PLC0415
    from shared.transports.installation import WrongInstallation  # noqa: PLC0415
    from shared.web.identity.jwt.mapping import IdentityError  # noqa: PLC0415
    from shared.web.server.serving import CannotListen  # noqa: PLC0415
    from shared.web.tokens import TokensError  # noqa: PLC0415

    of_product = (CannotStart, Refused, CannotListen, SettingsError, TokensError, IdentityError)
    of_what_it_stands_on = (
        BadReference, EmbeddedPostgresError, MigrationError, TransportAway, WrongClock, WrongInstallation,
    )  # fmt: skip
    return isinstance(error, of_product + of_what_it_stands_on)

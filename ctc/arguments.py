"""Arguments that several commands take."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any, Final, Literal, get_args

import typer

ServiceName = Literal["assessments", "followup", "unoct", "council", "exchange"]
ServedName = Literal[ServiceName, "portal"]
"""What `ctc serve` runs. Portal has no database and no events, so nothing else can be asked of it by name."""
AnyService = Literal[ServiceName, "all"]
SERVICE_NAMES: Final[tuple[ServiceName, ...]] = get_args(ServiceName)


def _day(text: str) -> date:
    with suppress(ValueError):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    raise typer.BadParameter(f"{text!r} is no day: write it as 2024-01-31")


DAY: Final[dict[str, Any]] = {"parser": _day, "metavar": "YYYY-MM-DD"}
"""Makes an option or argument a day: `typer.Option(**DAY, help=…)`."""

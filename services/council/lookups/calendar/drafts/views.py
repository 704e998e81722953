"""What the calendar shows of a step of a report. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from services.council.obligations.model import Standing

WHAT: Final[Mapping[str, tuple[str, str]]] = {
    "drafted": ("report-drafted", "Draft {number} made: {title}"),
    "consideration": ("report-consideration", "No-objection period ends, draft {number}: {title}"),
    "adopted": ("report-adopted", "Draft {number} adopted: {title}"),
    "transmitted": ("report-transmitted", "Transmitted: {title}"),
}
"""By step: what it is called among obligations, and what is said of it."""
PRACTICE: Final = "practice"
"""No paragraph of the resolution asks for these steps."""


def show_step(record: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A step that was taken is met on its day. A period is met by the adoption, and overdue until then."""
    step, day = record["step"], record["day"]
    code, what = WHAT[step]
    met_on = record["adopted_on"] if step == "consideration" else day
    state: Standing = "met" if met_on is not None else "overdue" if day < today else "due"
    item = _build(record["id"], code, what.format(**record), day, state, synthetic=record["synthetic"])
    return item | {"met_on": met_on, "period": record["series"].partition("/")[2]}


def show_scheduled(record: Mapping[str, Any]) -> dict[str, Any]:
    """A draft that is made by itself on a day to come."""
    report, _, year = record["series"].partition("/")
    what = f"Draft of the {report} report on {year} is made by itself"
    return _build(record["id"], "report-drafted", what, record["day"], "due", synthetic=False) | {"period": year}


def _build(id_: str, code: str, what: str, day: date, state: Standing, *, synthetic: bool) -> dict[str, Any]:
    return {
        "id": id_,
        "what": what,
        "obligation": code,
        "owner": "CTC",
        "recipient": None,
        "mandate": None,
        "paragraph": PRACTICE,
        "wording": None,
        "subject": None,
        "due_on": day,
        "state": state,
        "met_on": None,
        "late": None,
        "service": "council",
        "synthetic": synthetic,
    }

"""Visits of years ago, as a file of history brings them; which reports are awaited still is said later. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reference import Reference
from services.assessments.imports.commands import ImportVisit
from services.assessments.visits.model import Component
from simulator.actions import DONE, SECRET, Ask, Dated

AGO: Final = 15
"""Years; long after the usual time for a report."""


def imports_history(year: int, states: Sequence[str], facts: Reference) -> Iterator[Dated]:
    """A visit whose report is unknown. In every other year a later file says that it is awaited."""
    held, day = str(year - AGO), date(year, 2, 1)
    members = [one for one in states if facts.member(one, date(year - AGO, 1, 1))]
    if not members:
        return
    state = members[year % len(members)]
    line = ImportVisit(
        f"{state} comprehensive {held}", state, "comprehensive", Component("onsite", held, held, SECRET), None, False,
        synthetic=True,
    )  # fmt: skip
    yield day, _build_ask("visit of history", held, line)
    if year % 2 == 0:
        awaited = replace(line, report_awaited=True)
        yield day + timedelta(days=7), _build_ask("its report is awaited", held, awaited)


def _build_ask(stage: str, of: str, line: ImportVisit) -> Ask:
    return Ask(stage, "assessments", f"{stage}/{of}", line, DONE)

"""What stands in a request for a report: which one, which year or cycle, in which form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Header, Path, Query

from contracts.vocabulary import Day, Year
from services.council.editions.languages import LanguageAsked
from services.council.editions.model import Asked
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS
from shared.web.instants import Instant

YearOf = Annotated[Year, Path(description="The calendar year that the report is about.")]
CycleOf = Annotated[str, Path(description="The cycle that the report is about.", max_length=200)]
CutOff = Annotated[Day | None, Query(description="What occurred later is left out; usually 31 December of the year.")]
Freeze = Annotated[Instant | None, Query(description="What was recorded later is left out; usually now.")]
Accept = Annotated[str, Header(description="`text/html` or `application/json`.")]


Lang = Annotated[
    str | None,
    Query(max_length=20, description="Such as `fr`; if left out, `Accept-Language` chooses."),
]
AcceptLanguage = Annotated[str, Header(description="The languages that are wanted.")]


def _take_language(lang: Lang = None, accept_language: AcceptLanguage = "") -> LanguageAsked:
    return LanguageAsked(lang, accept_language)


InLanguage = Annotated[LanguageAsked, Depends(_take_language)]
"""The endpoint of a document takes one."""


def list_addresses() -> Iterator[tuple[Kind, str, Asked]]:
    """For each report its kind, its path, and what FastAPI makes of the year or the cycle in it."""
    for kind in KINDS:
        path = f"/reports/{kind.name}/{'{cycle}' if kind.by_thing else '{year}'}"
        yield kind, path, _take_cycle(kind) if kind.by_thing else _take_year(kind)


def _take_year(kind: Kind) -> Asked:
    """The year in the path. FastAPI puts it in the place of this default."""

    async def about(year: YearOf) -> Asked:
        return Asked(year, report=kind.name)

    default: Asked = Depends(about)
    return default


def _take_cycle(kind: Kind) -> Asked:
    """The cycle in the path, likewise."""

    async def about(cycle: CycleOf) -> Asked:
        return Asked(0, report=kind.name, thing=cycle)

    default: Asked = Depends(about)
    return default

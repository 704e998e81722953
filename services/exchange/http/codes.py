"""`/codes`: the codes and words that notices and commands take, for everybody. No token is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import BaseModel

from contracts import vocabulary
from contracts.audiences import AUDIENCES
from contracts.catalog import NOTICES
from contracts.ids import slug
from reference import Reference
from shared.engine.refusal import NotFound
from shared.web.answers import dump, tag
from shared.web.routes import build_router


class CodeList(BaseModel):
    """One list of codes."""

    name: str
    about: str
    path: str


class CodeLists(BaseModel):
    """All lists."""

    items: list[CodeList]


class Code(BaseModel):
    """One code."""

    code: str
    title: str | None = None
    """In English."""
    titles: dict[str, str] | None = None
    """By language."""
    group: str | None = None
    """Of a Member State: its regional group."""
    note: str | None = None
    """What the United Nations prints beside it."""


class Codes(BaseModel):
    """The codes of one list, in its order."""

    name: str
    items: list[Code]


HEADERS: Final = {"Cache-Control": "public, max-age=3600"}
"""They change with a new version or new reference data only, and are the same for all."""
Items = Iterable[Mapping[str, Any]]


def _words(closed_list: object) -> Callable[[Reference], Items]:
    return lambda _reference: [{"code": word} for word in get_args(closed_list)]


def _list_states(reference: Reference) -> Items:
    for state in reference.states:
        note = reference.usage.group_notes.get(state.id)
        item = {"code": state.id, "title": state.name, "titles": state.names, "group": state.regional_group}
        yield item | ({"note": note} if note else {})


LISTS: Final[Mapping[str, tuple[str, Callable[[Reference], Items]]]] = {
    "states": (
        "Member States of the United Nations",
        _list_states,
    ),
    "regional-groups": (
        "Regional groups of Member States",
        lambda reference: ({"code": slug(group), "title": group} for group in reference.usage.regional_groups),
    ),
    "themes": (
        "Themes of recommendations, products and projects",
        lambda reference: ({"code": t.code, "title": t.title, "titles": t.titles} for t in reference.themes),
    ),
    "provisions": (
        "Provisions of resolutions on which findings are made (OP7)",
        lambda reference: ({"code": p.code, "title": p.titles["en"], "titles": p.titles} for p in reference.provisions),
    ),
    "bodies": (
        "Bodies in whose name notices are sent",
        lambda reference: ({"code": one.id, "title": one.title} for one in reference.bodies),
    ),
    "reasons": (
        "Reasons to list a State for a visit",
        lambda reference: ({"code": one.code} for one in reference.practice.listing_reasons),
    ),
    "activity-kinds": (
        "Kinds of activities: work that is no visit, report or meeting of its own",
        lambda reference: ({"code": one.code, "title": one.title} for one in reference.practice.activity_kinds),
    ),
    "notice-types": (
        "Notices that other systems may send",
        lambda _reference: [{"code": name.rpartition(".v")[0]} for name in sorted(NOTICES)],
    ),
    "audiences": (
        "Who may see a thing, narrowest first",
        lambda _reference: [{"code": audience} for audience in AUDIENCES],
    ),
    "assessment-kinds": ("Kinds of assessments", _words(vocabulary.AssessmentKind)),
    "visit-kinds": ("Kinds of visits", _words(vocabulary.VisitKind)),
    "priorities": ("Priorities of recommendations", _words(vocabulary.Priority)),
    "finding-results": ("Results of findings", _words(vocabulary.FindingResult)),
    "positions": ("Positions of a State on a recommendation", _words(vocabulary.Position)),
    "implementations": ("How far a recommendation is carried out", _words(vocabulary.Implementation)),
    "project-kinds": ("Kinds of projects", _words(vocabulary.ProjectKind)),
    "project-statuses": ("Statuses of projects", _words(vocabulary.ProjectStatus)),
    "product-kinds": ("Kinds of products", _words(vocabulary.ProductKind)),
    "draft-kinds": (
        "Kinds of drafts: preliminary assessment and observations, or the draft report",
        _words(vocabulary.DraftKind),
    ),
    "briefing-kinds": ("Kinds of briefings and meetings between CTC, CTED and UNOCT", _words(vocabulary.BriefingKind)),
    "speakers": ("Levels of those who speak at a briefing", _words(vocabulary.Speaker)),
    "closures": ("Why a recommendation is no longer live", _words(vocabulary.ClosedBecause)),
    "reports": ("Reports of which there are editions", _words(vocabulary.ReportName)),
    "meeting-kinds": ("Kinds of meetings", _words(vocabulary.MeetingKind)),
    "sectors": ("Sectors of participants of a visit", _words(vocabulary.Sector)),
}
"""Each list with what it is, and where its codes come from."""


def build_routes(reference: Reference) -> APIRouter:
    """The resource of codes."""
    router = build_router("codes")

    @router.get("/codes", response_model=CodeLists)
    async def list_code_lists() -> Response:
        """Which lists of codes there are."""
        items = [{"name": name, "about": about, "path": f"/codes/{name}"} for name, (about, _) in LISTS.items()]
        return _answer(dump({"items": items}))

    @router.get("/codes/{name}", response_model=Codes)
    async def show_codes(name: Annotated[str, Path(description="Such as `themes`.", max_length=100)]) -> Response:
        """The codes of one list, with their titles where there are some."""
        if name not in LISTS:
            raise NotFound
        return _answer(codes_of(name))

    @cache
    def codes_of(name: str) -> bytes:
        return dump({"name": name, "items": list(LISTS[name][1](reference))})

    return router


def _answer(body: bytes) -> Response:
    return Response(body, 200, {**HEADERS, "ETag": tag(body)}, "application/json")

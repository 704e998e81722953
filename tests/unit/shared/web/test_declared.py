"""What follows from a declaration: the route, who may take it, what it takes, and its place in the document."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import Field

from shared.engine.declarations import (
    Action,
    By,
    Filter,
    Listing,
    Member,
    Parameter,
    Resource,
    Single,
    View,
    Viewer,
    for_all,
    rules_of,
)
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Change, Command, Context, Known, nothing
from shared.web.app import build
from shared.web.declared import build_routers
from shared.web.documents.shapes import Made, shape
from shared.web.tokens import Tokens
from tests.support.frozen import REFERENCE
from tests.support.http_example import PRINCIPALS, VISITS, Example, ScriptedHandler, Visit

SHAPE = shape("Visit", Visit)
VIEW: View[Visit] = View(VISITS, for_all(lambda visit: {"id": visit.id}), SHAPE)


@dataclass(frozen=True, slots=True)
class GivenVisit:
    """A visit as it is planned."""

    state: str


@dataclass(frozen=True, slots=True)
class ListVisit:
    """A visit stands on a year's list.

    It counts once.
    """

    year: int
    source: str
    given: GivenVisit


@dataclass(frozen=True, slots=True)
class AdoptList:
    """The list of a year is adopted."""

    year: int


def decide(_command: Command[ListVisit] | Command[AdoptList], _known: Known, _context: Context) -> Iterable[Change]:
    yield Answer({"id": "v1"})


def make(viewer: Viewer, keys: Sequence[Any], given: GivenVisit) -> ListVisit:
    return ListVisit(keys[0], viewer.principal.name, given)


ACTION = Action(
    "list_visit", "/lists/{year}/visits", ListVisit, nothing, decide, creates="/lists/{year}/visits", answers=Made,
    who="committee", make=make,
)  # fmt: skip
BY_YEAR = Action(
    "adopt", "/lists/{year}/adoption", AdoptList, nothing, decide, creates="/lists", answers=Made,
    located=lambda command: f"/lists/{command.year}",
)  # fmt: skip
RESOURCE = Resource(
    "lists",
    (
        Listing(
            "list_visits", "/lists", "Visits on lists.", VIEW, (By("state", Member), By("from", int)), refuses=(403,)
        ),
        Single("show_visit", "/lists/{year}/visits/{visit}", "One visit.", VIEW, column="state"),
        ACTION,
        BY_YEAR,
    ),
    {"year": Parameter(Annotated[int, Field(ge=1945)], "The year of the list.")},
)
USERS = PRINCIPALS | {"state": Principal("state", "public", may_command=True)}


@dataclass
class HandlerWithReference(ScriptedHandler):
    """What an application knows of its handler, when a command is made of more than path and body."""

    reference: Any = REFERENCE


def application(handler: ScriptedHandler) -> FastAPI:
    served = Example(handler=handler, routers=build_routers([RESOURCE])).describe()
    app = build(served, Tokens(None, USERS).principal_for)
    app.state.handler = handler
    return app


@asynccontextmanager
async def client(handler: ScriptedHandler, token: str) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application(handler))
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as made:
        yield made


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    found: dict[str, Any] = application(ScriptedHandler()).openapi()["paths"]
    return found


def test_a_resource_gives_each_of_its_commands_a_rule() -> None:
    assert rules_of([RESOURCE]) == {ListVisit: ACTION.rule, AdoptList: BY_YEAR.rule}


async def test_a_creation_is_made_of_viewer_path_and_body_and_says_where_the_new_thing_is() -> None:
    handler = HandlerWithReference()
    async with client(handler, "desk") as desk:
        response = await desk.post("/lists/2024/visits", json={"state": "KEN"})
    assert (response.status_code, response.headers["location"]) == (201, "/lists/2024/visits/v1")
    (command,) = handler.commands
    assert command.data == ListVisit(2024, "desk", GivenVisit("KEN"))  # type: ignore[comparison-overlap]


async def test_a_declaration_may_say_where_a_new_thing_is_whose_path_does_not_end_with_its_id() -> None:
    async with client(HandlerWithReference(), "desk") as desk:
        response = await desk.post("/lists/2024/adoption")
    assert (response.status_code, response.headers["location"]) == (201, "/lists/2024")


@pytest.mark.parametrize(
    ("token", "path", "body", "status"),
    [
        ("state", "/lists/2024/visits", {"state": "KEN"}, 403),
        ("reader", "/lists/2024/visits", {"state": "KEN"}, 403),
        ("desk", "/lists/1900/visits", {"state": "KEN"}, 422),
        ("desk", "/lists/2024/visits", {"state": "KEN", "staet": "KEN"}, 422),
    ],
)
async def test_a_command_is_refused_before_it_is_made(token: str, path: str, body: dict[str, str], status: int) -> None:
    handler = HandlerWithReference()
    async with client(handler, token) as caller:
        assert (await caller.post(path, json=body)).status_code == status
    assert handler.commands == []


def test_the_document_has_the_command_by_its_docstring(paths: dict[str, Any]) -> None:
    operation = paths["/lists/{year}/visits"]["post"]
    assert operation["description"] == "A visit stands on a year's list.\n\nIt counts once."
    assert operation["operationId"] == "list_visit_lists__year__visits_post"
    assert operation["tags"] == ["lists"]
    (year,) = (one for one in operation["parameters"] if one["in"] == "path")
    assert (year["description"], year["schema"]["minimum"]) == ("The year of the list.", 1945)


def test_the_document_has_the_filters_of_a_list_by_their_names(paths: dict[str, Any]) -> None:
    operation = paths["/lists"]["get"]
    asked = {one["name"]: one.get("description") for one in operation["parameters"] if one["in"] == "query"}
    assert list(asked) == ["state", "from", "after", "limit"]
    assert asked["state"] == "Alpha-3 code of a State."
    assert "403" in operation["responses"]


def test_a_filter_means_a_column_and_a_value_or_what_its_function_says() -> None:
    viewer = Viewer(USERS["desk"], REFERENCE)
    assert By("due_before", int, "due_on", "<").filters(3, viewer) == [Filter("due_on", 3, "<")]
    assert By("state").filters("KEN", viewer) == [Filter("state", "KEN")]
    assert By("state").filters(None, viewer) == []
    mine = By("mine", bool, means=lambda value, viewer: [Filter("by", viewer.principal.name)] if value else [])
    assert mine.filters(True, viewer) == [Filter("by", "desk")]


def test_only_a_dated_view_knows_the_day() -> None:
    with pytest.raises(AssertionError, match="dated"):
        _ = Viewer(USERS["desk"], REFERENCE).today

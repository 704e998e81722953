"""What is checked of every request before its endpoint."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, cast

import httpx
import pytest
from fastapi.responses import Response
from starlette.datastructures import QueryParams

from shared.web.access import Commander, Reader
from shared.web.answers import answer, quality
from shared.web.app import build_together
from shared.web.bodies import AsJson
from shared.web.problems import Invalid
from shared.web.routes import CheckedRoute, build_router, check_query
from shared.web.tokens import Tokens
from tests.support.http_example import PRINCIPALS, Example, PlanVisit

VISIT = {"state": "KEN", "start": "2024-02-29"}


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/visits", "limit"),
        ("/visits/v1", "q"),
        ("/health/live", ""),
        ("/services/example/metrics", ""),
        ("/services/example/openapi.json", ""),
        ("/services/example/docs", ""),
        ("/services/example/deadletters", "after, limit, state"),
    ],
)
async def test_a_misspelt_parameter_is_refused_by_its_name(path: str, known: str) -> None:
    async with Example().client("operator") as client:
        response = await client.get(f"{path}?limti=5")
    assert (response.status_code, response.json()["fields"]) == (422, ["limti"])
    there_is = f"there is {known}" if known else "there is none here"
    assert response.json()["detail"] == f"limti: no such parameter; {there_is}"


def test_a_parameter_that_comes_many_times_is_found_in_one_pass() -> None:
    begin = time.process_time()
    with pytest.raises(Invalid, match="id: can be given once"):
        check_query(QueryParams("&".join(["id="] * 30_000)), {"id"})
    assert time.process_time() - begin < 3, "to compare each with each takes far longer"


async def test_a_parameter_of_a_command_that_is_not_built_is_never_passed_over() -> None:
    example = Example()
    async with example.client("desk") as client:
        command = await client.post("/visits?dry_run=true", json=VISIT)
        raw = await client.post("/raw?dry_run=true", content=b"x")
    assert [(one.status_code, one.json()["fields"]) for one in (command, raw)] == [(422, ["dry_run"])] * 2
    assert (example.handler.commands, example.bodies) == ([], [])


async def test_a_parameter_that_comes_twice_is_refused() -> None:
    async with Example().client() as client:
        response = await client.get("/visits?limit=5&limit=6")
    assert (response.status_code, response.json()["detail"]) == (422, "limit: can be given once")


async def test_the_health_of_the_process_takes_no_parameter_either() -> None:
    app = build_together([Example().describe()], Tokens(None, PRINCIPALS).principal_for)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://example") as client:
        assert (await client.get("/health/live?x=1")).status_code == 422


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/visits", "application/pdf", 406),
        ("/visits", "text/html, application/json;q=0", 406),
        ("/visits", "application/pdf, */*;q=0.1", 200),
        ("/visits", "application/*", 200),
        ("/visits", "text/html, image/gif, *; q=.2, */*; q=.2", 200),
        ("/visits", "", 200),
        ("/services/example/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2", 200),
        ("/services/example/docs", "application/json", 406),
    ],
)
async def test_who_asks_for_a_form_that_there_is_not_is_told_which_there_are(
    path: str, accept: str, status: int
) -> None:
    async with Example().client() as client:
        response = await client.get(path, headers={"Accept": accept})
    assert response.status_code == status
    if status == 406:
        there_is = "text/html" if path.endswith("docs") else "application/json"
        assert response.json()["detail"] == f"there is {there_is}"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("", 1.0), ("text/html", 1.0), ("text/*;q=0.4, text/html;q=0.2", 0.2), ("*/*;q=0.3", 0.3), ("text/plain", 0.0)],
)
def test_the_closest_range_says_how_much_a_form_is_wanted(accept: str, wanted: float) -> None:
    assert quality(accept, "text/html") == wanted


@pytest.mark.parametrize(("coding", "named"), [("gzip", "gzip"), ("GZIP", "gzip"), ("<script>", "another")])
@pytest.mark.parametrize("path", ["/visits", "/raw"])
async def test_a_compressed_body_is_415_with_the_word(path: str, coding: str, named: str) -> None:
    example = Example()
    headers = {"Content-Encoding": coding, "Content-Type": "application/json"}
    async with example.client("desk") as client:
        response = await client.post(path, content=gzip.compress(json.dumps(VISIT).encode()), headers=headers)
    assert (response.status_code, response.json()["type"]) == (415, "/problems/body-encoded")
    assert response.json()["detail"] == f"its content encoding is {named}"
    assert response.headers["accept-encoding"] == "identity"
    assert (example.handler.commands, example.bodies) == ([], [])


class NeverRead:
    """A body of which nothing may be asked."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("rubbish", 401), ("reader", 403), ("operator", 403)])
@pytest.mark.parametrize("path", ["/visits", "/visits/v1/agreement"])
async def test_nothing_is_read_of_whoever_may_not_command(token: str | None, status: int, path: str) -> None:
    async with Example().client(token) as client:
        response = await client.post(path, content=NeverRead(), headers={"Content-Type": "application/json"})
    assert response.status_code == status


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("desk", 403)])
async def test_nothing_is_read_of_whoever_may_not_operate(token: str | None, status: int) -> None:
    async with Example().client(token) as client:
        response = await client.post("/services/example/deadletters/1/discard", content=NeverRead())
    assert response.status_code == status


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/nowhere", 404), ("PUT", "/visits", 405)])
async def test_nothing_is_read_of_what_nobody_takes(method: str, path: str, status: int) -> None:
    async with Example().client("desk") as client:
        response = await client.request(method, path, content=NeverRead())
    assert response.status_code == status


async def test_the_page_of_an_interface_fetches_and_runs_nothing() -> None:
    async with Example().client() as client:
        response = await client.get("/services/example/docs")
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    for word in ("<script", "http://", "https://", "src="):
        assert word not in response.text
    assert "POST /visits/{visit}/agreement" in response.text
    assert "Changes a visit, if it is as it was read." in response.text


def test_no_route_takes_a_body_whose_errors_have_no_bound() -> None:
    router = build_router("visits")

    async def plan(_principal: Commander, body: PlanVisit) -> Response:
        return answer(body)

    router.add_api_route("/visits", plan, methods=["POST"])
    with pytest.raises(AssertionError, match="AsJson"):
        _ = cast(CheckedRoute, router.routes[0]).dependant


def test_no_route_makes_anything_of_a_stranger_s_body() -> None:
    router = build_router("visits")

    async def plan(_principal: Reader, body: Annotated[PlanVisit, AsJson]) -> Response:
        return answer(body)

    router.add_api_route("/visits", plan, methods=["POST"])
    with pytest.raises(AssertionError, match="stranger"):
        _ = cast(CheckedRoute, router.routes[0]).dependant


async def test_what_answers_a_route_is_made_when_its_first_request_comes() -> None:
    router = build_router("visits")

    @router.get("/visits/{visit}")
    async def show_visit(visit: str) -> Response:
        return answer({"id": visit})

    (route,) = router.routes
    assert "app" not in vars(route), "a start waits until it is made"
    async with Example(routers=[router]).client() as client:
        asked = [(await client.get("/visits/v1")).json(), vars(route).get("app")]
        asked += [(await client.get("/visits/v2")).json(), vars(route).get("app")]
    assert asked[0::2] == [{"id": "v1"}, {"id": "v2"}]
    assert asked[1] is asked[3] is not None

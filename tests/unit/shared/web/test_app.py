"""One service alone, and several behind one port."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import APIRouter
from fastapi.responses import Response

from shared.operations.metrics import Behind, Metrics
from shared.web.answers import answer
from shared.web.app import build_together
from shared.web.routes import build_router
from shared.web.tokens import Tokens
from tests.support.http_example import PRINCIPALS, Example


def cycles() -> APIRouter:
    router = build_router("cycles")

    @router.get("/cycles/{cycle}/recommendations")
    async def list_recommendations(cycle: str) -> Response:
        """Recommendations of a cycle."""
        return answer({"cycle": cycle})

    return router


def followup(name: str = "followup") -> Example:
    return Example(name=name, metrics=Metrics(name), routers=[cycles()], behind=Behind(consumer_lag=1))


@asynccontextmanager
async def client_of(examples: Sequence[Example]) -> AsyncIterator[httpx.AsyncClient]:
    app = build_together([example.describe() for example in examples], Tokens(None, PRINCIPALS).principal_for)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://example") as client:
        yield client


async def test_each_service_documents_its_own_resources_below_its_name() -> None:
    async with client_of([Example(), followup()]) as client:
        one = (await client.get("/services/example/openapi.json")).json()
        other = (await client.get("/services/followup/openapi.json")).json()
        docs = await client.get("/services/followup/docs")
    assert "/visits" in one["paths"]
    assert "/visits" not in other["paths"]
    assert "/cycles/{cycle}/recommendations" in other["paths"]
    assert "/services/followup/deadletters" in other["paths"]
    assert "/services/followup/openapi.json" in docs.text


async def test_the_documents_describe_problems_and_the_token() -> None:
    async with client_of([Example()]) as client:
        document = (await client.get("/services/example/openapi.json")).json()
    plan = document["paths"]["/visits"]["post"]
    refused = document["components"]["responses"][plan["responses"]["422"]["$ref"].rpartition("/")[2]]
    assert refused["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    }
    assert plan["security"] == [{"HTTPBearer": []}]
    assert "HTTPValidationError" not in document["components"]["schemas"]


async def test_a_probe_of_the_whole_process_takes_no_other_method() -> None:
    async with client_of([Example()]) as client:
        for path in ("/health/live", "/health/ready"):
            assert (await client.request("TRACE", path)).status_code == 405


async def test_each_resource_is_answered_by_its_service() -> None:
    async with client_of([Example(), followup()]) as client:
        assert (await client.get("/cycles/c1/recommendations")).json() == {"cycle": "c1"}
        assert (await client.get("/visits")).json()["items"] == []
        assert 'service="followup"' in (await client.get("/services/followup/metrics")).text
        assert 'service="example"' in (await client.get("/services/example/metrics")).text


async def test_an_address_that_no_service_has_is_not_found() -> None:
    async with client_of([Example(), followup()]) as client:
        for path in ("/", "/nothing", "/services/nobody/metrics", "/services"):
            response = await client.get(path)
            assert (response.status_code, response.json()["type"]) == (404, "/problems/not-found")


async def test_the_process_is_well_when_every_service_is() -> None:
    examples = [Example(), followup()]
    async with client_of(examples) as client:
        well = await client.get("/health/ready")
        examples[1].answers["database"] = "is away"
        unwell = await client.get("/health/ready")
        alive = await client.get("/health/live")
    assert (well.status_code, well.json()["services"]["followup"]["behind"]["consumer_lag"]) == (200, 1)
    assert (unwell.status_code, unwell.json()["services"]["example"]["ready"]) == (503, True)
    assert (alive.status_code, set(alive.json()["services"])) == (200, {"example", "followup"})


async def test_through_a_gateway_the_process_says_whether_it_is_well_and_to_an_operator_why() -> None:
    outside, operator = {"X-Forwarded-For": "203.0.113.9"}, {"Authorization": "Bearer technician"}
    async with client_of([Example(), followup()]) as client:
        assert (await client.get("/health/ready", headers=outside)).json() == {"ready": True}
        assert (await client.get("/health/live", headers=outside)).json() == {"live": True}
        seen = await client.get("/health/ready", headers={**outside, **operator})
    assert set(seen.json()["services"]) == {"example", "followup"}


def test_two_services_with_a_resource_of_one_name_are_a_mistake() -> None:
    with pytest.raises(AssertionError, match="two services have the resource /cycles"):
        build_together(
            [followup().describe(), followup("other").describe()],
            Tokens(None, PRINCIPALS).principal_for,
        )

"""Whatever a parameter says, nothing fails: what is out of reach is refused with a clear 4xx."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import httpx

from ctc.openapi import documents
from ctc.serving import application
from ctc.world import world
from shared.engine.principals import OWNER
from shared.web.tokens import Tokens
from tests.support.frozen import REFERENCE

DATES = ("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2024-02-30")
INSTANTS = (
    "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59Z", "2016-12-31T23:59:60Z", "1945-01-01T00:00:00+23:59", "99999999999999", "-1",
)  # fmt: skip
NUMBERS = ("-9223372036854775809", "9223372036854775808", "0", "1945", "9999", "1e3")
TEXTS = ("%", "x" * 5000)
ALIKE = tuple(f"/reports/{name}/" for name in ("briefing", "joint", "review", "schedule", "thematic"))
"""These are made by the same functions as the annual report and the one on follow-up."""
USUAL = {"year": "2023", "cycle": "x", "id": "x", "source": "urn:x"}


def extremes(schema: dict[str, Any]) -> tuple[str, ...]:
    """Values at and beyond the ends of what this parameter can be."""
    kinds = [schema, *schema.get("anyOf", ())]
    formats = {kind.get("format") for kind in kinds}
    if "date" in formats:
        return DATES
    if "date-time" in formats:
        return INSTANTS
    return NUMBERS if any(kind.get("type") == "integer" for kind in kinds) else TEXTS


def extreme_addresses() -> Iterator[str]:
    """Each address with each of its parameters at each extreme, the others as usual."""
    for document in documents().values():
        for path, operations in document["paths"].items():
            if "get" not in operations or path.startswith(ALIKE):
                continue
            parameters = [one for one in operations["get"].get("parameters", ()) if one["in"] in ("path", "query")]
            for parameter in parameters:
                yield from (
                    _address(path, parameters, parameter["name"], value) for value in extremes(parameter["schema"])
                )


def _address(path: str, parameters: list[dict[str, Any]], name: str, value: str) -> str:
    query = httpx.QueryParams()
    for one in parameters:
        said = value if one["name"] == name else USUAL.get(one["name"], "x")
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", str(httpx.QueryParams({"": said}))[1:].replace("+", "%20"))
        elif one["name"] == name or one.get("required"):
            query = query.add(one["name"], said)
    return f"{path}?{query}"


async def test_no_parameter_of_any_address_makes_it_fail(postgres: str) -> None:
    async with world(postgres, date(2024, 1, 15), REFERENCE) as turned:
        app = application(
            turned.runtimes.values(), Tokens(given={"owner": OWNER}).principal_for, turned.transport, turned.pool
        )
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        headers = {"Authorization": "Bearer owner"}
        async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
            addresses = sorted(set(extreme_addresses()))
            failed = [one for one in addresses if (await client.get(one)).status_code >= 500]
    assert len(addresses) > 500
    assert failed == []


def bodies_with_instants() -> Iterator[tuple[str, str]]:
    """Each address to which something is posted, with each field of its body that is an instant."""
    for document in documents().values():
        shapes = document["components"]["schemas"]
        for path, operations in document["paths"].items():
            content = operations.get("post", {}).get("requestBody", {}).get("content", {})
            name = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
            for field, schema in shapes.get(name, {}).get("properties", {}).items():
                if any(kind.get("format") == "date-time" for kind in (schema, *schema.get("anyOf", ()))):
                    yield path.replace("{", "").replace("}", ""), field


async def test_no_instant_in_a_body_makes_an_address_fail(postgres: str) -> None:
    async with world(postgres, date(2024, 1, 15), REFERENCE) as turned:
        app = application(
            turned.runtimes.values(), Tokens(given={"owner": OWNER}).principal_for, turned.transport, turned.pool
        )
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        headers = {"Authorization": "Bearer owner"}
        async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
            posted = list(product(sorted(set(bodies_with_instants())), INSTANTS[:5]))
            answers = {
                (path, field, instant): (await client.post(path, json={field: instant})).status_code
                for (path, field), instant in posted
            }
    assert len(answers) >= 30
    assert {key: status for key, status in answers.items() if status != 422} == {}


async def test_a_freeze_that_no_clock_shows_is_refused_by_its_name(postgres: str) -> None:
    async with world(postgres, date(2024, 1, 15), REFERENCE) as turned:
        app = application(
            turned.runtimes.values(), Tokens(given={"owner": OWNER}).principal_for, turned.transport, turned.pool
        )
        headers = {"Authorization": "Bearer owner"}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://test", headers=headers
        ) as client:
            for name, freeze in product(("annual", "joint", "schedule"), INSTANTS[:5]):
                response = await client.get(f"/reports/{name}/2023", params={"freeze": freeze})
                assert (response.status_code, response.json()["fields"]) == (422, ["freeze"])

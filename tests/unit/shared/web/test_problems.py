"""Errors are problem details: what went wrong and what to do, and never what was sent."""

from __future__ import annotations

import pytest

from shared.engine.outcomes import Refused
from shared.engine.rules import NotFound, Stale
from tests.support.http_example import CONFIDENTIAL, Example, ScriptedHandler, TooEarly

VISIT = {"state": "KEN", "start": "2024-02-29"}


async def test_a_refusal_names_rule_paragraph_and_fields() -> None:
    example = Example(handler=ScriptedHandler(Refused(TooEarly("It ends on the day before.", ("start", "end")))))
    async with example.client("desk") as client:
        response = await client.post("/visits", json=VISIT, headers={"X-Correlation-Id": "c-1"})
    assert response.status_code == 409
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "/problems/too-early",
        "title": "A visit cannot end before it starts.",
        "status": 409,
        "detail": "It ends on the day before.",
        "rule": "2",
        "paragraph": "OP12",
        "fields": ["start", "end"],
        "correlationid": "c-1",
    }


@pytest.mark.parametrize(
    ("refusal", "status", "type_"),
    [(NotFound(), 404, "/problems/not-found"), (Stale(), 412, "/problems/stale")],
)
async def test_a_refusal_has_the_status_of_its_class(refusal: NotFound | Stale, status: int, type_: str) -> None:
    async with Example(handler=ScriptedHandler(Refused(refusal))).client("desk") as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (status, type_)


async def test_a_body_that_breaks_the_form_names_the_fields_and_what_is_expected() -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", json={"state": "Kenya", "start": "2024-02-30", "mode": CONFIDENTIAL})
    assert response.status_code == 422
    problem = response.json()
    assert problem["type"] == "/problems/invalid"
    assert problem["fields"] == ["state", "start", "mode"]
    assert problem["detail"].startswith("state: ")
    assert "mode: must be one of physical, virtual" in problem["detail"]
    assert "Kenya" not in response.text
    assert CONFIDENTIAL not in response.text


@pytest.mark.parametrize(
    "body",
    ["{" + ",".join(f'"a{number}":1' for number in range(80_000)) + "}", '{"invited":[' + "{}," * 2_500 + "{}]}"],
    ids=["fields", "objects"],
)
async def test_a_body_with_more_than_its_memory_is_worth_is_refused_before_it_is_read(body: str) -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (413, "/problems/too-large")
    assert response.json()["detail"].startswith("there are more than ")


async def test_thousands_of_unknown_fields_are_one_error() -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", json=VISIT | {f"a{number}": 1 for number in range(20_000)})
    assert (response.status_code, response.json()["detail"]) == (422, "body: 20000 fields are wrong or unknown")


async def test_a_field_that_nobody_asked_for_is_named_at_any_depth() -> None:
    body = {"state": "KEN", "start": "2024-02-29", "moed": "virtual", "invited": [{"name": "UNODC", "role": "x"}]}
    async with Example().client("desk") as client:
        response = await client.post("/visits", json=body)
    assert (response.status_code, set(response.json()["fields"])) == (422, {"moed", "invited.0.role"})


async def test_a_missing_field_is_named() -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", json={})
    assert response.json()["fields"] == ["state", "start"]


async def test_a_parameter_that_breaks_the_form_is_named() -> None:
    async with Example().client() as client:
        response = await client.get("/visits?limit=many")
    assert (response.status_code, response.json()["fields"]) == (422, ["limit"])


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"state": "KEN',
        b"\xff\xfe",
        b"[" * 20_000 + b"]" * 20_000,
        b'{"state": "K\\u0000N", "start": "2024-01-01"}',
        b'{"n": ' + b"9" * 5000 + b"}",
        b'{"state": "K\\ud800N", "start": "2024-01-01"}',
        b'{"state": "K\xed\xa0\x80N", "start": "2024-01-01"}',
        '{"state": "KEN", "start": "2024-01-01"}'.encode("utf-16"),
        b'{"state": "KEN", "start": "2024-01-01", "state": "NOR"}',
    ],
)
async def test_a_body_that_cannot_be_read_is_malformed(body: bytes) -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (400, "/problems/malformed")


@pytest.mark.parametrize("path", ["/visits/%00", "/visits?limit=%00"])
async def test_the_character_nul_is_malformed_wherever_it_stands(path: str) -> None:
    async with Example().client("reader") as client:
        response = await client.get(path)
    assert (response.status_code, response.json()["type"]) == (400, "/problems/malformed")


async def test_two_tokens_prove_nobody() -> None:
    async with Example().client() as client:
        headers = [("Authorization", "Bearer desk"), ("Authorization", "Bearer reader")]
        response = await client.get("/visits", headers=headers)
    assert (response.status_code, response.json()["type"]) == (400, "/problems/malformed")


async def test_a_slash_too_many_leads_to_no_other_host() -> None:
    async with Example().client() as client:
        response = await client.get("/visits/", headers={"Host": "evil.example"})
    assert (response.status_code, response.json()["type"]) == (404, "/problems/not-found")


async def test_an_unknown_address_is_not_found_and_a_wrong_method_says_which_are_right() -> None:
    async with Example().client() as client:
        unknown, wrong = await client.get("/nothing"), await client.delete("/visits/v1")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "/problems/not-found")
    assert (wrong.status_code, wrong.json()["type"]) == (405, "/problems/method-not-allowed")
    assert wrong.headers["allow"] == "GET, HEAD"


async def test_a_wrong_method_says_all_that_are_right_also_where_several_routes_share_the_address() -> None:
    async with Example().client() as client:
        wrong = await client.put("/visits")
    assert wrong.headers["allow"] == "GET, HEAD, POST"


async def test_an_unexpected_error_tells_nothing_of_its_inside() -> None:
    async with Example().client("reader") as client:
        response = await client.get("/visits/broken", headers={"X-Correlation-Id": "c-1"})
    assert response.status_code == 500
    assert response.json() == {
        "type": "/problems/internal-error",
        "title": "Something went wrong here, and was noted under this correlation id: tell the operators.",
        "status": 500,
        "correlationid": "c-1",
    }


async def test_a_database_that_is_away_asks_to_try_again() -> None:
    async with Example().client("reader") as client:
        response = await client.get("/visits/away")
    assert (response.status_code, response.json()["type"]) == (503, "/problems/unavailable")
    assert int(response.headers["retry-after"]) > 0
    assert CONFIDENTIAL not in response.text

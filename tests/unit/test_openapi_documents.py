"""The OpenAPI documents as a foreign engineer uses them: a client is generated from them, and nothing else is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema_rs import Draft202012Validator

from contracts.catalog import EVENTS, NOTICES, PREFIX
from contracts.cloudevents import BATCH, JSON, STRUCTURED
from contracts.tools.example_data import example
from tests.support.documented import FILES, check

DOCUMENTS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FILES.glob("*.json"))}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
INSIDE = ("/health/", "/services/")


def operations() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for name, document in DOCUMENTS.items():
        for path, methods in document["paths"].items():
            yield from ((name, method, path, told) for method, told in methods.items())


def resources() -> list[tuple[str, str, str, dict[str, Any]]]:
    return [one for one in operations() if not one[2].startswith(INSIDE)]


def responses(name: str, told: dict[str, Any]) -> dict[int, dict[str, Any]]:
    shared = DOCUMENTS[name]["components"].get("responses", {})
    return {
        int(status): shared.get(one.get("$ref", "").rpartition("/")[2], one)
        for status, one in told["responses"].items()
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_answer_of_every_operation_has_a_schema(name: str) -> None:
    bare = [
        f"{method} {path} {status}"
        for service, method, path, told in operations()
        if service == name
        for status, one in responses(name, told).items()
        if status not in (303, 304)
        and (not one.get("content") or any(not form["schema"] for form in one["content"].values()))
    ]
    assert bare == []


def test_every_refusal_is_problem_details_of_one_schema_and_has_a_status_of_its_own() -> None:
    for name, method, path, told in resources():
        refusals = {status: one for status, one in responses(name, told).items() if status >= 400}
        usual = {400, 401, 422, 500, 503} if "security" in told else {503}
        assert usual <= refusals.keys(), f"{method} {path}"
        assert all(one["content"] == PROBLEM for one in refusals.values()), f"{method} {path}"
        if method == "post":
            assert {403, 408, 413, 415} <= refusals.keys(), f"{method} {path}"


def test_commands_need_a_token_and_reads_take_one() -> None:
    bearer: dict[str, list[str]] = {"HTTPBearer": []}
    open_to_all = {path for _, _, path, told in resources() if "security" not in told}
    files = {f"/contracts/{one}.json" for one in ("asyncapi", "schemas/{name}", "examples/{name}")}
    of_people = {"/sign-in", "/sign-in/callback", "/sign-out"}
    lists = {"/contracts", "/contracts/types/{name}", "/codes", "/codes/{name}", "/reports/keys"}
    assert open_to_all == {*files, *of_people, *lists}
    for _, method, path, told in resources():
        if path in open_to_all:
            continue
        wanted = [[bearer]] if method == "post" else [[{}, bearer], [bearer]]
        assert told["security"] in wanted, f"{method} {path}"


def test_the_body_of_an_event_is_documented_in_all_three_modes() -> None:
    document = DOCUMENTS["exchange"]
    body = document["paths"]["/events"]["post"]["requestBody"]
    assert body["required"]
    assert body["content"].keys() == {STRUCTURED, BATCH, JSON}
    events = [_event(name) for name in sorted(NOTICES)]
    for media_type, sent in ((STRUCTURED, events), (BATCH, [events]), (JSON, [one["data"] for one in events])):
        schema = {"components": document["components"], **body["content"][media_type]["schema"]}
        for one in sent:
            Draft202012Validator(schema).validate(one)
    headers = {one["name"] for one in document["paths"]["/events"]["post"]["parameters"] if one["in"] == "header"}
    assert {"ce-specversion", "ce-id", "ce-source", "ce-type"} <= headers


def _event(name: str) -> dict[str, Any]:
    attributes = {"specversion": "1.0", "id": "n-1", "source": "urn:example:cted", "type": PREFIX + name}
    return attributes | {"data": example(name).model_dump(mode="json", exclude_none=True)}


def test_an_answer_with_a_field_that_is_not_documented_fails_the_test_that_gets_it() -> None:
    headers = httpx.Headers({"content-type": "application/json"})
    receipt = {
        "source": "s",
        "id": "n-1",
        "status": "waiting",
        "notice_type": None,
        "received_at": "2024-01-01T09:00:00Z",
    }
    check("GET /receipts", 200, headers, json.dumps(receipt).encode())
    with pytest.raises(AssertionError, match="invented"):
        check("GET /receipts", 200, headers, json.dumps(receipt | {"invented": 1}).encode())
    with pytest.raises(AssertionError, match="418"):
        check("GET /receipts", 418, headers, b"")


def test_a_generated_client_need_not_say_what_may_be_left_out() -> None:
    """A generator of TypeScript takes a field with a default for one that is always there."""
    for document in DOCUMENTS.values():
        for name, schema in document["components"]["schemas"].items():
            for field, told in schema.get("properties", {}).items():
                assert "default" not in told, f"{name}.{field}"


def test_no_notice_is_without_its_event() -> None:
    mapping = DOCUMENTS["exchange"]["components"]["schemas"]["NoticeEvent"]["discriminator"]["mapping"]
    assert mapping.keys() == {PREFIX + EVENTS[name].type for name in NOTICES}

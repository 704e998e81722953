"""What each service declares is what the contracts say of it; its HTTP interface only grows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from contracts.participants import PARTICIPANTS
from ctc import openapi
from ctc.composition import SERVICES
from shared.engine.service import Service

BY_NAME = {participant.name: participant for participant in PARTICIPANTS}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_consumes_the_topics_and_types_that_asyncapi_says(service: Service) -> None:
    consumes = BY_NAME[service.name].consumes
    assert set(service.topics) == set(consumes)
    assert service.declared == {name for types in consumes.values() for name in types}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_has_a_rule_for_every_type_that_it_declares(service: Service) -> None:
    assert {vars(model)["type"] for model in service.reactions} == service.declared


def test_every_service_has_a_number_of_its_own() -> None:
    assert len({service.number for service in SERVICES}) == len(SERVICES)


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return openapi.documents()


def test_the_openapi_files_are_those_of_the_routes() -> None:
    assert openapi.problems() == []


def test_no_two_services_have_a_path_in_common(documents: dict[str, dict[str, Any]]) -> None:
    paths = [
        path for one in documents.values() for path in one["paths"] if path not in ("/health/live", "/health/ready")
    ]
    assert len(paths) == len(set(paths))


def without_path(new: dict[str, Any]) -> str:
    del new["paths"]["/cycles"]
    return "GET /cycles is gone"


def without_method(new: dict[str, Any]) -> str:
    del new["paths"]["/cycles"]["get"]
    return "GET /cycles is gone"


def without_parameter(new: dict[str, Any]) -> str:
    gone = new["paths"]["/cycles"]["get"]["parameters"].pop(0)["name"]
    return f"GET /cycles no longer takes {gone}"


def with_a_demand(new: dict[str, Any]) -> str:
    parameter = new["paths"]["/cycles"]["get"]["parameters"][0]
    parameter["required"] = True
    return f"GET /cycles now demands {parameter['name']}"


@pytest.mark.parametrize("spoil", [without_path, without_method, without_parameter, with_a_demand])
def test_what_goes_or_is_newly_demanded_breaks_its_users(
    documents: dict[str, dict[str, Any]], spoil: Callable[[dict[str, Any]], str]
) -> None:
    after = copy.deepcopy(documents["followup"])
    said = spoil(after)
    assert said in list(openapi.find_breaks(documents["followup"], after))


def test_what_is_added_breaks_nobody(documents: dict[str, dict[str, Any]]) -> None:
    after = copy.deepcopy(documents["followup"])
    after["paths"]["/more"] = {"get": {"parameters": []}}
    after["paths"]["/cycles"]["get"]["parameters"].append({"name": "more", "in": "query"})
    assert list(openapi.find_breaks(documents["followup"], after)) == []

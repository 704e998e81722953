"""What each service declares is what the contracts say of it; its HTTP interface only grows."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from contracts.participants import PARTICIPANTS
from ctc import openapi
from ctc.composition import SERVICES
from shared.service import Service

BY_NAME = {participant.name: participant for participant in PARTICIPANTS}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_consumes_the_topics_and_types_that_asyncapi_says(service: Service) -> None:
    consumes = BY_NAME[service.name].consumes
    assert set(service.topics) == set(consumes)
    assert service.declared == {name for types in consumes.values() for name in types}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_has_a_rule_for_every_type_that_it_declares(service: Service) -> None:
    assert {model.type for model in service.reactions} == service.declared


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


def test_a_path_a_method_or_a_parameter_that_goes_breaks_its_users(documents: dict[str, dict[str, Any]]) -> None:
    before = documents["followup"]
    path, parameter = "/cycles", before["paths"]["/cycles"]["get"]["parameters"][0]["name"]
    for spoil, said in (
        (lambda new: new["paths"].pop(path), f"GET {path} is gone"),
        (lambda new: new["paths"][path].pop("get"), f"GET {path} is gone"),
        (lambda new: new["paths"][path]["get"]["parameters"].pop(0), f"GET {path} no longer takes {parameter}"),
        (
            lambda new: new["paths"][path]["get"]["parameters"][0].update(required=True),
            f"GET {path} now demands {parameter}",
        ),
    ):
        after = copy.deepcopy(before)
        spoil(after)
        assert said in list(openapi.breaking(before, after))


def test_what_is_added_breaks_nobody(documents: dict[str, dict[str, Any]]) -> None:
    after = copy.deepcopy(documents["followup"])
    after["paths"]["/more"] = {"get": {"parameters": []}}
    after["paths"]["/cycles"]["get"]["parameters"].append({"name": "more", "in": "query"})
    assert list(openapi.breaking(documents["followup"], after)) == []

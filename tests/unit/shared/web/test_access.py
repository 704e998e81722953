"""Who may ask what."""

from __future__ import annotations

import pytest

from tests.support.http_example import Example

VISIT = {"state": "KEN", "start": "2024-02-29"}


async def test_without_a_token_one_has_the_publics_view() -> None:
    async with Example().client() as client:
        response = await client.get("/visits/v1")
    assert response.status_code == 404


async def test_with_a_token_one_has_the_view_of_its_principal() -> None:
    async with Example().client("reader") as client:
        response = await client.get("/visits/v1")
    assert response.json()["reader"] == "reader"


@pytest.mark.parametrize("header", ["Bearer rubbish", "Bearer ", "Bearer", "Basic cmVhZGVyOng=", "reader", ""])
async def test_a_token_that_lets_nobody_in_is_an_error_and_not_the_publics_view(header: str) -> None:
    async with Example().client() as client:
        response = await client.get("/visits", headers={"Authorization": header})
    assert (response.status_code, response.json()["type"]) == (401, "/problems/token-unknown")
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_a_command_without_a_token_is_401() -> None:
    example = Example()
    async with example.client() as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (401, "/problems/token-needed")
    assert response.headers["www-authenticate"] == "Bearer"
    assert example.handler.commands == []


@pytest.mark.parametrize("token", ["reader", "operator"])
async def test_a_command_without_the_right_to_command_is_403(token: str) -> None:
    example = Example()
    async with example.client(token) as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-allowed")
    assert example.handler.commands == []


async def test_an_operation_needs_a_token_with_the_right_to_operate() -> None:
    example = Example()
    for token, status in ((None, 401), ("reader", 403), ("desk", 403), ("operator", 200)):
        async with example.client(token) as client:
            assert (await client.get("/services/example/deadletters")).status_code == status

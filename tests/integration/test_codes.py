"""`/codes`: whoever writes a notice finds the words that it takes, without a token."""

from __future__ import annotations

import pytest

from services.exchange.http.codes import LISTS
from tests.support.frozen import REFERENCE
from tests.support.serving import Serving


async def test_each_list_that_is_named_can_be_read(exchange: Serving) -> None:
    client = await exchange.client()
    lists = (await client.get("/codes")).json()["items"]
    assert [one["name"] for one in lists] == list(LISTS)
    for one in lists:
        page = (await client.get(one["path"])).json()
        assert page["items"], one["name"]
        assert len({item["code"] for item in page["items"]}) == len(page["items"])


async def test_themes_come_with_their_titles_in_six_languages(exchange: Serving) -> None:
    page = (await (await exchange.client()).get("/codes/themes")).json()
    assert {one["code"] for one in page["items"]} == {theme.code for theme in REFERENCE.themes}
    assert all(len(one["titles"]) == 6 for one in page["items"])


@pytest.mark.parametrize("name", ["nothing", "Themes"])
async def test_a_list_that_there_is_not_is_404(exchange: Serving, name: str) -> None:
    assert (await (await exchange.client()).get(f"/codes/{name}")).status_code == 404

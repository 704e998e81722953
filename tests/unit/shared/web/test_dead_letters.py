"""What operators do with dead letters, and that nobody else sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.engine.outcomes import DeadLettered, Done, NotReached, Outcome, Refused
from shared.web.lists import cursor
from tests.support.http_example import CONFIDENTIAL, Example, Letters, TooEarly, letter

AT = "/services/example/deadletters"


def three() -> Letters:
    return Letters({number: letter(number, f'{{"text": "{CONFIDENTIAL}"}}'.encode()) for number in (1, 2, 3)})


@pytest.mark.parametrize("token", [None, "reader", "desk"])
async def test_only_operators_see_and_change_dead_letters(token: str | None) -> None:
    example = Example(letters=three())
    async with example.client(token) as client:
        answers = [
            await client.get(AT),
            await client.get(f"{AT}/1"),
            await client.post(f"{AT}/1/retry"),
            await client.post(f"{AT}/1/discard", json={"why": "sent by mistake"}),
            await client.post(f"{AT}/resume"),
        ]
    assert {answer.status_code for answer in answers} == {403 if token else 401}
    assert not any(CONFIDENTIAL in answer.text for answer in answers)
    assert len(example.letters.kept) == 3


async def test_a_list_has_reason_and_position_and_no_payload() -> None:
    async with Example(letters=three()).client("operator") as client:
        response = await client.get(AT)
    assert response.json()["next"] is None
    assert response.json()["items"][0] == {
        "number": 1,
        "recorded_at": "2024-05-06T07:08:09Z",
        "reason": "LookupError at decide:12",
        "topic": "ctc.assessments",
        "partition": 3,
        "offset": 99,
        "tries": 0,
        "state": "open",
    }
    assert CONFIDENTIAL not in response.text


async def test_a_list_goes_on_where_the_page_before_ended() -> None:
    async with Example(letters=three()).client("operator") as client:
        first = (await client.get(f"{AT}?limit=2")).json()
        second = (await client.get(f"{AT}?limit=2", params={"after": first["next"]})).json()
    assert [item["number"] for item in first["items"] + second["items"]] == [1, 2, 3]
    assert second["next"] is None


@pytest.mark.parametrize("after", [cursor("a"), cursor("-1"), cursor("9" * 30), "rubbish", "", "ü"])
async def test_a_cursor_of_another_list_is_refused(after: str) -> None:
    async with Example(letters=three()).client("operator") as client:
        response = await client.get(AT, params={"after": after})
    assert (response.status_code, response.json()["fields"]) == (422, ["after"])


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "one"])
async def test_a_number_that_can_be_none_is_refused(number: str) -> None:
    async with Example().client("operator") as client:
        response = await client.get(f"{AT}/{number}")
    assert (response.status_code, response.json()["fields"]) == (422, ["number"])


async def test_why_one_was_given_up_is_a_persons_text_and_shown_like_the_payload() -> None:
    given_up = replace(letter(1, b"{}"), state="discarded", discarded_why=f"operator: {CONFIDENTIAL}")
    example = Example(letters=Letters({1: given_up}))
    async with example.client("operator") as client:
        assert CONFIDENTIAL in (await client.get(f"{AT}/1")).text
    async with example.client("technician") as client:
        answers = [await client.get(f"{AT}/1"), await client.get(f"{AT}?state=discarded")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not any(CONFIDENTIAL in answer.text for answer in answers)


async def test_the_payload_is_shown_to_an_operator_with_the_committees_audience_only() -> None:
    example = Example(letters=three())
    async with example.client("operator") as client:
        assert (await client.get(f"{AT}/1")).json()["payload"] == f'{{"text": "{CONFIDENTIAL}"}}'
    async with example.client("technician") as client:
        response = await client.get(f"{AT}/1")
    assert response.json()["reason"] == "LookupError at decide:12"
    assert CONFIDENTIAL not in response.text
    assert "KEN" not in response.text


async def test_a_payload_that_is_no_text_is_shown_in_base_64() -> None:
    async with Example(letters=Letters({1: letter(1, b"\xff\x00"), 2: letter(2, None)})).client("operator") as client:
        assert (await client.get(f"{AT}/1")).json()["payload_base64"] == "/wA="
        assert (await client.get(f"{AT}/2")).json()["payload"] is None


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Done(), {"outcome": "handled"}),
        (DeadLettered("LookupError"), {"outcome": "dead letter", "reason": "LookupError"}),
        (Refused(TooEarly()), {"outcome": "refused", "reason": "A visit cannot end before it starts."}),
        (NotReached(), {"outcome": "not tried", "reason": "the consumer stands still: resume it first"}),
    ],
)
async def test_a_retry_says_what_became_of_it(outcome: Outcome, told: dict[str, str]) -> None:
    letters = three()
    letters.outcome = outcome
    async with Example(letters=letters).client("operator") as client:
        response = await client.post(f"{AT}/2/retry")
    assert response.json() == {"number": 2, **told}


async def test_one_is_given_up_with_a_reason_and_by_whom() -> None:
    example = Example(letters=three())
    async with example.client("operator") as client:
        response = await client.post(f"{AT}/2/discard", json={"why": "sent by mistake"})
        without = await client.post(f"{AT}/1/discard", json={})
    assert response.json() == {"number": 2, "outcome": "discarded"}
    assert example.letters.reasons == ["operator: sent by mistake"]
    assert (without.status_code, without.json()["fields"]) == (422, ["why"])


async def test_what_is_not_there_is_not_found() -> None:
    async with Example().client("operator") as client:
        assert (await client.get(f"{AT}/9")).status_code == 404
        assert (await client.post(f"{AT}/9/retry")).status_code == 404
        assert (await client.post(f"{AT}/9/discard", json={"why": "gone"})).status_code == 404


async def test_a_stopped_consumer_is_resumed_once() -> None:
    async with Example(letters=Letters(stopped=True)).client("operator") as client:
        assert (await client.post(f"{AT}/resume")).json() == {"resumed": True}
        assert (await client.post(f"{AT}/resume")).json() == {"resumed": False}

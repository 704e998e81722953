"""Records that were put right (rule 4): later editions count them as corrected, and the State's page shows them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import assessments as a
from contracts.base import EventData
from contracts.corrections import RecordCorrected, Replaced
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, numbers, tell
from tests.support.report_story import PATH, get, ok, publish, transmit

CONSENT = "consent-2023-KEN"


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    """On the fifth of January: Kenya gave its consent on 20 December, as was recorded."""
    async with council(postgres_server, HandClock(datetime(2024, 1, 5, 12, tzinfo=UTC))) as found:
        await tell(
            found,
            told.consent(a.ConsentAsked, "KEN", "2023-02-01"),
            told.consent(a.ConsentGiven, "KEN", "2023-12-20", asked_on=date(2023, 2, 1)),
        )
        yield found


def build_correction(on: str) -> EventData:
    return RecordCorrected(
        occurred_on=date.fromisoformat(on), synthetic=True, thing="consent", id=CONSENT, state="KEN", number=1,
        field="answers.0.answered_on", before="2023-12-20", after="2024-01-03", reason="Synthetic: misread.",
        document="DRAFT/SYN/1", corrected_by="CTC",
        replaces=(Replaced(type="consent.given.v1", id=CONSENT, occurred_on=date(2023, 12, 20)),),
    )  # fmt: skip


async def put_right(running: Council) -> str:
    """On the ninth it turns out that it came on the third. Returns the id of the correction."""
    at(running, date(2024, 1, 9))
    id_ = await running.tell(build_correction("2024-01-09"), "KEN", topic="ctc.assessments")
    await tell(running, told.consent(a.ConsentGiven, "KEN", "2024-01-03", asked_on=date(2023, 2, 1)))
    return id_


async def test_an_edition_of_before_stands_and_a_corrected_one_counts_the_right_day(running: Council) -> None:
    first = await publish(running)
    assert numbers(first.json())["consents_given"] == (1, 1)
    await put_right(running)
    assert (await get(running)).content == first.content, "the same facts, the same bytes"
    client = await running.client("owner")
    again = await client.post(f"{PATH}/corrections", json={"reason": "A day was misread."})
    assert again.json()["edition"] == 2
    assert numbers(await ok(running))["consents_given"] == (0, 1), "on the last day of the year there was no answer"
    assert (await get(running, f"{PATH}?edition=1")).content == first.content


async def test_the_list_behind_a_figure_is_that_of_its_edition(running: Council) -> None:
    await transmit(running)
    given = "select id from council_projected.events where type = 'consent.given.v1'"
    ((event,),) = await running.rows(given)
    await put_right(running)
    (counted,) = (await ok(running, f"{PATH}/figures/consents_given/basis?edition=1"))["items"]
    assert event in counted["events"]


async def test_the_next_years_report_says_that_the_year_before_is_adjusted(running: Council) -> None:
    await transmit(running)
    await put_right(running)
    at(running, date(2025, 1, 15))
    after = await transmit(running, "/reports/annual/2024")
    (adjusted,) = [one for one in after["adjustments"] if one["id"] == "consents_given"]
    assert (adjusted["published"]["numerator"], adjusted["now"]["numerator"]) == (1, 0)


async def test_the_states_page_shows_the_original_why_and_by_whom_to_insiders(running: Council) -> None:
    await put_right(running)
    for insider in ("owner", "kenya"):
        page = await running.get("/states/KEN", insider)
        assert page["consents"]["items"][0]["since"] == "2024-01-03"
        assert page["corrections"]["items"] == [
            {
                "id": CONSENT, "thing": "consent", "number": 1, "field": "answers.0.answered_on",
                "before": "2023-12-20", "after": "2024-01-03", "reason": "Synthetic: misread.",
                "document": "DRAFT/SYN/1", "corrected_by": "CTC", "corrected_on": "2024-01-09", "synthetic": True,
            }
        ]  # fmt: skip
    for outsider in ("unoct", "reader", "partner", "uganda", None):
        assert (await running.get("/states/KEN", outsider))["corrections"] == {"items": [], "next": None}
    assert (await running.items("/states/KEN/corrections", "kenya")) != []


async def test_the_states_page_does_not_count_what_was_put_right_of_others(running: Council) -> None:
    """Of a meeting a State sees its own invitation alone."""
    for number, state, place in ((2, "KEN", 1), (4, "UGA", 2), (5, "KEN", 1)):
        correction = RecordCorrected(
            occurred_on=date(2024, 1, number), synthetic=True, thing="meeting", id="m", state=state, number=number,
            field=f"invitations.{place}.answer", before="coming", after="declined", reason="Synthetic: misread.",
            document="DRAFT/SYN/1", corrected_by="CTC",
        )  # fmt: skip
        await running.tell(correction, "m", topic="ctc.followup")
    await running.settle()
    for token, counted, place in (("kenya", [2, 1], 0), ("owner", [5, 2], 1)):
        items = await running.items("/states/KEN/corrections", token)
        assert [(one["number"], one["field"]) for one in items] == [
            (number, f"invitations.{place}.answer") for number in counted
        ]


async def test_a_trace_of_the_record_has_its_correction_for_insiders(running: Council) -> None:
    id_ = await put_right(running)
    for reader, status in (("owner", 200), ("kenya", 200), ("uganda", 404)):
        response = await get(running, f"/trace/{CONSENT}", reader)
        assert response.status_code == status
        assert (id_ in response.text) == (status == 200)

"""What a State's page says of its visits, consents, requests, meetings and products, and to whom."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import assessments as a
from contracts import followup as f
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import SECRET, Rec, Report, tell, visit

OUTSIDERS = ("unoct", "reader", "partner", "uganda", None)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def test_consents_requests_and_meetings_are_for_insiders(running: Council) -> None:
    await tell(
        running,
        told.consent(a.ConsentAsked, "KEN", "2023-02-01"),
        told.consent(a.ConsentGiven, "KEN", "2023-03-01", asked_on=date(2023, 2, 1)),
        told.request_visit("r1", "KEN", "2022-11-01", 2023),
        told.meeting(f.MeetingPlanned, "m1", "2023-05-01", invited=("KEN", "UGA"), held_on=date(2023, 6, 1)),
        told.meeting(f.MeetingHeld, "m1", "2023-06-02", invited=("KEN", "UGA"), answered=("KEN",), attended=("UGA",)),
        told.meeting(f.MeetingPlanned, "m2", "2023-05-01", invited=("UGA",)),
    )
    for insider in ("owner", "kenya"):
        kenya = await running.get("/states/KEN", insider)
        (consent,) = kenya["consents"]["items"]
        assert (consent["stage"], consent["asked_on"], consent["since"]) == ("given", "2023-02-01", "2023-03-01")
        (request,) = kenya["requests"]["items"]
        assert (request["id"], request["year"], request["purpose"]) == ("r1", 2023, SECRET)
        (meeting,) = kenya["meetings"]["items"]
        assert (meeting["stage"], meeting["held_on"]) == ("held", "2023-06-02")
        assert (meeting["answered"], meeting["attended"]) == (True, False)
        assert "UGA" not in json.dumps(kenya["meetings"])
    for token in OUTSIDERS:
        kenya = await running.get("/states/KEN", token)
        assert kenya["consents"] == kenya["requests"] == kenya["meetings"] == {"items": [], "next": None}


async def test_the_states_word_on_its_reports_is_for_insiders(running: Council) -> None:
    await tell(
        running,
        told.word_on_report(a.ReportConsentAsked, "A", "2023-02-01"),
        told.word_on_report(
            a.ReportConsentAnswered, "A", "2023-03-01",
            asked_on="2023-02-01", answer="part", parts=("r1",), document="DRAFT/SYN/1",
        ),
        told.word_on_report(a.ConfidentialityRequested, "A", "2023-04-01", parts=("r2",)),
        told.word_on_report(a.ReportConsentAsked, "B", "2023-02-01", "UGA"),
    )  # fmt: skip
    for insider in ("owner", "kenya"):
        request, consent = (await running.get("/states/KEN", insider))["report_consents"]["items"]
        assert (consent["assessment_id"], consent["stage"], consent["since"]) == ("A", "part", "2023-03-01")
        assert (consent["asked_on"], consent["parts"], consent["document"]) == ("2023-02-01", ["r1"], "DRAFT/SYN/1")
        assert (request["stage"], request["since"], request["parts"]) == ("confidential", "2023-04-01", ["r2"])
    for token in OUTSIDERS:
        kenya = await running.get("/states/KEN", token)
        assert kenya["report_consents"] == {"items": [], "next": None}


async def test_a_state_that_is_invited_no_more_is_not_shown_the_meeting(running: Council) -> None:
    await tell(
        running,
        told.meeting(f.MeetingPlanned, "m1", "2023-05-01", invited=("KEN", "UGA")),
        told.meeting(f.MeetingPlanned, "m1", "2023-05-02", invited=("UGA",)),
    )
    assert (await running.get("/states/KEN"))["meetings"]["items"] == []
    assert len((await running.get("/states/UGA"))["meetings"]["items"]) == 1


async def test_a_meeting_on_a_report_tells_its_own_state_alone_whose_report_that_is(running: Council) -> None:
    """The State of the report is invited always. So another State would learn who else is."""
    await tell(
        running,
        Report("A", "2023-03-01", state="KEN").complete(),
        told.meeting(f.MeetingPlanned, "m1", "2023-05-01", invited=("KEN", "UGA"), assessment_id="A"),
    )
    for token, state, shown in (("owner", "UGA", "A"), ("kenya", "KEN", "A"), ("uganda", "UGA", None)):
        (meeting,) = (await running.get(f"/states/{state}/meetings", token))["items"]
        assert meeting["assessment_id"] == shown, token


async def test_a_product_that_was_put_right_to_another_state_is_that_state_s_alone(running: Council) -> None:
    await tell(
        running,
        told.product(a.ProductDrafted, "p1", "2023-02-01", "KEN", "committee"),
        told.product(a.ProductDrafted, "p1", "2023-02-02", "UGA", "committee"),
    )
    for token, state, found in (("kenya", "KEN", 0), ("owner", "KEN", 0), ("uganda", "UGA", 1), ("owner", "UGA", 1)):
        assert len((await running.get(f"/states/{state}/products", token))["items"]) == found, (token, state)


async def test_products_follow_what_was_disclosed_and_drafts_are_for_insiders(running: Council) -> None:
    await tell(
        running,
        told.product(a.ProductDrafted, "p1", "2023-02-01", "KEN", "public"),
        told.product(a.ProductAdopted, "p2", "2023-02-02", "KEN", "un"),
        told.product(a.ProductAdopted, "p3", "2023-02-03", "KEN", "public"),
        told.product(a.ProductWithdrawn, "p3", "2023-03-03", "KEN", "public", reason=SECRET),
        told.product(a.ProductAdopted, "p4", "2023-02-03", "UGA", "public"),
    )
    for token, expected in (
        ("owner", "p3 p2 p1"),
        ("kenya", "p3 p2 p1"),
        ("reader", "p2"),
        ("partner", ""),
        (None, ""),
    ):
        kenya = await running.get("/states/KEN", token)
        assert " ".join(one["id"] for one in kenya["products"]["items"]) == expected, token
    (product,) = await running.items("/states/KEN/products", "reader")
    assert (product["stage"], product["title"]) == ("adopted", SECRET)
    assert "disclosure" not in product
    narrowed = a.DisclosureChanged(
        of="product", id="p2", state="KEN", audience="committee", decided_by="KEN", decided_on=date(2023, 9, 1),
        occurred_on=date(2023, 9, 1), synthetic=True,
    )  # fmt: skip
    await tell(running, narrowed)
    assert await running.items("/states/KEN/products", "reader") == []


@pytest.mark.parametrize("token", OUTSIDERS)
async def test_a_visit_cancelled_in_public_is_shown_as_cancelled_without_its_reason(
    running: Council, token: str | None
) -> None:
    await tell(running, told.agree_to_visit("v1", "2024-05-02", "2023-11-01"))
    (agreed,) = await running.items("/states/KEN/visits", token)
    await tell(running, told.cancel_visit("v1", "2023-12-01", was_scheduled=True, start="2024-05-02"))
    (shown,) = await running.items("/states/KEN/visits", token)
    assert shown == agreed | {"stage": "cancelled", "cancelled_on": "2023-12-01"}
    trace = await running.items("/trace/v1", token)
    assert [one["type"] for one in trace] == ["visit.agreed.v1", "visit.cancelled.v1"]
    assert SECRET not in json.dumps([shown, trace])
    (visit_,) = await running.items("/states/KEN/visits", "kenya")
    assert (visit_["stage"], visit_["cancelled_on"], visit_["reason"]) == ("cancelled", "2023-12-01", SECRET)


@pytest.mark.parametrize("token", OUTSIDERS)
async def test_what_was_not_cancelled_in_public_is_for_insiders(running: Council, token: str | None) -> None:
    """What was only planned; what never took place; what an earlier version took off the schedule."""
    await tell(
        running,
        told.plan_visit("v1", "2024-05-02", "2023-11-01"),
        visit("v2", ["2023-03-01"]),
        told.agree_to_visit("v3", "2024-05-02", "2023-11-01"),
        *(told.cancel_visit(one, "2023-12-01", start="2024-05-02") for one in ("v1", "v2", "v3")),
    )
    assert await running.items("/states/KEN/visits", token) == []
    assert (await (await running.client(token)).get("/trace/v1")).status_code == 404
    assert {one["stage"] for one in await running.items("/states/KEN/visits", "kenya")} == {"cancelled"}


async def test_visits_that_are_one_are_shown_and_counted_as_one(running: Council) -> None:
    await tell(running, visit("v1", ["2023-03-01"]), visit("v2", ["2023-06-01"]))
    await tell(running, told.merge_visits("v1", ["v2"], "2024-01-10"), visit("v1", ["2023-03-01", "2023-06-01"]))
    for token in ("owner", None):
        assert [one["id"] for one in await running.items("/states/KEN/visits", token)] == ["v1"]
    states = {one["id"]: one for one in await running.items("/states", None)}
    assert (states["KEN"]["visits"], states["KEN"]["last_visited_on"]) == (1, "2023-06-01")
    trace = await running.get("/trace/v2")
    assert "visit.merged.v1" in json.dumps(trace)


@pytest.mark.parametrize("requested", [True, False])
async def test_a_recommendation_shows_whether_assistance_is_requested_now(running: Council, requested: bool) -> None:
    rec = Rec("r1", wanted=not requested)
    one = Report("A", "2023-03-01", (rec,))
    now = rec.build("KEN").model_copy(update={"assistance_requested": requested})
    asked = a.AssistanceRequested(
        state="KEN", assessment_id="A", source="urn:example:cted", reference="A", recommendation=now,
        requested=requested, occurred_on=date(2023, 5, 1), synthetic=True,
    )  # fmt: skip
    await tell(running, one.complete(), asked)
    (item,) = await running.items("/states/KEN/recommendations")
    assert item["assistance_requested"] is requested


async def read_cursors(running: Council, path: str, token: str | None) -> list[str]:
    """Every page of one thing each, with its cursor as it is under its wrapping."""
    pages, after = list[str](), ""
    while True:
        page = await running.get(f"{path}?limit=1{after}", token)
        cursor = page["next"] and base64.urlsafe_b64decode(page["next"] + "===").decode()
        pages.append(json.dumps([page["items"], cursor]))
        if cursor is None:
            return pages
        after = f"&after={page['next']}"


@pytest.mark.parametrize("token", ["reader", None])
async def test_no_cursor_and_no_order_tells_of_a_correction_that_its_reader_may_not_see(
    running: Council, token: str | None
) -> None:
    earlier = Report("A", "2023-03-01", (Rec("r1"), Rec("r2")), finding="committee")
    later = Report("B", "2023-06-01", (Rec("r3"),))
    await tell(running, earlier.complete(), later.complete())
    paths = ("/states/KEN/recommendations", "/states/KEN/assessments")
    before = [await read_cursors(running, path, token) for path in paths]
    await tell(running, earlier.correct("2023-09-01"))  # as if in its finding
    assert [await read_cursors(running, path, token) for path in paths] == before


async def test_recommendations_stand_by_the_day_of_the_report_as_far_as_the_reader_sees_that(running: Council) -> None:
    await tell(
        running,
        Report("A", "2023-03-01", (Rec("r1"), Rec("r4"))).complete(),
        Report("B", "2023-06-01", (Rec("r2"),)).complete(),
        Report("C", "2023-09-01", (Rec("r3"),), audience="committee").complete(),
    )
    for token, expected in (("owner", "r3 r2 r4 r1"), ("reader", "r2 r4 r1 r3"), (None, "r4 r3 r2 r1")):
        items = await running.items("/states/KEN/recommendations", token)
        assert " ".join(one["id"] for one in items) == expected, token
    assert not any("2023-" in page for page in await read_cursors(running, "/states/KEN/recommendations", None))


async def test_no_cursor_and_no_order_tells_a_state_of_another_ones_answer(running: Council) -> None:
    first = told.meeting(f.MeetingPlanned, "m1", "2023-05-01", invited=("KEN", "UGA"))
    await tell(running, first, told.meeting(f.MeetingPlanned, "m2", "2023-05-02", invited=("KEN",)))
    before = await read_cursors(running, "/states/KEN/meetings", "kenya")
    answered = told.meeting(f.MeetingPlanned, "m1", "2023-05-20", invited=("KEN", "UGA"), answered=("UGA",))
    await tell(running, answered)
    assert await read_cursors(running, "/states/KEN/meetings", "kenya") == before

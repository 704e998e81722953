"""What the procedure adds to the annual report: consent, officials, products, and visits and requests that changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts import assessments as a
from contracts import followup as f
from contracts import unoct as u
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import PATH, SECRET, Rec, Report, case, figures, tell, visit
from tests.support.report_story import make_sure


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def basis(running: Council, figure: str, token: str | None = "owner") -> list[dict[str, Any]]:
    await make_sure(running)
    return await running.items(f"{PATH}/2023/figures/{figure}/basis", token)


# ---- consent, officials, products ------------------------------------------------------------


async def test_consents_given_are_public_in_number_and_each_the_states_own(running: Council) -> None:
    await tell(
        running,
        *(told.consent(a.ConsentAsked, state, "2023-02-01") for state in ("KEN", "UGA", "FJI")),
        told.consent(a.ConsentGiven, "KEN", "2023-03-01"),
    )
    assert (await figures(running))["consents_given"] == (1, 3)
    assert len(await basis(running, "consents_given")) == 3
    assert [one["id"] for one in await basis(running, "consents_given", "kenya")] == ["consent-2023-KEN"]
    assert await basis(running, "consents_given", None) == []


async def test_consent_to_reports_is_counted_by_the_states_last_word_at_the_cut_off(running: Council) -> None:
    asked, answered = a.ReportConsentAsked, a.ReportConsentAnswered

    def answer(assessment: str, on: str, word: str, state: str = "KEN") -> Any:
        more = {
            "asked_on": "2022-02-01" if assessment == "F" else "2023-02-01",
            "answer": word,
            "parts": ("r1",) if word == "part" else (),
        }
        return told.word_on_report(answered, assessment, on, state, **more)

    await tell(
        running,
        *(told.word_on_report(asked, one, "2023-02-01") for one in ("A", "B", "C", "D", "W")),
        told.word_on_report(asked, "E", "2023-02-01", "UGA"),
        told.word_on_report(asked, "F", "2022-02-01", "UGA"),
        answer("A", "2023-03-01", "refused"),
        answer("A", "2023-05-01", "part"),
        answer("B", "2023-03-01", "full"),
        answer("C", "2023-03-01", "none"),
        answer("E", "2023-03-01", "refused", "UGA"),
        answer("F", "2023-03-01", "full", "UGA"),
        answer("W", "2023-03-01", "full"),
        told.word_on_report(a.ConfidentialityRequested, "G", "2023-03-01", parts=("r1",)),
        a.AssessmentWithdrawn(
            assessment_id="W", reference="W", state="KEN", occurred_on=told.day("2023-06-01"), reason=SECRET,
            **told.OF_CTED,
        ),
    )  # fmt: skip
    found = await figures(running)
    words = ("full", "part", "refused", "silent")
    assert found["report_consents_asked"] == (5, None), "not what was asked in another year, nor what was withdrawn"
    assert [found[f"report_consents_{word}"] for word in words] == [(1, 5), (1, 5), (1, 5), (2, 5)]
    assert found["confidentiality_requested"] == (1, None)
    assert len(await basis(running, "report_consents_full")) == 5
    assert [one["id"] for one in await basis(running, "report_consents_full", "uganda")] == ["E"]
    assert await basis(running, "report_consents_full", None) == []


async def test_a_default_release_is_no_consent(running: Council) -> None:
    await tell(running, Report("A", "2023-03-01", (Rec("r1"),)).complete())
    found = await figures(running)
    assert found["reports_released_full"] == (1, 1)
    assert (found["report_consents_asked"], found["report_consents_full"]) == ((0, None), (0, 0))


async def test_states_that_came_are_held_against_those_invited_once_each(running: Council) -> None:
    await tell(
        running,
        told.meeting(
            f.MeetingHeld, "m1", "2023-03-01", invited=("KEN", "UGA", "FJI"), attended=("KEN", "PER"), declined=("FJI",)
        ),
        told.meeting(f.MeetingHeld, "m2", "2023-06-01", invited=("KEN", "UGA"), attended=("KEN",)),
        told.meeting(f.MeetingHeld, "m2", "2023-06-01", invited=("KEN", "UGA"), attended=("UGA",)),  # put right
        told.meeting(f.MeetingHeld, "m3", "2023-06-01", "regional", invited=("TON",), attended=("TON",)),
        told.meeting(f.MeetingPlanned, "m4", "2023-06-01", invited=("TON",)),
        told.meeting(f.MeetingHeld, "m5", "2022-06-01", invited=("TON",), attended=("TON",)),
    )
    assert (await figures(running))["officials_attended"] == (2, 3)
    listed = {one["id"]: (one["numerator"], len(one["events"])) for one in await basis(running, "officials_attended")}
    assert listed == {"FJI": (False, 1), "KEN": (True, 2), "UGA": (True, 2)}
    assert [one["id"] for one in await basis(running, "officials_attended", "uganda")] == ["UGA"]


async def test_products_are_listed_for_whom_they_are(running: Council) -> None:
    await tell(
        running,
        told.product(a.ProductAdopted, "p1", "2023-02-01", audience="public"),
        told.product(a.ProductAdopted, "p2", "2023-02-01", "KEN", "un"),
        told.product(a.ProductAdopted, "p3", "2023-02-01", audience="public"),
    )
    assert (await figures(running))["products_adopted"] == (3, None)
    await tell(running, told.product(a.ProductWithdrawn, "p3", "2024-01-10", audience="public", reason=SECRET))
    for token, sees in (("owner", 3), ("reader", 2), ("kenya", 2), (None, 1)):
        assert len(await basis(running, "products_adopted", token)) == sees, token


# ---- merged visits (rule 13) -----------------------------------------------------------------


async def test_what_was_known_as_two_visits_and_is_one_counts_once(running: Council) -> None:
    await tell(running, visit("v1", ["2023-03-01"]), visit("v2", ["2023-06-01"]), visit("v3", ["2023-09-01"]))
    await tell(running, told.merge_visits("v1", ["v2"], "2024-01-10"), visit("v1", ["2023-03-01", "2023-06-01"]))
    found = await figures(running)
    assert (found["visits"], found["visit_components"], found["missions"]) == ((2, None), (3, None), (2, None))
    assert [one["id"] for one in await basis(running, "visits", None)] == ["v1", "v3"]


# ---- requests for assistance (OP39) ----------------------------------------------------------


def request(report: Report, rec: Rec, on: str, requested: bool) -> a.AssistanceRequested:
    now = rec.build("KEN").model_copy(update={"assistance_needed": True, "assistance_requested": requested})
    return a.AssistanceRequested(
        state="KEN", assessment_id=report.id, source="urn:example:cted", reference=report.id, recommendation=now,
        requested=requested, occurred_on=told.day(on), synthetic=True,
    )  # fmt: skip


async def test_a_need_counts_while_the_state_requests_assistance(running: Council) -> None:
    asked, taken_back, late, gone = (Rec("r1"), Rec("r2", wanted=True), Rec("r3"), Rec("r4", wanted=True))
    one = Report("A", "2023-03-01", (asked, taken_back, late, gone))
    events = await tell(
        running,
        one.complete(),
        request(one, asked, "2023-05-01", True),
        request(one, taken_back, "2023-05-01", False),
        request(one, late, "2024-01-02", True),
        request(one, gone, "2023-05-01", True),
        case(u.CaseTakenUp, "r1", "2023-06-01", project_id="p"),
    )
    assert (await figures(running))["cases_taken_up"] == (1, 2)
    (first, _) = await basis(running, "cases_taken_up")
    assert (first["id"], set(first["events"])) == ("r1", {events[0], events[1], events[5]})


async def test_a_recommendation_that_a_correction_left_out_does_not_come_back_by_a_request(running: Council) -> None:
    kept, gone = Rec("r1"), Rec("r2")
    one = Report("A", "2023-03-01", (kept, gone))
    await tell(running, one.complete(), request(one, gone, "2023-04-01", True))
    await tell(running, one.correct("2023-05-01", recs=(kept,)))
    assert (await figures(running))["implemented"] == (0, 1)
    await tell(running, request(one, gone, "2023-06-01", False))
    kenya = await running.get("/states/KEN")
    assert [item["id"] for item in kenya["recommendations"]["items"]] == ["r1"]


async def test_what_is_carried_over_to_another_cycle_counts_once(running: Council) -> None:
    one = Report("A", "2023-03-01", (Rec("r1"),))
    over = f.RecommendationCarriedOver(
        state="KEN", recommendation_id="r1", assessment_id="A", followup_id="A/cycle", to_followup_id="B/cycle",
        decided_by="CTC", occurred_on=told.day("2023-09-01"), synthetic=True,
    )  # fmt: skip
    await tell(running, one.complete(), over)
    assert (await figures(running))["implemented"] == (0, 1)
    (item,) = await running.items("/states/KEN/recommendations")
    assert item["status"]["carried_over"] == "B/cycle"

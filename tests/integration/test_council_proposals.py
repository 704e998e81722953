"""The proposal for the next list over HTTP (OP12): ranked from all that council knows, for the Committee alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts import assessments as a
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.report_facts import Rec, Report, assess, close, tell, visit

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
RANKING = REFERENCE.ranking


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


async def of(running: Council, state: str, year: int = 2025) -> dict[str, dict[str, Any]]:
    """The reasons for a State, by what they weigh as."""
    items = await running.items(f"/proposals/{year}")
    (found,) = [one for one in items if one["state"] == state]
    return {reason["weight"]: reason for reason in found["reasons"]}


def consent(event: type[a.ConsentAsked], on: date, year: int, state: str = "KEN") -> a.ConsentAsked:
    return event(occurred_on=on, synthetic=True, state=state, consent_id=f"consent-{year}-{state}", year=year)


async def test_of_a_state_of_which_nothing_is_known_it_says_just_that(running: Council) -> None:
    found = await running.get("/proposals/2025")
    assert len(found["items"]) == 193
    assert (found["year"], found["as_of"], found["adopts"], found["synthetic"]) == (2025, "2024-02-01", False, False)
    assert "Nothing is adopted by it" in found["note"]
    assert found["weights"]["never_visited"]["points"] == RANKING.never_visited.points
    first = found["items"][0]
    assert (first["rank"], first["state"], first["listed"]) == (1, "AFG", False)
    assert [one["weight"] for one in first["reasons"]] == ["never_visited", "last_assessment"]


@pytest.mark.parametrize("token", ["unoct", "reader", "partner", "kenya", None])
async def test_for_others_than_the_committee_there_is_no_proposal(running: Council, token: str | None) -> None:
    assert (await (await running.client(token)).get("/proposals/2025")).status_code == 404


async def test_it_only_proposes(running: Council) -> None:
    await running.get("/proposals/2025")
    await running.get("/proposals/2025", "member")
    assert await running.rows("select from council.journal where type like 'programme%'") == []
    assert (await (await running.client("owner")).post("/proposals/2025")).status_code == 405


async def test_visits_assessments_and_open_recommendations_are_weighed(running: Council) -> None:
    report = Report("A", "2023-01-15", (Rec("R1"), Rec("R2"), Rec("R3")))
    await tell(running, visit("V", ["2022-09-01"]), report.complete(), assess("R2", "2024-01-20", "implemented"))
    await tell(running, close("R3", "2024-01-21", "withdrawn"))
    found = await of(running, "KEN")
    assert list(found) == ["last_assessment", "open_recommendations"]
    assert [one["id"] for one in found["open_recommendations"]["evidence"]] == ["R1"]
    assert found["last_assessment"]["evidence"] == [
        {"id": "A", "on": "2023-01-15", "value": "submitted", "synthetic": True}
    ]
    assert (await running.get("/proposals/2025"))["synthetic"] is True
    await tell(running, assess("R1", "2024-01-30", "implemented"))
    assert list(await of(running, "KEN")) == ["last_assessment"]


async def test_a_withdrawn_assessment_and_its_recommendations_do_not_count(running: Council) -> None:
    report = Report("A", "2023-01-15", (Rec("R1"),))
    await tell(running, report.complete(), report.withdraw("2024-01-20"))
    found = await of(running, "KEN")
    assert list(found) == ["never_visited", "last_assessment"]
    assert found["last_assessment"]["evidence"][0]["value"] == "none is known"


async def test_a_recommendation_that_a_correction_left_out_does_not_come_back_by_a_request(running: Council) -> None:
    gone, report = Rec("R1"), Report("A", "2023-01-15", (Rec("R1"),))
    asked = a.AssistanceRequested(
        state="KEN", assessment_id="A", source="urn:example:cted", reference="A", recommendation=gone.build("KEN"),
        requested=False, occurred_on=date(2024, 1, 20), synthetic=True,
    )  # fmt: skip
    await tell(running, report.complete(), report.correct("2023-05-01", recs=()), asked)
    assert "open_recommendations" not in await of(running, "KEN")


async def test_a_visit_that_is_part_of_another_counts_no_more(running: Council) -> None:
    merged = a.VisitMerged(
        visit_id="V", merged=("W",), decided_by="CTED", state="KEN", occurred_on=date(2024, 1, 20), synthetic=True
    )
    await tell(running, visit("W", ["2023-09-01"]), merged)
    assert "never_visited" in await of(running, "KEN")
    await tell(running, visit("V", ["2022-09-01", "2023-09-01"]))
    assert "never_visited" not in await of(running, "KEN")


async def test_a_lapsed_consent_counts_for_the_next_list_until_the_state_answers(running: Council) -> None:
    await running.tell(consent(a.ConsentAsked, date(2023, 2, 1), 2023))
    await running.tell(consent(a.ConsentLapsed, date(2023, 12, 31), 2023))
    await running.settle()
    lapsed = (await of(running, "KEN"))["lapsed_consents"]
    assert (lapsed["code"], lapsed["points"]) == ("not-answered", RANKING.lapsed_consents.points_each)
    assert lapsed["evidence"] == [
        {"id": "consent-2023-KEN", "on": "2023-12-31", "value": "for 2023", "synthetic": True}
    ]
    assert "lapsed_consents" not in await of(running, "KEN", 2023)
    await running.tell(consent(a.ConsentGiven, date(2024, 1, 20), 2023))
    await running.settle()
    found = await of(running, "KEN")
    assert ("lapsed_consents" in found, "unused_consents" in found) == (False, True)


async def test_a_states_own_request_counts_until_it_is_visited(running: Council) -> None:
    wish = a.VisitRequested(
        occurred_on=date(2023, 6, 1), synthetic=True, state="KEN", request_id="request-KEN-2023-06-01", year=2025
    )
    await running.tell(wish)
    await running.settle()
    assert "own_request" in await of(running, "KEN")
    assert "own_request" not in await of(running, "KEN", 2024)
    await running.tell(visit("v1", ["2023-09-01"], state="KEN"))
    await running.settle()
    assert await of(running, "KEN") == {"last_assessment": (await of(running, "UGA"))["last_assessment"]}


async def test_signals_that_were_imported_are_weighed_each_by_its_latest(running: Council) -> None:
    owner = await running.client("owner")
    for what, content in (
        ("fatf", "iso3,report_date,R5,R6,IO9,IO10,IO11\nKEN,2019-10,NC,NC,LE,LE,LE\nKEN,2023-05,C,PC,SE,SE,HE\n"),
        ("terrorism-index", "iso3c,score,year\nKEN,9,2018\nKEN,6.5,2019\nUGA,9,2018\n"),
        ("treaties?treaty=T", "Participant,Signature,Ratification\nKenya,4 Dec 2001,\nUganda,,5 Nov 2003\n"),
    ):
        assert (await owner.post(f"/imports/{what}", content=content)).json()["rejected"] == []
    found = await of(running, "KEN")
    assert [one["value"] for one in found["fatf"]["evidence"]] == ["R6: PC"]
    assert [(one["on"], one["value"]) for one in found["terrorism_index"]["evidence"]] == [("2019", "score: 6.5")]
    assert [one["value"] for one in found["treaty_not_ratified"]["evidence"]] == ["T: signature"]
    assert set(await of(running, "UGA")) == {"never_visited", "last_assessment"}  # it left the index
    assert (await of(running, "PER"))["treaty_not_ratified"]["evidence"][0]["id"] is None


async def test_it_says_who_is_on_the_years_list_already(running: Council) -> None:
    listed = (a.Listed(state="KEN", reasons=(a.Reason(code="trends"),)),)
    adopted = a.ProgrammeAdopted(
        occurred_on=date(2024, 1, 10), synthetic=True, programme_id="programme-2025", year=2025, entries=listed
    )
    await running.tell(adopted, "programme-2025")
    await running.settle()
    items = await running.items("/proposals/2025")
    assert [one["state"] for one in items if one["listed"]] == ["KEN"]
    assert not any(one["listed"] for one in await running.items("/proposals/2024"))

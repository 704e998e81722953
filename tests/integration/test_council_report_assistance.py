"""What UNOCT's briefing (OP25) counts and lists: one rule a test."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts import assessments as a
from contracts import unoct as u
from contracts.audiences import Audience
from services.council.counting.reading import WHOEVER_COUNTS, snapshot
from services.council.counting.scope import build_parameters
from services.council.counting.sql import prepare
from services.council.populations import PROGRAMMES, RECOMMENDATIONS, Population
from services.council.reports.kind import Kind
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import (
    agree_on_step,
    complete_step,
    deliver_part,
    hold_briefing,
    needing,
    programme,
    tell_needs,
    tell_parts,
)
from tests.support.report_counts import basis, count_report, numbers, scope, table
from tests.support.report_facts import Report, case, close, tell

briefing, joint, followup, annual = (NAMED[name] for name in ("briefing", "joint", "followup", "annual"))
OF_UNODC = u.CasePart(body="UNODC", project_id="p", status="taken_up", taken_up_on=date(2023, 3, 1))
OF_ICAO = u.CasePart(body="ICAO", project_id="q", status="taken_up", taken_up_on=date(2023, 3, 1))
NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def needs(running: Council) -> list[str]:
    return await tell_needs(running)


# ---- needs and what came of them (OP25) ------------------------------------------------------


async def test_what_came_of_a_need_is_counted_of_those_released_to_the_un(running: Council, needs: list[str]) -> None:
    await tell(
        running,
        case(u.CaseOffered, "n1", "2023-02-01", body="UNODC"),
        case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"),
        case(u.CaseDelivered, "n1", "2023-09-01", project_id="p"),
        case(u.CaseTakenUp, "n2", "2023-04-01", project_id="p"),
        case(u.CaseDeclined, "n3", "2023-05-01", reason="none"),
    )
    found = numbers(await count_report(running, briefing, "committee"))
    answers = [found[id_] for id_ in ("offered", "taken_up", "delivered", "declined")]
    assert answers == [(1, 4), (2, 4), (1, 4), (1, 4)]
    assert (found["taken_up.pillar.2"], found["taken_up.pillar.4"]) == ((2, 2), (0, 1))
    assert found["taken_up.pillar.none"] == (0, 1)


async def test_help_in_parts_is_delivered_in_part_until_the_last_part_is(running: Council, needs: list[str]) -> None:
    await tell(
        running,
        case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"),
        tell_parts("n1", "2023-03-01", OF_UNODC, OF_ICAO),
        case(u.CaseTakenUp, "n1", "2023-12-20", project_id="q"),
        tell_parts("n1", "2023-12-20", deliver_part(OF_UNODC, "2023-12-20"), OF_ICAO),
    )
    found = numbers(await count_report(running, briefing, "committee"))
    assert (found["taken_up"], found["delivered"], found["delivered_in_part"]) == ((1, 4), (0, 4), (1, 4))
    assert found["delivered_in_part.pillar.2"] == (1, 2)
    counted = await basis(running, briefing, "committee", "delivered_in_part", "member")
    assert {one.id: one.numerator for one in counted} == {"n1": True, "n2": False, "n3": False, "n4": False}
    assert table(await count_report(running, briefing, "committee"), "cases") == [
        ["Kenya", "4", "0", "1", "0", "1", "0"]
    ]
    assert ["A part of the assistance delivered, of several", "1"] in table(
        await count_report(running, briefing, "committee"), "since"
    )
    await tell(
        running,
        case(u.CaseDelivered, "n1", "2024-01-10", project_id="q"),
        tell_parts(
            "n1",
            "2024-01-10",
            deliver_part(OF_UNODC, "2023-12-20"),
            deliver_part(OF_ICAO, "2024-01-10"),
            status="delivered",
        ),
    )
    everywhere: tuple[tuple[Kind, Audience, str], ...] = (
        (briefing, "committee", ""), (joint, "public", ""), (annual, "public", "cases_"),
    )  # fmt: skip
    assert table(await count_report(running, joint, "public"), "baseline") == [
        ["31 December 2022", "4", "0", "0", "0", "0", "0"],
        ["31 December 2023", "4", "0", "1", "0", "1", "0"],
    ]
    for report, audience, prefix in everywhere:
        for cut_off, expected in (("2023-12-31", ((0, 4), (1, 4))), ("2024-01-12", ((1, 4), (0, 4)))):
            found = numbers(await count_report(running, report, audience, cut_off=cut_off))
            assert (found[f"{prefix}delivered"], found[f"{prefix}delivered_in_part"]) == expected


async def test_a_part_counts_from_its_own_day_whichever_is_told_first(running: Council, needs: list[str]) -> None:
    await tell(
        running,
        case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"),
        tell_parts("n1", "2023-03-01", OF_UNODC, OF_ICAO),
        tell_parts("n1", "2024-01-10", OF_UNODC, deliver_part(OF_ICAO, "2024-01-10")),
    )
    found = numbers(await count_report(running, briefing, "committee"))
    assert found["delivered_in_part"] == (0, 4)
    await tell(
        running,
        tell_parts("n1", "2023-12-01", deliver_part(OF_UNODC, "2023-12-01"), deliver_part(OF_ICAO, "2024-01-10")),
    )
    found = numbers(await count_report(running, briefing, "committee"))
    assert found["delivered_in_part"] == (1, 4)


async def test_an_offer_beside_anothers_project_counts_as_offered(running: Council, needs: list[str]) -> None:
    offer = u.CasePart(body="ICAO", status="offered", offered_on=date(2023, 4, 1))
    await tell(
        running,
        case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"),
        tell_parts("n1", "2023-04-01", OF_UNODC, offer),
    )
    found = numbers(await count_report(running, briefing, "committee"))
    assert (found["offered"], found["taken_up"], found["declined"]) == ((1, 4), (1, 4), (0, 4))


async def test_what_is_offered_again_after_it_was_declined_is_not_declined(running: Council, needs: list[str]) -> None:
    await tell(running, case(u.CaseDeclined, "n1", "2023-05-01", reason="none"))
    await tell(running, case(u.CaseOffered, "n1", "2023-06-01", body="UNODC"))
    found = numbers(await count_report(running, briefing, "committee"))
    assert (found["offered"], found["declined"]) == ((1, 4), (0, 4))


async def test_the_median_is_of_the_needs_taken_up_in_the_period(running: Council, needs: list[str]) -> None:
    none = next(one for one in (await count_report(running, briefing, "committee")).figures if one.unit == "days")
    assert (none.value, none.numerator, none.denominator) == (None, None, 0)
    await tell(
        running,
        case(u.CaseTakenUp, "n1", "2022-06-11", project_id="p"),
        case(u.CaseTakenUp, "n2", "2023-01-01", project_id="p"),
        case(u.CaseTakenUp, "n3", "2023-01-02", project_id="p"),
    )
    found = next(one for one in (await count_report(running, briefing, "committee")).figures if one.unit == "days")
    assert (found.value, found.denominator) == ("214.5", 2)
    listed = await basis(running, briefing, "committee", found.id, "member")
    assert [one.id for one in listed] == ["n2", "n3"]


async def test_the_briefing_lists_what_was_held_and_what_comes_next(running: Council, needs: list[str]) -> None:
    await tell(
        running,
        hold_briefing("b0", "2022-06-01"),
        hold_briefing("b1", "2023-05-02", only_invited=True),
        hold_briefing("b1", "2023-06-01"),
    )
    await tell(
        running,
        agree_on_step("s1", "2024-06-01"),
        agree_on_step("s2", "2023-06-01"),
        complete_step("s2", "2023-06-01", "2023-05-01"),
    )
    found = await count_report(running, briefing, "committee")
    assert table(found, "briefings") == [
        ["1 June 2023", "Briefing of the Committee", "2 May 2023", "Under-Secretary-General"]
    ]
    assert table(found, "next-steps") == [["Step s1", "CTED", "1 June 2024", "A count"]]
    assert table(found, "cases") == [["Kenya", "4", "0", "0", "0", "0", "0"]]


@pytest.mark.parametrize(
    ("token", "seen"), [("member", 4), ("unoct", 4), ("reader", 4), ("kenya", 4), ("uganda", 1), (None, 1)]
)
async def test_a_list_of_needs_holds_what_its_reader_may_see(
    running: Council, needs: list[str], token: str | None, seen: int
) -> None:
    await tell(running, case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"))
    listed = await basis(running, briefing, "committee", "taken_up", token)
    assert len(listed) == seen
    assert listed[0].numerator is (True if seen == 4 else None)
    assert len(listed[0].events) == (3 if seen == 4 else 1)


async def test_every_report_has_the_same_needs_also_when_a_request_is_taken_back(
    running: Council, needs: list[str]
) -> None:
    one = Report("A", "2022-06-01")
    back = needing("n1").model_copy(update={"assistance_requested": False})
    await tell(running, one.due("2023-06-01"), close("n3", "2023-05-01", "overtaken"))
    await tell(running, *(case(u.CaseTakenUp, f"n{number}", "2023-03-01", project_id="p") for number in (1, 2, 3)))
    for expected in ((2, 3), (1, 2)):
        found = [
            numbers(await count_report(running, NAMED["annual"], "public"))["cases_taken_up"],
            numbers(await count_report(running, briefing, "un"))["taken_up"],
            numbers(await count_report(running, joint, "public"))["taken_up"],
            numbers(await count_report(running, followup, "committee", thing="A/cycle"))["taken_up"],
        ]
        assert found == [expected] * 4
        taken_back = a.AssistanceRequested(
            state="KEN", assessment_id="A", source="urn:example:cted", reference="A", recommendation=back,
            requested=False, occurred_on=date(2023, 6, 1), synthetic=True,
        )  # fmt: skip
        await tell(running, taken_back)


TOLD_AGAIN = """
insert into council_projected.case_parts select (jsonb_populate_record(one, jsonb_build_object(
    'id', 'again' || n || '/' || place, 'event_id', 'again' || n, 'position', one.position + n))).*
from council_projected.case_parts as one
    cross join generate_series(1, $1::bigint) n cross join generate_series(0, $2::bigint - 1) place
where one.id like '%/0'
"""


async def test_of_parts_that_were_told_again_and_again_each_telling_is_read_once(
    running: Council, needs: list[str]
) -> None:
    """Each telling tells all parts. A publisher within all bounds causes hundred thousands of them."""
    tellings, parts = 500, 40
    await tell(running, tell_parts("n1", "2023-12-20", deliver_part(OF_UNODC, "2023-12-20"), OF_ICAO))
    before = numbers(await count_report(running, briefing, "committee"))
    await running.pool.execute(TOLD_AGAIN, tellings, parts)
    await running.pool.execute("analyze council_projected.case_parts")
    ours = [one for one in await explain(running, RECOMMENDATIONS) if one.get("Relation Name") == "case_parts"]
    read = sum(
        (one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * max(1, one["Actual Loops"]) for one in ours
    )
    assert read < 3 * tellings, "and not for each of its parts"
    assert numbers(await count_report(running, briefing, "committee")) == before


MANY_PROGRAMMES = """
insert into council_projected.projects select (jsonb_populate_record(one, jsonb_build_object(
    'id', 'copy' || n, 'event_id', 'copy' || n, 'project_id', 'p' || n, 'position', one.position + n))).*
from council_projected.projects as one cross join generate_series(1, 20000) n
"""


async def test_the_last_telling_of_each_programme_is_found_in_an_index(running: Council) -> None:
    """Bodies may register many, and all of all time are counted: to sort them took longest."""
    await tell(running, programme("p", "2023-06-01", "s-1"))
    await running.pool.execute(MANY_PROGRAMMES)
    await running.pool.execute("vacuum analyze council_projected.projects")
    plan = await explain(running, PROGRAMMES, "set local enable_sort = off")  # as where there are some hundred thousand
    ours = [one for one in plan if one.get("Relation Name") == "projects"]
    assert {one["Index Name"]: one["Node Type"] for one in ours if "Index Name" in one}.get("projects_latest") == (
        "Index Only Scan"
    )


async def test_the_last_word_on_each_recommendation_is_read_in_the_order_of_an_index(
    running: Council, needs: list[str]
) -> None:
    """Reports ask for it of all of them. To sort all that was ever told of them took most of the time."""
    plan = await explain(running, RECOMMENDATIONS, "set local enable_sort = off; set local enable_seqscan = off")
    ours = {one["Index Name"] for one in plan if one["Node Type"] == "Index Only Scan"}
    assert ours >= {"disclosures_latest", "statuses_assessed", "cases_latest"}


async def explain(
    running: Council, population: Population, setting: str = "set local enable_sort = on"
) -> list[dict[str, Any]]:
    """The nodes of the plan by which the population was read."""
    statement = prepare(population.sql)
    values = build_parameters(scope("committee"), REFERENCE) | WHOEVER_COUNTS
    query = f"explain (analyze, timing off, format json) {statement.text}"
    async with snapshot(running.pool) as connection:
        await connection.execute(setting)
        plan = json.loads(await connection.fetchval(query, *statement.arguments(values)))[0]["Plan"]
    return nodes(plan)


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", ()) for node in nodes(part))]

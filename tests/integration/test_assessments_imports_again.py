"""A later file of visits: where a row names its visit it corrects day and kind, elsewhere it is listed (rule 13)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.assessments.imports.visits import NEEDED
from services.assessments.service import SERVICE, describe
from tests.support.serving import Serving, serving

NAMED = [*NEEDED, "visit"]
WEEK = "KEN,focused,onsite,2022-02-07,2022-02-11,day,a note,,V1"
BEFORE = "KEN,focused,virtual,2021-11-08,2021-11-10,day,,,V1"


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


async def send(service: Serving, *rows: str, header: list[str] = NAMED) -> dict[str, Any]:
    owner = await service.client("owner")
    content = "\n".join([",".join(header), *rows, ""]).encode()
    answer = await owner.post("/imports/visits", content=content, headers={"Content-Type": "text/csv"})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def visits_of(service: Serving) -> list[dict[str, Any]]:
    client: httpx.AsyncClient = await service.client("owner")
    items: list[dict[str, Any]] = (await client.get("/visits")).json()["items"]
    return items


async def only(service: Serving) -> dict[str, Any]:
    (visit,) = await visits_of(service)
    return visit


def days(visit: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["mode"], one["start"]) for one in visit["components"]]


async def test_a_corrected_day_of_a_named_visit_is_no_second_component(service: Serving) -> None:
    await send(service, WEEK)
    told = await send(service, WEEK.replace("2022-02-07", "2022-02-08"))
    visit = await only(service)
    assert days(visit) == [("onsite", "2022-02-08")]
    assert told["changed"] == [[2, visit["id"]]]
    assert (await service.emitted_types("ctc.assessments")).count("visit.completed.v1") == 2, "told again as it was"
    await service.pool.execute("delete from assessments.inbox")
    again = await send(service, WEEK.replace("2022-02-07", "2022-02-08"))
    assert (again["unchanged"], "changed" in again) == (1, False), "the same file again changes nothing"


async def test_a_corrected_year_moves_the_visit(service: Serving) -> None:
    await send(service, WEEK)
    await send(service, WEEK.replace("2022-02", "2023-02"))
    assert ((await only(service))["year"], days(await only(service))) == (2023, [("onsite", "2023-02-07")])


async def test_one_of_several_components_is_corrected_and_the_others_stay(service: Serving) -> None:
    await send(service, BEFORE, WEEK)
    told = await send(service, BEFORE, WEEK.replace("2022-02-11", "2022-02-10"))
    visit = await only(service)
    assert [(one["mode"], one["end"]) for one in visit["components"]] == [
        ("virtual", "2021-11-10"), ("onsite", "2022-02-10"),
    ]  # fmt: skip
    assert [line for line, _ in told["changed"]] == [3]


async def test_a_component_that_a_later_file_adds_is_added(service: Serving) -> None:
    await send(service, WEEK)
    told = await send(service, BEFORE)
    assert days(await only(service)) == [("virtual", "2021-11-08"), ("onsite", "2022-02-07")]
    assert "changed" not in told


async def test_of_several_corrected_days_nobody_can_tell_which_is_which(service: Serving) -> None:
    other = WEEK.replace("2022-02", "2022-03")
    await send(service, WEEK, other)
    told = await send(service, WEEK.replace("-07", "-08"), other.replace("-07", "-08"))
    assert (told["accepted"], [one["line"] for one in told["rejected"]]) == (0, [2, 3])
    assert "one row" in told["rejected"][0]["reason"]
    assert days(await only(service)) == [("onsite", "2022-02-07"), ("onsite", "2022-03-07")]


async def test_a_corrected_kind_of_a_named_visit_holds(service: Serving) -> None:
    await send(service, BEFORE, WEEK)
    told = await send(service, *(row.replace("focused", "follow-up") for row in (BEFORE, WEEK)))
    visit = await only(service)
    assert (visit["kind"], len(visit["components"])) == ("follow-up", 2)
    assert {id_ for _, id_ in told["changed"]} == {visit["id"]}


async def test_two_kinds_of_one_named_visit_in_one_file_are_refused_as_before(service: Serving) -> None:
    await send(service, BEFORE, WEEK)
    told = await send(service, BEFORE, WEEK.replace("focused", "follow-up"))
    assert [one["line"] for one in told["rejected"]] == [3]
    assert (await only(service))["kind"] == "focused"


async def test_a_row_without_a_name_that_looks_like_a_corrected_one_is_listed(service: Serving) -> None:
    row = "KEN,focused,onsite,2022-02-07,2022-02-11,day,a note,"
    await send(service, row, header=list(NEEDED))
    visit = await only(service)
    for other in (row.replace("2022-02-07", "2022-02-08"), row.replace("focused", "follow-up")):
        told = await send(service, other, header=list(NEEDED))
        assert told["resembling"] == [[2, visit["id"]]], other
    assert len(await visits_of(service)) == 3
    told = await send(service, row, row.replace("2022-02-07", "2022-02-09"), header=list(NEEDED))
    assert [2, visit["id"]] not in told.get("resembling", []), "this file has both"

"""A year of which a report is made: two visits of one mission, an assessment, its follow-up, statuses, a case."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

from contracts import unoct as u
from tests.support.council import Council
from tests.support.report_facts import Rec, Report, assess, at, case, elsewhere, numbers, tell, visit

PATH = "/reports/annual/2023"
ASSESSMENT = Report(
    "A", "2023-03-01",
    (
        Rec("r1", ("travel", "cft")), Rec("r2", ("travel",)), Rec("r3", ("travel",)),
        Rec("u1", ("cft",), "un", wanted=True), Rec("c1", ("gender",), "committee"),
        Rec("c2", ("gender",), "committee"),
    ),
)  # fmt: skip


async def tell_year(council: Council) -> list[str]:
    """Tells it, and returns the events' ids in order."""
    return await tell(
        council,
        visit("v1", ["2023-02-06", "2023-05-04"], "KEN", mission="m"),
        visit("v2", ["2023-02-10"], "UGA", mission="m"),
        ASSESSMENT.complete(),
        ASSESSMENT.due("2023-12-01"),
        ASSESSMENT.file_report("2023-11-30"),
        assess("r1", "2023-11-30", "implemented"),
        assess("c1", "2023-11-30", "implemented"),
        case(u.CaseOpened, "u1", "2023-03-01"),
        case(u.CaseTakenUp, "u1", "2023-04-01", project_id="p"),
    )


async def narrow(council: Council, *parts: str) -> None:
    """On 1 February 2024 the State keeps these to the Committee."""
    at(council, date(2024, 2, 1))
    await tell(council, ASSESSMENT.disclose("2024-02-01", "committee", *parts))


async def get(council: Council, path: str = PATH, token: str | None = "owner", **headers: str) -> httpx.Response:
    """The answer to whoever has this token; None: the public."""
    return await (await council.client(token)).get(path, headers=headers)


async def ok(council: Council, path: str = PATH, token: str | None = "owner") -> dict[str, Any]:
    """The JSON of an answer that must be one."""
    response = await get(council, path, token)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def transmit(
    council: Council, path: str = PATH, cut_off: str | None = None, freeze: str | None = None, reason: str | None = None
) -> dict[str, Any]:
    """Makes a draft, adopts it at a meeting, and transmits it: what the report answers from then on, as JSON."""
    owner, unoct = await council.client("owner"), await council.client("unoct")
    wanted = {"cut_off": cut_off, "freeze": freeze, "reason": reason}
    steps: list[tuple[httpx.AsyncClient, str, dict[str, Any] | None]] = [
        (owner, "drafts", {name: value for name, value in wanted.items() if value}),
        *([(owner, "agreement", None), (unoct, "agreement", None)] if "/joint/" in path else []),
        (owner, "adoption", {"by": "meeting", "document": "DRAFT/RECORD/1"}),
        (owner, "transmission", {"to": "Those whom it is for"}),
    ]
    for client, step, body in steps:
        response = await client.post(f"{path}/{step}", json=body)
        assert response.status_code == 200, response.text
    return await ok(council, f"{path}?edition={response.json()['edition']}")


async def make_sure(council: Council, path: str = PATH) -> dict[str, Any]:
    """Transmits the report, unless there is an edition already."""
    found = await get(council, path)
    return found.json() if found.status_code == 200 else await transmit(council, path)


async def publish(council: Council, path: str = PATH, token: str | None = "owner", **headers: str) -> httpx.Response:
    """Transmits the report, and answers what its readers get."""
    await transmit(council, path)
    return await get(council, path, token, **headers)


def broken_down(edition: dict[str, Any]) -> dict[str, Any]:
    """The cells of its breakdowns that it shows, with their numbers."""
    return {id_: of for id_, of in numbers(edition).items() if "." in id_ and of != (None, None)}


async def correct(running: Council, reason: str, path: str = PATH) -> None:
    """Publishes a corrected edition."""
    corrected = await (await running.client("owner")).post(f"{path}/corrections", json={"reason": reason})
    assert corrected.status_code == 200, corrected.text


async def send(owner: httpx.AsyncClient, path: str) -> httpx.Response:
    """Adopts the draft and transmits it."""
    adopted = await owner.post(f"{path}/adoption", json={"by": "meeting", "document": "DRAFT/RECORD/1"})
    assert adopted.status_code == 200, adopted.text
    return await owner.post(f"{path}/transmission", json={"to": "Those whom it is for"})


async def tell_of_others(running: Council) -> None:
    """Five more States of the region have a public recommendation each, and three of these another theme too."""
    await tell(running, *elsewhere("travel", "uas", states=("TZA", "UGA", "RWA"), withheld=True))
    await tell(running, *elsewhere("travel", states=("BDI", "MWI")))

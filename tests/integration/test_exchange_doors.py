"""Who may say what is the same over HTTP and on a real Kafka: every attack and every honest sender at both doors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.tools.example_data import example
from shared.engine.principals import OWNER, Principal
from shared.web import tokens
from shared.web.tokens import Tokens
from tests.support.exchange import JSON
from tests.support.exchange_kafka import binary, on_kafka, read_events, send
from tests.support.kafka import Broker
from tests.support.serving import Serving

MINE, THEIRS, EVIL = "https://my-system.example", "https://theirs.example", "https://evil.example"
ALL = frozenset({"*"})


def sender(name: str, source: str, *types: str, **more: Any) -> Principal:
    rights: dict[str, Any] = {name: frozenset(more.pop(name, ())) for name in ("bodies", "parties")}
    named = frozenset(f"notice.{one}" for one in types)
    return Principal(name, sources=frozenset({source}), notice_types=named, **rights, **more)


FINAL = ("assessment.submitted", "assessment.corrected", "assessment.received", "assessment.withdrawn")
CAST = {
    one.name: one
    for one in (
        sender("cted", MINE, *FINAL, "response.received", bodies=["cted"]),
        sender("desk", "urn:desk", *FINAL, bodies=["cted"], audience="committee", may_command=True),
        sender("unodc", "urn:unodc", "visit.planned", "project.registered", bodies=["unodc"], audience="un"),
        sender("kenya", "urn:kenya", "response.received", *FINAL, parties=["state:KEN"]),
        sender("reader", "urn:reader", audience="committee"),
    )
}
OFFICE = Principal("office", "committee", sources=ALL, may_command=True)


@dataclass(frozen=True, slots=True)
class Case:
    """Something that somebody sends, and what comes of it: the code of a refusal, or nothing."""

    name: str
    who: str
    type: str
    data: dict[str, Any]
    code: str = ""
    source: str = ""
    """Another one than the sender's own."""


def data_of(type_: str, **data: Any) -> dict[str, Any]:
    found = example(f"notice.{type_}.v1").model_dump(mode="json", exclude_none=True)
    for name in ("notice_type", "assessment_source", "wider_release", "findings"):
        found.pop(name, None)
    for one in found.get("recommendations", ()):
        if isinstance(one, dict):
            one.pop("audience", None)
    return found | data


def wide(audience: str) -> dict[str, Any]:
    found = data_of("assessment.submitted")
    found["recommendations"][0]["audience"] = audience
    noted = {"decided_by": "Permanent Mission", "decided_on": "2024-06-14", "consulted_ctc": True}
    return found | {"wider_release": noted}


WITHDRAWN, RESPONSE = data_of("assessment.withdrawn", state="KEN"), data_of("response.received", state="KEN")
PLAN, PROJECT = data_of("visit.planned"), data_of("project.registered")
CASES = [
    Case("CTED submits", "cted", "assessment.submitted", data_of("assessment.submitted")),
    Case("CTED keeps a part narrow", "cted", "assessment.submitted", wide("committee") | {"wider_release": None}),
    Case("CTED brings France's consent", "cted", "assessment.submitted", wide("public"), "not-your-consent"),
    Case("an officer records a State's consent", "desk", "assessment.submitted", wide("public")),
    Case("CTED withdraws its own", "cted", "assessment.withdrawn", WITHDRAWN),
    Case("CTED withdraws another's", "cted", "assessment.withdrawn", WITHDRAWN | {"assessment_source": THEIRS},
         "not-your-assessment"),
    Case("a State assesses itself", "kenya", "assessment.submitted", data_of("assessment.submitted"), "not-your-body"),
    Case("a State responds", "kenya", "response.received", RESPONSE | {"assessment_source": MINE}),
    Case("a State responds for another", "kenya", "response.received", RESPONSE | {"state": "UGA"}, "not-your-state"),
    Case("a letter reached CTED", "cted", "response.received", RESPONSE),
    Case("UNODC plans its visit", "unodc", "visit.planned", PLAN | {"body": "unodc"}),
    Case("UNODC plans CTED's visit", "unodc", "visit.planned", PLAN | {"body": "CTED"}, "not-your-body"),
    Case("UNODC leads", "unodc", "project.registered", PROJECT | {"lead_body": "UNODC"}),
    Case("UNODC lets CTED lead", "unodc", "project.registered", PROJECT | {"lead_body": "CTED"}, "not-your-body"),
    Case("UNODC submits", "unodc", "assessment.submitted", data_of("assessment.submitted"), "not-your-notice"),
    Case("a reader sends", "reader", "visit.planned", PLAN, "not-your-notice"),
    Case("a ministry plans", "unodc", "visit.planned", PLAN | {"body": "Ministry of Silly Walks"}, "not-a-listed-body"),
    Case("a ministry leads", "unodc", "project.registered", PROJECT | {"lead_body": "Ministry of Silly Walks"},
         "not-a-listed-body"),
    Case("nobody knows who withdraws", "cted", "assessment.withdrawn", WITHDRAWN | {"assessment_source": MINE},
         "not-your-source", EVIL),
]  # fmt: skip
IDS = {case.name: f"case-{number}" for number, case in enumerate(CASES)}
Handler = Callable[[Serving, dict[str, str], Broker], Awaitable[dict[str, str]]]


def event_of(case: Case) -> dict[str, Any]:
    (source,) = CAST[case.who].sources
    return {
        "specversion": "1.0", "id": IDS[case.name], "source": case.source or source, "time": "2024-01-01T09:00:00Z",
        "type": f"org.un.ctc.notice.{case.type}.v1", "data": case.data,
    }  # fmt: skip


@pytest.fixture
def senders(tmp_path: Path) -> tuple[Tokens, dict[str, str]]:
    """A tokens file with the cast, and with an office whose `*` counts for nothing on Kafka; their tokens."""
    file = tmp_path / "tokens.json"
    given = {name: tokens.add(file, principal) for name, principal in (CAST | {"office": OFFICE}).items()}
    return Tokens(file), given


async def over_http(exchange: Serving, given: dict[str, str], _broker: Broker) -> dict[str, str]:
    """Each in a request of its own; the code of its problem, or of its receipt."""
    codes = {}
    for case in CASES:
        response = await (await exchange.client(given[case.who])).post("/events", json=event_of(case), headers=JSON)
        told = response.json()
        codes[case.name] = told["type"].rpartition("/")[2] if response.status_code == 403 else code_of(response)
    await exchange.runtime.own_loops["turns"].step()  # a withdrawal waits for its turn
    return codes


def code_of(response: httpx.Response) -> str:
    assert response.status_code == 202, response.text
    (item,) = response.json()["items"]
    return str(item.get("code", ""))


async def on_the_topic(_exchange: Serving, _given: dict[str, str], broker: Broker) -> dict[str, str]:
    """All at once; the code of each one's receipt, and nothing of what was handed on."""
    await send(broker, [binary(event_of(case)) for case in CASES])
    refused = [case for case in CASES if case.code]
    receipts = [data for _, data in await read_events(broker, "ctc.receipts", len(refused))]
    taken = [data for _, data in await read_events(broker, "ctc.exchange", len(CASES) - len(refused))]
    by_id = {data["id"]: data.get("code", "no code") for data in receipts} | {data["id"]: "" for data in taken}
    return {case.name: by_id[IDS[case.name]] for case in CASES}


@pytest.mark.parametrize("handler", [over_http, on_the_topic])
async def test_each_says_only_what_it_may_whichever_door_it_takes(
    postgres: str, kafka: Broker, senders: tuple[Tokens, dict[str, str]], handler: Handler
) -> None:
    known, given = senders
    async with on_kafka(postgres, kafka, known) as exchange:
        assert await handler(exchange, given, kafka) == {case.name: case.code for case in CASES}
        accepted = {IDS[case.name] for case in CASES if not case.code}
        assert {one for (one,) in await exchange.rows(HANDED_ON)} == accepted


HANDED_ON = """
select convert_from(data, 'utf8')::jsonb ->> 'id' from exchange.journal where type = 'notice.taken_in.v1'
"""


@pytest.fixture
async def laptop(postgres: str, kafka: Broker, tmp_path: Path) -> AsyncIterator[Serving]:
    """As under `ctc up` with Kafka: the owner's token of this process, and a file in which somebody is registered."""
    tokens.add(tmp_path / "tokens.json", CAST["cted"])
    async with on_kafka(postgres, kafka, Tokens(tmp_path / "tokens.json", {"owner": OWNER})) as running:
        yield running


async def test_under_ctc_up_every_source_may_write_and_none_withdraws_another_s_assessment(
    laptop: Serving, kafka: Broker
) -> None:
    own = Case("CTED withdraws its own", "cted", "assessment.withdrawn", WITHDRAWN, source=EVIL)
    stolen = Case("CTED withdraws another's", "cted", own.type, WITHDRAWN | {"assessment_source": MINE}, source=EVIL)
    plan = Case("UNODC plans its visit", "cted", "visit.planned", PLAN)
    await send(kafka, [binary(event_of(one)) for one in (own, stolen, plan)])
    receipts = {data["id"]: data["code"] for _, data in await read_events(kafka, "ctc.receipts", 2)}
    assert receipts == {IDS[stolen.name]: "not-your-assessment", IDS[plan.name]: "not-your-notice"}
    assert [data["id"] for _, data in await read_events(kafka, "ctc.exchange", 1)] == [IDS[own.name]]


async def test_with_the_right_the_same_notice_may_be_sent_again_under_its_id(
    postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    file, case = tmp_path / "tokens.json", CASES[0]
    tokens.add(file, CAST["reader"])
    as_reader = {**event_of(case), "source": "urn:reader"}
    async with on_kafka(postgres, kafka, Tokens(file)) as exchange:
        await send(kafka, [binary(as_reader)])
        ((_, refused),) = await read_events(kafka, "ctc.receipts", 1)
        assert refused["code"] == "not-your-notice"
        tokens.change(file, "reader", notice_types=ALL, bodies=frozenset({"cted"}))
        await send(kafka, [binary(as_reader)])
        ((type_, taken),) = await read_events(kafka, "ctc.exchange", 1)
        assert (type_, taken["id"]) == ("notice.taken_in.v1", IDS[case.name])
        assert await exchange.emitted_types("ctc.receipts") == ["receipt.refused.v1"]

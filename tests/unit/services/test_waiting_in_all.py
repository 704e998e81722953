"""One sender's notices that wait for unknown things lapse on one day. Only so many wait, so others are soon answered.

Exchange and the owners of notices hand each other what they tell, as in an installation. No clock is read: what another
sender waits for is counted in answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.assessments.service import SERVICE as ASSESSMENTS
from services.exchange.lanes.model import LANES, Lane
from services.exchange.service import SERVICE as EXCHANGE
from services.followup.service import SERVICE as FOLLOWUP
from services.unoct.service import SERVICE as UNOCT
from shared.engine.notices.judging import WAITERS, WAITING
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event
from shared.engine.service import Service
from shared.engine.storage.journal import attributes_of
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory, Told
from tests.unit.services.exchange.desk import PROJECT, RECEIVED, message
from tests.unit.services.followup.desk import CTED, completed_event

pytestmark = pytest.mark.thorough

DAY = date(2024, 6, 3)
BOUND = 40
"""More than there are places in a lane, so that some of a flood wait in both."""
FLOOD = 4 * BOUND
SMALL = replace(REFERENCE, practice=replace(REFERENCE.practice, most_waiting_notices_in_all=BOUND))
Sent = tuple[str, dict[str, Any]]
"""A notice's type and data."""


def receipt(reference: str) -> Sent:
    return "notice.assessment.received.v1", RECEIVED | {"reference": reference}


def response(reference: str) -> Sent:
    whose = {"assessment_source": CTED, "assessment_reference": reference, "state": "KEN"}
    positions = [{"recommendation_reference": "R1", "position": "accepted"}]
    return "notice.response.received.v1", whose | {"received_on": str(DAY), "positions": positions, "synthetic": True}


def project(*recommendations: str) -> Sent:
    cites = {"reference": "/".join(("P", *recommendations)), "recommendations": recommendations}
    return "notice.project.registered.v1", PROJECT | cites


VISIT = {"reference": "V", "body": "UNODC", "state": "KEN", "start": "2024-09-02", "synthetic": True}


@dataclass(frozen=True, slots=True)
class Kind:
    """An owner of notices, what it puts aside, and what it answers at once."""

    service: Service
    unknown: Callable[[str], Sent]
    known: Sent


KINDS = [
    Kind(ASSESSMENTS, receipt, ("notice.visit.planned.v1", VISIT)),
    Kind(FOLLOWUP, response, response("A-1")),
    Kind(UNOCT, project, project()),
]


def sender(name: str) -> Principal:
    every = frozenset({"*"})
    sources = frozenset({f"urn:example:{name}", f"urn:example:{name}/2", CTED})
    return Principal(name, "un", sources=sources, notice_types=every, bodies=frozenset({"cted", "unodc"}))


@dataclass(slots=True)
class House:
    """Exchange and one owner of notices. Events go from the journal of one to the other, each once and in order."""

    owner: Memory
    exchange: Memory = field(default_factory=lambda: Memory(EXCHANGE, DAY, SMALL))
    sent: int = 0
    passed: dict[str, int] = field(default_factory=dict)

    def send(self, name: str, sent: Sent, source: str = "") -> str:
        """Sends a notice, and returns its id. Nobody has judged it yet."""
        self.sent += 1
        id_, (type_, data) = f"{name}-{self.sent}", sent
        arrived = message(data, id_=id_, type_=type_, source=source or f"urn:example:{name}")
        sending = build_trigger(EXCHANGE, arrived, lambda _: (sender(name),))
        assert sending is not None
        self.exchange.handle(sending)
        return id_

    def settle(self) -> None:
        """Until neither has anything to tell the other."""
        while self._bring(self.exchange, self.owner) + self._bring(self.owner, self.exchange):
            pass

    def _bring(self, teller: Memory, reader: Memory) -> int:
        begin = self.passed.get(teller.service.name, 0)
        rows = teller.handler.journal[begin:]
        self.passed[teller.service.name] = begin + len(rows)
        messages = [Message(row.topic, 0, 0, row.subject, attributes_of(row), row.data) for row in rows]
        triggers = [build_trigger(reader.service, one, lambda _: ()) for one in messages]
        read = [one for one in triggers if one is not None]
        if read:
            reader.handle(*read)
        return len(read)

    def turn(self, day: date) -> None:
        """What lapses until then lapses, before anything else is told."""
        self.owner.turn(day)
        self.exchange.today = day

    @property
    def receipts(self) -> list[Told]:
        return [one for one in self.exchange.journal if one.topic == "ctc.receipts"]

    @property
    def lane(self) -> Lane:
        """The flooder's."""
        return self.exchange.get(LANES, "principal:flooder")


@pytest.fixture(params=KINDS, ids=lambda one: one.service.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def house(kind: Kind) -> House:
    """A house to which one sender sent, from two sources, many notices about things that nobody knows."""
    house = House(Memory(kind.service, DAY, SMALL))
    if kind.service is FOLLOWUP:
        data = completed_event(opens_cycle=False)
        house.owner.handle(Event("/services/assessments", "e", data.type, "KEN", house.owner.now, data, "c"))
        house.settle()
    for number in range(FLOOD):
        house.send("flooder", kind.unknown(f"unknown-{number}"), "urn:example:flooder/2" if number % 2 else "")
    house.settle()
    return house


def test_of_one_sender_only_so_many_wait_and_the_others_are_refused_at_once(house: House) -> None:
    assert len(house.owner.rows[WAITING]) == house.lane.aside == BOUND
    assert [one.data["code"] for one in house.receipts] == ["too-many-wait"] * (FLOOD - BOUND)


def test_where_all_of_one_sender_lapse_at_once_only_so_many_are_answered_before_another(
    house: House, kind: Kind
) -> None:
    before = len(house.receipts)
    house.turn(DAY + timedelta(days=8))
    last = house.send("other", kind.known)
    house.settle()
    codes = [one.data.get("code") for one in house.receipts[before:-1]]
    assert codes == ["still-unknown"] * BOUND
    assert house.receipts[-1].data["id"] == last


def test_who_has_as_many_as_may_wait_is_answered_where_nothing_is_unknown(house: House, kind: Kind) -> None:
    sent = house.send("flooder", kind.known)
    house.settle()
    assert house.receipts[-1].data["id"] == sent
    assert house.receipts[-1].data.get("code") != "too-many-wait"


def test_another_s_notices_may_wait_beside_a_flood(house: House, kind: Kind) -> None:
    house.send("other", kind.unknown("unknown"))
    house.settle()
    assert len(house.owner.rows[WAITING]) == BOUND + 1


def test_what_lapsed_makes_room(house: House, kind: Kind) -> None:
    house.turn(DAY + timedelta(days=8))
    house.settle()
    assert (house.lane.aside, house.lane.places_taken) == (0, 0)
    for number in range(BOUND):
        house.send("flooder", kind.unknown(f"later-{number}"))
    house.settle()
    assert len(house.owner.rows[WAITING]) == house.lane.aside == BOUND


def test_a_further_notice_reads_how_many_wait_and_none_of_them(house: House, kind: Kind) -> None:
    """All that wait for what it names may be many megabytes, and it may name thirty things."""
    house.send("flooder", kind.unknown("unknown-0"))
    house.settle()
    assert WAITING not in house.owner.handler.loaded
    assert len(house.owner.handler.loaded[WAITERS]) == 1

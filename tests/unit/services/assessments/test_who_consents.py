"""Own reference data may let more readers see a State's consents: they still do not answer for it (OP12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.assessments.consents.commands import OnlyItsOwnAnswer
from services.assessments.visit_requests.commands import OnlyItsOwnRequest, RequestedVisit, RequestVisit
from shared.engine.principals import Principal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import Desk
from tests.unit.services.assessments.test_consent import KENYA, UGANDA, ask, reply
from tests.unit.services.assessments.test_programme import adopt

COUNCIL = Principal("council", "council", may_command=True)


@pytest.fixture
def open_desk() -> Desk:
    """A desk of operators who let the public read of consents. KEN was asked."""
    practice = REFERENCE.practice
    open_to_all = replace(practice, default_audiences={**practice.default_audiences, "consent": "public"})
    desk = Desk(reference=replace(REFERENCE, practice=open_to_all))
    adopt(desk)
    ask(desk)
    return desk


@pytest.mark.parametrize("principal", [UGANDA, COUNCIL], ids=lambda one: one.name)
def test_a_reader_answers_for_no_state(open_desk: Desk, principal: Principal) -> None:
    with pytest.raises(OnlyItsOwnAnswer):
        reply(open_desk, "declined", open_desk.today, principal=principal)
    assert reply(open_desk, "given", open_desk.today, principal=KENYA).outcome == "accepted"


@pytest.mark.parametrize("principal", [UGANDA, COUNCIL], ids=lambda one: one.name)
def test_a_reader_requests_no_visit_for_a_state(open_desk: Desk, principal: Principal) -> None:
    with pytest.raises(OnlyItsOwnRequest):
        open_desk.command(RequestVisit(RequestedVisit("KEN", open_desk.today)), principal)

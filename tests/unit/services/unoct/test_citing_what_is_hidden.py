"""Who cites an id that it guessed learns nothing by it: neither that there is such a need, nor whose it is (OP19)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.audiences import Audience
from contracts.exchange import NoticeTakenIn
from services.unoct.projects.model import PROJECTS
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Event
from tests.unit.services.unoct.desk import RECOMMENDATION, desk, project, types, with_case

UGANDA, KENYA = ("state:UGA",), ("state:KEN",)


def project_read_by(reads: Audience, parties: tuple[str, ...] = (), **changes: Any) -> Event[Any]:
    event = project(**changes)
    data: NoticeTakenIn = event.data
    return replace(event, data=data.model_copy(update={"reads": reads, "parties": parties}))


@pytest.mark.parametrize(("reads", "parties"), [("public", ()), ("partners", ()), ("public", UGANDA)])
@pytest.mark.parametrize("states", [("KEN",), ("UGA",)])
def test_a_guessed_need_and_one_that_does_not_exist_are_answered_alike(
    reads: Audience, parties: tuple[str, ...], states: tuple[str, ...]
) -> None:
    hidden, unknown = with_case(), desk()
    notice = project_read_by(reads, parties, states=states)
    for unoct in (hidden, unknown):
        assert types(unoct.handle(notice)) == ["notice.waiting"]
        assert [one.awaits for one in unoct.rows[WAITING].values()] == [RECOMMENDATION]
        assert PROJECTS not in unoct.rows


@pytest.mark.parametrize(("reads", "parties"), [("un", ()), ("committee", ()), ("public", KENYA)])
def test_who_may_read_a_need_may_cite_it(reads: Audience, parties: tuple[str, ...]) -> None:
    assert "project.registered" in types(with_case().handle(project_read_by(reads, parties)))

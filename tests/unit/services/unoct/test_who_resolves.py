"""Who decides how two projects for one need go together: each body ends its own part only (OP15, OP24)."""

from __future__ import annotations

from typing import Any

import pytest

from services.unoct.cases.model import CASES
from services.unoct.duplications.commands import Resolved, ResolveDuplication
from services.unoct.duplications.deciding import NotYoursToDecide
from services.unoct.duplications.model import DUPLICATIONS
from shared.engine.principals import Principal
from tests.support.memory import Memory, Told
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    ICAO,
    OTHER,
    PROJECT,
    RECOMMENDATION,
    command,
    project,
    types,
    with_case,
)
from tests.unit.services.unoct.test_duplications import duplication, with_two


def of(body: str, *bodies: str) -> Principal:
    return Principal(body, "un", frozenset({f"body:{body}"}), may_command=True, bodies=frozenset(bodies))


UNOCT = of("unoct")
UNODC = of("unodc")
"""It leads PROJECT."""
ICAO_ITSELF = of("icao")
"""It leads OTHER."""
UNESCO = of("unesco")
"""It leads neither."""
OF_BOTH = of("unodc", "icao")


def resolve(unoct: Memory, principal: Principal, resolution: Any, kept: str | None = None) -> list[Told]:
    given = Resolved(resolution, kept)
    return unoct.handle(command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, given), principal))


@pytest.mark.parametrize(
    ("principal", "resolution", "kept"),
    [
        (UNESCO, "one_withdrawn", OTHER),
        (UNESCO, "divided", None),
        (UNODC, "one_withdrawn", PROJECT),
        (UNODC, "merged", PROJECT),
        (UNODC, "divided", None),
        (UNODC, "no_duplication", None),
        (of("unesco", "unoct"), "divided", None),
    ],
)
def test_nobody_else_decides_between_two_projects(principal: Principal, resolution: Any, kept: str | None) -> None:
    unoct = with_two()
    with pytest.raises(NotYoursToDecide):
        resolve(unoct, principal, resolution, kept)
    assert duplication(unoct).status == "flagged"
    assert [part.status for part in unoct.get(CASES, CASE).parts] == ["taken_up", "taken_up"]


@pytest.mark.parametrize("principal", [UNOCT, COMMITTEE])
@pytest.mark.parametrize(
    ("resolution", "kept"),
    [("one_withdrawn", OTHER), ("merged", PROJECT), ("divided", PROJECT), ("no_duplication", None)],
)
def test_the_committee_s_staff_and_unoct_decide(principal: Principal, resolution: Any, kept: str | None) -> None:
    unoct = with_two()
    assert "duplication.resolved" in types(resolve(unoct, principal, resolution, kept))


@pytest.mark.parametrize(
    ("principal", "kept", "statuses"),
    [(UNODC, OTHER, ["replaced", "taken_up"]), (ICAO_ITSELF, PROJECT, ["taken_up", "replaced"])],
)
def test_a_body_gives_up_its_own_project(principal: Principal, kept: str, statuses: list[str]) -> None:
    unoct = with_two()
    resolve(unoct, principal, "one_withdrawn", kept)
    assert [part.status for part in unoct.get(CASES, CASE).parts] == statuses


@pytest.mark.parametrize(("resolution", "kept"), [("one_withdrawn", PROJECT), ("divided", None)])
def test_who_speaks_for_the_leaders_of_both_decides(resolution: Any, kept: str | None) -> None:
    assert "duplication.resolved" in types(resolve(with_two(), OF_BOTH, resolution, kept))


def test_unoct_decides_not_for_its_own_project() -> None:
    unoct = with_case()
    unoct.handle(project(lead_body="UNOCT"), project(ICAO, lead_body="ICAO"))
    with pytest.raises(NotYoursToDecide):
        resolve(unoct, UNOCT, "one_withdrawn", PROJECT)
    resolve(unoct, UNOCT, "merged", OTHER)
    assert duplication(unoct).kept_project_id == OTHER


def test_giving_up_a_project_brings_no_replaced_one_back() -> None:
    """ICAO's was replaced by UNODC's. UNESCO gives its own up for ICAO's: that would undo what was decided."""
    unoct = with_two()
    resolve(unoct, COMMITTEE, "merged", PROJECT)
    unoct.handle(project("urn:example:unesco", lead_body="UNESCO"))
    (pair,) = [
        one for one in unoct.rows[DUPLICATIONS].values() if OTHER in one.project_ids and PROJECT not in one.project_ids
    ]
    gives_up = ResolveDuplication(pair.id, RECOMMENDATION, Resolved("one_withdrawn", OTHER))
    with pytest.raises(NotYoursToDecide):
        unoct.handle(command(gives_up, UNESCO))
    assert "case.parts_changed" in types(unoct.handle(command(gives_up, COMMITTEE)))

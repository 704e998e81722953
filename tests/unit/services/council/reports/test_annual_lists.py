"""What the annual report lists of meetings and visits: numbers by kind and group, and nothing that names a State."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest

from contracts.audiences import Audience
from services.council.reports.annual import lists
from tests.unit.services.council.reports.test_listed import material, rows


def tables(audience: Audience = "public", **found: list[dict[str, Any]]) -> Any:
    nothing: dict[str, list[Any]] = {name: [] for name in (*lists.LISTS, "visits")}
    of = material(**{**nothing, **found})
    return lists.build_tables(replace(of, scope=replace(of.scope, audience=audience)))


def meeting(kind: str, *themes: str) -> dict[str, Any]:
    said = {"title": "[Synthetic] The steps of Kenya", "themes": themes, "invited": ["KEN"]}
    return {"kind": kind, "data": orjson.dumps(said)}


def test_meetings_are_counted_by_kind_with_their_subjects_and_without_their_titles() -> None:
    found = tables(meeting_kinds=[meeting("invitation"), meeting("thematic", "cft"), meeting("thematic", "cft")])
    assert rows(found, lists.MEETINGS_BY_KIND) == [
        ["Invitation", "1", "Not recorded"],
        ["Thematic", "2", "Countering the financing of terrorism"],
    ]


def visit(state: str, *guests: tuple[str, str, bool]) -> dict[str, Any]:
    told = [
        {"body": body, "sector": sector, "came": came, "invited_on": date(2024, 1, 2)} for body, sector, came in guests
    ]
    return {"state": state, "data": orjson.dumps({"guests": told})}


UNODC = ("UNODC", "compact", True)
NETWORK = ("A network", "civil_society", False)


def test_each_group_of_participants_counts_once_a_visit_and_is_not_named() -> None:
    both = (("A network", "civil_society", True), ("Another network", "civil_society", True))
    found = tables(visits=[visit("KEN", *both), visit("UGA", *both), visit("FJI", *both), visit("FJI", NETWORK)])
    assert rows(found, lists.PARTICIPANTS) == [["Civil society", "4", "3"]]


def test_a_number_under_three_visits_of_three_states_is_not_shown() -> None:
    found = tables(
        visits=[visit("KEN", UNODC, NETWORK), visit("UGA", UNODC), visit("FJI", NETWORK), visit("FJI", UNODC)]
    )
    assert rows(found, lists.PARTICIPANTS) == [["Compact entity", "3", "3"], ["Civil society", "Not shown", "0"]]
    assert rows(found, lists.COMPACT_ENTITIES) == [["UNODC", "3", "3"]]
    of_two = tables(visits=[*(visit("KEN", UNODC) for _ in range(3)), visit("UGA", UNODC), visit("FJI")])
    assert rows(of_two, lists.COMPACT_ENTITIES) == [["UNODC", "Not shown", "Not shown"]]


@pytest.mark.parametrize("states", [["KEN"], ["KEN", "UGA"], ["KEN", "KEN", "UGA", "UGA"]])
def test_nobody_stands_in_a_table_of_so_few_visits_that_it_would_tell_of_each(states: list[str]) -> None:
    visits = [visit(one, UNODC, ("1267 Monitoring Team", "council_body", True)) for one in states]
    for table in (lists.PARTICIPANTS, lists.COUNCIL_BODIES, lists.COMPACT_ENTITIES):
        assert rows(tables(visits=visits), table) == []
        assert rows(tables("committee", visits=visits), table) != []


def test_without_a_guest_no_group_is_listed() -> None:
    assert rows(tables(visits=[visit("KEN"), visit("UGA"), visit("FJI")]), lists.PARTICIPANTS) == []

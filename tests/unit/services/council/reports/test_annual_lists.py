"""What the annual report lists of meetings and visits: numbers by kind and group, and nothing that names a State."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson

from services.council.reports.annual import lists
from tests.unit.services.council.reports.test_listed import material, rows


def tables(**found: list[dict[str, Any]]) -> Any:
    nothing: dict[str, list[Any]] = {name: [] for name in (*lists.LISTS, "visits")}
    return lists.build_tables(material(**{**nothing, **found}))


def meeting(kind: str, invited: int, attended: int, *themes: str) -> dict[str, Any]:
    said = {"title": "[Synthetic] The steps of Kenya", "themes": themes, "invited": ["KEN"]}
    return {"kind": kind, "invited": invited, "attended": attended, "data": orjson.dumps(said)}


def test_meetings_are_counted_by_kind_with_their_subjects_and_without_their_titles() -> None:
    found = tables(
        meeting_kinds=[meeting("invitation", 3, 2), meeting("thematic", 4, 4, "cft"), meeting("thematic", 1, 0, "cft")]
    )
    assert rows(found, lists.MEETINGS_BY_KIND) == [
        ["Invitation", "1", "3", "2", "Not recorded"],
        ["Thematic", "2", "5", "4", "Countering the financing of terrorism"],
    ]


def visit(*guests: tuple[str, str, bool]) -> dict[str, Any]:
    told = [
        {"body": body, "sector": sector, "came": came, "invited_on": date(2024, 1, 2)} for body, sector, came in guests
    ]
    return {"data": orjson.dumps({"guests": told})}


def test_each_group_of_participants_counts_once_a_visit_and_is_not_named() -> None:
    found = tables(
        visits=[
            visit(("A network", "civil_society", True), ("Another network", "civil_society", True)),
            visit(("A network", "civil_society", False), ("UNODC", "compact", True)),
        ]
    )
    assert rows(found, lists.PARTICIPANTS) == [["Compact entity", "1", "1"], ["Civil society", "2", "1"]]


def test_without_a_guest_no_group_is_listed() -> None:
    assert rows(tables(visits=[visit()]), lists.PARTICIPANTS) == []

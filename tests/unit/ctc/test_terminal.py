"""What a terminal shows: it fits the width, headers say what stands below, and no text of others moves the cursor."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console, RenderableType

from ctc.terminal.cells import build_table, make_cell
from ctc.terminal.views import SECTIONS, build_calendar, build_list, build_report, build_state, build_trace
from services.council.lookups.states.shapes import PARTS

WIDTHS = pytest.mark.parametrize("width", [80, 120])
ID = "0364fd77-a70d-5b93-9c0b-3682b424f125"
OTHER = "93ea000a-81d7-5abf-80b7-693f11dd1b9c"
DUTY: dict[str, Any] = {
    "due_on": "2025-06-10", "state": "not_answered", "paragraph": "practice", "subject": "KEN",
    "what": "Report on steps taken to implement the recommendations of an assessment", "owner": "assessed State",
    "recipient": "CTED",
}  # fmt: skip


def lines(shown: RenderableType, width: int) -> list[str]:
    console = Console(width=width, highlight=False, color_system=None)
    with console.capture() as captured:
        console.print(shown)
    return captured.get().splitlines()


@WIDTHS
def test_the_calendar_is_a_table_that_fits(width: int) -> None:
    shown = lines(build_calendar([DUTY, DUTY | {"due_on": None, "subject": None, "recipient": None}]), width)
    assert shown[0].split() == ["due", "stands", "by", "State", "what", "who"]
    assert max(map(len, shown)) <= width
    text = " ".join(shown)
    assert "2025-06-10" in text
    assert "KEN" in text
    assert "not answered" in text
    assert "assessed State to CTED" in " ".join(text.split()) or width == 80


@WIDTHS
def test_ids_stay_in_one_line_so_that_they_can_be_copied(width: int) -> None:
    rows = [{"id": ID, "kind": "comprehensive", "title": "A title that is longer than the line has room for"}]
    shown = lines(build_list({"id": "id", "kind": "kind", "title": "title"}, rows), width)
    assert any(ID in line for line in shown)
    assert max(map(len, shown)) <= width


@WIDTHS
def test_a_states_file_has_a_table_for_each_part_that_has_anything(width: int) -> None:
    state = {"id": "KEN", "name": "Kenya", "subregion": "Sub-Saharan Africa", "regional_group": "African States"}
    parts: dict[str, Any] = {name: {"items": [], "next": None} for name in SECTIONS}
    visit = {
        "id": ID,
        "kind": "focused",
        "components": [{"start": "2024-03-04", "end": "2024-03-08", "mode": "onsite"}],
    }
    parts["visits"] = {"items": [visit], "next": "more"}
    shown = lines(build_state({"state": state, **parts, "calendar": {"items": [DUTY], "next": None}}), width)
    assert shown[0] == "Kenya (KEN)  Sub-Saharan Africa, African States"
    assert "Visits  1 and more" in shown
    assert any("2024-03-04" in line for line in shown)
    assert shown[-1].startswith("nothing of: follow-up, ") or shown[-2].startswith("nothing of: follow-up, ")
    assert max(map(len, shown)) <= width


@pytest.mark.parametrize("part", SECTIONS)
def test_a_states_file_shows_of_each_part_what_is_answered_of_it(part: str) -> None:
    names = {path.partition(".")[0] for path in SECTIONS[part][1]}
    assert names <= set(PARTS[part].model_fields)


def test_a_states_file_marks_what_was_withdrawn_and_shows_what_was_put_right() -> None:
    assert SECTIONS.keys() == PARTS.keys()
    parts: dict[str, Any] = {name: {"items": [], "next": None} for name in SECTIONS}
    parts["assessments"] = {"items": [{"id": ID, "kind": "focused", "withdrawn": True}], "next": None}
    parts["recommendations"] = {"items": [{"text": "T", "status": {"closed": "withdrawn"}}], "next": None}
    parts["corrections"] = {"items": [{"thing": "response", "field": "received_on", "before": "2024-12-02"}]}
    shown = lines(build_state({"state": {"id": "KEN", "name": "Kenya"}, **parts}), 120)
    assert any(line.split() == ["focused", "yes", ID] for line in shown)
    assert any(line.split() == ["T", "withdrawn"] for line in shown)
    assert any(line.split() == ["response", "received", "on", "2024-12-02"] for line in shown)


@WIDTHS
def test_a_report_shows_its_figures_with_what_they_were_counted_from(width: int) -> None:
    figures = [
        {
            "id": "visits",
            "label": "Visits in 2024",
            "value": "5.0",
            "numerator": 5,
            "denominator": None,
            "unit": "visits",
        },
        {"id": "assessed", "label": "Assessed", "value": "50.0", "numerator": 1, "denominator": 2, "unit": "texts"},
    ]
    head = {"report": "annual", "year": 2024, "edition": 1, "cut_off": "2024-12-31", "audience": "public"}
    shown = lines(build_report({**head, "synthetic": True, "figures": figures}), width)
    assert shown[0] == "annual 2024  edition 1, up to 2024-12-31, for: public"
    assert shown[1] == "synthetic: what it says of States is invented"
    assert [line.split() for line in shown[-2:]] == [
        ["Visits", "in", "2024", "5", "visits"],
        ["Assessed", "1", "of", "2", "50.0", "texts"],
    ]
    assert max(map(len, shown)) <= width


def test_a_trace_is_a_tree_of_what_caused_what() -> None:
    cause = {
        "id": "1", "parent": None, "type": "assessment.completed.v1", "subject": "KEN", "occurred_on": "2024-06-10",
        "thing": {"kind": "assessment", "id": ID}, "principal": "owner",
    }  # fmt: skip
    effect = cause | {"id": "2", "parent": "1", "type": "case.opened.v1", "thing": {"kind": "case", "id": OTHER}}
    shown = lines(build_trace({"id": ID, "items": [cause, effect | {"principal": None}], "complete": False}), 120)
    assert shown == [
        ID,
        "├── 2024-06-10  assessment.completed  KEN  by owner",
        f"│   └── 2024-06-10  case.opened  KEN  case {OTHER}",
        "└── and more",
    ]
    notice = cause | {"thing": {"kind": "notice", "id": "n\x9b2J\x9d0;x"}}
    assert "notice n 2J 0;x" in lines(build_trace({"id": ID, "items": [notice], "complete": True}), 120)[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (["cft", "travel"], "cft\ntravel"),
        ({"start": "2024-03-04", "end": "2024-03-08"}, "2024-03-04 to 2024-03-08"),
        ("not_answered", "not answered"),
        ("a_name and more", "a_name and more"),
        ("\x1b[2Jgone\x07\x9b1m", " [2Jgone  1m"),
        ("[red]no markup[/red]", "[red]no markup[/red]"),
    ],
)
def test_a_cell_is_plain_text(value: object, text: str) -> None:
    assert make_cell(value).plain == text


def test_a_value_may_lie_deeper() -> None:
    shown = lines(build_table({"status.assessed": "assessed"}, [{"status": {"assessed": "implemented"}}, {}]), 80)
    assert [line.strip() for line in shown] == ["assessed", "───────────", "implemented", ""]

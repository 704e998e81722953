"""What `ctc calendar` says of an obligation in a line."""

from __future__ import annotations

from typing import Any

import pytest

from ctc.commands.asking import in_the_calendar


def line(**more: Any) -> str:
    item: dict[str, Any] = {
        "due_on": "2022-12-31", "state": "due", "paragraph": "OP25", "subject": None, "what": "UNOCT briefs the CTC",
        "owner": "UNOCT", "recipient": "CTC", "count": 1, "held": 0, "last_held_on": None, "nudged_on": None,
    }  # fmt: skip
    return " ".join(in_the_calendar(item | more).split())


def test_it_says_what_is_due_when_and_who_owes_it_to_whom_by_which_paragraph() -> None:
    assert line() == "2022-12-31 due OP25 UNOCT briefs the CTC (UNOCT to CTC)"
    assert line(recipient=None) == "2022-12-31 due OP25 UNOCT briefs the CTC (UNOCT)"
    assert line(subject="KEN", assessment_id="a-1").endswith("KEN UNOCT briefs the CTC (UNOCT to CTC) assessment a-1")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "periodic", "due_on": None}, "last held never"),
        ({"state": "pending_mandate", "due_on": None, "last_held_on": "2022-07-08"}, "last held 2022-07-08"),
        ({"count": 2, "held": 1}, "held 1 of 2"),
        ({"count": 2, "nudged_on": "2022-06-30"}, "held 0 of 2, nudged on 2022-06-30"),
    ],
)
def test_it_says_when_or_how_often_it_was_held_and_whether_there_was_a_nudge(more: dict[str, Any], said: str) -> None:
    assert line(**more).endswith(f"(UNOCT to CTC) {said}")

"""Days before 1945 or beyond every mandate (rules 3 and 9): refused of projects, briefings and steps alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.unoct.projects.commands import RegisterProject
from shared.engine.rules import Refusal
from tests.unit.services.unoct.desk import UNODC, command, find_answer, given_project, project, with_case
from tests.unit.services.unoct.test_briefings import desk_with_invitation, hold, invite
from tests.unit.services.unoct.test_steps import agree


def refusal(trigger: Any) -> tuple[str, str, str, tuple[str, ...]]:
    with pytest.raises(Refusal) as refused:
        with_case().handle(trigger)
    return refused.value.code, refused.value.rule, refused.value.paragraph, refused.value.fields


@pytest.mark.parametrize(
    ("days", "code", "rule", "field"),
    [
        ({"start": "1944-12-31"}, "before-the-united-nations", "3", "start"),
        ({"start": "1944", "end": "2024"}, "before-the-united-nations", "3", "start"),
        ({"start": "2024", "end": "9999-12-31"}, "too-far-ahead", "9", "end"),
        ({"start": "2045-01"}, "too-far-ahead", "9", "start"),
    ],
)
def test_a_project_has_days_that_can_be(days: dict[str, Any], code: str, rule: str, field: str) -> None:
    said = given_project(**days)
    assert refusal(command(RegisterProject(UNODC, said))) == (code, rule, "OP2", (field,))
    answer = find_answer(with_case().handle(project(**days)))
    assert (answer["code"], answer["rule"], answer["fields"]) == (code, rule, [field])


def test_a_project_that_ends_before_it_starts_is_refused_by_rule_and_paragraph() -> None:
    said = given_project(start="2024-05", end="2024-04-30")
    assert refusal(command(RegisterProject(UNODC, said))) == ("ends-before-it-starts", "2", "OP4", ("start", "end"))


@pytest.mark.parametrize(
    ("trigger", "code", "field"),
    [
        (invite(planned_for=date(9999, 12, 31)), "too-far-ahead", "planned_for"),
        (invite(invited_on=date(1944, 1, 1)), "before-the-united-nations", "invited_on"),
        (invite(held_on=date(1900, 1, 1)), "before-the-united-nations", "held_on"),
        (agree(due_on=date(2045, 1, 1)), "too-far-ahead", "due_on"),
        (agree(agreed_on=date(1944, 12, 31)), "before-the-united-nations", "agreed_on"),
    ],
)
def test_a_briefing_and_a_step_have_days_that_can_be(trigger: Any, code: str, field: str) -> None:
    found = refusal(trigger)
    assert (found[0], found[3]) == (code, (field,))


def test_a_briefing_was_not_held_before_1945() -> None:
    with pytest.raises(Refusal) as refused:
        desk_with_invitation().handle(hold(held_on=date(1944, 1, 1)))
    assert refused.value.code == "before-the-united-nations"

"""Rule 4: briefings and practical steps are put right, and told again in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from contracts.ids import briefing_id
from services.unoct.briefings.correcting import CORRECTABLE as OF_BRIEFING
from services.unoct.briefings.model import BRIEFINGS
from services.unoct.steps.correcting import CORRECTABLE as OF_STEP
from services.unoct.steps.model import STEPS
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.kinds import Correctable
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.outcomes import Refused
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import COMMITTEE, command, desk, types
from tests.unit.services.unoct.test_briefings import invite
from tests.unit.services.unoct.test_steps import STEP, agree_on_step, complete

BRIEFING = briefing_id("DRAFT/2024/7")


def correction(of: Correctable[Any], key: str, field: str, value: JsonValue) -> Any:
    return command(CorrectRecord(of, key, "", GivenCorrection(field, value, "Synthetic.", "DRAFT/SYN/9")), COMMITTEE)


def hold_briefing() -> Memory:
    """Held on 2 January 2025, as was recorded; the invitation was of 1 December."""
    unoct = desk()
    unoct.turn(date(2025, 2, 1))
    unoct.handle(invite(invited_on=date(2024, 12, 1), held_on=date(2025, 1, 2), speaker="director"))
    return unoct


def complete_step() -> Memory:
    """Agreed on 20 March 2024, and done on the first of May."""
    unoct = agree_on_step()
    unoct.turn(date(2024, 5, 10))
    unoct.handle(complete(done_on=date(2024, 5, 1)), complete(COMMITTEE, done_on=date(2024, 5, 1)))
    return unoct


def test_a_briefing_is_put_right_and_counts_in_its_year() -> None:
    unoct = hold_briefing()
    told = unoct.handle(correction(OF_BRIEFING, BRIEFING, "held_on", "2024-12-20"))
    assert types(told) == ["record.corrected", "briefing.invited", "briefing.held"]
    assert told[-1].data["occurred_on"] == "2024-12-20"
    row = unoct.get(BRIEFINGS, BRIEFING)
    assert (row.held_on, row.year) == (date(2024, 12, 20), 2024)
    unoct.handle(correction(OF_BRIEFING, BRIEFING, "speaker", "under_secretary_general"))
    assert unoct.get(BRIEFINGS, BRIEFING).speaker == "under_secretary_general"
    rows: list[Any] = list(unoct.rows[RECORD_CORRECTIONS].values())
    assert [(one.number, one.before) for one in rows] == [(1, "2025-01-02"), (2, "director")]


def test_a_step_is_put_right() -> None:
    unoct = complete_step()
    told = unoct.handle(correction(OF_STEP, STEP, "done_on", "2024-04-20"))
    assert types(told) == ["record.corrected", "step.agreed", "step.done"]
    assert (told[1].data["occurred_on"], told[2].data["occurred_on"]) == ("2024-03-20", "2024-04-20")
    assert unoct.get(STEPS, STEP).done_on == date(2024, 4, 20)


@pytest.mark.parametrize(
    ("unoct", "of", "key", "field", "value", "code"),
    [
        (hold_briefing, OF_BRIEFING, BRIEFING, "held_on", "2024-11-30", "before-what-it-rests-on"),
        (hold_briefing, OF_BRIEFING, BRIEFING, "cancelled_on", "2025-01-02", "not-correctable"),
        (hold_briefing, OF_BRIEFING, BRIEFING, "speaker", "somebody", "not-its-value"),
        (complete_step, OF_STEP, STEP, "done_on", "2024-03-19", "before-what-it-rests-on"),
        (complete_step, OF_STEP, STEP, "agreed_on", "2024-05-02", "before-what-it-rests-on"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    unoct: Any, of: Correctable[Any], key: str, field: str, value: str, code: str
) -> None:
    (refused,) = unoct().decide(correction(of, key, field, value))
    assert isinstance(refused, Refused)
    assert refused.refusal.code == code

"""What leaves a journal: an event with what caused it, a released copy without."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.audiences import AUDIENCES
from shared.engine.decided import JournalRow
from shared.engine.storage.journal import attributes_of

SECRET = "cted-notice-of-kenya"


def row(topic: str) -> JournalRow:
    return JournalRow(
        "e-1", "/services/assessments", "released.schedule.v1", topic, "KEN", datetime(2024, 1, 1, tzinfo=UTC),
        "public", SECRET, SECRET, f"00-{SECRET}-01", b"{}",
    )  # fmt: skip


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_a_released_copy_does_not_lead_to_the_notice_that_caused_it(audience: str) -> None:
    attributes = attributes_of(row(f"ctc.released.{audience}"))
    assert not any(SECRET in text for text in attributes.values())
    assert {"id", "source", "type", "subject", "time", "dataschema", "audience"} < attributes.keys()


def test_an_internal_event_says_what_caused_it() -> None:
    attributes = attributes_of(row("ctc.assessments"))
    assert {attributes[name] for name in ("correlationid", "causationid")} == {SECRET}
    assert SECRET in attributes["traceparent"]


def test_no_event_names_the_principal_who_caused_it() -> None:
    for topic in ("ctc.released.un", "ctc.receipts", "ctc.assessments"):
        told = attributes_of(row(topic)._replace(principal="desk-of-somebody"))
        assert "desk-of-somebody" not in told.values()

"""What an event lacks is said in one sentence that names the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from contracts.base import EventData, StateFact
from contracts.catalog import EVENTS
from contracts.participants import PARTICIPANTS
from contracts.tools import example_data
from contracts.tools.check import problems
from contracts.tools.completeness import (
    find_unknown,
    find_unlisted,
    find_without_example,
    find_without_participant,
    find_without_topic,
    gaps,
)
from contracts.tools.example_values import COMMON
from contracts.vocabulary import Line


class Promised(StateFact):
    """A State was promised something."""

    type = "followup.promised.v1"
    topic = "ctc.followup"

    promised_by: Line


WITH_IT: Mapping[str, type[EventData]] = {**EVENTS, Promised.type: Promised}


def test_nothing_is_missing() -> None:
    assert gaps() == []


def test_a_model_that_is_not_listed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Promised, "__module__", "contracts.followup.follow_ups")
    assert list(find_unlisted([Promised, *EVENTS.values()], EVENTS)) == [
        "contracts.followup: Promised (followup.promised.v1) is not in EVENTS at its end: add it"
    ]
    assert list(find_unlisted([Promised], WITH_IT)) == []


def test_what_events_have_in_common_is_none_itself() -> None:
    assert list(find_unlisted([StateFact], EVENTS)) == []


def test_an_event_that_nobody_sends_or_reads_is_named() -> None:
    assert list(find_without_participant(PARTICIPANTS, WITH_IT)) == [
        "followup.promised.v1: nobody publishes it in contracts/participants.py: add who does",
        "followup.promised.v1: nobody consumes it in contracts/participants.py: add who does",
    ]


def test_a_participant_that_reads_what_is_no_event_is_named() -> None:
    slip = replace(PARTICIPANTS[1], consumes={"ctc.assessments": ("assessment.complete.v1",)}, publishes={})
    assert list(find_unknown([slip], EVENTS)) == [
        "contracts/participants.py: followup consumes assessment.complete.v1, which is no event: correct its name"
    ]


def test_a_topic_that_there_is_not_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Promised, "topic", "ctc.followups")
    assert list(find_without_topic({Promised.type: Promised})) == [
        "followup.promised.v1: its topic ctc.followups is not in TOPICS of contracts/catalog.py: add it"
    ]


def test_a_field_without_an_example_is_named_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {name: value for name, value in COMMON.items() if name != "promised_by"}
    monkeypatch.setattr(example_data, "COMMON", without)
    monkeypatch.setattr(example_data, "EVENTS", WITH_IT)
    assert list(find_without_example({Promised.type: Promised})) == [
        (
            "followup.promised.v1: its field 'promised_by' has no example: "
            "add one to COMMON in contracts/tools/example_values.py"
        )
    ]


def test_an_example_that_breaks_its_contract_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_data, "COMMON", {**COMMON, "state": "Kenya"})
    (line,) = find_without_example({"assessment.noted.v1": EVENTS["assessment.noted.v1"]})
    assert line.startswith(
        "assessment.noted.v1: its example in contracts/tools/example_data.py breaks its contract: state"
    )


def test_while_something_is_missing_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is generated would fail on it."""
    monkeypatch.setattr("contracts.tools.check.gaps", lambda: ["one"])
    monkeypatch.setattr("contracts.tools.check.generate", lambda _here: pytest.fail("nothing is generated"))
    assert problems() == ["one"]

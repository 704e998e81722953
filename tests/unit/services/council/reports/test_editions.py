"""Editions: numbered, kept as published, announced once, and the same for the same question (rule 11)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest

from contracts.audiences import AUDIENCES
from services.council.api_reports import wants_html
from services.council.editions import (
    DOCUMENTS,
    EDITIONS,
    CutOffOutsideTheYear,
    Edition,
    FrozenInTheFuture,
    PublishEdition,
)
from services.council.reports import as_json
from services.council.service import SERVICE
from shared.rules import Command
from tests.support.memory import Memory
from tests.unit.services.council.desk import COMMITTEE, command
from tests.unit.services.council.reports.sample import content

POSITIONS = {"ctc.assessments/0": 17}


def memory() -> Memory:
    return Memory(SERVICE, date(2024, 1, 15))


def publish(exact: bool = False, **changes: Any) -> Command[Any]:
    return command(PublishEdition(content(**changes), POSITIONS, exact))


def edition(of: Memory, number: int) -> Edition:
    return of.get(EDITIONS, f"annual-2023-{number}")


def test_the_first_request_publishes_edition_1_with_its_document() -> None:
    desk = memory()
    desk.handle(publish())
    kept = edition(desk, 1)
    document = desk.get(DOCUMENTS, kept.id).document
    assert (kept.edition, kept.audience, kept.published_on) == (1, "public", date(2024, 1, 15))
    assert kept.digest == sha256(document).hexdigest()
    assert as_json.load(document).edition == 1
    assert kept.positions == POSITIONS
    assert b"ctc.assessments" not in document


def test_it_is_told_to_council_and_to_every_audience_that_may_have_it() -> None:
    told = memory().handle(publish())
    assert [one.topic for one in told] == ["ctc.council", *(f"ctc.released.{audience}" for audience in AUDIENCES[1:])]
    assert {one.type for one in told[1:]} == {"released.report.v1"}
    published = told[0].data
    assert told[0].type == "report.published.v1"
    assert (published["report"], published["year"], published["edition"]) == ("annual", 2023, 1)
    assert (published["cut_off"], published["freeze"]) == ("2023-12-31", "2024-01-15T05:00:00Z")
    assert published["path"] == "/reports/annual/2023?edition=1"
    assert published["synthetic"] is True
    assert "position" not in str(told)


def test_two_first_requests_end_in_one_edition() -> None:
    desk = memory()
    later = datetime(2024, 1, 15, 6, tzinfo=UTC)
    told = desk.handle(publish(), publish(freeze=later))
    assert [one.data["edition"] for one in told if one.topic == "ctc.council"] == [1]
    assert desk.answer(publish(freeze=later)) == {"id": "annual-2023-1", "edition": 1}


def test_another_freeze_that_is_asked_for_is_another_edition() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(exact=True, freeze=datetime(2024, 1, 10, tzinfo=UTC)))
    assert edition(desk, 2).frozen_at == datetime(2024, 1, 10, tzinfo=UTC)


def test_the_same_cut_off_and_freeze_are_the_same_edition() -> None:
    desk = memory()
    desk.handle(publish())
    assert desk.handle(publish(exact=True)) == []
    assert desk.answer(publish(exact=True)) == {"id": "annual-2023-1", "edition": 1}


def test_a_request_without_either_is_answered_with_the_last_edition() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(exact=True, freeze=datetime(2024, 1, 10, tzinfo=UTC)))
    assert desk.answer(publish(freeze=datetime(2024, 1, 15, 7, tzinfo=UTC)))["edition"] == 2


def test_each_year_is_numbered_on_its_own() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(year=2022, cut_off=date(2022, 12, 31)))
    assert desk.get(EDITIONS, "annual-2022-1").edition == 1


def test_the_cut_off_lies_in_the_year() -> None:
    with pytest.raises(CutOffOutsideTheYear):
        memory().handle(publish(exact=True, cut_off=date(2022, 12, 31)))


def test_the_freeze_does_not_lie_in_the_future() -> None:
    with pytest.raises(FrozenInTheFuture):
        memory().handle(publish(exact=True, freeze=datetime(2024, 1, 15, 17, 0, 1, tzinfo=UTC)))


def test_whoever_publishes_is_named_in_no_event() -> None:
    assert COMMITTEE.name not in str(memory().handle(publish()))


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", True),
        ("text/html", True),
        ("application/json", False),
        ("*/*", False),
        ("", False),
        ("text/html;q=0.5, application/json", False),
        ("application/json;q=0.1, TEXT/HTML;q=0.2", True),
        ("text/html;q=x", False),
    ],
)
def test_a_browser_gets_html_and_a_program_json(accept: str, html: bool) -> None:
    assert wants_html(accept) is html

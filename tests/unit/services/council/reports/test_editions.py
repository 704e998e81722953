"""Editions: numbered, kept as published, announced once, and the same for the same question (rule 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from services.council.editions.agreements import AgreeOnReport, NotAgreedByBoth, OnlyForItsAuthors

from contracts.audiences import AUDIENCES
from services.council.documents import as_json
from services.council.editions.checks import CutOffOutsideTheYear, FrozenInTheFuture, YearNotBegun
from services.council.editions.commands import CorrectEdition, PublishEdition
from services.council.editions.http import wants_html
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition
from services.council.reports.kinds import NAMED
from services.council.service import SERVICE
from shared.engine.principals import Principal
from shared.engine.rules import Command
from tests.support.memory import Memory
from tests.unit.services.council.desk import COMMITTEE, command
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE, POSITIONS, draft


def memory() -> Memory:
    return Memory(SERVICE, date(2024, 1, 15))


def publish(cut_off: date | None = None, freeze: datetime | None = None, **changes: Any) -> Command[Any]:
    """What is asked for, and the figures that were counted for it."""
    said = {name: value for name, value in (("cut_off", cut_off), ("freeze", freeze)) if value is not None}
    made = draft(**{**said, **changes})
    return command(PublishEdition(Asked(made.scope.year, None, cut_off, freeze), made))


def made_at(hour: int, **asked: Any) -> Command[Any]:
    """The same, with figures that were counted at this hour of the day on which the tests stand."""
    made = publish(**asked).data
    scope = replace(made.draft.scope, freeze=datetime(2024, 1, 15, hour, tzinfo=UTC))
    return command(replace(made, draft=replace(made.draft, scope=scope)))


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
    told = desk.handle(made_at(5), made_at(6))
    assert [one.data["edition"] for one in told if one.topic == "ctc.council"] == [1]
    assert desk.answer(made_at(7)) == {"id": "annual-2023-1", "edition": 1}


def test_two_requests_for_one_cut_off_end_in_one_edition() -> None:
    desk = memory()
    desk.handle(publish())
    told = desk.handle(made_at(6, cut_off=date(2023, 6, 30)), made_at(7, cut_off=date(2023, 6, 30)))
    assert [one.data["edition"] for one in told if one.topic == "ctc.council"] == [2]
    assert desk.answer(made_at(8, cut_off=CUT_OFF))["edition"] == 1


def test_another_freeze_that_is_asked_for_is_another_edition() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(freeze=datetime(2024, 1, 10, tzinfo=UTC)))
    assert edition(desk, 2).frozen_at == datetime(2024, 1, 10, tzinfo=UTC)


def test_the_same_cut_off_and_freeze_are_the_same_edition() -> None:
    desk = memory()
    desk.handle(publish())
    again = publish(freeze=FREEZE, cut_off=CUT_OFF)
    assert desk.handle(again) == []
    assert desk.answer(again) == desk.answer(publish(freeze=FREEZE)) == {"id": "annual-2023-1", "edition": 1}


def test_a_request_without_either_is_answered_with_the_last_edition() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(freeze=datetime(2024, 1, 10, tzinfo=UTC)))
    assert desk.answer(made_at(7))["edition"] == 2


def test_an_edition_at_another_cut_off_is_for_who_asks_for_it_and_the_years_own_stays_the_answer_to_all_others() -> (
    None
):
    desk = memory()
    desk.handle(publish())
    desk.handle(made_at(6, cut_off=date(2023, 6, 30)))
    assert desk.answer(made_at(7))["edition"] == 1
    assert desk.answer(made_at(7, cut_off=date(2023, 6, 30)))["edition"] == 2


def test_what_was_put_in_the_place_of_the_years_edition_is_the_answer_at_whatever_cut_off() -> None:
    desk = memory()
    desk.handle(publish())
    standing = [
        replace(edition(desk, 1), edition=number, id=f"annual-2023-{number}", cut_off=cut_off, corrects=corrects)
        for number, cut_off, corrects in (
            (1, CUT_OFF, None), (2, date(2023, 6, 30), None), (3, date(2023, 11, 30), "annual-2023-1"),
            (4, date(2023, 6, 30), "annual-2023-2"),
        )
    ]  # fmt: skip
    found = {cut_off: Asked(2023, cut_off=cut_off).of(standing) for cut_off in (None, date(2023, 6, 30))}
    assert [one.edition for one in found.values() if one] == [3, 4]


def test_each_year_is_numbered_on_its_own() -> None:
    desk = memory()
    desk.handle(publish())
    desk.handle(publish(date(2022, 12, 31), year=2022))
    assert desk.get(EDITIONS, "annual-2022-1").edition == 1


def test_the_cut_off_lies_in_the_year() -> None:
    with pytest.raises(CutOffOutsideTheYear):
        memory().handle(publish(date(2022, 12, 31)))


def test_the_freeze_does_not_lie_in_the_future() -> None:
    with pytest.raises(FrozenInTheFuture):
        memory().handle(publish(freeze=datetime(2024, 1, 15, 17, 0, 1, tzinfo=UTC)))


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


# ---- the joint report, which both publish (OP24) ---------------------------------------------

UNOCT = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)
UNODC = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)
OF_KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
OF_BOTH = Principal("both", "committee", frozenset({"body:unoct"}), may_command=True)
NOVEMBER = date(2023, 11, 30)


def agree(principal: Principal, cut_off: date | None = None, year: int = 2023) -> Command[Any]:
    data = AgreeOnReport(NAMED["joint"], Asked(year, report="joint", cut_off=cut_off))
    return replace(command(data), principal=principal)


def publish_joint(principal: Principal, cut_off: date = CUT_OFF) -> Command[Any]:
    made = replace(draft(cut_off=cut_off), kind=NAMED["joint"])
    return replace(command(PublishEdition(Asked(2023, report="joint", cut_off=cut_off), made)), principal=principal)


def correct_joint() -> Command[Any]:
    made = replace(draft(cut_off=NOVEMBER), kind=NAMED["joint"])
    return command(CorrectEdition(Asked(2023, report="joint"), made, "Synthetic: a slip."))


@pytest.mark.parametrize(("first", "second"), [(UNOCT, COMMITTEE), (COMMITTEE, UNOCT)], ids=lambda one: one.name)
def test_the_joint_report_is_published_only_when_both_have_agreed(first: Principal, second: Principal) -> None:
    desk = memory()
    for principal in (first, second):
        with pytest.raises(NotAgreedByBoth) as refused:
            desk.handle(publish_joint(principal))
        assert refused.value.paragraph == "OP24"
    assert desk.answer(agree(first)) == desk.answer(agree(first)), "nor by saying it twice"
    with pytest.raises(NotAgreedByBoth, match="did not agree yet"):
        desk.handle(publish_joint(first))
    assert set(desk.answer(agree(second))["agreed"]) == {"CTED", "UNOCT"}
    assert desk.handle(publish_joint(first))[0].type == "report.published.v1"


@pytest.mark.parametrize("principal", [UNODC, OF_KENYA], ids=lambda one: one.name)
def test_who_is_neither_of_the_two_agrees_to_nothing(principal: Principal) -> None:
    with pytest.raises(OnlyForItsAuthors):
        memory().handle(agree(principal))


def test_the_committees_staff_agrees_for_cted_alone_whatever_else_it_is() -> None:
    desk = memory()
    desk.handle(agree(COMMITTEE))
    assert list(desk.answer(agree(OF_BOTH))["agreed"]) == ["CTED"]
    with pytest.raises(NotAgreedByBoth):
        desk.handle(publish_joint(OF_BOTH))


def test_both_agree_to_the_same_cut_off_and_to_no_other() -> None:
    desk = memory()
    desk.handle(agree(UNOCT, NOVEMBER))
    assert list(desk.answer(agree(COMMITTEE))["agreed"]) == ["CTED"]
    desk.handle(agree(UNOCT))
    with pytest.raises(NotAgreedByBoth):
        desk.handle(publish_joint(UNOCT, NOVEMBER))
    desk.handle(publish_joint(UNOCT))


def test_a_corrected_joint_report_takes_the_agreement_of_both_anew() -> None:
    desk = memory()
    desk.handle(agree(UNOCT), agree(COMMITTEE))
    desk.handle(publish_joint(UNOCT))
    with pytest.raises(NotAgreedByBoth):
        desk.handle(correct_joint())
    desk.handle(agree(UNOCT, NOVEMBER), agree(COMMITTEE, NOVEMBER))
    assert desk.handle(correct_joint())[0].type == "report.corrected.v1"


def test_nobody_agrees_to_the_report_on_a_year_to_come_nor_to_a_day_of_another_year() -> None:
    with pytest.raises(YearNotBegun):
        memory().handle(agree(UNOCT, year=2025))
    with pytest.raises(CutOffOutsideTheYear):
        memory().handle(agree(UNOCT, date(2022, 12, 31)))


def test_no_other_report_takes_the_agreement_of_both() -> None:
    assert {name for name, kind in NAMED.items() if kind.of_both} == {"joint"}

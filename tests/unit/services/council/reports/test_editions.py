"""Editions: numbered, kept as transmitted, announced once, corrected and withdrawn (rule 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from contracts.audiences import AUDIENCES
from services.council.documents import as_json
from services.council.editions.checks import CutOffOutsideTheYear
from services.council.editions.commands import CorrectedByBoth, CorrectEdition
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition
from services.council.editions.withdrawing import (
    EditionWithdrawn,
    Withdrawal,
    WithdrawEdition,
    WithdrawnBeforeTransmission,
)
from services.council.service import SERVICE
from shared.engine.rules import NotFound
from tests.support.memory import Memory
from tests.unit.services.council.desk import COMMITTEE
from tests.unit.services.council.life import correction_of, draft_of, give, publish
from tests.unit.services.council.reports.sample import CUT_OFF, POSITIONS

pytestmark = pytest.mark.thorough

DAY = date(2024, 1, 15)


def memory() -> Memory:
    return Memory(SERVICE, DAY)


def edition(of: Memory, number: int) -> Edition:
    return of.get(EDITIONS, f"annual-2023-{number}")


def test_what_is_transmitted_is_edition_1_with_its_document() -> None:
    desk = memory()
    publish(desk)
    kept = edition(desk, 1)
    document = desk.get(DOCUMENTS, kept.id).document
    assert (kept.edition, kept.audience, kept.published_on, kept.drafted_on) == (1, "public", DAY, DAY)
    assert kept.digest == sha256(document).hexdigest()
    assert as_json.load(document).edition == 1
    assert kept.positions == POSITIONS
    assert b"ctc.assessments" not in document


def test_it_is_told_to_council_and_to_every_audience_that_may_have_it() -> None:
    told = [one for one in publish(memory()) if "draft" not in one.type]
    assert [one.topic for one in told] == ["ctc.council", *(f"ctc.released.{audience}" for audience in AUDIENCES[1:])]
    assert {one.type for one in told[1:]} == {"released.report.v1"}
    published = told[0].data
    assert told[0].type == "report.published.v1"
    assert (published["report"], published["year"], published["edition"]) == ("annual", 2023, 1)
    assert (published["cut_off"], published["freeze"]) == ("2023-12-31", "2024-01-15T05:00:00Z")
    assert published["path"] == "/reports/annual/2023?edition=1"
    assert published["transmitted_to"] == "President of the Security Council"
    assert published["synthetic"] is True
    assert "position" not in str(told)


def test_each_year_is_numbered_on_its_own() -> None:
    desk = memory()
    publish(desk)
    publish(desk, year=2022, cut_off=date(2022, 12, 31))
    assert desk.get(EDITIONS, "annual-2022-1").edition == 1


def test_the_last_that_fits_is_the_answer() -> None:
    desk = memory()
    publish(desk)
    first = edition(desk, 1)
    june = replace(first, edition=2, id="annual-2023-2", cut_off=date(2023, 6, 30))
    found = [Asked(2023, cut_off=cut_off).of([first, june]) for cut_off in (None, CUT_OFF, date(2023, 6, 30))]
    assert [one.edition for one in found if one] == [2, 1, 2]
    assert Asked(2023, cut_off=date(2023, 7, 1)).of([first, june]) is None


def test_whoever_decides_is_named_in_no_event() -> None:
    assert COMMITTEE.name not in str(publish(memory()))


# ---- corrected -------------------------------------------------------------------------------


def test_a_corrected_edition_keeps_to_whom_and_under_which_symbol_it_was_sent() -> None:
    desk = memory()
    publish(desk)
    desk.rows[EDITIONS]["annual-2023-1"] = replace(edition(desk, 1), symbol="DRAFT/1")
    desk.handle(give(correction_of("annual-2023-1", "Synthetic: a slip.", cut_off=date(2023, 11, 30))))
    corrected = edition(desk, 2)
    assert (corrected.corrects, corrected.symbol) == ("annual-2023-1", "DRAFT/1")
    assert corrected.transmitted_to == "President of the Security Council"
    assert as_json.load(desk.get(DOCUMENTS, corrected.id).document).symbol == "DRAFT/1"


def test_the_joint_report_is_corrected_by_a_draft_to_which_both_agree() -> None:
    with pytest.raises(CorrectedByBoth):
        memory().handle(give(CorrectEdition(Asked(2023, report="joint"), draft_of("joint").draft, "A slip.")))


def test_the_cut_off_of_a_correction_lies_in_the_year() -> None:
    with pytest.raises(CutOffOutsideTheYear):
        memory().handle(give(CorrectEdition(Asked(2023), draft_of(cut_off=date(2022, 12, 31)).draft, "A slip.")))


# ---- withdrawn -------------------------------------------------------------------------------

GONE = Withdrawal("Sent by mistake.", "DRAFT/NOTE/1")


def test_a_withdrawn_edition_is_told_to_all_who_had_it() -> None:
    desk = memory()
    publish(desk)
    told = desk.handle(give(WithdrawEdition(Asked(2023), GONE)))
    assert [one.type for one in told] == ["report.withdrawn.v1"] + ["released.withdrawn.v1"] * 4
    assert {one.data["because"] for one in told[1:]} == {"withdrawn"}
    assert edition(desk, 1).withdrawn_on == DAY
    with pytest.raises(EditionWithdrawn, match="15 January 2024"):
        desk.handle(give(WithdrawEdition(Asked(2023), GONE)))


def test_what_was_never_transmitted_is_not_withdrawn() -> None:
    with pytest.raises(NotFound):
        memory().handle(give(WithdrawEdition(Asked(2023), GONE)))
    desk = memory()
    publish(desk)
    with pytest.raises(NotFound):
        desk.handle(give(WithdrawEdition(Asked(2023), replace(GONE, edition=7))))
    with pytest.raises(WithdrawnBeforeTransmission):
        desk.handle(give(WithdrawEdition(Asked(2023), replace(GONE, withdrawn_on=date(2024, 1, 14)))))

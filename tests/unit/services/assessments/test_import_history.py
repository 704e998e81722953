"""Files of visits of twenty years: whose they are, and whether their reports are awaited."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import VisitCompleted
from services.assessments.assessments.commands.drafting import SharedDraft, ShareDraft
from services.assessments.visits.model import VISITS, Visit
from shared.engine.imports.files import Rejected
from tests.unit.services.assessments.desk import CTED, Desk
from tests.unit.services.assessments.test_import_visits import HEADER, command, import_row, read, reason

# ---- whose visit it is ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visit_type", "body", "whose"),
    [
        ("UNODC", "", "UNODC"),
        ("UN Women visit", "", "UN Women"),
        ("1267 Committee visit", "", "1267 Monitoring Team"),
        ("first", "Office on Drugs and Crime (United Nations Office on Drugs and Crime)", "UNODC"),
        ("first", "1540 Committee", "1540 Group of Experts"),
        ("first", "Ministry of Tourism", "Ministry of Tourism"),
    ],
)
def test_another_bodys_visit_is_refused_with_that_reason(visit_type: str, body: str, whose: str) -> None:
    (rejected,) = read(f"KEN,{visit_type},onsite,2005,2005,year,,,{body}", header=f"{HEADER},body")
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith(f"it is a visit of {whose}: this file has visits of CTED alone.")
    assert rejected.reason.endswith("(OP35)")


@pytest.mark.parametrize(
    "body", ["", "CTED", "ctc", "CTED and UNODC", "Counter-Terrorism Committee Executive Directorate"]
)
def test_the_committees_own_and_joint_visits_are_taken(body: str) -> None:
    assert command(f"KEN,first,onsite,2005,2005,year,,,{body}", f"{HEADER},body").state == "KEN"


def test_a_type_that_is_no_word_and_no_body_is_not_known() -> None:
    assert "visit_type 'CTED holiday' is not known" in reason("KEN,CTED holiday,onsite,2005,2005,year,,")


def test_an_invented_visit_is_marked_and_is_another_one_than_a_real_visit_of_the_same_days() -> None:
    desk, row = Desk(), "KEN,first,onsite,2005,2005,year,,"
    assert import_row(desk, row).only(VisitCompleted).synthetic is False
    assert import_row(desk, f"{row},yes", f"{HEADER},synthetic").only(VisitCompleted).synthetic is True
    assert len(desk.rows[VISITS]) == 2


# ---- whether its report is awaited ----------------------------------------------------------

AWAITED = f"{HEADER},report_awaited"
VISIT = f"{AWAITED},visit"


def awaits(desk: Desk) -> date | None:
    (id_,) = desk.rows[VISITS]
    visit: Visit = desk.get(VISITS, id_)
    return visit.awaits_report_since


def test_a_visit_of_twenty_years_ago_awaits_no_report() -> None:
    desk = Desk()
    event = import_row(desk, "KEN,first,onsite,2005,2005,year,,").only(VisitCompleted)
    assert (event.report_unknown, awaits(desk)) == (True, None)


def test_one_whose_report_the_file_says_is_awaited_does() -> None:
    desk = Desk()
    event = import_row(desk, "KEN,first,onsite,2022-03-07,2022-03-11,day,,,yes", AWAITED).only(VisitCompleted)
    assert (event.report_unknown, awaits(desk)) == (False, date(2022, 3, 11))


def test_one_whose_usual_time_for_a_report_is_not_over_does_unless_the_file_says_otherwise() -> None:
    for said, since in (("", date(2024, 3, 11)), ("no", None)):
        desk = Desk()
        desk.today = date(2024, 9, 11)
        import_row(desk, f"KEN,first,onsite,2024-03-07,2024-03-11,day,,,{said}", AWAITED)
        assert awaits(desk) == since


def test_what_is_said_of_its_report_later_is_said_of_the_same_visit() -> None:
    desk, row = Desk(), "KEN,first,onsite,2022-03-07,2022-03-11,day,,"
    import_row(desk, row)
    assert import_row(desk, f"{row},yes", AWAITED).only(VisitCompleted).report_unknown is False
    assert awaits(desk) == date(2022, 3, 11)
    assert import_row(desk, row).outcome == "unchanged"
    import_row(desk, f"{row},no", AWAITED)
    assert awaits(desk) is None


def test_a_plan_of_a_file_that_took_place_awaits_its_report() -> None:
    desk, row = Desk(), "KEN,focused,onsite,2024-10,2024-10,month,,"
    import_row(desk, row)
    desk.today = date(2026, 1, 1)
    import_row(desk, row)
    assert awaits(desk) == date(2024, 10, 31)


def test_a_late_component_of_a_visit_awaits_the_report_on_the_whole() -> None:
    desk = Desk()
    import_row(desk, "KEN,focused,virtual,2022-03-07,2022-03-11,day,,,,V1", VISIT)
    import_row(desk, "KEN,focused,onsite,2024-01-08,2024-01-12,day,,,,V1", VISIT)
    assert awaits(desk) == date(2024, 1, 12)


@pytest.mark.parametrize(("state", "since"), [("KEN", date(2022, 3, 11)), ("UGA", None)])
def test_a_draft_on_it_says_that_its_report_is_awaited(state: str, since: date | None) -> None:
    desk = Desk()
    visit = import_row(desk, "KEN,first,onsite,2022-03-07,2022-03-11,day,,").only(VisitCompleted).visit_id
    given = SharedDraft("D1", state, "comprehensive", "draft", desk.today, visit_id=visit)
    desk.command(ShareDraft(CTED, given))
    assert awaits(desk) == since


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("advocacy", "yes", "report_awaited: no report is made on a visit of kind 'advocacy'"),
        ("first", "perhaps", "report_awaited is neither true nor false"),
    ],
)
def test_a_report_that_cannot_be_awaited_is_refused(kind: str, said: str, why: str) -> None:
    (rejected,) = read(f"KEN,{kind},onsite,2005,2005,year,,,{said}", header=AWAITED)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == why

"""A desk that says one thing again and again: a record holds so many entries, and then the desk is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from contracts.ids import visit_id
from services.assessments.assessments.commands.drafting import SharedDraft, ShareDraft
from services.assessments.assessments.consent_model import REPORT_CONSENTS
from services.assessments.assessments.model import ASSESSMENTS, Extension
from services.assessments.consents.correcting import CORRECTABLE as CONSENT
from services.assessments.consents.model import CONSENTS
from services.assessments.programmes.model import PROGRAMMES
from services.assessments.report_consents.commands import AskedOrAnsweredConsent, RequestedConfidentiality
from services.assessments.visits.commands.completing import HeldComponent, VisitHeld
from services.assessments.visits.commands.planning import PlannedVisit, PlanVisit
from services.assessments.visits.model import VISITS
from services.council.drafts.commands import TooManyDrafts
from services.council.drafts.deciding import Consideration, MembersObjection, OpenConsideration, RecordObjection
from services.council.drafts.model import DRAFTS
from services.council.editions.model import Asked
from services.council.service import SERVICE as COUNCIL
from services.followup.cycles.commands.further import OpenFurtherFollowUp
from services.followup.recommendations.commands.carrying import CarryOver, GivenCarryOver
from shared.engine.bounds import TooManyEntries
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.rules import Command
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.assessments import test_consent, test_correcting_records, test_programme
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    OFFICER,
    Desk,
    about_assessment,
    about_visit,
    submission_notice,
)
from tests.unit.services.assessments.test_report_consents import KENYA, TODAY, ask
from tests.unit.services.council.life import draft_of, give
from tests.unit.services.council.test_drafts_in_whose_name import UNOCT
from tests.unit.services.followup import decisions
from tests.unit.services.followup import desk as followup

pytestmark = pytest.mark.thorough

MOST = 4
SMALL = replace(REFERENCE, practice=replace(REFERENCE.practice, most_entries=MOST, most_drafts=MOST))
"""Bounds that a few commands reach."""
Say = Callable[[int], object]
"""Gives the command with this number."""
Count = Callable[[], int]
"""How many entries the record has."""
NUMBERS = count(1)


def confidentiality() -> tuple[Say, Count]:
    """A State's desk asks for confidentiality, each time by another letter."""
    desk = Desk(TODAY, SMALL)
    desk.notice(submission_notice())

    def say(number: int) -> object:
        return desk.command(about_assessment(KEN_REPORT, RequestedConfidentiality(TODAY, f"DRAFT/{number}")), KENYA)

    return say, lambda: len(desk.get(REPORT_CONSENTS, KEN_REPORT).requests)


def answers_about_a_report() -> tuple[Say, Count]:
    """A State's desk consents to a release and refuses it by turns."""
    desk = Desk(TODAY, SMALL)
    desk.notice(submission_notice())
    ask(desk)

    def say(number: int) -> object:
        answer: Any = "refused" if number % 2 else "full"
        given = AskedOrAnsweredConsent(answer=answer, answered_on=TODAY, document=f"DRAFT/{number}")
        return desk.command(about_assessment(KEN_REPORT, given), KENYA)

    return say, lambda: len(desk.get(REPORT_CONSENTS, KEN_REPORT).answers)


def answers_about_a_visit() -> tuple[Say, Count]:
    """A State's desk consents to a visit and declines it by turns."""
    desk = list_kenya()

    def say(number: int) -> object:
        answer: Any = "declined" if number % 2 else "given"
        return test_consent.reply(desk, answer, desk.today, f"Synthetic: {number}", KENYA)

    return say, lambda: len(desk.get(CONSENTS, test_consent.KEN).answers)


def changes_of_a_list() -> tuple[Say, Count]:
    desk = list_kenya()

    def say(number: int) -> object:
        if number % 2:
            return test_programme.change(desk, removed=("UGA",), reason=f"Synthetic: {number}")
        return test_programme.change(desk, added=(test_programme.entry("UGA"),), reason=f"Synthetic: {number}")

    return say, lambda: len(desk.get(PROGRAMMES, test_correcting_records.PROGRAMME).changes)


def extensions_of_a_time() -> tuple[Say, Count]:
    desk = Desk(date(2024, 1, 31), SMALL)
    draft = SharedDraft("2024/KEN", "KEN", "comprehensive", "draft", desk.today, synthetic=True)
    desk.command(ShareDraft(CTED, draft))

    def say(number: int) -> object:
        extension = Extension(date(2024, 3, 15) + timedelta(days=number), desk.today, "CTED", "Synthetic")
        return desk.command(about_assessment(KEN_REPORT, extension))

    return say, lambda: len(desk.get(ASSESSMENTS, KEN_REPORT).observations_extensions)


def mistakes_in_a_visit() -> tuple[Say, Count]:
    """Each component takes the place of the one before it."""
    desk = Desk(reference=SMALL)
    desk.command(PlanVisit(CTED, PlannedVisit("V1", "KEN", "2024-05-01", "2024-05-02", "focused", "onsite")))
    visit = visit_id(CTED, "V1")
    components = [HeldComponent("onsite", f"2024-05-{day:02}", f"2024-05-{day:02}") for day in range(1, 3 * MOST)]
    desk.command(about_visit(visit, VisitHeld(tuple(components[:1]))))

    def say(number: int) -> object:
        wrong, right = components[number : number + 1], components[number + 1 : number + 2]
        return desk.command(about_visit(visit, VisitHeld(components=tuple(right), not_components=tuple(wrong))))

    return say, lambda: len(desk.get(VISITS, visit).not_components)


def further_follow_ups() -> tuple[Say, Count]:
    desk = followup.Desk(date(2024, 1, 15), SMALL)
    desk.happens(followup.completed_event("A-1"))

    def say(number: int) -> object:
        desk.asks(decisions.report(desk, desk.today))
        return ask_followup(desk, OpenFurtherFollowUp(desk.cycle().id, decisions.further(desk.today)))

    return say, lambda: len(desk.cycle().earlier)


def moves_of_a_recommendation() -> tuple[Say, Count]:
    """It is carried over to another cycle and back."""
    desk = followup.Desk(TODAY, SMALL)
    desk.happens(followup.completed_event("A-1"), followup.completed_event("A-2", submitted_to_ctc_on=date(2024, 6, 3)))
    cycles = [desk.cycle("A-1").id, desk.cycle("A-2").id]

    def say(number: int) -> object:
        given = GivenCarryOver(cycles[1 - number % 2], TODAY, "CTC")
        return ask_followup(desk, CarryOver(cycles[number % 2], desk.recommendation("R1").id, given))

    return say, lambda: len(desk.recommendation("R1").carried_over)


def ask_followup(desk: followup.Desk, data: object) -> object:
    """Gives the command, and raises its refusal."""
    return desk.memory.handle(Command(OFFICER, f"c-{next(NUMBERS)}", data, "cor"))


def corrections_of_a_record() -> tuple[Say, Count]:
    desk = list_kenya()
    test_consent.reply(desk, "given")

    def say(number: int) -> object:
        day = date(2024, 3, 1) + timedelta(days=1 + number)
        return test_correcting_records.correct(
            desk, CONSENT, test_consent.KEN, "answers.0.answered_on", day.isoformat()
        )

    return say, lambda: len(desk.rows[RECORD_CORRECTIONS])


def objections_to_a_draft() -> tuple[Say, Count]:
    desk = Memory(COUNCIL, date(2024, 1, 15), reference=SMALL)
    desk.handle(give(draft_of()))
    desk.handle(give(OpenConsideration(Asked(2023), Consideration())))

    def say(number: int) -> object:
        return desk.handle(give(RecordObjection(Asked(2023), MembersObjection(f"Member {number}", "Synthetic"))))

    return say, lambda: len(next(iter(desk.rows[DRAFTS].values())).objections)


def list_kenya() -> Desk:
    """KEN is on the list of 2024, and was asked."""
    desk = Desk(reference=SMALL)
    test_programme.adopt(desk)
    test_consent.ask(desk)
    return desk


DESKS = [
    confidentiality, answers_about_a_report, answers_about_a_visit, changes_of_a_list, extensions_of_a_time,
    mistakes_in_a_visit, further_follow_ups, moves_of_a_recommendation, corrections_of_a_record,
    objections_to_a_draft,
]  # fmt: skip


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.__name__)
def test_a_record_holds_so_many_entries_and_the_next_is_refused(desk: Callable[[], tuple[Say, Count]]) -> None:
    say, count_entries = desk()
    for number in range(MOST):
        say(number)
    assert count_entries() == MOST
    with pytest.raises(TooManyEntries) as refused:
        say(MOST)
    assert (count_entries(), refused.value.code, refused.value.detail) == (
        MOST,
        "too-many-entries",
        f"There are {MOST}.",
    )
    assert refused.value.fields


def test_what_is_on_record_already_still_changes_nothing_when_the_record_is_full() -> None:
    say, count_entries = confidentiality()
    for number in range(MOST):
        say(number)
    assert [getattr(say(number), "outcome", "") for number in range(MOST)] == ["unchanged"] * MOST
    assert count_entries() == MOST


def test_unoct_makes_so_many_drafts_of_a_report_and_the_committees_staff_goes_on() -> None:
    desk = Memory(COUNCIL, date(2024, 1, 15), reference=SMALL)
    for _ in range(MOST):
        desk.handle(give(draft_of("joint"), UNOCT))
    with pytest.raises(TooManyDrafts):
        desk.handle(give(draft_of("joint"), UNOCT))
    desk.handle(give(draft_of("joint")))
    assert len(desk.rows[DRAFTS]) == MOST + 1


def test_the_bounds_are_far_beyond_what_a_desk_needs() -> None:
    assert (REFERENCE.practice.most_entries, REFERENCE.practice.most_drafts) == (100, 30)

"""Applications to be registered: they wait, take nothing, and are approved, rejected or withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.exchange.publishers.checks import NotApprovedYet
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
    GivenReason,
    ResumePublisher,
    SuspendPublisher,
)
from services.exchange.publishers.commands.keys import (
    NotLetIn,
)
from services.exchange.publishers.commands.refusing import NothingToDecide, RejectApplication, WithdrawApplication
from services.exchange.publishers.commands.registering import (
    MOST_A_DAY,
    AppliedTooOften,
    ApprovePublisher,
    GivenApproval,
    TooManyApplications,
)
from services.exchange.publishers.model import APPLICANTS, PUBLISHERS, Quota
from services.exchange.service import SERVICE
from shared.engine.refusal import NotFound
from tests.support.memory import Memory
from tests.unit.services.exchange.registrar import OPERATOR, STRANGER, TODAY, ask, key, register, registration

ANOTHER = replace(STRANGER, name="another")


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


def test_one_applicant_cannot_fill_the_list(desk: Memory) -> None:
    for number in range(5):
        ask(desk, registration(f"One {number}"), STRANGER)
    with pytest.raises(TooManyApplications):
        ask(desk, registration("One more"), STRANGER)
    ask(desk, registration("Of another"), replace(STRANGER, name="other"))
    ask(desk, registration("Stranger"))
    ask(desk, registration("Of its namesake"), replace(STRANGER, parties=frozenset({"publisher:stranger"})))


def test_an_application_that_is_rejected_or_withdrawn_frees_its_name(desk: Memory) -> None:
    ask(desk, registration(), STRANGER)
    with pytest.raises(NotFound):
        ask(desk, WithdrawApplication("unodc-cases"), ANOTHER)
    with pytest.raises(NotFound):  # operators reject
        ask(desk, WithdrawApplication("unodc-cases"))
    ask(desk, WithdrawApplication("unodc-cases"), STRANGER)
    ask(desk, registration(), STRANGER)
    ask(desk, RejectApplication("unodc-cases", GivenReason("Nobody there knows of it.")))
    rejected = desk.get(PUBLISHERS, "unodc-cases")
    assert (rejected.status, rejected.rejected_because) == ("rejected", "Nobody there knows of it.")
    assert STRANGER.sees(rejected.audience, rejected.parties)
    commands = (
        ApprovePublisher("unodc-cases", GivenApproval()), SuspendPublisher("unodc-cases", GivenReason("x")),
        ChangePublisher("unodc-cases", GivenChange(contact="x")), ResumePublisher("unodc-cases"),
    )  # fmt: skip
    for command in commands:
        with pytest.raises(NotApprovedYet):
            ask(desk, command)
    with pytest.raises(NotLetIn):
        ask(desk, key())
    assert register(desk).status == "approved"
    assert [one.data["change"] for one in desk.journal] == ["applied", "withdrawn", "applied", "rejected", "registered"]
    assert [one.data["sequence"] for one in desk.journal] == [1, 2, 3, 4, 5]


def test_only_what_waits_is_rejected_or_withdrawn(desk: Memory) -> None:
    ask(desk, registration(), STRANGER)
    ask(desk, ApprovePublisher("unodc-cases", GivenApproval()))
    for command, who in (
        (RejectApplication("unodc-cases", GivenReason("x")), OPERATOR),
        (WithdrawApplication("unodc-cases"), STRANGER),
    ):
        with pytest.raises(NothingToDecide):
            ask(desk, command, who)


def test_who_applies_and_withdraws_again_and_again_fills_no_table(desk: Memory) -> None:
    for number in range(50):
        ask(desk, registration(f"One {number}"), STRANGER)
        ask(desk, WithdrawApplication(f"one-{number}"), STRANGER)
        desk.today = TODAY + timedelta(days=number // MOST_A_DAY + 1)
    with pytest.raises(TooManyApplications):
        ask(desk, registration("One more"), STRANGER)


def test_an_applicant_applies_only_so_often_in_a_day_also_under_the_same_name(desk: Memory) -> None:
    """Each is told to all services and stays for ever, and a name that another took meanwhile changes nothing."""
    for number in range(MOST_A_DAY):
        who = STRANGER if number else ANOTHER
        ask(desk, registration(), who)
        ask(desk, WithdrawApplication("unodc-cases"), who)
    ask(desk, registration(), STRANGER)
    ask(desk, WithdrawApplication("unodc-cases"), STRANGER)
    told = len(desk.journal)
    for name in ("UNODC cases", "Another name"):
        with pytest.raises(AppliedTooOften):
            ask(desk, registration(name), STRANGER)
    assert len(desk.journal) == told == 2 * (MOST_A_DAY + 1)
    ask(desk, registration("Of another"), ANOTHER)
    assert register(desk).status == "approved", "an operator registers as often as it takes"
    desk.today += timedelta(days=1)
    ask(desk, registration("Another name"), STRANGER)
    assert desk.get(APPLICANTS, STRANGER.itself).counts[0].number == 1


def test_an_applicant_gives_itself_no_more_than_the_usual_quota(desk: Memory) -> None:
    ask(desk, registration(quota=Quota(1_000_000, 500)), STRANGER)
    assert desk.get(PUBLISHERS, "unodc-cases").quota == Quota(600, 500)
    ask(desk, ApprovePublisher("unodc-cases", GivenApproval(quota=Quota(6_000, 500))))
    assert desk.get(PUBLISHERS, "unodc-cases").quota == Quota(6_000, 500)
    ask(desk, registration("Another", quota=Quota(6_000, 500), sources=()))
    assert desk.get(PUBLISHERS, "another").quota == Quota(6_000, 500)

"""Applications to be registered: they wait, take nothing, and are approved, rejected or withdrawn."""

from __future__ import annotations

from dataclasses import replace

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
    ApprovePublisher,
    GivenApproval,
    TooManyApplications,
)
from services.exchange.publishers.model import PUBLISHERS, Quota
from services.exchange.service import SERVICE
from shared.engine.refusal import NotFound
from tests.support.memory import Memory
from tests.unit.services.exchange.test_publishers import OPERATOR, STRANGER, TODAY, ask, key, register, registration


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


def test_one_applicant_cannot_fill_the_list(desk: Memory) -> None:
    for number in range(5):
        ask(desk, registration(f"One {number}"), STRANGER)
    with pytest.raises(TooManyApplications):
        ask(desk, registration("One more"), STRANGER)
    ask(desk, registration("Of another"), replace(STRANGER, name="other"))
    ask(desk, registration("Of its namesake"), replace(STRANGER, parties=frozenset({"publisher:stranger"})))


def test_an_application_that_is_rejected_or_withdrawn_frees_its_name(desk: Memory) -> None:
    ask(desk, registration(), STRANGER)
    with pytest.raises(NotFound):
        ask(desk, WithdrawApplication("unodc-cases"), replace(STRANGER, name="another"))
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
    with pytest.raises(TooManyApplications):
        ask(desk, registration("One more"), STRANGER)


def test_an_applicant_gives_itself_no_more_than_the_usual_quota(desk: Memory) -> None:
    ask(desk, registration(quota=Quota(1_000_000, 500)), STRANGER)
    assert desk.get(PUBLISHERS, "unodc-cases").quota == Quota(600, 500)
    ask(desk, ApprovePublisher("unodc-cases", GivenApproval(quota=Quota(6_000, 500))))
    assert desk.get(PUBLISHERS, "unodc-cases").quota == Quota(6_000, 500)
    ask(desk, registration("Another", quota=Quota(6_000, 500), sources=()))
    assert desk.get(PUBLISHERS, "another").quota == Quota(6_000, 500)

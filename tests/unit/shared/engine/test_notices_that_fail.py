"""What another system sends and a rule of ours fails on: its sender is answered, and nothing stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.cloudevents import LONGEST
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from services.exchange.notices import reactions
from services.exchange.service import SERVICE as EXCHANGE
from shared.engine.decided import Decided
from shared.engine.deciding import AttributeNotUsable, decide
from shared.engine.notices.judging import MOST_CAUSED, Taken, answer_failure, build_acceptance
from shared.engine.outcomes import Done
from shared.engine.principals import register_owner
from shared.engine.rules import Change, Context, Emit, Event, Known, Refusal, Rule, nothing
from shared.engine.service import Service
from tests.support.frozen import REFERENCE

CONTEXT = Context(datetime(2024, 7, 1, 16, tzinfo=UTC), date(2024, 7, 1), REFERENCE)


class NotThisOne(Refusal):
    """This notice is refused by a rule that raises it outside of what judges."""


def judging(decide_one: Any) -> Service:
    rule = Rule(nothing, decide_one, answer_failure("ctc.assessments"))
    return Service("counter", 99, (), {NoticeTakenIn: rule}, {}, {}, ("ctc.exchange",))


def taken_in(number: int) -> Taken:
    notice = NoticeVisitPlanned(reference=f"V{number}", body="UNODC", state="KEN", start="2024-09-02")
    data = NoticeTakenIn(source="urn:example:unodc", id=f"n{number}", notice=notice)
    return Event("/services/exchange", f"e{number}", data.type, "KEN", CONTEXT.now, data, f"c{number}")


def failing(error: Exception) -> Decided:
    def judge(_trigger: Taken, _known: Known, _context: Context) -> Iterable[Change]:
        raise error

    return decide(judging(judge), [taken_in(number) for number in range(30)], Known(), CONTEXT)


def test_thirty_notices_on_which_a_rule_fails_are_refused_and_the_consumer_goes_on() -> None:
    decided = failing(LookupError("a confidential text"))
    assert [type(outcome) for outcome in decided.outcomes] == [Done] * 30
    assert (decided.dead, decided.streak, len(decided.failures)) == ([], 0, 30)
    assert {(row.type, row.topic) for row in decided.journal} == {("notice.refused.v1", "ctc.assessments")}
    assert all(b"could-not-be-judged" in row.data and b"confidential" not in row.data for row in decided.journal)


def test_a_refusal_that_a_rule_raises_anywhere_is_the_senders_answer_and_no_fault() -> None:
    decided = failing(NotThisOne())
    assert all(b"not-this-one" in row.data for row in decided.journal)
    assert (decided.dead, decided.failures) == ([], [])


def test_what_no_reader_would_take_is_told_to_nobody() -> None:
    def judge(trigger: Taken, _known: Known, _context: Context) -> Iterable[Change]:
        yield replace(build_acceptance(trigger, "ctc.assessments"), subject="s" * (LONGEST["subject"] + 1))

    decided = decide(judging(judge), [taken_in(1)], Known(), CONTEXT)
    assert [(row.type, row.subject) for row in decided.journal] == [("notice.refused.v1", "KEN")]
    assert [type(error) for _, error in decided.failures] == [AttributeNotUsable]


@pytest.mark.parametrize("count", [MOST_CAUSED, MOST_CAUSED + 1, 1_025])
def test_an_answer_names_the_thing_and_the_first_of_what_else_it_caused(count: int) -> None:
    def judge(trigger: Taken, _known: Known, _context: Context) -> Iterable[Change]:
        yield build_acceptance(trigger, "ctc.assessments", (f"thing-{number}" for number in range(count)))

    decided = decide(judging(judge), [taken_in(1)], Known(), CONTEXT)
    assert decided.failures == []
    (row,) = decided.journal
    assert row.data.count(b"thing-") == MOST_CAUSED
    assert isinstance(build_acceptance(taken_in(1), "t"), Emit)


def test_a_notice_that_exchange_fails_to_take_in_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "digest_fields", lambda notice: 1 / 0)
    sent = Event("urn:example:unodc", "n1", "notice.visit.planned.v1", "KEN", CONTEXT.now, taken_in(1).data.notice, "c")
    sent = replace(sent, senders=(register_owner("urn:example:unodc"),))
    decided = decide(EXCHANGE, [sent], Known(), CONTEXT)
    assert [(row.type, b"could-not-be-judged" in row.data) for row in decided.journal] == [("receipt.refused.v1", True)]
    assert (decided.dead, len(decided.failures)) == ([], 1)

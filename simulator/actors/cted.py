"""CTED: it submits assessments, in one go or through drafts, corrects and withdraws them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.notices import (
    AssessmentContent,
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentWithdrawn,
)
from reference import Reference
from services.assessments.commands.assessments import (
    Completion,
    Correcting,
    Noting,
    Observations,
    Receipt,
    SharedDraft,
    ShareDraft,
    Submit,
    Withdrawal,
)
from simulator.actions import (
    ACCEPTED,
    EITHER,
    MAYBE,
    REFUSED,
    SECRET,
    Dated,
    OnReport,
    Verdict,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import CTED, Assessed, asked, if_certain, recommendation

WEEK: Final = timedelta(days=7)


# ---- the assessment itself ------------------------------------------------------------------


def submits(random: Random, it: Assessed, begin: date) -> Iterator[Dated]:
    """By notice, or through drafts and a command; some notices come twice, and some contradict."""
    drafted_on = it.told_on - timedelta(days=random.randint(40, 80))
    if it.submitted_on == it.told_on and drafted_on >= begin:
        yield from _drafts(random, it, drafted_on)
        return
    if likely(random, 0.1):
        entered = Submit(CTED, AssessmentContent(**it.content()))
        yield it.told_on, asked("assessment entered", "assessments", it, entered)
        return
    sent = notice("assessment submitted", CTED, f"submitted/{it.reference}", it.submitted())
    yield it.told_on, sent
    if likely(random, 0.15):
        yield _soon(random, it.told_on), replace(sent, stage="the same notice again")
    if likely(random, 0.1) and it.steady:
        again = notice("the same content under another id", CTED, f"again/{it.reference}", it.submitted())
        yield _soon(random, it.told_on), again
    if likely(random, 0.1):
        other = it.submitted(report_date=it.report_date - timedelta(days=1))
        contradicts = notice("a contradiction", CTED, f"other/{it.reference}", other, REFUSED)
        yield _soon(random, it.told_on), contradicts
    if likely(random, 0.1):
        other = it.submitted(findings=())
        repeated = notice("other content under the same id", CTED, f"submitted/{it.reference}", other)
        yield _soon(random, it.told_on), repeated


def _drafts(random: Random, it: Assessed, shared_on: date) -> Iterator[Dated]:
    draft = SharedDraft(it.reference, it.state, it.kind, "draft", shared_on, CTED, synthetic=True)
    yield shared_on, asked("draft shared", "assessments", it, ShareDraft(CTED, draft))
    answer = random.choice(("in time", "in time", "late", "never"))
    if answer != "never":
        days = random.randint(5, 30) if answer == "in time" else random.randint(31, 38)
        day = min(shared_on + timedelta(days=days), it.told_on - timedelta(days=1))
        yield day, asked(f"observations {answer}", "assessments", it, OnReport(it.id, Observations(day)))
    completion = Completion(
        it.report_date, it.submitted_on, it.recommendations, it.findings, it.received_on, it.visit, it.kind
    )
    yield it.told_on, asked("draft completed", "assessments", it, OnReport(it.id, completion))


def tells_of_receipt(random: Random, it: Assessed) -> tuple[date | None, list[Dated]]:
    """When the State received it, as far as that is told, and how."""
    if it.received_on is not None:
        return it.received_on, []
    if likely(random, 0.2):
        return None, []
    received_on = it.submitted_on + timedelta(days=random.randint(1, 30))
    day = max(received_on, it.told_on) + timedelta(days=random.randint(1, 20))
    if likely(random, 0.3):
        said = OnReport(it.id, Receipt(received_on))
        return received_on, [(day, asked("State received it", "assessments", it, said, if_certain(it.steady)))]
    told = NoticeAssessmentReceived(
        reference=it.reference, state=it.state, received_by_state_on=received_on, synthetic=True
    )
    sent = notice("State received it", CTED, f"received/{it.reference}", told, _verdicts(it))
    early = it.told_on - timedelta(days=random.randint(1, 4))
    if early >= received_on and likely(random, 0.2):  # it waits for the assessment
        return received_on, [(early, replace(sent, stage="a notice ahead of its assessment", verdicts=EITHER))]
    actions: list[Dated] = [(day, sent)]
    if likely(random, 0.1):
        other = told.model_copy(update={"received_by_state_on": received_on + timedelta(days=1)})
        contradicts = notice("a contradiction", CTED, f"received-2/{it.reference}", other, REFUSED)
        actions.append((day + timedelta(days=10), contradicts))
    return received_on, actions


def changes_it(random: Random, it: Assessed, received_on: date | None, facts: Reference) -> Iterator[Dated]:
    """Takes note of it, corrects it, withdraws it."""
    day = it.told_on
    if likely(random, 0.4):
        day = a_day(random, it.told_on + WEEK, it.told_on + 12 * WEEK)
        yield day, asked("taken note of", "assessments", it, OnReport(it.id, Noting(day)), if_certain(it.steady))
    if not it.steady and likely(random, 0.75):
        yield from _corrects(random, it, received_on, facts)
    if not it.steady and likely(random, 0.4):
        yield from _withdraws(random, it, day + WEEK)


def _corrects(random: Random, it: Assessed, received_on: date | None, facts: Reference) -> Iterator[Dated]:
    day = a_day(random, it.told_on + WEEK, it.told_on + 50 * WEEK)
    what = random.choice(("submission", "submission", "receipt", "parts", "kind", "text"))
    stage = f"corrected: {what}"
    moved = it.submitted_on - timedelta(days=random.randint(0, 2))
    if what == "submission":
        moved = max(it.report_date, it.submitted_on - timedelta(days=random.randint(1, 40)))
    parts = list(it.recommendations)
    if what == "parts":
        parts = [*parts[:-1], recommendation(random, it.reference, len(parts), facts)]
    if what == "text":
        parts[0] = parts[0].model_copy(update={"text": parts[0].text + " And once more."})
    if likely(random, 0.4) and what in ("submission", "kind"):
        said = Correcting(
            f"{SECRET}the day was misread",
            f"DRAFT/{it.reference}",
            submitted_to_ctc_on=moved if what == "submission" else None,
            kind="advocacy" if what == "kind" else None,
        )
        yield day, asked(stage, "assessments", it, OnReport(it.id, said), MAYBE)
        return
    content = it.content() | {"recommendations": tuple(parts)}
    if what == "submission":
        content["submitted_to_ctc_on"] = moved
    if what == "receipt" and received_on is not None:
        content["received_by_state_on"] = received_on + timedelta(days=random.randint(1, 9))
    if what == "kind":
        content["kind"] = "focused" if it.kind in ("follow-up", "advocacy") else "advocacy"
    corrected = NoticeAssessmentCorrected(**content, reason=f"{SECRET}it was misread")
    yield day, notice(stage, CTED, f"corrected/{it.reference}", corrected, EITHER)
    if what in ("parts", "kind") and likely(random, 0.5):  # the correction was wrong, and what it took away comes back
        right = NoticeAssessmentCorrected(**it.content(), reason=f"{SECRET}it was right before")
        on = a_day(random, day + WEEK, day + 20 * WEEK)
        yield on, notice(f"{stage}, put right", CTED, f"put right/{it.reference}", right, EITHER)


def _withdraws(random: Random, it: Assessed, earliest: date) -> Iterator[Dated]:
    day = a_day(random, earliest, earliest + 70 * WEEK)
    reason = f"{SECRET}withdrawn for {it.reference}"
    if likely(random, 0.5):
        yield day, asked("withdrawn", "assessments", it, OnReport(it.id, Withdrawal(day, reason)))
        return
    told = NoticeAssessmentWithdrawn(
        reference=it.reference, state=it.state, withdrawn_on=day, reason=reason, synthetic=True
    )
    yield day, notice("withdrawn", CTED, f"withdrawn/{it.reference}", told)


def _verdicts(it: Assessed) -> frozenset[Verdict]:
    return ACCEPTED if it.steady else EITHER


def _soon(random: Random, day: date) -> date:
    return a_day(random, day + timedelta(days=1), day + 4 * WEEK)

"""CTED: it submits assessments, in one go or through drafts, corrects and withdraws them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.notices import (
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentWithdrawn,
)
from reference import Reference
from services.assessments.assessments.commands.completing import (
    CompleteAssessment,
    Completion,
    Noting,
    Receipt,
    RecordNoting,
    RecordReceipt,
    SubmitReport,
    SubmittedReport,
    Withdrawal,
    WithdrawAssessment,
)
from services.assessments.assessments.commands.correcting import CorrectAssessment, Correcting
from services.assessments.assessments.commands.drafting import (
    ExtendObservations,
    Observations,
    RecordObservations,
    SharedDraft,
    ShareDraft,
)
from services.assessments.assessments.correcting_observations import CORRECTABLE as OBSERVATIONS
from services.assessments.assessments.model import Extension
from simulator.actions import (
    ACCEPTED,
    EITHER,
    MAYBE,
    NEVER,
    REFUSED,
    SECRET,
    Dated,
    Verdict,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import CTED, InventedAssessment, build_ask, if_certain, recommendation
from simulator.actors.correcting import put_right

WEEK: Final = timedelta(days=7)


# ---- the assessment itself ------------------------------------------------------------------


def submits(random: Random, it: InventedAssessment, begin: date) -> Iterator[Dated]:
    """Submits by notice, or by drafts and a command. Some notices come twice, and some contradict."""
    drafted_on = it.told_on - timedelta(days=random.randint(40, 80))
    if it.submitted_on == it.told_on and drafted_on >= begin:
        yield from _drafts(random, it, drafted_on)
        return
    if likely(random, 0.1):
        submission = SubmitReport(CTED, SubmittedReport(**it.content()))
        yield it.told_on, build_ask("assessment entered", "assessments", it, submission)
        return
    submission_notice = notice("assessment submitted", CTED, f"submitted/{it.reference}", it.build_submission())
    yield it.told_on, submission_notice
    if likely(random, 0.15):
        yield _draw_day_soon(random, it.told_on), replace(submission_notice, stage="the same notice again")
    if likely(random, 0.1) and it.steady:
        again = notice("the same content under another id", CTED, f"again/{it.reference}", it.build_submission())
        yield _draw_day_soon(random, it.told_on), again
    if likely(random, 0.1):
        other = it.build_submission(report_date=it.report_date - timedelta(days=1))
        contradicts = notice("a contradiction", CTED, f"other/{it.reference}", other, REFUSED)
        yield _draw_day_soon(random, it.told_on), contradicts
    if likely(random, 0.1):
        other = it.build_submission(findings=())
        notice_again = notice("other content under the same id", CTED, f"submitted/{it.reference}", other)
        yield _draw_day_soon(random, it.told_on), notice_again


def _drafts(random: Random, it: InventedAssessment, shared_on: date) -> Iterator[Dated]:
    draft = SharedDraft(it.reference, it.state, it.kind, "draft", shared_on, CTED, synthetic=True)
    yield shared_on, build_ask("draft shared", "assessments", it, ShareDraft(CTED, draft))
    yield from _extends(random, it, shared_on)
    answer = random.choice(("in time", "in time", "late", "never"))
    if answer != "never":
        days = random.randint(5, 30) if answer == "in time" else random.randint(31, 38)
        day = min(shared_on + timedelta(days=days), it.told_on - timedelta(days=1))
        yield day, build_ask(f"observations {answer}", "assessments", it, RecordObservations(it.id, Observations(day)))
        if likely(random, 0.3):
            right = day + timedelta(days=random.choice((-4, -1, 2)))
            later = day + timedelta(days=9)
            yield later, put_right("assessments", OBSERVATIONS, it.id, "observations_received_on", right)
    completion = Completion(
        it.report_date, it.submitted_on, it.recommendations, it.findings, it.received_on, it.visit, it.kind
    )
    yield it.told_on, build_ask("draft completed", "assessments", it, CompleteAssessment(it.id, completion))


def _extends(random: Random, it: InventedAssessment, shared_on: date) -> Iterator[Dated]:
    """The State asks for more time: mostly before its thirty days have ended, and sometimes after."""
    if likely(random, 0.5):
        return
    decided_on = shared_on + timedelta(days=random.choice((1, 4, 30, 39)))
    due_on = shared_on + timedelta(days=random.randint(31, 50))
    if decided_on <= shared_on + timedelta(days=30):
        stage, outcomes = "observations extended", MAYBE  # unless they have arrived
    else:
        stage, outcomes = "an extension too late", NEVER
    extension = Extension(due_on, decided_on, "CTED", "[Synthetic example] The State asked for more time.")
    yield decided_on, build_ask(stage, "assessments", it, ExtendObservations(it.id, extension), outcomes)


def tells_of_receipt(random: Random, it: InventedAssessment) -> tuple[date | None, list[Dated]]:
    """The day on which the State received the assessment, if that is known, and the actions that say so."""
    if it.received_on is not None:
        return it.received_on, []
    if likely(random, 0.2):
        return None, []
    received_on = it.submitted_on + timedelta(days=random.randint(1, 30))
    day = max(received_on, it.told_on) + timedelta(days=random.randint(1, 20))
    if likely(random, 0.3):
        receipt = RecordReceipt(it.id, Receipt(received_on))
        return received_on, [(day, build_ask("State received it", "assessments", it, receipt, if_certain(it.steady)))]
    data = NoticeAssessmentReceived(
        reference=it.reference, state=it.state, received_by_state_on=received_on, synthetic=True
    )
    receipt_notice = notice("State received it", CTED, f"received/{it.reference}", data, _verdicts(it))
    early = it.told_on - timedelta(days=random.randint(1, 4))
    if early >= received_on and likely(random, 0.2):  # it waits for the assessment
        return received_on, [
            (early, replace(receipt_notice, stage="a notice ahead of its assessment", verdicts=EITHER))
        ]
    actions: list[Dated] = [(day, receipt_notice)]
    if likely(random, 0.1):
        other = data.model_copy(update={"received_by_state_on": received_on + timedelta(days=1)})
        contradicts = notice("a contradiction", CTED, f"received-2/{it.reference}", other, REFUSED)
        actions.append((day + timedelta(days=10), contradicts))
    return received_on, actions


def changes_it(random: Random, it: InventedAssessment, received_on: date | None, facts: Reference) -> Iterator[Dated]:
    """Takes note of it, corrects it, withdraws it."""
    day = it.told_on
    if likely(random, 0.4):
        day = a_day(random, it.told_on + WEEK, it.told_on + 12 * WEEK)
        yield (
            day,
            build_ask("taken note of", "assessments", it, RecordNoting(it.id, Noting(day)), if_certain(it.steady)),
        )
    if not it.steady and likely(random, 0.75):
        yield from _corrects(random, it, received_on, facts)
    if not it.steady and likely(random, 0.4):
        yield from _withdraws(random, it, day + WEEK)


def _corrects(random: Random, it: InventedAssessment, received_on: date | None, facts: Reference) -> Iterator[Dated]:
    day = a_day(random, it.told_on + WEEK, it.told_on + 50 * WEEK)
    what = random.choice(("submission", "submission", "receipt", "parts", "kind", "text"))
    stage = f"corrected: {what}"
    new_day = it.submitted_on - timedelta(days=random.randint(0, 2))
    if what == "submission":
        new_day = max(it.report_date, it.submitted_on - timedelta(days=random.randint(1, 40)))
    parts = list(it.recommendations)
    if what == "parts":
        parts = [*parts[:-1], recommendation(random, it.reference, len(parts), facts)]
    if what == "text":
        parts[0] = parts[0].model_copy(update={"text": parts[0].text + " And once more."})
    if likely(random, 0.4) and what in ("submission", "kind"):
        command = Correcting(
            f"{SECRET}the day was misread",
            f"DRAFT/{it.reference}",
            submitted_to_ctc_on=new_day if what == "submission" else None,
            kind="advocacy" if what == "kind" else None,
        )
        yield day, build_ask(stage, "assessments", it, CorrectAssessment(it.id, command), MAYBE)
        return
    content = it.content() | {"recommendations": tuple(parts)}
    if what == "submission":
        content["submitted_to_ctc_on"] = new_day
    if what == "receipt" and received_on is not None:
        content["received_by_state_on"] = received_on + timedelta(days=random.randint(1, 9))
    if what == "kind":
        content["kind"] = "focused" if it.kind in ("follow-up", "advocacy") else "advocacy"
    data = NoticeAssessmentCorrected(**content, reason=f"{SECRET}it was misread")
    yield day, notice(stage, CTED, f"corrected/{it.reference}", data, EITHER)
    if what in ("parts", "kind") and likely(
        random, 0.5
    ):  # the correction was wrong: a second one restores what it took away
        right = NoticeAssessmentCorrected(**it.content(), reason=f"{SECRET}it was right before")
        on = a_day(random, day + WEEK, day + 20 * WEEK)
        yield on, notice(f"{stage}, put right", CTED, f"put right/{it.reference}", right, EITHER)


def _withdraws(random: Random, it: InventedAssessment, earliest: date) -> Iterator[Dated]:
    day = a_day(random, earliest, earliest + 70 * WEEK)
    reason = f"{SECRET}withdrawn for {it.reference}"
    if likely(random, 0.5):
        yield day, build_ask("withdrawn", "assessments", it, WithdrawAssessment(it.id, Withdrawal(day, reason)))
        return
    data = NoticeAssessmentWithdrawn(
        reference=it.reference, state=it.state, withdrawn_on=day, reason=reason, synthetic=True
    )
    yield day, notice("withdrawn", CTED, f"withdrawn/{it.reference}", data)


def _verdicts(it: InventedAssessment) -> frozenset[Verdict]:
    return ACCEPTED if it.steady else EITHER


def _draw_day_soon(random: Random, day: date) -> date:
    return a_day(random, day + timedelta(days=1), day + 4 * WEEK)

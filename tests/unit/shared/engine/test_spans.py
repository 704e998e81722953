"""What a batch and a relay tell a collector: each span is the child of its cause, found without a look at another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from shared.engine.decided import Decided, JournalRow
from shared.engine.known import Known
from shared.engine.outcomes import Done, Repeated
from shared.engine.port import Message, Outgoing
from shared.engine.rules import Event
from shared.engine.spans import note_batch, note_sent
from shared.operations.spans import Span
from shared.operations.tracing import continue_trace, parse

CAUSE = continue_trace(None, "a request")
NOW = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass
class Kept:
    """Keeps what it is told."""

    spans: list[Span] = field(default_factory=list)
    system: str = "kafka"

    def keep(self, span: Span) -> None:
        self.spans.append(span)


def event(id_: str = "e-1", traceparent: str | None = str(CAUSE), sending: str = "") -> Event[str]:
    message = Message("ctc.assessments", 0, 0, "KEN", {}, b"")
    return Event(
        "/services/assessments", id_, "assessment.completed.v1", "KEN", NOW, "", "c", traceparent,
        message=message, sending=sending,
    )  # fmt: skip


def row(id_: str, cause: str, traceparent: str | None) -> JournalRow:
    return JournalRow(
        id_, "/services/followup", "followup.scheduled.v1", "ctc.followup", "KEN", NOW, "committee", "c", cause,
        traceparent, b"",
    )  # fmt: skip


def make_decided(*rows: JournalRow, **changes: object) -> Decided:
    batch = Decided(Known(), outcomes=[Done()], journal=list(rows))
    for name, value in changes.items():
        setattr(batch, name, value)
    return batch


def test_an_event_is_the_child_of_the_handling_that_caused_it() -> None:
    kept, own = Kept(), continue_trace(str(CAUSE), "e-2")
    note_batch(kept, "followup", [event()], make_decided(row("e-2", "e-1", str(own))), began=1)
    handling, creating = kept.spans
    assert (handling.name, handling.kind, handling.parent) == ("process ctc.assessments", "consumer", CAUSE.span_id)
    assert (creating.name, creating.kind, creating.trace) == ("create ctc.followup", "producer", own)
    assert creating.parent == handling.trace.span_id
    assert handling.trace.trace_id == creating.trace.trace_id == CAUSE.trace_id
    assert handling.began == 1
    types = [one.attributes["cloudevents.event_type"] for one in kept.spans]
    assert types == ["org.un.ctc.assessment.completed.v1", "org.un.ctc.followup.scheduled.v1"]


def test_the_same_batch_again_has_the_same_ids_and_another_service_has_others() -> None:
    first, again, other = Kept(), Kept(), Kept()
    for kept, service in ((first, "followup"), (again, "followup"), (other, "council")):
        note_batch(kept, service, [event()], make_decided(), began=1)
    assert first.spans[0].trace == again.spans[0].trace != other.spans[0].trace


def test_what_failed_is_marked_and_what_came_again_has_no_span() -> None:
    kept, failing = Kept(), event()
    note_batch(kept, "followup", [failing], make_decided(failures=[(failing, ValueError())]), began=1)
    note_batch(kept, "followup", [event()], make_decided(outcomes=[Repeated(None)]), began=1)
    note_batch(kept, "followup", [event(traceparent=None)], make_decided(row("e-2", "e-1", None)), began=1)
    (span,) = kept.spans
    assert span.failed


def test_an_id_that_others_chose_is_not_told() -> None:
    kept = Kept()
    note_batch(
        kept, "exchange", [event("of whom", sending="1"), event("e-2")], make_decided(outcomes=[Done()] * 2), began=1
    )
    assert [span.attributes.get("messaging.message.id") for span in kept.spans] == [None, "e-2"]


def test_what_the_relay_sent_is_the_child_of_the_event() -> None:
    kept, own = Kept(), continue_trace(str(CAUSE), "e-2")
    attributes = {"id": "e-2", "type": "org.un.ctc.followup.scheduled.v1", "traceparent": str(own)}
    released = {"id": "e-3", "type": "org.un.ctc.released.recommendation.v1"}
    sent = [Outgoing(1, "ctc.followup", "KEN", attributes, b""), Outgoing(2, "ctc.released.un", "KEN", released, b"")]
    note_sent(kept, "followup", sent, began=1)
    (span,) = kept.spans
    assert (span.name, span.kind, span.parent) == ("send ctc.followup", "client", own.span_id)
    assert parse(str(span.trace)) == span.trace
    assert span.trace.span_id != own.span_id
    assert span.attributes["cloudevents.event_type"] == "org.un.ctc.followup.scheduled.v1"

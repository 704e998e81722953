"""The day of a State's observations on a draft is put right (rule 4, OP14). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.assessments import ObservationsReceived
from contracts.corrections import Replaced
from contracts.vocabulary import Day
from services.assessments.assessments.drafting import build_lapsed_event, find_lapse
from services.assessments.assessments.events import build_event
from services.assessments.assessments.model import ASSESSMENTS, Assessment
from services.assessments.assessments.needs import needs_of_report
from services.assessments.names import TOPIC
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    """The report, whose `ETag` a caller may name."""
    yield from needs_of_report(key)


def _order(assessment: Assessment, _known: Known) -> Iterator[Days]:
    """Observations are made on a draft, and no more on what is final."""
    names = ("draft_shared_on", "observations_received_on", "submitted_to_ctc_on")
    yield [(name, getattr(assessment, name)) for name in names]


def _list_replaced(assessment: Assessment, *_: object) -> Iterator[Replaced]:
    """On the present draft: those on an earlier one were on other days."""
    of, came_on = assessment.id, assessment.observations_received_on
    yield Replaced(type="observations.received.v1", id=of, occurred_on=came_on)
    if assessment.observations_lapsed_on is not None:
        yield Replaced(type="observations.lapsed.v1", id=of, occurred_on=assessment.observations_lapsed_on)


def _apply(_before: Assessment, after: Assessment, _known: Known, _context: Context) -> Iterator[Change]:
    """They may now be in time, or late: then the State's time had ended without any."""
    after, came_on = replace(after, observations_lapsed_on=find_lapse(after)), after.observations_received_on
    assert came_on is not None
    yield Put(ASSESSMENTS, after)
    if after.observations_lapsed_on is not None:
        yield build_lapsed_event(after, after.observations_lapsed_on)
    event = build_event(after, ObservationsReceived, came_on, observations_due_on=after.observations_due_on)
    yield Emit(event, after.state)


CORRECTABLE: Correctable[Assessment] = Correctable(
    name="observations",
    table=ASSESSMENTS,
    topic=TOPIC,
    paragraph="OP14",
    fields={"observations_received_on": Day},
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda assessment, _: Whose(assessment.state),
    subject=lambda assessment: assessment.state,
)

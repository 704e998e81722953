"""Events that touch editions already published: an assessment is withdrawn, a choice is narrowed. Pure.

The edition stands as it was published. A note beside it names what was withdrawn (rule 8). If its readers could see
what they no longer may, they get the edition counted again (rule 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from contracts.assessments import (
    AssessmentCorrected,
    AssessmentWithdrawn,
    DisclosureChanged,
    ProductAdopted,
    ProductWithdrawn,
)
from contracts.audiences import Audience, reaches
from contracts.council import ActivityRecorded, ActivityWithdrawn
from contracts.unoct import StepAgreed, StepDone
from services.council.editions.events import withdraw_from_all
from services.council.editions.model import (
    EDITIONS,
    REVISIONS,
    Corrigendum,
    Edition,
    Revision,
    needs_editions,
    needs_revision,
    revision_of,
)
from services.council.facts import (
    ACTIVITY_FACTS,
    ASSESSMENTS,
    DISCLOSURES,
    EVENTS,
    RECOMMENDATIONS,
    STEPS,
    ActivityFact,
    AssessmentFact,
    DisclosureFact,
    StepFact,
)
from services.council.facts import RecommendationFact as Made
from services.council.facts.projections import facts_of
from services.council.reports.kinds import KINDS, NAMED
from services.council.words.catalogue import ENGLISH
from shared.engine.rules import Change, Context, Event, Known, Need, Put

REVISES: Final = (
    *(AssessmentCorrected, AssessmentWithdrawn, DisclosureChanged, ProductAdopted, ProductWithdrawn),
    *(ActivityRecorded, ActivityWithdrawn, StepAgreed, StepDone),
)
"""Events that may take something from a reader."""
LEVELS: Final = tuple(sorted({one.shown_to for one in KINDS}))
"""Those to which reports are shown. What one of them could never see is no narrowing for it."""


def needs_of_revision(event: Event[Any]) -> Iterable[Need]:
    """The editions, and what was known of the things that the event is about: a draft may show them too."""
    yield from needs_editions(then=lambda _: ())
    yield from needs_of_narrowed(event)
    for level in LEVELS:
        yield from needs_revision(level)


def revise_editions(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
    """Adds corrigenda, and marks what must be counted again before others than the Committee are served it.

    Of a thing that is not known here no edition can have counted anything.
    """
    if known.get(EVENTS, event.id) is not None:
        return
    things = find_narrowed(event, known)
    for level in LEVELS:
        if any(one.is_taken_from(level) for one in things):
            yield Put(REVISIONS, Revision(level, revision_of(known, level) + 1))
    for edition in known.rows.get(EDITIONS, {}).values():
        revised = _revise(edition, event, things, known)
        if revised == edition:
            continue
        yield Put(EDITIONS, revised)
        if revised.pending and not edition.pending and revised.withdrawn_on is None:
            yield from withdraw_from_all(revised, context.today)


def _revise(edition: Edition, event: Event[Any], things: tuple[Narrowed, ...], known: Known) -> Edition:
    corrigendum = find_corrigendum(edition, event.data, known) if isinstance(event.data, AssessmentWithdrawn) else None
    if corrigendum is not None:
        edition = replace(edition, corrigenda=(*edition.corrigenda, corrigendum))
    if any(has_shown(edition, thing) for thing in things):
        edition = replace(edition, narrowings=edition.narrowings + 1)
    return edition


# ---- things that fewer may see -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A thing that fewer may see from now on."""

    facts: tuple[DisclosureFact | ActivityFact | StepFact, ...]
    """What was known of it before."""
    before: Audience
    after: Audience

    def is_taken_from(self, readers: Audience) -> bool:
        """Whether readers of this level could see it, and now may not."""
        return reaches(self.before, readers) and not reaches(self.after, readers)


def needs_of_narrowed(event: Event[Any]) -> Iterable[Need]:
    """Who could see each thing that the event is about."""
    data = event.data
    if isinstance(data, AssessmentWithdrawn):
        # Its parts are those of the events about it. A recommendation may be older or younger than these.
        yield Need(ASSESSMENTS, data.assessment_id, by="assessment_id", then=_needs_of_parts)
        yield Need(RECOMMENDATIONS, data.assessment_id, by="assessment_id", then=_needs_of_recommendation)
        yield Need(DISCLOSURES, data.assessment_id, by="thing_id")
    elif isinstance(data, ProductWithdrawn):
        yield Need(DISCLOSURES, data.product_id, by="thing_id")
    elif isinstance(data, ActivityRecorded | ActivityWithdrawn):
        yield Need(ACTIVITY_FACTS, data.activity_id, by="activity_id")
    elif isinstance(data, StepAgreed):
        yield Need(STEPS, data.step_id, by="step_id")
    else:
        for fact in _list_disclosures(event):
            yield Need(DISCLOSURES, fact.thing_id, by="thing_id")


def _needs_of_parts(fact: AssessmentFact) -> Iterable[Need]:
    return (Need(DISCLOSURES, fact.event_id, by="event_id"),)


def _needs_of_recommendation(fact: Made) -> Iterable[Need]:
    return (Need(DISCLOSURES, fact.recommendation_id, by="thing_id"),)


def find_narrowed(event: Event[Any], known: Known) -> tuple[Narrowed, ...]:
    """The things that fewer may see than before; what is withdrawn is the Committee's alone."""
    if isinstance(event.data, ActivityRecorded | ActivityWithdrawn):
        return tuple(_find_narrowed_activity(event.data, known))
    if isinstance(event.data, StepAgreed):
        return tuple(_find_narrowed_step(event.data, known))
    after = _find_audiences_after(event, known)
    facts: dict[str, list[DisclosureFact]] = {thing: [] for thing in after}
    for fact in known.rows.get(DISCLOSURES, {}).values():
        if fact.thing_id in facts:
            facts[fact.thing_id].append(fact)
    things = ((rows, _find_last_audience(rows), after[thing]) for thing, rows in facts.items() if rows)
    return tuple(Narrowed(tuple(rows), before, now) for rows, before, now in things if not reaches(now, before))


def _find_narrowed_activity(data: ActivityRecorded | ActivityWithdrawn, known: Known) -> Iterator[Narrowed]:
    """The log of activities says itself who may know of one."""
    now: Audience = data.audience if isinstance(data, ActivityRecorded) else "committee"
    facts = known.all(ACTIVITY_FACTS, "activity_id", data.activity_id)
    if facts and not reaches(now, before := _find_last_audience(facts)):
        yield Narrowed(tuple(facts), before, now)


def _find_narrowed_step(data: StepAgreed, known: Known) -> Iterator[Narrowed]:
    """One that concerns a single State is that State's and the UN's. It may have been told without it (OP24)."""
    facts = known.all(STEPS, "step_id", data.step_id)
    if facts and data.state is not None and _find_last(facts).state is None:
        yield Narrowed(tuple(facts), "public", "un")


def has_shown(edition: Edition, thing: Narrowed) -> bool:
    """Whether the edition counted the thing for readers who could see it, and now may not."""
    if not thing.is_taken_from(edition.shown_to):
        return False
    return any(fact.occurred_on <= edition.cut_off and fact.recorded_at <= edition.frozen_at for fact in thing.facts)


def _find_audiences_after(event: Event[Any], known: Known) -> dict[str, Audience]:
    data = event.data
    if isinstance(data, ProductWithdrawn):
        return {data.product_id: "committee"}
    if isinstance(data, AssessmentWithdrawn):
        parts = known.all(DISCLOSURES, "assessment_id", data.assessment_id)
        return {part.thing_id: "committee" for part in parts}
    return {fact.thing_id: fact.audience for fact in _list_disclosures(event)}


def _list_disclosures(event: Event[Any]) -> list[Any]:
    """What the event itself says of who may have what."""
    return [row for table, row in facts_of(event) if table is DISCLOSURES]


def _find_last_audience(facts: Iterable[DisclosureFact | ActivityFact]) -> Any:
    return _find_last(facts).audience


def _find_last(facts: Iterable[Any]) -> Any:
    return max(facts, key=lambda fact: (fact.recorded_at, fact.position))


# ---- corrigenda ----------------------------------------------------------------------------


def find_corrigendum(edition: Edition, withdrawal: AssessmentWithdrawn, known: Known) -> Corrigendum | None:
    """What to say, if the edition counted the assessment. It does not tell which assessment that was."""
    if not _has_counted(edition, withdrawal.assessment_id, known):
        return None
    return Corrigendum(
        withdrawal.assessment_id,
        withdrawal.occurred_on,
        ENGLISH.say("corrigendum", day=withdrawal.occurred_on),
    )


def _has_counted(edition: Edition, assessment_id: str, known: Known) -> bool:
    """Whether the assessment stood at the edition's cut-off, as known at its freeze."""
    if not NAMED[edition.report].counts_assessments or edition.assessment_id not in (None, assessment_id):
        return False
    facts = [
        fact
        for fact in known.all(ASSESSMENTS, "assessment_id", assessment_id)
        if fact.occurred_on <= edition.cut_off and fact.recorded_at <= edition.frozen_at
    ]
    if not facts:
        return False
    last = max(facts, key=lambda fact: (fact.recorded_at, fact.position))
    submitted = last.submitted_to_ctc_on
    return not last.withdrawn and submitted is not None and submitted <= edition.cut_off

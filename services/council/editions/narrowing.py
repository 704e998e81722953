"""What an event takes from readers: a State narrows its choice, something is withdrawn (OP19, rule 11). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from contracts.assessments import AssessmentWithdrawn, ProductWithdrawn
from contracts.audiences import Audience, reaches
from services.council.editions.model import Edition
from services.council.facts import ASSESSMENTS, DISCLOSURES, RECOMMENDATIONS, AssessmentFact, DisclosureFact
from services.council.facts import RecommendationFact as Made
from services.council.facts.projections import facts_of
from shared.engine.rules import Event, Known, Need


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A thing that fewer may see from now on."""

    facts: tuple[DisclosureFact, ...]
    """What was known of it before."""
    before: Audience
    after: Audience


def needs_of_narrowed(event: Event[Any]) -> Iterable[Need]:
    """Who could see each thing that the event is about."""
    data = event.data
    if isinstance(data, AssessmentWithdrawn):
        # Its parts are those of the events that told of it; a recommendation may be older or younger than these.
        yield Need(ASSESSMENTS, data.assessment_id, by="assessment_id", then=_needs_of_parts)
        yield Need(RECOMMENDATIONS, data.assessment_id, by="assessment_id", then=_needs_of_recommendation)
        yield Need(DISCLOSURES, data.assessment_id, by="thing_id")
    elif isinstance(data, ProductWithdrawn):
        yield Need(DISCLOSURES, data.product_id, by="thing_id")
    else:
        for fact in _list_disclosures(event):
            yield Need(DISCLOSURES, fact.thing_id, by="thing_id")


def _needs_of_parts(fact: AssessmentFact) -> Iterable[Need]:
    return (Need(DISCLOSURES, fact.event_id, by="event_id"),)


def _needs_of_recommendation(fact: Made) -> Iterable[Need]:
    return (Need(DISCLOSURES, fact.recommendation_id, by="thing_id"),)


def find_narrowed(event: Event[Any], known: Known) -> tuple[Narrowed, ...]:
    """The things that fewer may see than before; what is withdrawn is the Committee's alone."""
    after = _find_audiences_after(event, known)
    facts: dict[str, list[DisclosureFact]] = {thing: [] for thing in after}
    for fact in known.rows.get(DISCLOSURES, {}).values():
        if fact.thing_id in facts:
            facts[fact.thing_id].append(fact)
    things = ((rows, _find_last_audience(rows), after[thing]) for thing, rows in facts.items() if rows)
    return tuple(Narrowed(tuple(rows), before, now) for rows, before, now in things if not reaches(now, before))


def has_shown(edition: Edition, thing: Narrowed) -> bool:
    """Whether the edition counted the thing for readers who could see it, and now may not."""
    if reaches(thing.after, edition.shown_to) or not reaches(thing.before, edition.shown_to):
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


def _find_last_audience(facts: Iterable[DisclosureFact]) -> Any:
    return max(facts, key=lambda fact: (fact.recorded_at, fact.position)).audience

"""What a reader may see of what an event told whole: where it is the same as before, nothing changed for them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

import orjson

from contracts.assessments import AssessmentFact, Finding, Recommendation
from contracts.audiences import Audience
from contracts.catalog import decode
from contracts.redaction import make_copies
from shared.engine.principals import Principal

Decided: TypeAlias = "Mapping[str, tuple[Audience, Sequence[str]]]"
"""What was last decided on things, by their ids: audience and parties."""
Part = TypeVar("Part", AssessmentFact, Finding, Recommendation)

PUBLIC: Final = ("visit.agreed.v1", "visit.completed.v1")
CORRECTED: Final = "assessment.corrected.v1"
REGISTERED: Final = "project.registered.v1"
RETELLING: Final = frozenset({*PUBLIC, CORRECTED, REGISTERED})
"""Events that may tell again what was told before, with something that few readers may see."""
TOLD_WHOLE: Final = (*sorted(RETELLING), "assessment.completed.v1", "visit.planned.v1", "visit.cancelled.v1")
"""Events that say how their thing stood from then on."""

OF_VISIT: Final = ("mode", "start", "end", "components", "source_url")
"""What everybody may see of a visit that the State agreed to or that took place, beside what it is and whose."""
_CITED: Final = ("recommendations", "products")
_WHICH_VISIT: Final = ("mission_id", "kind", "body", "agreed_on", "synthetic")


def list_things(type_: str | None, data: bytes | None) -> Iterator[str]:
    """The ids of an assessment and its parts, or of what a project cites; of a visit nothing is decided."""
    if type_ is None or data is None:
        return
    if type_ == REGISTERED:
        project = orjson.loads(data)
        yield from (id_ for name in _CITED for id_ in project.get(name, ()))
    elif type_.startswith("assessment."):
        fact = _read_assessment(type_, data)
        yield fact.assessment_id
        yield from (one.recommendation_id for one in fact.recommendations)
        yield from (one.finding_id for one in fact.findings)


def show_told(principal: Principal, type_: str | None, data: bytes | None, decided: Decided) -> object:
    """What an outsider may see now of the thing as this event told it. No event: None, as of a visit only planned."""
    if type_ is None or data is None or type_ == "visit.planned.v1":
        return None
    if type_.startswith("assessment."):
        fact = _apply_decisions(_read_assessment(type_, data), decided)
        return make_copies(fact, date.min, principal.audience, principal.all_parties)
    told: dict[str, Any] = orjson.loads(data)
    if type_ == REGISTERED:
        return _show_project(principal, told, decided)
    return type_, [told.get(name) for name in (*_WHICH_VISIT, *OF_VISIT)]


def _show_project(principal: Principal, told: dict[str, Any], decided: Decided) -> dict[str, Any]:
    """Without what it cites and its reader may not have, and without the day on which it was told."""
    cited = {
        name: [id_ for id_ in told.get(name, ()) if id_ in decided and principal.sees(*decided[id_])] for name in _CITED
    }
    return told | cited | {"occurred_on": None}


def _read_assessment(type_: str, data: bytes) -> AssessmentFact:
    fact = decode(type_, data)
    assert isinstance(fact, AssessmentFact)
    return fact


def _apply_decisions(fact: AssessmentFact, decided: Decided) -> AssessmentFact:
    """The assessment and its parts, each for whom it is now."""
    parts = {
        "recommendations": tuple(_apply(one, decided.get(one.recommendation_id)) for one in fact.recommendations),
        "findings": tuple(_apply(one, decided.get(one.finding_id)) for one in fact.findings),
    }
    return _apply(fact.model_copy(update=parts), decided.get(fact.assessment_id))


def _apply(part: Part, to: tuple[Audience, Sequence[str]] | None) -> Part:
    return part if to is None else part.model_copy(update={"audience": to[0], "parties": tuple(to[1])})

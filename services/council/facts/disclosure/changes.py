"""What a reader may see of what an event told whole: where it is the same as before, nothing changed for them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final, TypeAlias, TypeVar

import orjson

from contracts.assessments import AssessmentFact, Finding, Recommendation
from contracts.audiences import Audience
from contracts.catalog import decode, encode
from contracts.redaction import make_copies
from shared.engine.principals import Principal

Decision: TypeAlias = "tuple[Audience, Sequence[str]]"
"""For which audience and parties a thing is."""
Decided: TypeAlias = "Mapping[str, Decision]"
"""What was last decided on things, by their ids."""
Told: TypeAlias = "AssessmentFact | tuple[str, dict[str, Any]]"
"""What an event says of an assessment; of another thing, with the type of the event."""
Part = TypeVar("Part", AssessmentFact, Finding, Recommendation)

PUBLIC: Final = ("visit.agreed.v1", "visit.completed.v1")
CORRECTED: Final = "assessment.corrected.v1"
REGISTERED: Final = "project.registered.v1"
PLANNED: Final = "visit.planned.v1"
RETELLING: Final = frozenset({*PUBLIC, CORRECTED, REGISTERED})
"""Events that may tell again what was told before, with something that few readers may see."""
TOLD_WHOLE: Final = (*sorted(RETELLING), "assessment.completed.v1", PLANNED, "visit.cancelled.v1")
"""Events that say how their thing stood from then on."""
NOTHING: Final = b""
"""Before a thing was told, and while a visit is only planned, an outsider sees nothing of it."""

OF_VISIT: Final = ("mode", "start", "end", "components", "source_url")
"""What everybody may see of a visit that the State agreed to or that took place, beside what it is and whose."""
_CITED: Final = ("recommendations", "products")
_WHICH_VISIT: Final = ("mission_id", "kind", "body", "agreed_on", "synthetic")


def read_told(type_: str, data: bytes) -> Told:
    """What the event says."""
    if not type_.startswith("assessment."):
        told: dict[str, Any] = orjson.loads(data)
        return type_, told
    fact = decode(type_, data)
    assert isinstance(fact, AssessmentFact)
    return fact


def list_things(told: Told) -> Iterator[str]:
    """The ids of an assessment and its parts, or of what a project cites; of a visit nothing is decided."""
    if isinstance(told, AssessmentFact):
        yield told.assessment_id
        yield from (one.recommendation_id for one in told.recommendations)
        yield from (one.finding_id for one in told.findings)
    elif told[0] == REGISTERED:
        yield from (id_ for name in _CITED for id_ in told[1].get(name, ()))


def digest_shown(principal: Principal, told: Told, decided: Decided) -> bytes:
    """A digest of what an outsider may see now of the thing as this event told it."""
    if isinstance(told, AssessmentFact):
        copies = make_copies(_apply_decisions(told, decided), date.min, principal.audience, principal.all_parties)
        shown: object = {id_: encode(copy).decode() for id_, copy in copies.items()}
    elif told[0] == REGISTERED:
        shown = _show_project(principal, told[1], decided)
    elif told[0] == PLANNED:
        return NOTHING
    else:
        shown = told[0], [told[1].get(name) for name in (*_WHICH_VISIT, *OF_VISIT)]
    return sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).digest()


def _show_project(principal: Principal, told: dict[str, Any], decided: Decided) -> dict[str, Any]:
    """Without what it cites and its reader may not have, and without the day on which it was told."""
    cited = {
        name: [id_ for id_ in told.get(name, ()) if id_ in decided and principal.sees(*decided[id_])] for name in _CITED
    }
    return told | cited | {"occurred_on": None}


def _apply_decisions(fact: AssessmentFact, decided: Decided) -> AssessmentFact:
    """The assessment and its parts, each for whom it is now."""
    parts = {
        "recommendations": tuple(_apply(one, decided.get(one.recommendation_id)) for one in fact.recommendations),
        "findings": tuple(_apply(one, decided.get(one.finding_id)) for one in fact.findings),
    }
    return _apply(fact.model_copy(update=parts), decided.get(fact.assessment_id))


def _apply(part: Part, to: Decision | None) -> Part:
    if to is None or (part.audience, part.parties) == (to[0], tuple(to[1])):  # as nearly always, and a copy costs
        return part
    return part.model_copy(update={"audience": to[0], "parties": tuple(to[1])})

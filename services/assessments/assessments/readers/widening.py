"""Whether a correction would give a part to more readers. That takes a decision of its own (OP19). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.audiences import reaches
from services.assessments.assessments.model import Part, Recommendation, Report
from services.assessments.assessments.readers.closed_words import find_parts_by_sentence
from services.assessments.assessments.readers.levels import WIDEST_UNDECIDED, find_narrowest, is_narrower
from services.assessments.assessments.readers.words import list_runs
from shared.engine.rules import Refusal


class WidenedByCorrection(Refusal):
    """A correction cannot widen who may have a part of the report: that takes a decision on its disclosure."""

    paragraph = "OP19"


def check_never_wider(before: Report, after: Report) -> None:
    """Raises WidenedByCorrection if a part reaches further than before, or a new one is stated to without a decision.

    Nor may a part that stays say a sentence that others said for fewer readers.
    """
    by_sentence = find_parts_by_sentence(before.parts)
    known = {part.id: part for part in before.parts}
    furthest = find_narrowest(WIDEST_UNDECIDED, before.assessment.audience)
    for part in after.parts:
        old = known.get(part.id)
        new, allowed = (part.audience, old.audience) if old else (part.stated_audience or furthest, furthest)
        if is_narrower(allowed, new):
            raise WidenedByCorrection(fields=(f"{_name_kind(part)}.audience",))
        if old is not None and _says_to_more(part, old, by_sentence):
            raise WidenedByCorrection(fields=(f"{_name_kind(part)}.text",))


def _name_kind(part: Part) -> str:
    return "recommendations" if isinstance(part, Recommendation) else "findings"


def _says_to_more(part: Part, old: Part, by_sentence: Mapping[str, Sequence[Part]]) -> bool:
    """Whether it newly says what others said before, and none of them was for all its readers."""
    new = list_runs(part) - list_runs(old)
    return any(by_sentence.get(one) and not any(_has_readers(said, part) for said in by_sentence[one]) for one in new)


def _has_readers(one: Part, other: Part) -> bool:
    """Whether all readers of the other have this one."""
    return reaches(one.audience, other.audience) and set(other.parties).issubset(one.parties)

"""Which findings of a correction the report had before: they keep their ids, and what was decided on them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence

from contracts.assessments import FindingContent
from contracts.ids import finding_id
from contracts.notices import NoticedFinding
from services.assessments.assessments.model import Finding

Key = Callable[[NoticedFinding | Finding], Hashable]


def name_findings(assessment: str, parts: Sequence[NoticedFinding]) -> tuple[str, ...]:
    """The ids of the findings of a report that was not final before."""
    return _name_new(assessment, parts, {}, 0)


def match_findings(
    assessment: str, parts: Sequence[NoticedFinding], known: Sequence[Finding], correction: int
) -> tuple[str, ...]:
    """The ids of the findings of this correction. One that says the same as before is the same, wherever it stands.

    So is one of which the provision alone was corrected, or only the rest. Where that could mean several findings, it
    holds only if all of them have the same readers. Else they are new, so that no decision goes over to another text.
    """
    ids: dict[int, str] = {}
    left = list(known)
    for key in (_get_content, _get_place_and_words, _get_words, _get_provision):
        ids |= _match(key, [(place, one) for place, one in enumerate(parts) if place not in ids], left)
        left = [one for one in left if one.id not in ids.values()]
    return _name_new(assessment, parts, ids, correction)


def _name_new(
    assessment: str, parts: Sequence[NoticedFinding], ids: dict[int, str], correction: int
) -> tuple[str, ...]:
    on_provision: Counter[str] = Counter()
    named = dict(ids)
    for place, one in enumerate(parts):
        if place not in ids:
            named[place] = finding_id(assessment, one.provision, on_provision[one.provision], correction)
            on_provision[one.provision] += 1
    return tuple(named[place] for place in range(len(parts)))


def _match(key: Key, parts: Sequence[tuple[int, NoticedFinding]], known: Sequence[Finding]) -> dict[int, str]:
    """By place, the ids of those that can be told by this key."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    before: dict[Hashable, list[str]] = defaultdict(list)
    readers: dict[Hashable, set[Hashable]] = defaultdict(set)
    for place, part in parts:
        places[key(part)].append(place)
    for one in known:
        before[key(one)].append(one.id)
        readers[key(one)].add((one.own_audience, one.audience, one.parties))
    matched: dict[int, str] = {}
    for same, found in places.items():
        is_clear = len(found) == len(before[same]) and len(readers[same]) == 1
        if key is _get_content or (is_clear and same is not None):
            matched |= dict(zip(found, before[same], strict=False))
    return matched


def _get_content(one: NoticedFinding | Finding) -> Hashable:
    return tuple(FindingContent.fields_of(one).values())


def _get_place_and_words(one: NoticedFinding | Finding) -> Hashable:
    return one.provision, _get_words(one)


def _get_words(one: NoticedFinding | Finding) -> Hashable:
    words = (one.text, one.shortfall, one.good_practice)
    return words if any(words) else None


def _get_provision(one: NoticedFinding | Finding) -> Hashable:
    return one.provision

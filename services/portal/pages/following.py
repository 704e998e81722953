"""Recommendations with what came of each: three statuses that are kept apart, the need, the projects. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from contracts.vocabulary import Implementation
from services.portal.asking.parts import Part
from services.portal.asking.shapes.assistance import Case, Project
from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.recommendations import Assessment, Recommendation, Status

ASPECTS: Final = ("position", "reported", "assessed")
"""The three statuses, in the order in which they come: the State's word, the State's report, CTED's judgement."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of the three."""

    aspect: str
    value: str | None
    on: date | str | None
    steps: str | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A recommendation, and what came of it."""

    itself: Recommendation
    words: Sequence[Word]
    """Empty where its status is not the reader's to know."""
    lifecycle: str
    case: Case | None
    projects: Sequence[Project]


@dataclass(frozen=True, slots=True)
class Group:
    """The recommendations of one assessment."""

    assessment: Assessment | None
    """None: not the reader's to see."""
    items: Sequence[Followed]


def gather_recommendations(
    recommendations: Iterable[Recommendation],
    statuses: Part[Listed[Status]],
    cases: Part[Listed[Case]],
    projects: Part[Listed[Project]],
) -> list[Followed]:
    """Brings together what the services say of each. What one of them does not answer is left out."""
    by_id = {one.id: one for one in statuses.value.items} if statuses.value else {}
    of_need = {one.recommendation_id: one for one in cases.value.items} if cases.value else {}
    all_projects = projects.value.items if projects.value else []
    return [
        follow(
            one, by_id.get(one.id), of_need.get(one.id), [each for each in all_projects if serves(each, one, of_need)]
        )
        for one in recommendations
    ]


def serves(project: Project, one: Recommendation, cases: dict[str, Case]) -> bool:
    """Whether the project cites the recommendation, or was taken up for its need."""
    case = cases.get(one.id)
    parts = {case.project_id, *(part.project_id for part in case.parts)} if case else set()
    return one.id in project.recommendations or project.id in parts


def follow(one: Recommendation, status: Status | None, case: Case | None, projects: Sequence[Project]) -> Followed:
    """The recommendation with what is known of it."""
    return Followed(one, list_words(one, status), status.lifecycle if status else "", case, projects)


def list_words(one: Recommendation, status: Status | None) -> list[Word]:
    """The three words, from followup, which has the steps too; else from council."""
    if status is not None:
        return list_words_of_status(status)
    if one.status is None:
        return []
    return [Word(aspect, one.status.get(aspect), one.status.get(f"{aspect}_on"), None) for aspect in ASPECTS]


def list_words_of_status(status: Status) -> list[Word]:
    """The three words as followup says them."""
    return [
        Word("position", status.position, status.position_on, None),
        Word("reported", status.reported, status.reported_on, status.reported_steps),
        Word("assessed", status.assessed, status.assessed_on, status.assessed_steps),
    ]


def list_themes(followed: Iterable[Followed], title: Callable[[str], str]) -> list[tuple[str, str, int]]:
    """The themes that occur: code, title, and in how many recommendations; in order of title."""
    count: dict[str, int] = {}
    for one in followed:
        for theme in one.itself.themes:
            count[theme] = count.get(theme, 0) + 1
    return sorted(((code, title(code), number) for code, number in count.items()), key=lambda one: one[1])


def group_by_assessment(followed: Iterable[Followed], assessments: Iterable[Assessment]) -> list[Group]:
    """By assessment, in the order in which the recommendations come."""
    known = {one.id: one for one in assessments}
    groups: dict[str, list[Followed]] = {}
    for one in followed:
        groups.setdefault(one.itself.assessment_id, []).append(one)
    return [Group(known.get(id_), items) for id_, items in groups.items()]


def count_assessed(followed: Iterable[Followed]) -> list[tuple[str, int]]:
    """How many stand where, by CTED's word: the furthest first; an empty value is of those not assessed so far."""
    count: dict[str, int] = {}
    for one in followed:
        for word in one.words:
            if word.aspect == "assessed":
                count[word.value or ""] = count.get(word.value or "", 0) + 1
    order = [*reversed(get_args(Implementation)), ""]
    return sorted(count.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))

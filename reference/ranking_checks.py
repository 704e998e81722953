"""Checks of the weights of a proposal, and of the names of States in the lists of others. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reference.checks import BadReference, check_once
from reference.model import MemberState, NonMember, Practice, Usage
from reference.ranking import RATINGS, Each, Once, Ranking


def check_ranking(ranking: Ranking, practice: Practice) -> None:
    """Checks that weights are whole points, for reasons, ratings and scores that exist."""
    weights = {name: getattr(ranking, name) for name in ranking.__slots__}
    for name, weight in weights.items():
        if not practice.knows_reason(weight.reason):
            raise BadReference(f"ranking.yaml: {name}: practice.yaml has no listing reason {weight.reason!r}")
    for measure, points in ranking.fatf.ratings.items():
        if not set(points) <= set(RATINGS.get(measure, ())):
            raise BadReference(f"ranking.yaml: fatf: {measure} is not rated {', '.join(points)}; look at RATINGS")
    steps = [step.at_least for step in ranking.terrorism_index.steps]
    if steps != sorted(set(steps), reverse=True):
        raise BadReference("ranking.yaml: terrorism_index: each step once, the highest first")
    if any(points < 1 for points in _points(weights.values(), ranking)):
        raise BadReference("ranking.yaml: points are whole numbers from 1 on; leave out what does not count")


def _points(weights: Iterable[object], ranking: Ranking) -> Iterable[int]:
    for weight in weights:
        if isinstance(weight, Once):
            yield weight.points
        elif isinstance(weight, Each):
            yield from (weight.points_each, weight.most)
    yield from (points for ratings in ranking.fatf.ratings.values() for points in ratings.values())
    yield from (step.points for step in ranking.terrorism_index.steps)


def check_other_names(
    names: Mapping[str, tuple[str, ...]], states: Iterable[MemberState], others: Iterable[NonMember]
) -> None:
    """Checks that each name is listed once, for a State or another jurisdiction that is known."""
    ids = {state.id for state in states} | {one.code for one in others}
    for id_ in names:
        if id_ not in ids:
            raise BadReference(f"other_names.yaml: {id_} is no State of member_states.csv, nor in non_members.csv")
    check_once("other_names.yaml:", (name for of_state in names.values() for name in of_state))


def check_usage(usage: Usage, states: Iterable[MemberState]) -> None:
    """Checks that the regional groups are those of the States, each once, and that notes are on States that exist."""
    check_once("usage.yaml:", usage.regional_groups)
    groups = {state.id: state.regional_group for state in states}
    for id_, group in groups.items():
        if group not in usage.regional_groups:
            raise BadReference(f"usage.yaml: {group!r} of {id_} in member_states.csv is none of regional_groups")
    for id_ in usage.group_notes:
        if id_ not in groups:
            raise BadReference(f"usage.yaml: {id_} is no State of member_states.csv")

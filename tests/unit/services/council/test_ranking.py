"""The proposal for the next list (OP12): each State's reasons, what they rest on, and what they weigh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.vocabulary import SignalKind
from services.council.lookups.proposals.ranking import (
    WEIGHED,
    Candidate,
    Dossier,
    Evidence,
    Open,
    Reason,
    count_full_years,
    rank_states,
)
from services.council.signals.model import Signal
from tests.support.frozen import REFERENCE

RANKING = REFERENCE.ranking
ON = date(2024, 7, 1)
TREATY = "An invented convention"
VISITED = Evidence("v1", "2020-03-06", "visited")
ASSESSED = Evidence("a1", "2024-02-01", "submitted")
QUIET = Dossier("KEN", visited=VISITED, assessed=ASSESSED)
"""Nothing speaks for a visit to it."""


def signal(kind: SignalKind, measure: str, value: str, period: str = "2023", **more: Any) -> Signal:
    return Signal(
        f"{kind}-KEN-{measure}", kind, "KEN", measure, period, value, "committee", (), more.get("synthetic", False)
    )


def candidate(**known: Any) -> Candidate:
    (found,) = rank_states([replace(QUIET, **known)], RANKING, ON)
    return found


def reason(**known: Any) -> Reason:
    """The only one."""
    (found,) = candidate(**known).reasons
    return found


def test_a_state_for_which_nothing_speaks_has_no_points_and_is_in_the_proposal_all_the_same() -> None:
    assert candidate() == Candidate("KEN", 0, ())


def test_a_state_never_visited_weighs_as_the_data_say_and_can_be_listed_as_such() -> None:
    found = reason(visited=None)
    assert (found.points, found.code) == (RANKING.never_visited.points, "never-visited")
    assert [one.value for one in found.evidence] == ["no visit is known"]


def test_each_full_year_since_the_last_assessment_weighs_up_to_a_limit() -> None:
    weight = RANKING.last_assessment
    for submitted, points in (
        ("2023-07-02", 0),
        ("2023-07-01", weight.points_each),
        ("2019-06-30", 5 * weight.points_each),
        ("1999-01-01", weight.most),
    ):
        found = candidate(assessed=Evidence("a1", submitted, "submitted"))
        assert found.points == points, submitted
        assert all(one.evidence[0].id == "a1" for one in found.reasons)
    assert reason(assessed=None).points == weight.most


def test_full_years_are_counted_from_day_to_day() -> None:
    assert count_full_years(date(2020, 2, 29), date(2021, 2, 28)) == 0
    assert count_full_years(date(2020, 2, 29), date(2021, 3, 1)) == 1
    assert count_full_years(ON, ON) == 0


def test_open_recommendations_of_high_priority_weigh_each_up_to_a_limit() -> None:
    weight = RANKING.open_recommendations
    found = reason(open=Open(3, ("r1", "r2", "r3")))
    assert (found.points, found.count, found.evidence[0].id) == (3 * weight.points_each, 3, "r1")
    assert reason(open=Open(900, ("r1",))).points == weight.most
    assert reason(open=Open(900, ("r1",))).count == 900


@pytest.mark.parametrize(
    ("part", "weight", "code"),
    [
        ("lapsed", "lapsed_consents", "not-answered"),
        ("given", "unused_consents", "earlier-consent"),
        ("requested", "own_request", "own-request"),
    ],
)
def test_what_was_said_of_a_visit_counts_until_there_was_one(part: str, weight: str, code: str) -> None:
    after, before = Evidence("c1", "2023-12-31", "for 2023"), Evidence("c0", "2019-12-31", "for 2019")
    found = reason(**{part: (before, after)})
    assert (found.weight, found.code, found.evidence) == (weight, code, (after,))
    assert candidate(**{part: (before,)}).reasons == ()


def test_low_ratings_weigh_by_what_is_rated_and_how() -> None:
    signals = (signal("fatf", "R5", "C"), signal("fatf", "R6", "NC", "2023-05"), signal("fatf", "IO9", "LE"))
    found = reason(signals=signals)
    assert found.points == RANKING.fatf.ratings["R6"]["NC"] + RANKING.fatf.ratings["IO9"]["LE"]
    assert [(one.id, one.on, one.value) for one in found.evidence] == [
        ("fatf-KEN-R6", "2023-05", "R6: NC"),
        ("fatf-KEN-IO9", "2023", "IO9: LE"),
    ]


def test_the_score_of_the_terrorism_index_weighs_by_the_highest_step_that_it_reaches() -> None:
    steps = RANKING.terrorism_index.steps
    for value, points in (("8", steps[0].points), ("7.999999999999999", steps[1].points), ("1.99", 0)):
        assert candidate(signals=(signal("terrorism_index", "score", value),)).points == points


@pytest.mark.parametrize(
    ("value", "told"),
    [("signature", "An invented convention: signature"), ("none", "An invented convention: none"), (None, "not named")],
)
def test_a_treaty_that_was_imported_and_does_not_bind_the_state_weighs(value: str | None, told: str) -> None:
    signals = () if value is None else (signal("treaty", TREATY, value),)
    found = reason(signals=signals, treaties=(TREATY,))
    assert found.points == RANKING.treaty_not_ratified.points_each
    assert told in found.evidence[0].value


@pytest.mark.parametrize("value", ["ratification", "accession", "succession", "acceptance", "approval"])
def test_a_treaty_that_binds_the_state_weighs_nothing(value: str) -> None:
    assert candidate(signals=(signal("treaty", TREATY, value),), treaties=(TREATY,)).reasons == ()


def test_points_are_added_up_and_the_most_come_first_then_the_order_of_ids() -> None:
    wanted = (Evidence("q", "2024-01-01", "for 2025"),)
    states = [Dossier("PER", VISITED, ASSESSED), Dossier("KEN", VISITED, ASSESSED), Dossier("UGA", requested=wanted)]
    found = rank_states(states, RANKING, ON)
    assert [one.state for one in found] == ["UGA", "KEN", "PER"]
    assert found[0].points == sum(one.points for one in found[0].reasons)
    assert found[0].points == (RANKING.never_visited.points + RANKING.last_assessment.most + RANKING.own_request.points)


def test_a_reason_that_rests_on_something_invented_says_so() -> None:
    assert reason(signals=(signal("fatf", "R6", "NC", synthetic=True),)).synthetic
    assert not reason(signals=(signal("fatf", "R6", "NC"),)).synthetic


def test_each_weight_of_the_data_is_weighed() -> None:
    everything = Dossier(
        "KEN",
        open=Open(1, ("r1",)),
        lapsed=(Evidence("c1", "2023-12-31", ""),),
        given=(Evidence("c2", "2022-03-01", ""),),
        requested=(Evidence("q", "2024-01-01", ""),),
        signals=(signal("fatf", "R6", "NC"), signal("terrorism_index", "score", "9.5")),
        treaties=(TREATY,),
    )
    (found,) = rank_states([everything], RANKING, ON)
    assert [one.weight for one in found.reasons] == list(type(RANKING).__slots__)
    assert len(WEIGHED) == len(found.reasons)

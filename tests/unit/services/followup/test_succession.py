"""Rule 7: recommendations are merged and split; ids never change, and only live leaves count."""

from datetime import date
from typing import Any

import pytest

from contracts.followup import RecommendationSucceeded
from contracts.ids import recommendation_id
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.succession import GivenSuccession, NewSuccessor, Succeed
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.reports.commands import FileReport, GivenReport
from services.followup.responses.commands import GivenPosition, StatePosition
from tests.unit.services.followup.desk import (
    KENYA,
    Desk,
    about,
    build_recommendation,
    completed_event,
    corrected_event,
    disclosed_event,
    kinds,
    withdrawn_event,
)

TODAY = date(2024, 3, 1)


@pytest.fixture
def desk() -> Desk:
    """Three recommendations, due with the follow-up on 15 January 2025, seen on 1 March 2024."""
    desk = Desk(TODAY)
    desk.happens(
        completed_event(
            recommendations=(
                build_recommendation("R1"),
                build_recommendation("R2"),
                build_recommendation("R3", audience="committee"),
            )
        )
    )
    return desk


def new(reference: str, **said: Any) -> NewSuccessor:
    usual: dict[str, Any] = {
        "text": f"Synthetic: {reference}", "themes": ("travel",), "priority": "high", "made_by": "CTED",
        "assistance_needed": True,
    }  # fmt: skip
    return NewSuccessor(reference, **usual | said)


def succession(desk: Desk, change: str, parents: str, *successors: NewSuccessor, **said: Any) -> Succeed:
    ids = tuple(recommendation_id(about()["assessment_id"], one) for one in parents.split())
    usual: dict[str, Any] = {"decided_on": TODAY, "decided_by": "CTED"}
    return Succeed(desk.cycle().id, GivenSuccession(change, ids, successors, **usual | said))  # type: ignore[arg-type]


def assess(desk: Desk, reference: str, how: Any, on: date = TODAY) -> None:
    one = desk.recommendation(reference)
    desk.asks(AssessRecommendation(one.cycle_id, one.id, GivenAssessment(on, how)))


def live(desk: Desk) -> set[str]:
    return {row.reference for row in desk.rows[RECOMMENDATIONS].values() if row.lifecycle == "live"}


# ---- merged and split -------------------------------------------------------------------


def test_children_of_a_split_point_to_their_parent_and_alone_are_live(desk: Desk) -> None:
    (told,) = desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    assert isinstance(told, RecommendationSucceeded)
    assert (told.change, told.parents, told.occurred_on) == ("split", (desk.recommendation("R1").id,), TODAY)
    assert [one.recommendation.reference for one in told.successors] == ["R1a", "R1b"]
    assert live(desk) == {"R1a", "R1b", "R2", "R3"}
    parent, child = desk.recommendation("R1"), desk.recommendation("R1a")
    assert (parent.lifecycle, parent.closed_on, parent.closed_by) == ("superseded", TODAY, "CTED")
    assert (child.parents, child.cycle_id, child.synthetic) == ((parent.id,), desk.cycle().id, True)


def test_children_of_a_split_inherit_the_assessed_status_and_no_position(desk: Desk) -> None:
    one = desk.recommendation("R1")
    desk.asks(StatePosition(one.cycle_id, one.id, GivenPosition(TODAY, "accepted", "implemented")))
    assess(desk, "R1", "in_progress")
    (told,) = desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    assert isinstance(told, RecommendationSucceeded)
    assert [one.assessed for one in told.successors] == ["in_progress"] * 2
    child = desk.recommendation("R1b")
    assert (child.assessed, child.assessed_on, child.position, child.reported) == ("in_progress", TODAY, None, None)


def test_a_merger_takes_the_lowest_status_until_it_is_assessed_itself(desk: Desk) -> None:
    assess(desk, "R1", "implemented")
    assess(desk, "R2", "partly_implemented")
    desk.asks(succession(desk, "merge", "R1 R2", new("R12")))
    assert desk.recommendation("R12").assessed == "partly_implemented"
    assess(desk, "R12", "implemented")
    assert desk.recommendation("R12").assessed == "implemented"


def test_a_merger_with_one_that_is_not_assessed_is_not_assessed(desk: Desk) -> None:
    assess(desk, "R1", "implemented")
    desk.asks(succession(desk, "merge", "R1 R2", new("R12")))
    assert (desk.recommendation("R12").assessed, desk.recommendation("R12").assessed_on) == (None, None)


def test_the_earliest_due_date_wins(desk: Desk) -> None:
    for reference, due_on in (("A1", date(2024, 9, 1)), ("A2", date(2024, 12, 1))):
        given = NewRecommendation(reference, "Synthetic", ("travel",), "low", "CTED", True, TODAY, due_on=due_on)
        desk.asks(AddRecommendation(desk.cycle().id, given))
    (told,) = desk.asks(succession(desk, "merge", "A1 A2 R1", new("M")))
    assert isinstance(told, RecommendationSucceeded)
    one = told.successors[0]
    assert one.due_on == one.own_due_on == desk.recommendation("M").due_on == date(2024, 9, 1)
    assert desk.refuses(succession(desk, "split", "M", new("Ma", due_on=date(2024, 9, 2)), new("Mb"))).fields == (
        "successors.0.due_on",
    )
    desk.asks(succession(desk, "split", "M", new("Ma", due_on=date(2024, 8, 1)), new("Mb")))
    assert (desk.recommendation("Ma").due_on, desk.recommendation("Mb").due_on) == (date(2024, 8, 1), date(2024, 9, 1))


def test_the_earliest_due_date_wins_though_the_follow_up_s_own_became_so_later(desk: Desk) -> None:
    desk.asks(succession(desk, "split", "R1", new("Ra", due_on=date(2024, 12, 1)), new("Rb")))
    decision = GivenDueDate(date(2024, 11, 1), TODAY, "CTC", "Synthetic")
    desk.asks(DecideDueDate(desk.cycle().id, decision))
    (told,) = desk.asks(succession(desk, "split", "Ra", new("Ra1"), new("Ra2")))
    assert isinstance(told, RecommendationSucceeded)
    assert {one.due_on for one in told.successors} == {date(2024, 11, 1)}


def test_what_was_due_with_the_follow_up_goes_on_to_be_so(desk: Desk) -> None:
    (told,) = desk.asks(succession(desk, "merge", "R1 R2", new("R12")))
    assert isinstance(told, RecommendationSucceeded)
    assert (told.successors[0].due_on, told.successors[0].own_due_on) == (date(2025, 1, 15), None)
    assert desk.recommendation("R12").due_on is None, "it moves with the follow-up"


def test_assistance_is_requested_for_a_successor_as_for_its_parents(desk: Desk) -> None:
    desk.happens(
        corrected_event(
            recommendations=(build_recommendation("R1", assistance_requested=True), build_recommendation("R2"))
        ),
        id_="c",
    )
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b", assistance_needed=False)))
    assert desk.recommendation("R1a").assistance_requested
    assert not desk.recommendation("R1b").assistance_requested


def test_a_successor_is_split_and_merged_again_and_stays_when_the_assessment_is_corrected(desk: Desk) -> None:
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    desk.asks(succession(desk, "merge", "R1a R2", new("N")))
    assert (
        kinds(
            desk.happens(
                corrected_event(
                    recommendations=(build_recommendation("R1"), build_recommendation("R2"), build_recommendation("R3"))
                )
            )
        )
        == []
    )
    assert live(desk) == {"R1b", "R3", "N"}
    told = desk.happens(withdrawn_event(TODAY))
    assert kinds(told).count("recommendation.closed") == 3
    assert live(desk) == set()


def test_the_same_succession_again_is_known(desk: Desk) -> None:
    command = succession(desk, "merge", "R1 R2", new("R12"))
    desk.asks(command)
    assess(desk, "R12", "implemented")
    assert desk.asks(command) == []
    assert desk.recommendation("R12").assessed == "implemented"


# ---- who may have a successor -----------------------------------------------------------


def test_a_successor_is_for_who_may_have_every_one_of_its_parents(desk: Desk) -> None:
    desk.asks(succession(desk, "merge", "R1 R3", new("R13")))
    told = desk.list_events(RecommendationSucceeded)[0].successors[0].recommendation
    assert (told.audience, told.parties) == ("committee", ("state:KEN",))
    assert desk.recommendation("R13").audience == "committee"


def test_it_may_be_for_fewer_and_never_for_more(desk: Desk) -> None:
    refusal = desk.refuses(succession(desk, "split", "R1", new("R1a", audience="public"), new("R1b")))
    assert (refusal.code, refusal.rule, refusal.paragraph) == ("wider-than-its-parents", "7", "OP19")
    assert refusal.fields == ("successors.0.audience",)
    desk.asks(succession(desk, "split", "R1", new("R1a", audience="council"), new("R1b")))
    assert [one.meant_for for one in desk.list_events(RecommendationSucceeded)[0].successors] == ["council", "un"]


def test_one_for_fewer_than_its_parents_is_for_nobody_whom_their_state_named_on_them(desk: Desk) -> None:
    desk.happens(disclosed_event("un", "R1", parties=("state:KEN", "state:UGA")))
    desk.asks(succession(desk, "split", "R1", new("R1a", audience="committee"), new("R1b")))
    assert desk.recommendation("R1a").disclosed_parties == ("state:KEN",)
    assert desk.recommendation("R1b").disclosed_parties == ("state:KEN", "state:UGA")


def test_one_of_public_parents_is_the_uns_until_it_is_decided_on_it(desk: Desk) -> None:
    desk.happens(disclosed_event("public", "R1"))
    assert desk.refuses(succession(desk, "split", "R1", new("R1a", audience="public"), new("R1b"))).code == (
        "wider-than-its-parents"
    )
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    assert {desk.recommendation(one).disclosed_to for one in ("R1a", "R1b")} == {"un"}


def test_a_state_that_narrows_its_choice_narrows_what_comes_after(desk: Desk) -> None:
    narrowed = disclosed_event("committee", "R1")
    desk.happens(narrowed, id_="d1")
    desk.happens(disclosed_event("public", "R2"), id_="d2")
    desk.happens(narrowed, id_="d1")
    assert desk.refuses(succession(desk, "merge", "R1 R2", new("R12", audience="un"))).code == "wider-than-its-parents"
    desk.asks(succession(desk, "merge", "R1 R2", new("R12")))
    assert desk.recommendation("R12").disclosed_to == "committee"


def test_a_choice_for_the_whole_bounds_successors_that_are_no_part_of_the_assessment(desk: Desk) -> None:
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    desk.happens(disclosed_event("council", "R2", whole=True))
    assert (desk.recommendation("R1a").disclosed_to, desk.recommendation("R2").disclosed_to) == ("council",) * 2
    desk.happens(disclosed_event("public", "R2", whole=True))
    assert desk.recommendation("R1a").disclosed_to == "council", "it is widened by its own decision only"


# ---- refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "parents", "successors", "code"),
    [
        ("merge", "R1", ("N",), "one-of-many"),
        ("merge", "R1 R1", ("N",), "one-of-many"),
        ("merge", "R1 R2", ("N", "M"), "one-of-many"),
        ("split", "R1", ("N",), "one-of-many"),
        ("split", "R1 R2", ("N", "M"), "one-of-many"),
        ("merge", "R1 R9", ("N",), "not-of-this-cycle"),
        ("merge", "R1 R2", ("R1",), "supersedes-itself"),
        ("merge", "R1 R2", ("R3",), "reference-taken"),
        ("split", "R1", ("N", "N"), "reference-taken"),
    ],
)
def test_what_succeeds_nothing_or_itself_or_too_much_is_refused(
    desk: Desk, change: str, parents: str, successors: tuple[str, ...], code: str
) -> None:
    refusal = desk.refuses(succession(desk, change, parents, *map(new, successors)))
    assert (refusal.code, refusal.rule, refusal.paragraph) == (code, "7", "OP16")
    assert live(desk) == {"R1", "R2", "R3"}


def test_a_circle_is_refused(desk: Desk) -> None:
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    refusal = desk.refuses(succession(desk, "merge", "R1a R1b", new("R1")))
    assert (refusal.code, refusal.rule, refusal.fields) == ("in-a-circle", "7", ("successors.0.reference",))


def test_only_live_ones_of_this_cycle_have_successors(desk: Desk) -> None:
    desk.happens(completed_event("A-2"))
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    assert desk.refuses(succession(desk, "split", "R1", new("N"), new("M"))).code == "parent-not-live"
    other = GivenSuccession("split", (desk.recommendation("R1", "A-2").id,), (new("N"), new("M")), TODAY)
    assert desk.refuses(Succeed(desk.cycle().id, other)).code == "not-of-this-cycle"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"decided_on": date(2024, 3, 2)}, "in-the-future"),
        ({"decided_on": date(2024, 1, 14)}, "before-the-assessment"),
        ({"decided_on": date(1944, 1, 1)}, "before-the-assessment"),
    ],
)
def test_a_succession_outside_its_time_is_refused(desk: Desk, said: dict[str, Any], code: str) -> None:
    assert desk.refuses(succession(desk, "merge", "R1 R2", new("N"), **said)).code == code


def test_an_unknown_theme_and_texts_beyond_one_event_are_refused(desk: Desk) -> None:
    assert desk.refuses(succession(desk, "merge", "R1 R2", new("N", themes=("no-such",)))).code == "unknown-theme"
    many = [new(f"N{number}", text="x" * 10_000) for number in range(11)]
    assert desk.refuses(succession(desk, "split", "R1", *many)).code == "texts-too-long"


def test_a_state_neither_merges_nor_splits(desk: Desk) -> None:
    assert desk.refuses(succession(desk, "merge", "R1 R2", new("N")), KENYA).status == 403


def test_a_successor_made_in_a_further_follow_up_falls_due_as_its_parent_does(desk: Desk) -> None:
    desk.asks(FileReport(desk.cycle().id, GivenReport(TODAY)))
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, GivenFollowUp(TODAY, "CTC", "Synthetic", "P12M")))
    desk.asks(succession(desk, "split", "R1", new("R1a"), new("R1b")))
    (told,) = desk.list_events(RecommendationSucceeded)
    assert {one.due_on for one in told.successors} == {date(2026, 1, 15)}

"""What pages are made of: months, time lines, graphs, recommendations with what came of each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.portal.asking.parts import Part
from services.portal.asking.shapes.assistance import Case, CasePart, Project
from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.recommendations import Assessment, Cycle, Recommendation, Response, Status
from services.portal.asking.shapes.reports import Edition
from services.portal.asking.shapes.traces import Event, Thing, Trace
from services.portal.pages.editions import group_by_series
from services.portal.pages.following import count_assessed, gather_recommendations, group_by_assessment, list_themes
from services.portal.pages.graphs import draw_trace
from services.portal.pages.months import Month, read_month
from services.portal.pages.timelines import LENGTH, build_timelines


def test_months_follow_each_other_over_years() -> None:
    assert Month(2024, 12).after == Month(2025, 1)
    assert Month(2025, 1).before == Month(2024, 12)
    assert Month(2025, 3).code == "2025-03"


@pytest.mark.parametrize("written", [None, "", "2025-13", "2025-00", "0000-01", "9999-12"])
def test_there_is_no_other_month(written: str | None) -> None:
    assert read_month(written) is None


def test_a_cycle_is_a_line_from_its_first_day_to_its_last() -> None:
    cycle = Cycle(
        id="c", assessment_id="a", status="overdue", due_on=date(2025, 11, 22),
        response=Response(due_on=date(2025, 6, 6), received_on=date(2025, 7, 6), late=True),
    )  # fmt: skip
    assessment = Assessment(id="a", submitted_to_ctc_on=date(2024, 11, 22))
    (line,) = build_timelines([cycle], [assessment], date(2025, 12, 31))
    assert [(mark.kind, mark.late) for mark in line.marks] == [
        ("submitted", False),
        ("response-due", False),
        ("response-received", True),
        ("report-due", False),
        ("today", False),
    ]
    places = [mark.at for mark in line.marks]
    assert (places[0], places[-1]) == (0, LENGTH)
    assert places == sorted(places)


def test_a_cycle_that_says_nothing_has_no_line() -> None:
    (line,) = build_timelines([Cycle(id="c", status="closed")], [], date(2025, 12, 31))
    assert line.marks == []


def event(id_: str, depth: int, parent: str | None = None, thing: str = "t") -> Event:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    return Event(id=id_, type="case.opened.v1", depth=depth, parent=parent, time=at, thing=Thing(kind="case", id=thing))


def test_each_effect_stands_below_its_cause_and_further_in() -> None:
    graph = draw_trace(Trace(id="t2", items=[event("a", 0), event("b", 1, "a", "t2"), event("c", 30, "b")]), str.upper)
    a, b, c = graph.nodes
    assert a.x < b.x < c.x <= graph.width
    assert a.y < b.y < c.y < graph.height
    assert [node.asked for node in graph.nodes] == [False, True, False]
    assert len(graph.edges) == 2
    assert a.label == "CASE.OPENED.V1"


def test_a_cause_on_an_earlier_page_has_no_line_and_the_deepest_stand_below_each_other() -> None:
    deep = [event("x", 20, "elsewhere"), event("y", 21, "x")]
    graph = draw_trace(Trace(id="t", items=deep), str)
    assert graph.nodes[0].x == graph.nodes[1].x
    (edge,) = graph.edges
    assert "H" not in edge.path


def recommendation(id_: str, **more: object) -> Recommendation:
    return Recommendation.model_validate({"id": id_, "assessment_id": "a", "themes": ["travel"], **more})


def test_three_words_are_kept_apart_and_come_with_the_steps() -> None:
    status = Status(id="r", position="accepted", reported="implemented", assessed="in_progress", assessed_steps="Seen.")
    (one,) = gather_recommendations([recommendation("r")], Part(Listed(items=[status])), Part(), Part())
    assert [(word.aspect, word.value, word.steps) for word in one.words] == [
        ("position", "accepted", None),
        ("reported", "implemented", None),
        ("assessed", "in_progress", "Seen."),
    ]


def test_without_followup_the_words_are_council_s_and_without_both_there_are_none() -> None:
    known = recommendation("r", status={"position": "partly", "position_on": "2024-01-01"})
    told, unknown = gather_recommendations([known, recommendation("s")], Part(lack="away"), Part(), Part())
    assert (told.words[0].value, told.words[0].on) == ("partly", "2024-01-01")
    assert unknown.words == []


def test_a_project_serves_what_it_cites_and_the_need_that_took_it_up() -> None:
    case = Case(id="c", recommendation_id="r", parts=[CasePart(project_id="p2", status="taken_up")])
    projects = [Project(id="p1", recommendations=["s"]), Project(id="p2"), Project(id="p3", recommendations=["r", "s"])]
    served, cited = gather_recommendations(
        [recommendation("r"), recommendation("s")], Part(), Part(Listed(items=[case])), Part(Listed(items=projects))
    )
    assert [one.id for one in served.projects] == ["p2", "p3"]
    assert [one.id for one in cited.projects] == ["p1", "p3"]
    assert served.case == case


def test_what_came_of_recommendations_is_summed_up_by_what_cted_said() -> None:
    said = {"a": "implemented", "b": None, "c": "not_started", "d": "implemented", "e": "newly_invented"}
    statuses = Listed[Status](items=[Status(id=id_, assessed=value) for id_, value in said.items()])
    followed = gather_recommendations([recommendation(id_) for id_ in said], Part(statuses), Part(), Part())
    assert count_assessed(followed) == [("implemented", 2), ("not_started", 1), ("", 1), ("newly_invented", 1)]
    assert count_assessed(gather_recommendations([recommendation("a")], Part(), Part(), Part())) == []


def test_recommendations_stand_below_their_assessment_and_themes_are_counted() -> None:
    other = recommendation("s", assessment_id="b", themes=["gender", "travel"])
    followed = gather_recommendations([recommendation("r"), other], Part(), Part(), Part())
    groups = group_by_assessment(followed, [Assessment(id="a")])
    assert [(group.assessment and group.assessment.id, len(group.items)) for group in groups] == [("a", 1), (None, 1)]
    assert list_themes(followed, str.title) == [("gender", "Gender", 1), ("travel", "Travel", 2)]


def test_editions_of_one_report_stand_together_the_newest_first() -> None:
    editions = [
        Edition(id="annual-2022-1", report="annual", year=2022, edition=1, published_on=date(2023, 1, 15)),
        Edition(id="annual-2022-2", report="annual", year=2022, edition=2, published_on=date(2023, 3, 1)),
        Edition(id="review-2022-1", report="review", year=2022, edition=1, published_on=date(2023, 2, 1)),
        Edition(id="f", report="followup", year=2022, edition=1, thing="cycle"),
    ]
    series = group_by_series(editions)
    assert [(one.report, one.about, one.last.edition) for one in series] == [
        ("annual", "2022", 2),
        ("review", "2022", 1),
        ("followup", "cycle", 1),
    ]

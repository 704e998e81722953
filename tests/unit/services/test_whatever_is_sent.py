"""Whatever other systems send, and exchange takes in: no service fails on it, nor on what follows from it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.catalog import NOTICES
from contracts.ids import assessment_id, recommendation_id
from services.unoct.projects.model import MOST_SERVED
from tests.support.house import House

pytestmark = pytest.mark.thorough

SOURCES = ("urn:example:a", "urn:example:b")
REFERENCES = ("R", "S")
STATES = ("KEN", "FJI", "SSD", "XXX")
DAYS = (
    "0001-01-01",
    "0001-12-31",
    "1945-01-01",
    "2023-12-31",
    "2024-02-29",
    "2024-06-30",
    "2024-07-01",
    "2024-07-02",
    "9999-12-31",
)
PARTIAL = (*DAYS, "2024", "2024-06", "2044", "9999", "0001")
BODIES = ("CTED", "UNODC", "un women", "\U0001f600", "x" * 500)
THEMES = ("cft", "borders", "x")
TEXTS = ("x", "\U0001f600" * 10_000, "<b>&'\"", "\N{LINE SEPARATOR}")
IDS = tuple(recommendation_id(assessment_id(source, one), one) for source in SOURCES for one in REFERENCES)

texts, days, partial = st.sampled_from(TEXTS), st.sampled_from(DAYS), st.sampled_from(PARTIAL)
references, states = st.sampled_from(REFERENCES), st.sampled_from(STATES)


def some(**fields: Any) -> dict[str, st.SearchStrategy[Any]]:
    """Fields that may be left out."""
    return fields


recommendations = st.fixed_dictionaries(
    {
        "reference": references, "text": texts, "themes": st.lists(st.sampled_from(THEMES[:2]), max_size=40),
        "priority": st.sampled_from(("high", "medium", "low")), "made_by": st.sampled_from(("CTED", "CTC")),
        "assistance_needed": st.booleans(),
    },
    optional=some(
        assistance_requested=st.booleans(), audience=st.sampled_from(("committee", "un", "public")),
        provision=st.sampled_from(("OP1", "x" * 500)), pillar=st.integers(1, 4),
    ),
)  # fmt: skip
findings = st.fixed_dictionaries(
    {"provision": st.sampled_from(("OP1", "x" * 500)), "result": st.sampled_from(("full", "partial", "none"))},
    optional=some(text=texts, shortfall=texts, good_practice=texts, audience=st.sampled_from(("un", "public"))),
)
visits = st.fixed_dictionaries({"start": partial, "end": partial, "mode": st.sampled_from(("onsite", "virtual"))})
content = {
    "reference": references, "state": states, "kind": st.sampled_from(("comprehensive", "desk", "follow-up")),
    "report_date": days, "submitted_to_ctc_on": days, "recommendations": st.lists(recommendations, max_size=3),
}  # fmt: skip
more_content = some(
    visit=visits, received_by_state_on=days, findings=st.lists(findings, max_size=2),
    wider_release=st.fixed_dictionaries(
        {"decided_by": st.just("X"), "decided_on": days, "consulted_ctc": st.booleans()}
    ),
)  # fmt: skip
positions = st.fixed_dictionaries(
    {"recommendation_reference": references},
    optional=some(
        position=st.sampled_from(("accepted", "not_accepted")), implementation=st.just("implemented"), steps=texts,
        capacity=texts, assistance_needed=st.booleans(),
    ),
)  # fmt: skip
of_another = some(assessment_source=st.sampled_from(SOURCES))
SENT = {
    "notice.assessment.submitted.v1": st.fixed_dictionaries(content, optional=more_content),
    "notice.assessment.corrected.v1": st.fixed_dictionaries(
        content, optional=more_content | some(corrected_on=days, reason=texts, document=st.just("S/1"))
    ),
    "notice.assessment.received.v1": st.fixed_dictionaries(
        {"reference": references, "state": states, "received_by_state_on": days}, optional=of_another
    ),
    "notice.assessment.withdrawn.v1": st.fixed_dictionaries(
        {"reference": references, "state": states, "withdrawn_on": days, "reason": texts}, optional=of_another
    ),
    "notice.visit.planned.v1": st.fixed_dictionaries(
        {"reference": references, "body": st.sampled_from(BODIES), "state": states, "start": partial},
        optional=some(end=partial, purpose=texts, cancelled_on=days, reason=texts, kind=st.just("focused")),
    ),
    "notice.project.registered.v1": st.fixed_dictionaries(
        {
            "reference": references, "title": st.sampled_from(("x", "x" * 500)), "lead_body": st.sampled_from(BODIES),
            "states": st.lists(states, max_size=193), "themes": st.lists(st.sampled_from(THEMES), max_size=3),
            "status": st.sampled_from(("planned", "active", "completed", "cancelled")),
        },
        optional=some(
            start=partial, end=partial, budget_usd=st.sampled_from((0, 10**12)),
            recommendations=st.lists(st.sampled_from(IDS), max_size=4), products=st.just(["p"]),
            kind=st.just("programme"),
        ),
    ),
    "notice.response.received.v1": st.fixed_dictionaries(
        {
            "assessment_reference": references, "state": states, "received_on": days,
            "positions": st.lists(positions, max_size=3),
        },
        optional=of_another,
    ),
}  # fmt: skip
notices = st.one_of([st.tuples(st.just(name), data) for name, data in SENT.items()])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.tuples(st.sampled_from(SOURCES), notices), min_size=1, max_size=12))
def test_no_service_fails_on_whatever_is_sent(sent: list[tuple[str, tuple[str, dict[str, Any]]]]) -> None:
    house = House()
    for source, (type_, data) in sent:
        told = house.send(type_, data, source)
        assert not any(one.data.get("code") == "could-not-be-judged" for one in told)


def test_every_kind_of_notice_is_tried() -> None:
    assert SENT.keys() == NOTICES


@pytest.mark.parametrize(("count", "answer"), [(MOST_SERVED, "accepted"), (1_000, "refused")])
def test_a_project_that_cites_as_much_as_a_notice_may_is_answered(count: int, answer: str) -> None:
    """As many needs as a project may serve, and as many ids as a notice may hold; each need with a case."""
    house = House()
    needs = _release(house, 1_000)
    data = {
        "reference": "P", "title": "x", "lead_body": "UNODC", "states": ["KEN"], "themes": [], "status": "active",
        "recommendations": needs[:count],
    }  # fmt: skip
    told = house.send("notice.project.registered.v1", data)
    assert [one.type for one in told].count(f"notice.{answer}.v1") == 1


def _release(house: House, count: int) -> list[str]:
    """Assessments with this many recommendations in all, each a need with a case."""
    needs: list[str] = []
    for number in range(count // 500):
        one = {"themes": ["cft"], "priority": "high", "made_by": "CTED", "assistance_needed": True, "text": "x"}
        data = {
            "reference": f"A{number}", "state": "KEN", "kind": "desk", "report_date": "2024-03-01",
            "submitted_to_ctc_on": "2024-03-15",
            "recommendations": [{**one, "reference": f"R{n}", "assistance_requested": True} for n in range(500)],
        }  # fmt: skip
        house.send("notice.assessment.submitted.v1", data)
        assessment = assessment_id("urn:example:sender", f"A{number}")
        needs += [recommendation_id(assessment, f"R{n}") for n in range(500)]
    return needs

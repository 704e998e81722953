"""A contract only grows: each kind of change that breaks somebody is told, and nothing else is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from contracts.catalog import EVENTS, decode, encode
from contracts.tools.compatibility import CLOSED, find_breaks
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of
from contracts.vocabulary import KNOWN_SO_FAR, REPORTS

OLD = schema_of(EVENTS["assessment.completed.v1"])
Mutation = Callable[[dict[str, Any]], Any]


def after(mutate: Mutation) -> list[str]:
    new = copy.deepcopy(OLD)
    mutate(new)
    assert new != OLD
    return find_breaks(OLD, new)


def fields(schema: dict[str, Any], part: str = "") -> dict[str, Any]:
    found: dict[str, Any] = (schema["$defs"][part] if part else schema)["properties"]
    return found


@pytest.mark.parametrize(
    ("mutate", "line"),
    [
        (lambda s: fields(s).pop("kind"), "the data.kind: removed"),
        (lambda s: fields(s, "Finding").pop("text"), "the data.findings[].text: removed"),
        (lambda s: s["required"].append("visit_id"), "the data.visit_id: now required"),
        (lambda s: (fields(s).update(x={}), s["required"].append("x")), "the data.x: new and required"),
        (lambda s: s["required"].remove("kind"), "the data.kind: no longer always there"),
        (lambda s: fields(s)["opens_cycle"].update(type="string"), "the data.opens_cycle: type changed"),
        (lambda s: fields(s)["report_date"].pop("format"), "the data.report_date: format removed"),
        (lambda s: fields(s)["reference"].update(format="uri"), "the data.reference: format added"),
        (lambda s: fields(s)["state"].update(pattern="^[A-Z]{2}$"), "the data.state: pattern changed"),
        (lambda s: fields(s)["synthetic"].update(default=True), "the data.synthetic: default changed"),
        (lambda s: fields(s)["kind"]["enum"].append("new"), "the data.kind: new added"),
        (lambda s: fields(s)["kind"]["enum"].remove("desk"), "the data.kind: desk removed"),
        (
            lambda s: fields(s)["kind"]["enum"].__setitem__(0, "full"),
            "the data.kind: full added, comprehensive removed",
        ),
        (
            lambda s: fields(s, "Recommendation")["text"].update(maxLength=5000),
            "the data.recommendations[].text: maxLength narrowed from 10000 to 5000",
        ),
        (
            lambda s: fields(s, "Recommendation")["text"].update(maxLength=50_000),
            "the data.recommendations[].text: maxLength widened from 10000 to 50000",
        ),
        (
            lambda s: fields(s, "Recommendation")["pillar"].update(minimum=2),
            "the data.recommendations[].pillar: minimum narrowed from 1 to 2",
        ),
        (
            lambda s: fields(s, "Recommendation")["pillar"].update(minimum=0),
            "the data.recommendations[].pillar: minimum widened from 1 to 0",
        ),
        (lambda s: fields(s)["findings"].pop("items"), "the data.findings: items removed"),
        (lambda s: s.update(additionalProperties=False), "the data: additionalProperties added"),
        (lambda s: s.update(anyOf=[{"required": ["visit"]}]), "the data: anyOf added"),
    ],
)
def test_a_change_that_breaks_somebody_is_told(mutate: Mutation, line: str) -> None:
    assert line in after(mutate)


@pytest.mark.parametrize(
    "mutate",
    [
        lambda s: fields(s).update(added={"type": "string"}),
        lambda s: fields(s, "Recommendation").update(added={"type": "array", "items": {"type": "string"}}),
        lambda s: s.update(description="Another text.", title="another", examples=[{}]),
        lambda s: fields(s)["kind"].update(description="Another text."),
        lambda s: s["$defs"].update(Unused={"type": "object"}),
        lambda s: s["required"].reverse(),
        lambda s: s.update(CLOSED),
    ],
)
def test_growth_and_better_words_break_nobody(mutate: Mutation) -> None:
    assert after(mutate) == []


# ---- open lists -----------------------------------------------------------------------------

PUBLISHED = schema_of(EVENTS["report.published.v1"])


def build_closed_schema() -> dict[str, Any]:
    """As it was in 0.1.0: a closed list."""
    schema = copy.deepcopy(PUBLISHED)
    schema["properties"]["report"] = {"type": "string", "enum": list(REPORTS)}
    return schema


def change_schema(**field: Any) -> dict[str, Any]:
    schema = copy.deepcopy(PUBLISHED)
    schema["properties"]["report"] |= field
    return schema


def test_a_report_that_is_new_breaks_nobody() -> None:
    assert find_breaks(PUBLISHED, change_schema(**{KNOWN_SO_FAR: [*REPORTS, "quarterly"]})) == []


def test_a_report_that_nobody_knows_yet_is_read() -> None:
    data = encode(example("report.published.v1")).replace(b'"report":"annual"', b'"report":"quarterly"')
    assert decode("report.published.v1", data).report == "quarterly"  # type: ignore[attr-defined]


def test_one_that_goes_is_told() -> None:
    assert find_breaks(PUBLISHED, change_schema(**{KNOWN_SO_FAR: list(REPORTS[1:])})) == [
        "the data.report: annual removed"
    ]


def test_a_closed_list_may_be_opened_if_all_its_values_stay() -> None:
    assert find_breaks(build_closed_schema(), PUBLISHED) == []
    assert find_breaks(build_closed_schema(), change_schema(**{KNOWN_SO_FAR: list(REPORTS[1:])})) == [
        "the data.report: annual removed"
    ]
    assert find_breaks(build_closed_schema(), change_schema(maxLength=7)) == [
        f"the data.report: {name} is no longer taken" for name in ("followup", "briefing", "thematic", "programme",
        "schedule")
    ]  # fmt: skip


def test_an_open_list_is_not_closed_again_nor_its_form_narrowed() -> None:
    lines = find_breaks(PUBLISHED, build_closed_schema())
    assert "the data.report: enum added" in lines
    assert "the data.report: x-extensible-enum removed" in lines
    assert find_breaks(PUBLISHED, change_schema(maxLength=20)) == ["the data.report: maxLength narrowed from 60 to 20"]


def test_what_is_handed_on_grows_with_the_notices() -> None:
    old = schema_of(EVENTS["notice.taken_in.v1"])
    grown, broken = copy.deepcopy(old), copy.deepcopy(old)
    fields(grown, "NoticeVisitPlanned")["added"] = {"type": "string"}
    fields(broken, "NoticeVisitPlanned").pop("body")
    assert find_breaks(old, grown) == []
    assert find_breaks(old, broken) == ["the data.notice(5).body: removed"]
    broken["properties"]["notice"]["oneOf"].pop()
    assert find_breaks(old, broken) == ["the data.notice: oneOf changed"]


def test_a_field_that_is_called_as_a_note_is_a_field() -> None:
    old = schema_of(EVENTS["report.published.v1"])
    new = copy.deepcopy(old)
    new["properties"].pop("title")
    assert find_breaks(old, new) == ["the data.title: removed"]

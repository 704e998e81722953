"""A trace stands in causal order, whatever the clocks say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.council.lookups.traces.model import MOST_EVENTS, Lineage, put_in_order
from services.council.lookups.traces.views import list_things, show_event


def row(id_: str, parent: str, minute: int, type_: str = "assessment.completed.v1", thing: str = "a-1") -> Any:
    return {
        "id": id_, "parent": parent, "time": datetime(2024, 1, 1, 0, minute, tzinfo=UTC), "type": type_,
        "thing": thing, "source": "/services/x", "subject": "KEN", "occurred_on": None, "synthetic": True,
        "causationid": parent, "correlationid": "cor", "topic": "ctc.x", "partition": 0, "position": 1,
    }  # fmt: skip


def build_lineage(*rows: Any, **parents: str) -> Lineage:
    return Lineage({each["id"]: each for each in rows}, parents)


def ids(of: Lineage) -> list[tuple[int, str]]:
    return [(depth, event["id"]) for depth, event in put_in_order(of)]


def test_causes_stand_before_effects() -> None:
    assert ids(build_lineage(row("c", "b", 3), row("a", "", 1), row("b", "a", 2))) == [(0, "a"), (1, "b"), (2, "c")]


def test_a_cause_stands_first_even_if_its_clock_was_ahead() -> None:
    assert ids(build_lineage(row("a", "", 9), row("b", "a", 2), row("z", "", 5))) == [(0, "z"), (0, "a"), (1, "b")]


def test_events_of_one_instant_keep_one_order() -> None:
    rows = [row("b", "a", 1), row("d", "b", 1), row("c", "a", 1), row("a", "", 1)]
    assert ids(build_lineage(*rows)) == ids(build_lineage(*reversed(rows))) == [(0, "a"), (1, "b"), (1, "c"), (2, "d")]


def test_a_cause_that_is_not_shown_is_not_named() -> None:
    trace = build_lineage(row("b", "a", 2))
    assert show_event(trace, 0, trace.events["b"], inside=False)["parent"] is None


def test_a_bridged_cause_stands_for_the_one_that_council_never_reads() -> None:
    trace = build_lineage(row("a", "", 1), row("case", "released", 1), case="a")
    assert ids(trace) == [(0, "a"), (1, "case")]
    assert show_event(trace, 1, trace.events["case"], inside=True)["parent"] == "a"


def test_where_it_stood_and_its_lineage_are_for_insiders() -> None:
    trace = build_lineage(row("a", "", 1))
    inside = {"topic", "partition", "position", "causationid", "correlationid"}
    assert not inside & show_event(trace, 0, trace.events["a"], inside=False).keys()
    assert inside <= show_event(trace, 0, trace.events["a"], inside=True).keys()


def test_a_thing_is_named_once_with_its_kind() -> None:
    trace = build_lineage(
        row("a", "", 1, "disclosure.changed.v1"), row("b", "a", 2), row("c", "b", 3, "followup.overdue.v1", "f-1")
    )
    assert list_things(trace) == [{"kind": "assessment", "id": "a-1"}, {"kind": "cycle", "id": "f-1"}]


def test_a_trace_has_a_limit_and_says_so() -> None:
    trace = Lineage()
    assert len(trace.add(row(f"e{n}", "", 1) for n in range(MOST_EVENTS + 5))) == MOST_EVENTS
    assert not trace.complete

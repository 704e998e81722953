"""The year's programme of visits (OP12), for the Committee: the list with its reasons, and its changes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from services.council.counting.sql import load_statement
from services.council.documents.cells import Row, lines
from services.council.documents.document import Table
from services.council.documents.words import spell_day, state_name
from services.council.figures.programme import PROGRAMME
from services.council.populations import STATES
from services.council.reports import plain
from services.council.reports.kind import Kind, Material, Query, query

Said = Mapping[str, Any]
"""What an event says."""
ANSWERS: Final = {"asked": "asked", "given": "given", "declined": "declined", "lapsed": "not answered"}
COLUMNS: Final = ("State", "Reasons and evidence", "Last visit", "Consent", "Changes after adoption")
CHANGES: Final = ("Day", "Added", "Removed", "Reason")


def build_tables(of: Material) -> tuple[Table, ...]:
    """The list as it stands, and its changes after it was adopted."""
    events = [orjson.loads(row["data"]) for row in of.rows["events"]]
    return _build_list(of, events), _build_changes(of, events)


def _build_list(of: Material, events: Sequence[Said]) -> Table:
    """A line a State: why it is listed, its last visit, how it answered in any year, and what changed."""
    reasons = {entry["state"]: entry.get("reasons", ()) for event in events for entry in event["entries"]}
    titles = {reason.code: reason.title for reason in of.reference.practice.listing_reasons}
    consents: dict[str, list[Row]] = defaultdict(list)
    for row in of.rows["consents"]:
        consents[row["state"]].append(row)
    rows = [
        (
            state_name(of.reference, state),
            "; ".join(_word_reason(one, titles) for one in reasons.get(state, ())) or "none stated",
            _word_last_visit(row),
            "; ".join(f"{one['year']}: {ANSWERS[one['stage']]}" for one in consents[state]) or "never asked",
            "; ".join(_word_changes(events, state)) or "none",
        )
        for row in of.rows["states"]
        for state in (row["state"],)
    ]
    return lines("table-programme", f"States to ask for consent to a visit in {of.scope.year}", COLUMNS, rows)


def _build_changes(of: Material, events: Sequence[Said]) -> Table:
    """A line a change: which States came and went, and why."""

    def name_all(states: Iterable[str]) -> str:
        return ", ".join(state_name(of.reference, state) for state in states) or "none"

    rows = [
        (
            date.fromisoformat(event["occurred_on"]),
            name_all(event.get("added", ())),
            name_all(event.get("removed", ())),
            event["reason"],
        )
        for event in events
        if "reason" in event
    ]
    caption = f"Changes of the list of {of.scope.year} after its adoption"
    return lines("table-programme-changes", caption, CHANGES, rows)


def _word_last_visit(row: Row) -> str:
    """A day that is only known by its month or year stands as the last one of it."""
    day: date | None = row["last_visit"]
    if day is None:
        return "never"
    return spell_day(day) if row["to_the_day"] else f"by {spell_day(day)}"


def _word_reason(one: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Its title; the code where the reference data no longer has it."""
    title, evidence = titles.get(one["code"], one["code"]), one.get("evidence")
    return f"{title} ({evidence})" if evidence else title


def _word_changes(events: Iterable[Said], state: str) -> Iterable[str]:
    """Words that a State on the list was added, or removed and added again."""
    for event in events:
        for change in ("added", "removed"):
            if state in event.get(change, ()):
                yield f"{change} on {spell_day(date.fromisoformat(event['occurred_on']))}: {event['reason']}"


KIND: Final = Kind(
    name="programme",
    audience="committee",
    shown_to="committee",
    title=lambda scope: f"Programme of visits to Member States in {scope.year}",
    subtitle="Of the Counter-Terrorism Committee",
    compose=plain.compose,
    figures=PROGRAMME,
    counts_assessments=False,
    lists={
        "states": query(
            STATES,
            "id as state, last_visit_on as last_visit, is_to_the_day as to_the_day",
            'is_listed order by id collate "C"',
        ),
        "events": Query(load_statement(__file__, "queries/programme_events")),
        "consents": Query(
            load_statement(__file__, "queries/programme_consents"),
            lambda of: {"states": [row["state"] for row in of.rows["states"]]},
        ),
    },
    tables=build_tables,
    ahead=True,
)

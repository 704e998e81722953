"""The year's programme of visits (OP12), for the Committee: the list with its reasons, and its changes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from services.council.counting.sql import load_statement
from services.council.documents.cells import Row, lines, say_in_cell
from services.council.documents.document import Paragraph, Table
from services.council.figures.programme import PROGRAMME
from services.council.populations import STATES
from services.council.reports import plain
from services.council.reports.brief import say_how_many
from services.council.reports.kind import Kind, Material, Query, query
from services.council.words.catalogue import Words
from services.council.words.names import begin_cell, name_title, name_value

Said = Mapping[str, Any]
"""What an event says."""
COLUMNS: Final = ("state", "reasons", "last-visit", "consent", "changes")
CHANGES: Final = ("day", "added", "removed", "reason")


def build_tables(of: Material) -> tuple[Table, ...]:
    """The list as it stands, and its changes after it was adopted."""
    events = [orjson.loads(row["data"]) for row in of.rows["events"]]
    return _build_list(of, events), _build_changes(of, events)


def _build_list(of: Material, events: Sequence[Said]) -> Table:
    """A line a State: why it is listed, its last visit, how it answered in any year, and what changed."""
    words = of.words
    reasons = {entry["state"]: entry.get("reasons", ()) for event in events for entry in event["entries"]}
    consents: dict[str, list[Row]] = defaultdict(list)
    for row in of.rows["consents"]:
        consents[row["state"]].append(row)

    def join(several: Iterable[str], otherwise: str) -> str:
        return begin_cell(words.join(several, "semicolon") or words.say(otherwise))

    rows = [
        (
            of.state(state),
            join((_word_reason(of, one) for one in reasons.get(state, ())), "programme-reasons-none"),
            _word_last_visit(words, row),
            join((_word_consent(words, one) for one in consents[state]), "programme-consent-never"),
            join(_word_changes(words, events, state), "none"),
        )
        for row in of.rows["states"]
        for state in (row["state"],)
    ]
    return lines(words, "table-programme", of.say("programme-list"), COLUMNS, rows)


def _build_changes(of: Material, events: Sequence[Said]) -> Table:
    """A line a change: which States came and went, and why."""

    def name_all(states: Iterable[str]) -> str:
        return of.words.join(of.state(state) for state in states) or say_in_cell(of.words, "none")

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
    return lines(of.words, "table-programme-changes", of.say("programme-changes"), CHANGES, rows)


def _word_last_visit(words: Words, row: Row) -> str:
    """A day that is only known by its month or year stands as the last one of it."""
    day: date | None = row["last_visit"]
    if day is None:
        return say_in_cell(words, "never")
    return words.day(day) if row["to_the_day"] else say_in_cell(words, "by-day", day=day)


def _word_reason(of: Material, one: Mapping[str, str]) -> str:
    """Its title; the code where the reference data no longer has it."""
    title = name_title(of.words, one["code"], of.reference.practice.listing_reasons)
    evidence = one.get("evidence")
    return of.words.say("with-note", text=title, note=evidence) if evidence else title


def _word_consent(words: Words, row: Row) -> str:
    answer = name_value(words, "consent", row["stage"]) or ""
    return words.say("programme-consent", year=str(row["year"]), answer=answer)


def _word_changes(words: Words, events: Iterable[Said], state: str) -> Iterable[str]:
    """Words that a State on the list was added, or removed and added again."""
    for event in events:
        for change in ("added", "removed"):
            if state in event.get(change, ()):
                day = date.fromisoformat(event["occurred_on"])
                yield words.say(f"programme-{change}", day=day, reason=event["reason"])


def say_brief(of: Material) -> Iterator[Paragraph]:
    """How many States are on the list and were visited, and whom it takes in. Without a list nothing more is said."""
    yield from say_how_many(of, "annual-programme-outcome", "annual-programme-none", visited="listed_visited")
    if not of.by_id["listed_visited"].denominator:
        return
    yield from say_how_many(of, "programme-brief-unvisited", "", listed="listed_never_visited")
    yield from say_how_many(
        of, "programme-brief-requests", "programme-brief-requests-none", honoured="requests_honoured"
    )
    yield from say_how_many(
        of, "programme-brief-changes", "programme-brief-changes-none", changes="changes_after_adoption"
    )


KIND: Final = Kind(
    name="programme",
    audience="committee",
    shown_to="committee",
    compose=plain.compose,
    figures=PROGRAMME,
    brief=say_brief,
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

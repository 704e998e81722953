"""What UNOCT's briefing lists: cases by State, duplication, briefings held, next steps. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from reference import Reference
from services.council.reports.cells import Row, Value, lines, term
from services.council.reports.document import Table
from services.council.reports.words import spelled, state_name

MEETINGS = {
    "briefing": "briefing of the Committee",
    "heads_meeting": "meeting of the heads of CTED and UNOCT",
    "follow_up_meeting": "follow-up meeting of the Chair with UNOCT",
}
LEVELS = {
    "under_secretary_general": "Under-Secretary-General",
    "assistant_secretary_general": "Assistant Secretary-General",
    "director": "Director",
    "other": "other",
}
CASES = ("State", "#Needs", "#Offered", "#Taken up", "#Delivered", "#Declined")
SINCE = ("What was done", "#Needs")
DONE = {
    "opened": "released to the United Nations system, with the State's request",
    "offered": "assistance offered",
    "taken_up": "taken up in a project or programme",
    "delivered": "assistance delivered",
    "declined": "declined",
    "cancelled": "no longer pursued",
}
USED = ("Programme", "Lead", "States", "#Products cited")
DUPLICATIONS = ("State", "Flagged", "Resolved", "Resolution")
BRIEFINGS = ("Held", "What", "Invited", "Level of speaker")
STEPS = ("Step", "Owner", "Due", "Indicator")


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of each table, in order."""

    year: int
    briefings: Sequence[Row] = ()
    """Those of the period."""
    since: Mapping[str, int] = field(default_factory=dict)
    """Needs for which something was done since the last briefing of the period, or its first day, by what it was."""
    cases: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Of each State how many needs there are, and for how many something was done, by what it was."""
    duplications: Sequence[Row] = ()
    programmes: Sequence[Row] = ()
    """Those that cite products, with what their events say."""
    steps: Sequence[Row] = ()

    @property
    def last_briefing(self) -> date | None:
        """The day of the last one in the period."""
        return last_briefing(self.briefings)


def last_briefing(briefings: Sequence[Row]) -> date | None:
    """The day of the last one of these."""
    return max((one["held_on"] for one in briefings if one["briefing_kind"] == "briefing"), default=None)


def tables(of: Lists, reference: Reference) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    return (
        lines("briefings", f"Briefings and meetings held in {of.year}", BRIEFINGS, _briefings(of)),
        lines("since", _since_when(of), SINCE, _since(of)),
        lines("cases", "Needs for assistance and what came of them, by State", CASES, _cases(of, reference)),
        lines(
            "duplications", f"Duplication open, or resolved in {of.year}", DUPLICATIONS, _duplications(of, reference)
        ),
        lines("products-used", "Programmes that cite products of the Committee", USED, _used(of, reference)),
        lines("next-steps", "Next steps agreed", STEPS, _next_steps(of)),
    )


def _briefings(of: Lists) -> Iterator[tuple[Value, ...]]:
    for one in of.briefings:
        yield one["held_on"], MEETINGS[one["briefing_kind"]], one["invited_on"], LEVELS.get(one["speaker"] or "")


def _since_when(of: Lists) -> str:
    last = of.last_briefing
    return (
        f"Since the last briefing, on {spelled(last)}" if last else f"Since 1 January {of.year}: no briefing was held"
    )


def _since(of: Lists) -> Iterator[tuple[Value, ...]]:
    return ((words, of.since.get(stage, 0)) for stage, words in DONE.items())


def _used(of: Lists, reference: Reference) -> Iterator[tuple[Value, ...]]:
    for one in of.programmes:
        said = orjson.loads(one["data"])
        states = ", ".join(sorted(state_name(reference, state) for state in one["states"]))
        yield said["title"], said["lead_body"], states, len(said["products"])


def _cases(of: Lists, reference: Reference) -> Iterator[tuple[Value, ...]]:
    named = {state_name(reference, state): numbers for state, numbers in of.cases.items()}
    for name, numbers in sorted(named.items()):
        yield name, *numbers


def _duplications(of: Lists, reference: Reference) -> Iterator[tuple[Value, ...]]:
    for one in of.duplications:
        if one["resolved_on"] is None or one["resolved_on"].year == of.year:
            name = state_name(reference, one["state"])
            yield name, one["flagged_on"], one["resolved_on"], term(one["resolution"])


def _next_steps(of: Lists) -> Iterator[tuple[Value, ...]]:
    for step in of.steps:
        if step["done_on"] is None:
            yield step["title"], step["owner"], step["due_on"], step["indicator"]

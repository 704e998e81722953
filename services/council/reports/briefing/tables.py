"""What UNOCT's briefing lists: cases by State, duplication, briefings held, next steps. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.reports.briefing.figures import Population
from services.council.reports.cells import Value, lines, term
from services.council.reports.document import Table
from services.council.reports.words import state_name

CASES = ("State", "#Needs", "#Offered", "#Taken up", "#Delivered", "#Declined")
DUPLICATIONS = ("State", "Flagged", "Resolved", "Resolution")
BRIEFINGS = ("Held", "What", "Invited", "Level of speaker")
STEPS = ("Step", "Owner", "Due", "Indicator")


def tables(of: Population, reference: Reference) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    return (
        lines("briefings", f"Briefings and meetings held in {of.year}", BRIEFINGS, _briefings(of)),
        lines("cases", "Needs for assistance and what came of them, by State", CASES, _cases(of, reference)),
        lines(
            "duplications", f"Duplication open, or resolved in {of.year}", DUPLICATIONS, _duplications(of, reference)
        ),
        lines("next-steps", "Next steps agreed", STEPS, _next_steps(of)),
    )


def _briefings(of: Population) -> Iterator[tuple[Value, ...]]:
    for one in of.briefings:
        yield one.held_on, term(one.kind), one.invited_on, term(one.speaker)


def _cases(of: Population, reference: Reference) -> Iterator[tuple[Value, ...]]:
    for state, found in sorted(of.needs.by_state.items()):
        answers = found.offered, found.taken_up, found.delivered, found.declined
        yield state_name(reference, state), found.wanted, *answers


def _duplications(of: Population, reference: Reference) -> Iterator[tuple[Value, ...]]:
    for one in of.duplications:
        if one.resolved_on is None or one.resolved_on.year == of.year:
            yield state_name(reference, one.state), one.flagged_on, one.resolved_on, term(one.resolution)


def _next_steps(of: Population) -> Iterator[tuple[Value, ...]]:
    for step in of.steps:
        if step.done_on is None:
            yield step.title, step.owner, step.due_on, step.indicator

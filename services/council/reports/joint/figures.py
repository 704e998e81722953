"""The figures of the joint report (OP24): one function each, named by its id. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from contracts.audiences import Audience, reaches
from services.council.reports.assistance.population import Answers, Briefing, Needs, Step
from services.council.reports.figures import Figure, count, definitions, share


@dataclass(frozen=True, slots=True)
class Population:
    """All that the joint report counts."""

    year: int
    cut_off: date
    audience: Audience
    steps: tuple[Step, ...]
    """All that were agreed by the cut-off."""
    needs: Needs
    heads_meetings: tuple[Briefing, ...]
    """Those of the period."""
    needs_before: Answers = field(default_factory=Answers)
    """The needs as they stood a year before the cut-off, and what had come of them."""
    meetings: tuple[Briefing, ...] = ()
    """All of the two in the period."""

    @property
    def seen(self) -> tuple[Step, ...]:
        """The steps that the audience may see: one that concerns a single State is the UN's."""
        return seen_by(self.audience, self.steps)

    @property
    def synthetic(self) -> bool:
        """Whether something of this was invented."""
        told = (*(one.synthetic for one in self.steps), *(one.synthetic for one in self.heads_meetings))
        return self.needs.synthetic or any(told)


def seen_by(audience: Audience, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that this audience may see."""
    return tuple(step for step in steps if step.state is None or reaches("un", audience))


def steps_done(of: Population) -> Figure:
    """Of the practical steps agreed by the cut-off, those done by then."""
    return _done("steps_done", "Practical steps done", of.steps, of)


def taken_up(of: Population) -> Figure:
    """Of the live recommendations that need assistance, which the State requested, and that are released to the
    United Nations system: those that a project or programme has taken up, or whose assistance was delivered.
    """
    found = of.needs.all
    return share("taken_up", "Needs for assistance taken up", found.taken_up, found.wanted, UNIT, of.cut_off)


def heads_meetings(of: Population) -> Figure:
    """Meetings of the heads of CTED and UNOCT from 1 January to the cut-off."""
    label = f"Meetings of the heads of CTED and UNOCT in {of.year}"
    return count("heads_meetings", label, len(of.heads_meetings), "meetings", of.cut_off)


UNIT: Final = "recommendations"
TOTALS: Final = (steps_done, taken_up, heads_meetings)
DEFINITIONS: Final = definitions(TOTALS)


def by_owner(of: Population) -> Iterator[Figure]:
    """The same of each owner, among the steps that the audience may see.

    No group is too small to be shown: an owner is an office, and the report lists each of these steps.
    """
    for owner in sorted({step.owner_code for step in of.seen}):
        steps = tuple(step for step in of.seen if step.owner_code == owner)
        yield _done(f"steps_done.owner.{owner}", f"Practical steps done: {steps[0].owner}", steps, of)


def _done(id_: str, label: str, steps: tuple[Step, ...], of: Population) -> Figure:
    return share(id_, label, sum(step.done_on is not None for step in steps), len(steps), "steps", of.cut_off)


def figures(of: Population) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    return (*(figure(of) for figure in TOTALS), *by_owner(of))

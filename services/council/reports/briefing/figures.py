"""The figures of UNOCT's briefing (OP25): one function each, named by its id. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from contracts.audiences import Audience, reaches
from services.council.reports.assistance.population import ANSWERS, Briefing, Duplication, Needs, Programme, Step
from services.council.reports.figures import Figure, definitions, median, share, suppressed
from services.council.reports.withholding import hidden_groups

UNIT: Final = "recommendations"


@dataclass(frozen=True, slots=True)
class Population:
    """All that the briefing counts."""

    year: int
    cut_off: date
    audience: Audience
    needs: Needs
    duplications: tuple[Duplication, ...]
    """All that were flagged by the cut-off."""
    programmes: tuple[Programme, ...]
    briefings: tuple[Briefing, ...]
    """Those of the period."""
    steps: tuple[Step, ...]
    since: Mapping[str, int] = field(default_factory=dict)
    """Needs for which something was done since the last briefing of the period, or its first day, by what it was."""
    programmes_told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the programmes that cite products say of themselves, by the id of the event."""

    @property
    def last_briefing(self) -> date | None:
        """The day of the last one in the period."""
        return max((one.held_on for one in self.briefings if one.kind == "briefing"), default=None)

    @property
    def synthetic(self) -> bool:
        """Whether something of this was invented."""
        of_needs = (self.needs.synthetic, *(one.synthetic for one in self.duplications))
        of_unoct = (*(one.synthetic for one in self.programmes), *(one.synthetic for one in self.briefings))
        return any((*of_needs, *of_unoct, *(one.synthetic for one in self.steps)))


def offered(of: Population) -> Figure:
    """Of the live recommendations that need assistance, which the State requested, and that are released to the
    United Nations system: those for which a body has offered assistance, whatever came of it.
    """
    return _of_needs("offered", "Needs for which assistance was offered", of.needs.all.offered, of)


def taken_up(of: Population) -> Figure:
    """Of the same, those that a project or programme has taken up, or whose assistance was delivered; a need that
    several serve counts once.
    """
    return _of_needs("taken_up", "Needs taken up in a project or programme", of.needs.all.taken_up, of)


def delivered(of: Population) -> Figure:
    """Of the same, those whose assistance was delivered."""
    return _of_needs("delivered", "Needs for which assistance was delivered", of.needs.all.delivered, of)


def declined(of: Population) -> Figure:
    """Of the same, those for which assistance was declined, and not offered again since."""
    return _of_needs("declined", "Needs for which assistance was declined", of.needs.all.declined, of)


def median_days_release_to_uptake(of: Population) -> Figure:
    """Of those first taken up from 1 January to the cut-off: the middle of the days from their release, with need
    and request, to that day. The denominator is how many were measured.
    """
    label = "Median days from release to uptake"
    return median("median_days_release_to_uptake", label, of.needs.middle, of.needs.measured, of.cut_off)


def duplications_resolved(of: Population) -> Figure:
    """Of the pairs of projects for one need that were flagged by the cut-off, and whose assessment was not withdrawn by
    then, those that were resolved.
    """
    resolved = sum(one.resolved_on is not None for one in of.duplications)
    label = "Duplications resolved"
    return share("duplications_resolved", label, resolved, len(of.duplications), "duplications", of.cut_off)


def programmes_citing_products(of: Population) -> Figure:
    """Of the programmes that were not cancelled by the cut-off, those that cite a survey or an analytical product."""
    citing = sum(one.cites for one in of.programmes)
    label = "Programmes that cite a product of the Committee"
    return share("programmes_citing_products", label, citing, len(of.programmes), "programmes", of.cut_off)


TOTALS: Final = (
    offered,
    taken_up,
    delivered,
    declined,
    median_days_release_to_uptake,
    duplications_resolved,
    programmes_citing_products,
)
DEFINITIONS: Final = definitions(TOTALS)


def by_pillar(of: Population) -> Iterator[Figure]:
    """What came of the needs of each pillar of the Global Strategy that the audience may see.

    Every need is released to the UN: to the Committee and the UN no group is too small to be shown.
    """
    found = dict(sorted(of.needs.by_pillar.items()))
    sizes = {pillar: answers.wanted for pillar, answers in found.items()}
    hidden = frozenset[str]() if reaches("un", of.audience) else hidden_groups(sizes, of.needs.seen, of.needs.withheld)
    for what in ANSWERS:
        for pillar, answers in found.items():
            id_, label = f"{what}.pillar.{pillar}", f"{what.replace('_', ' ').capitalize()}: {pillar_name(pillar)}"
            if pillar in hidden:
                yield suppressed(id_, label, UNIT, of.cut_off)
            else:
                yield share(id_, label, getattr(answers, what), answers.wanted, UNIT, of.cut_off)


def pillar_name(pillar: str) -> str:
    """`pillar II`, as the Global Strategy numbers them."""
    roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(pillar)
    return f"pillar {roman}" if roman else "no pillar stated"


def _of_needs(id_: str, label: str, number: int, of: Population) -> Figure:
    return share(id_, label, number, of.needs.all.wanted, UNIT, of.cut_off)


def figures(of: Population) -> tuple[Figure, ...]:
    """All figures of the briefing, in order."""
    return (*(figure(of) for figure in TOTALS), *by_pillar(of))

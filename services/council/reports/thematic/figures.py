"""The figures of the thematic report (OP7): one function each, named by the first word of its id. Pure.

Totals count all findings and recommendations. What is said by provision, region and theme counts those
that the audience may see, and does not show a group of fewer than three (rule 12).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reference import Reference
from services.council.reports.annual.figures import region_of
from services.council.reports.figures import Figure, count, definitions, share, suppressed
from services.council.reports.populations import Tally
from services.council.reports.withholding import hidden_groups

STATES: Final = "States"
FINDINGS: Final = "findings"
RECOMMENDATIONS: Final = "recommendations"


@dataclass(frozen=True, slots=True)
class OnProvision:
    """The States whose latest finding on a provision the audience may see, and how they stand."""

    states: tuple[str, ...] = ()
    full: int = 0
    partial: int = 0
    none: int = 0
    with_need: int = 0
    older: int = 0
    good_practices: int = 0
    shortfalls: int = 0

    @property
    def assessed(self) -> int:
        """How many States they are."""
        return len(self.states)


@dataclass(frozen=True, slots=True)
class Population:
    """All that the thematic report counts."""

    cut_off: date
    members: Mapping[str, str]
    """The Member States at the cut-off, each with its region."""
    findings: int
    """One of each Member State on each provision: the latest that readers may see, else the latest of all."""
    findings_seen: int
    findings_seen_other: int
    """Of those seen, the ones on none of the provisions."""
    findings_seen_on: int
    """Of those seen, the ones on the provisions. Totals and markers of several reports together may tell it."""
    states: frozenset[str]
    """With a finding."""
    on: Mapping[str, OnProvision]
    """By the provision's code."""
    recommendations: Tally
    recommendations_seen: int
    by_theme: Mapping[str, Tally]
    """Of those seen. One with several themes is in each (rule 14)."""
    synthetic: bool

    @property
    def withheld(self) -> int:
        """How many of the findings and recommendations the audience may not see."""
        return self.findings - self.findings_seen + self.recommendations.live - self.recommendations_seen

    @property
    def hidden(self) -> frozenset[str]:
        """The provisions on which so few States were assessed that they would be recognized."""
        sizes = {code: found.assessed for code, found in self.on.items() if found.assessed}
        return hidden_groups(sizes, self.findings_seen_on)


# ---- totals -------------------------------------------------------------------------------


def findings(of: Population) -> Figure:
    """One finding of each Member State on each provision, whichever that is, at the cut-off: the latest that readers
    may see; where they may see none, the latest.
    """
    return count("findings", "Findings", of.findings, FINDINGS, of.cut_off)


def findings_other(of: Population) -> Figure:
    """Of these, as far as readers may see them, those on none of the provisions of which this report speaks."""
    label = "Findings on other provisions"
    return share("findings_other", label, of.findings_seen_other, of.findings_seen, FINDINGS, of.cut_off)


def recommendations(of: Population) -> Figure:
    """Live recommendations at the cut-off, each once; by theme those with that theme that the readers may see."""
    live = of.recommendations.live
    return count("recommendations", "Live recommendations", live, RECOMMENDATIONS, of.cut_off)


def assessed(of: Population) -> Figure:
    """Of the live recommendations, those whose implementation CTED assessed: the coverage."""
    label, found = "Recommendations whose implementation was assessed", of.recommendations
    return share("assessed", label, found.assessed, found.live, RECOMMENDATIONS, of.cut_off)


def implemented(of: Population) -> Figure:
    """Of the live recommendations, those that CTED last assessed as implemented."""
    label, found = "Recommendations assessed as implemented", of.recommendations
    return share("implemented", label, found.implemented, found.live, RECOMMENDATIONS, of.cut_off)


# ---- by provision -------------------------------------------------------------------------


def states_assessed(on: OnProvision, of: Population) -> Figure:
    """Member States with a finding, of all Member States; by provision and region, those with one that readers may
    see, of the Member States there.
    """
    return share("states_assessed", "States assessed", on.assessed, len(of.members), STATES, of.cut_off)


def full(on: OnProvision, of: Population) -> Figure:
    """Of the States assessed on the provision, those whose latest finding is that they carry it out in full."""
    return _of_assessed("full", "Carried out in full", on.full, on, of)


def partial(on: OnProvision, of: Population) -> Figure:
    """Of the same, those whose latest finding is that they carry it out in part."""
    return _of_assessed("partial", "Carried out in part", on.partial, on, of)


def none(on: OnProvision, of: Population) -> Figure:
    """Of the same, those whose latest finding is that they do not carry it out."""
    return _of_assessed("none", "Not carried out", on.none, on, of)


def with_need(on: OnProvision, of: Population) -> Figure:
    """Of the same, those with a live recommendation on the provision, or with a theme of it, that needs assistance."""
    return _of_assessed("with_need", "In need of assistance", on.with_need, on, of)


def older_than_five_years(on: OnProvision, of: Population) -> Figure:
    """Of the same, those whose latest finding was submitted to the Committee more than five years before the
    cut-off.
    """
    return _of_assessed("older_than_five_years", "Assessed more than five years ago", on.older, on, of)


def _of_assessed(id_: str, label: str, number: int, on: OnProvision, of: Population) -> Figure:
    return share(id_, label, number, on.assessed, STATES, of.cut_off)


TOTALS: Final = (findings, findings_other, recommendations, assessed, implemented)
BY_PROVISION: Final = (states_assessed, full, partial, none, with_need, older_than_five_years)
DEFINITIONS: Final = definitions((*TOTALS, *BY_PROVISION))


def by_provision(of: Population, reference: Reference) -> Iterator[Figure]:
    """Each of the figures on each provision."""
    for figure in BY_PROVISION:
        for provision in reference.provisions:
            made = figure(of.on.get(provision.code, OnProvision()), of)
            named = replace(made, id=f"{made.id}.{provision.code}", label=f"{made.label}: {provision.title}")
            yield _hidden(named) if provision.code in of.hidden else named


def by_region(of: Population, reference: Reference) -> Iterator[Figure]:
    """States assessed on each provision, of the Member States of each region."""
    regions = Counter(region.lower() for region in of.members.values())
    for provision in reference.provisions:
        on = of.on.get(provision.code, OnProvision())
        found = Counter(region_of(reference, state) for state in on.states)
        hidden = hidden_groups(found, on.assessed)
        if hidden == found.keys() and len(set(found.values())) == 1:
            # The total, divided by how many they are, would tell each: only regions without a State blur that.
            hidden = frozenset(regions)
        for region in sorted(regions):
            id_ = f"states_assessed.{provision.code}.region.{region}"
            label = f"States assessed: {provision.title}, {region.title()}"
            made = share(id_, label, found[region], regions[region], STATES, of.cut_off)
            yield _hidden(made) if region in hidden or provision.code in of.hidden else made


def by_theme(of: Population, reference: Reference) -> Iterator[Figure]:
    """Live recommendations with each theme that the audience may see, A/R and I/R of them; every theme has one."""
    titles = {theme.code: theme.title for theme in reference.themes}
    codes = (*titles, *sorted(of.by_theme.keys() - titles.keys()))
    sizes = {code: tally.live for code, tally in of.by_theme.items()}
    hidden = hidden_groups(sizes, of.recommendations_seen, of.recommendations.live - of.recommendations_seen)
    for code in codes:
        tally, title = of.by_theme.get(code, Tally()), titles.get(code, code)
        live = tally.live
        shown = (
            count(f"recommendations.theme.{code}", f"Live: {title}", live, RECOMMENDATIONS, of.cut_off),
            _share_of(f"assessed.theme.{code}", f"Assessed: {title}", tally.assessed, live, of),
            _share_of(f"implemented.theme.{code}", f"Implemented: {title}", tally.implemented, live, of),
        )
        yield from (_hidden(one) if code in hidden else one for one in shown)


def _share_of(id_: str, label: str, number: int, live: int, of: Population) -> Figure:
    return share(id_, label, number, live, RECOMMENDATIONS, of.cut_off)


def _hidden(figure: Figure) -> Figure:
    return suppressed(figure.id, figure.label, figure.unit, figure.cut_off)


def figures(of: Population, reference: Reference) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    everywhere = states_assessed(OnProvision(tuple(sorted(of.states))), of)
    return (
        *(figure(of) for figure in TOTALS),
        everywhere,
        *by_provision(of, reference),
        *by_region(of, reference),
        *by_theme(of, reference),
    )

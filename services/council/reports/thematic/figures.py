"""The figures of the thematic report (OP7), by the first word of their ids. Pure.

Totals count all findings and recommendations. What is said by provision, region and theme counts those that the
audience may see, and does not show what is too small (rule 12).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from reference import Provision, Reference
from services.council.counting.hiding import hidden_cells
from services.council.counting.numbers import Figure, count, share, suppressed
from services.council.counting.stating import Stating
from services.council.counting.tallies import Tallies
from services.council.figures.groupings import region_of
from services.council.figures.thematic import ON_RECOMMENDATIONS
from services.council.reports.thematic.findings import (
    OF_PROVISIONS,
    PARTS,
    Finding,
    Findings,
    count_ids,
    count_states,
)

STATES: Final = "States"
FINDINGS: Final = "findings"


@dataclass(frozen=True, slots=True)
class Making:
    """What the figures are made from."""

    stating: Stating
    findings: Findings
    tallies: Tallies
    """Of the recommendations."""

    @property
    def reference(self) -> Reference:
        """The reference data."""
        return self.stating.reference

    @property
    def hidden(self) -> frozenset[str]:
        """The provisions on which so few States were assessed that they would be recognized."""
        cells = {one.code: _by_state(self.findings.on(one.code)) for one in self.reference.provisions}
        return hidden_cells(cells, self.findings.seen_on_provisions, {})

    def figures(self) -> tuple[Figure, ...]:
        """All figures of the report, in order."""
        of_recommendations = self.stating.figures(ON_RECOMMENDATIONS, self.tallies)
        return (
            self._findings(),
            self._findings_other(),
            *(one for one in of_recommendations if "." not in one.id),
            self._states_assessed(),
            *self._by_provision(),
            *self._by_region(),
            *_by_theme(of_recommendations),
        )

    # ---- totals ---------------------------------------------------------------------------

    def _findings(self) -> Figure:
        return count("findings", self._label("findings"), count_ids(self.findings.all), FINDINGS, self._cut_off)

    def _findings_other(self) -> Figure:
        whole = list(self.findings.whole("findings_other", ""))
        part = filter(PARTS["findings_other"], whole)
        label = self._label("findings_other")
        return share("findings_other", label, count_ids(part), count_ids(whole), FINDINGS, self._cut_off)

    def _states_assessed(self) -> Figure:
        number, members = count_states(self.findings.all), len(self.findings.members)
        return share("states_assessed", self._label("states_assessed"), number, members, STATES, self._cut_off)

    # ---- by provision and region ----------------------------------------------------------

    def _by_provision(self) -> Iterator[Figure]:
        hidden = self.hidden
        for id_ in ("states_assessed", *OF_PROVISIONS):
            for provision in self.reference.provisions:
                made = self._on_provision(id_, provision)
                yield _hide(made) if provision.code in hidden else made

    def _on_provision(self, id_: str, provision: Provision) -> Figure:
        whole = self.findings.on(provision.code)
        number, of = len(whole), len(self.findings.members)
        if id_ in PARTS:
            number, of = sum(map(PARTS[id_], whole)), len(whole)
        return share(f"{id_}.{provision.code}", self._label(id_, provision.title), number, of, STATES, self._cut_off)

    def _by_region(self) -> Iterator[Figure]:
        regions = Counter(region.lower() for region in self.findings.members.values())
        hidden = self.hidden
        for provision in self.reference.provisions:
            found = self._regions(provision)
            hidden_regions = self._hidden_regions(provision, frozenset(regions))
            for region in sorted(regions):
                id_ = f"states_assessed.{provision.code}.region.{region}"
                label = self._label("states_assessed", f"{provision.title}, {region.title()}")
                number = len(found.get(region, {}))
                made = share(id_, label, number, regions[region], STATES, self._cut_off)
                yield _hide(made) if region in hidden_regions or provision.code in hidden else made

    def _hidden_regions(self, provision: Provision, regions: frozenset[str]) -> frozenset[str]:
        found = self._regions(provision)
        hidden = hidden_cells(found, _by_state(self.findings.on(provision.code)), {})
        if hidden == found.keys() and len({len(states) for states in found.values()}) == 1:
            # The total, divided by how many they are, would tell each: only regions without a State blur that.
            return regions
        return hidden

    def _regions(self, provision: Provision) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for one in self.findings.on(provision.code):
            found.setdefault(region_of(self.reference, one.state), {})[one.state] = 1
        return found

    # ---- words ----------------------------------------------------------------------------

    @property
    def _cut_off(self) -> date:
        return self.stating.scope.cut_off

    def _label(self, id_: str, cell: str = "") -> str:
        words = self.stating.words[id_]
        return words.cell_title(cell) if cell else words.title(self.stating.scope.year)


def _by_theme(figures: tuple[Figure, ...]) -> list[Figure]:
    """Theme by theme: how many live ones, A/R and I/R of them."""
    cells = {one: one.id.partition(".theme.")[2] for one in figures if ".theme." in one.id}
    order = {code: place for place, code in enumerate(dict.fromkeys(cells.values()))}
    return sorted(cells, key=lambda one: order[cells[one]])


def _by_state(findings: list[Finding]) -> dict[str, int]:
    return {one.state: 1 for one in findings}


def _hide(figure: Figure) -> Figure:
    return suppressed(figure.id, figure.label, figure.unit, figure.cut_off)

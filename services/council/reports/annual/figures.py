"""The figures of the annual report: one function each, named by its id. Pure.

A function's docstring is what the report prints as its definition; at length they stand in
`docs/reference/figures.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from reference import Reference
from services.council.reports.figures import Figure, count, share, suppressed
from services.council.reports.populations import Population, Tally
from services.council.reports.withholding import hidden_groups

FIRST_DAY = date(2005, 1, 1)
"""CTED's first visits took place in 2005; published totals count from then on."""


# ---- visits -------------------------------------------------------------------------------


def missions(of: Population) -> Figure:
    """Missions whose last visit's last component ended in the year; a visit that belongs to no mission is one."""
    return count("missions", f"Missions in {of.year}", of.in_year.missions, "missions", of.cut_off)


def visits(of: Population) -> Figure:
    """CTED's visits, one State each, whose last component ended in the year."""
    return count("visits", f"Visits in {of.year}", of.in_year.visits, "visits", of.cut_off)


def visit_components(of: Population) -> Figure:
    """The components of those visits, also those that ended in an earlier year."""
    label = f"Components of the visits in {of.year}"
    return count("visit_components", label, of.in_year.components, "components", of.cut_off)


def states_visited(of: Population) -> Figure:
    """The different States of those visits."""
    return count("states_visited", f"States visited in {of.year}", of.in_year.states, "States", of.cut_off)


def missions_since_2005(of: Population) -> Figure:
    """Missions as above, from 1 January 2005 to the cut-off."""
    return count("missions_since_2005", "Missions since 2005", of.since_2005.missions, "missions", of.cut_off)


def visits_since_2005(of: Population) -> Figure:
    """Visits as above, from 1 January 2005 to the cut-off."""
    return count("visits_since_2005", "Visits since 2005", of.since_2005.visits, "visits", of.cut_off)


def visit_components_since_2005(of: Population) -> Figure:
    """The components of the visits since 1 January 2005."""
    label = "Components of the visits since 2005"
    return count("visit_components_since_2005", label, of.since_2005.components, "components", of.cut_off)


def states_visited_since_2005(of: Population) -> Figure:
    """The different States of the visits since 1 January 2005."""
    return count("states_visited_since_2005", "States visited since 2005", of.since_2005.states, "States", of.cut_off)


def never_visited(of: Population) -> Figure:
    """Member States with no recorded visit that ended by the cut-off, of all Member States on that day."""
    never = of.members.keys() - of.states_visited
    return share("never_visited", "Member States never visited", len(never), len(of.members), "States", of.cut_off)


# ---- assessments and their release (OP19) -------------------------------------------------


def assessments_completed(of: Population) -> Figure:
    """Assessments of any kind submitted to the Committee in the year, and not withdrawn by the cut-off."""
    label = f"Assessments completed in {of.year}"
    return count("assessments_completed", label, of.assessments.completed, "assessments", of.cut_off)


def reports_released_full(of: Population) -> Figure:
    """Of these, those of which the United Nations system has everything: findings and recommendations too."""
    label = "Assessments released to the United Nations system in full"
    found = of.assessments
    return share("reports_released_full", label, found.released_full, found.completed, "assessments", of.cut_off)


def reports_released_part(of: Population) -> Figure:
    """Of the same, those of which the United Nations system has the assessment, but not every part."""
    label = "Assessments released to the United Nations system in part"
    found = of.assessments
    return share("reports_released_part", label, found.released_part, found.completed, "assessments", of.cut_off)


# ---- follow-up (OP16) ---------------------------------------------------------------------


def followups_due(of: Population) -> Figure:
    """Follow-up reports whose due date, as known at the cut-off, lies in the year, and that were not cancelled, nor
    still to be made when their cycle was closed.
    """
    return count("followups_due", f"Follow-up reports due in {of.year}", of.follow_ups.due, REPORTS, of.cut_off)


def followups_on_time(of: Population) -> Figure:
    """Of these, those made on or before the due date."""
    found = of.follow_ups
    return share("followups_on_time", "Follow-up reports made in time", found.on_time, found.due, REPORTS, of.cut_off)


# ---- recommendations ----------------------------------------------------------------------


def assessed(of: Population) -> Figure:
    """Of the live recommendations at the cut-off, those whose implementation CTED assessed: the coverage."""
    return _assessed("assessed", "Recommendations whose implementation was assessed", of.recommendations.all, of)


def implemented(of: Population) -> Figure:
    """Of the same, those that CTED last assessed as implemented."""
    return _implemented("implemented", "Recommendations assessed as implemented", of.recommendations.all, of)


def improved(of: Population) -> Figure:
    """Of those assessed at this cut-off and at the one a year before, those whose status is higher at this one."""
    label = "Recommendations whose assessed status rose within a year"
    found = of.recommendations
    return share("improved", label, found.risen, found.assessed_twice, RECOMMENDATIONS, of.cut_off)


def cases_taken_up(of: Population) -> Figure:
    """Of the live recommendations that need assistance, which the State requested, and that are released to the
    United Nations system: those that a project or programme has taken up, or whose assistance was delivered.
    """
    label = "Needs for assistance taken up in a project or programme"
    found = of.recommendations
    return share("cases_taken_up", label, found.taken_up, found.wanted, RECOMMENDATIONS, of.cut_off)


# ---- consent, officials, products ---------------------------------------------------------


def consents_given(of: Population) -> Figure:
    """Of the consents to a visit that were asked for in the year, those that the State gave by the cut-off."""
    found = of.consents
    return share("consents_given", "Consents to visits given", found.given, found.asked, "consents", of.cut_off)


def officials_attended(of: Population) -> Figure:
    """Of the States whose senior officials the Chair invited to a meeting held in the year, those that came."""
    label = "States whose officials attended a meeting with the Committee"
    return share("officials_attended", label, of.meetings.attended, of.meetings.invited, "States", of.cut_off)


def products_adopted(of: Population) -> Figure:
    """Surveys and analytical products that the Committee adopted in the year, and that stand at the cut-off."""
    label = f"Surveys and analytical products adopted in {of.year}"
    return count("products_adopted", label, of.products, "products", of.cut_off)


REPORTS = "follow-up reports"
RECOMMENDATIONS = "recommendations"

TOTALS: tuple[Callable[[Population], Figure], ...] = (
    missions,
    visits,
    visit_components,
    states_visited,
    missions_since_2005,
    visits_since_2005,
    visit_components_since_2005,
    states_visited_since_2005,
    never_visited,
    assessments_completed,
    reports_released_full,
    reports_released_part,
    followups_due,
    followups_on_time,
    assessed,
    implemented,
    improved,
    cases_taken_up,
    consents_given,
    officials_attended,
    products_adopted,
)
"""All but the breakdowns, in the order in which they are listed."""


# ---- by theme and by region (rules 12 and 14) ---------------------------------------------


def by_theme(of: Population, reference: Reference) -> Iterator[Figure]:
    """A/R and I/R of the recommendations of each theme that the audience may see."""
    found = of.recommendations.by_theme
    order = [theme.code for theme in reference.themes if theme.code in found]
    names = {code: theme.title if (theme := reference.theme(code)) else code for code in found}
    return _breakdown("theme", {code: found[code] for code in (*order, *sorted(found.keys() - set(order)))}, names, of)


def by_region(of: Population, reference: Reference) -> Iterator[Figure]:
    """The same of each region."""
    found: dict[str, Tally] = {}
    for state, tally in of.recommendations.by_state.items():
        region = region_of(reference, state)
        found[region] = found.get(region, Tally()) + tally
    return _breakdown("region", dict(sorted(found.items())), {region: region.title() for region in found}, of)


def region_of(reference: Reference, state: str) -> str:
    """The State's region, as figures' ids have it; also of one that is no longer a Member."""
    member = reference.member(state)
    return member.region.lower() if member else "elsewhere"


def _breakdown(by: str, groups: Mapping[str, Tally], names: Mapping[str, str], of: Population) -> Iterator[Figure]:
    sizes = {name: tally.live for name, tally in groups.items()}
    hidden = hidden_groups(sizes, of.recommendations.seen.live, of.recommendations.withheld)
    for kind, figure, what in (("assessed", _assessed, "Assessed"), ("implemented", _implemented, "Implemented")):
        for name, tally in groups.items():
            id_, label = f"{kind}.{by}.{name}", f"{what}: {names[name]}"
            if name in hidden:
                yield suppressed(id_, label, RECOMMENDATIONS, of.cut_off)
            else:
                yield figure(id_, label, tally, of)


def _assessed(id_: str, label: str, tally: Tally, of: Population) -> Figure:
    return share(id_, label, tally.assessed, tally.live, RECOMMENDATIONS, of.cut_off)


def _implemented(id_: str, label: str, tally: Tally, of: Population) -> Figure:
    return share(id_, label, tally.implemented, tally.live, RECOMMENDATIONS, of.cut_off)


def figures(of: Population, reference: Reference) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    totals = (figure(of) for figure in TOTALS)
    return (*totals, *by_theme(of, reference), *by_region(of, reference))

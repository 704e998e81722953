"""The figures of a follow-up report (OP16): one function each, named by its id. Pure.

Those on recommendations are taken over all of the cycle, and again over those of each priority.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from contracts.vocabulary import Priority
from services.council.reports.figures import Figure, definitions, share, suppressed
from services.council.reports.followup.population import Population, Recommendation
from services.council.reports.withholding import hidden_groups

UNIT: Final = "recommendations"
COUNTS: Final[Mapping[str, Callable[[Recommendation], bool]]] = {
    "implemented": lambda one: one.assessed == "implemented",
    "partly_implemented": lambda one: one.assessed == "partly_implemented",
    "assessed": lambda one: one.assessed is not None,
    "reported_implemented": lambda one: one.reported == "implemented",
    "taken_up": lambda one: one.taken_up,
}
"""Whether a recommendation is in the numerator, by the figure's id."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the cycle's recommendations: all, or those of a priority."""

    recommendations: tuple[Recommendation, ...]
    cut_off: date
    suffix: str = ""
    """Of the figures' ids, such as `.priority.high`."""
    label: str = ""

    def share(self, id_: str, label: str) -> Figure:
        """Those that count, of all in the group."""
        number = sum(COUNTS[id_](one) for one in self.recommendations)
        whole = len(self.recommendations)
        return share(id_ + self.suffix, label + self.label, number, whole, UNIT, self.cut_off)


def implemented(of: Group) -> Figure:
    """Of the live recommendations of the cycle, those that CTED last assessed as implemented."""
    return of.share("implemented", "Assessed as implemented")


def partly_implemented(of: Group) -> Figure:
    """Of the same, those that CTED last assessed as partly implemented."""
    return of.share("partly_implemented", "Assessed as partly implemented")


def assessed(of: Group) -> Figure:
    """Of the same, those whose implementation CTED assessed: the coverage."""
    return of.share("assessed", "Implementation assessed")


def reported_implemented(of: Group) -> Figure:
    """Of the same, those that the State last reported as implemented, whatever CTED assessed."""
    return of.share("reported_implemented", "Reported by the State as implemented")


def taken_up(of: Population) -> Figure:
    """Of the live recommendations of the cycle that need assistance, which the State requested, and that are
    released to the United Nations system: those that a project or programme has taken up, or whose assistance
    was delivered.
    """
    wanted = [one for one in of.recommendations if one.wanted]
    number = sum(COUNTS["taken_up"](one) for one in wanted)
    return share("taken_up", "Needs for assistance taken up", number, len(wanted), UNIT, of.cut_off)


def days_late(of: Population) -> Figure:
    """Days from the due date of the present follow-up's report to the day it was made; negative if it was early,
    none while it is not made.
    """
    days = of.present.days_late
    value = None if days is None else f"{days}.0"
    return Figure("days_late", "Days late, or early if negative", value, days, None, "days", of.cut_off)


OF_RECOMMENDATIONS: Final = (implemented, partly_implemented, assessed, reported_implemented)
OF_CYCLE: Final = (taken_up, days_late)
DEFINITIONS: Final = definitions((*OF_RECOMMENDATIONS, *OF_CYCLE))


def by_priority(of: Population) -> Iterator[Figure]:
    """The same among those of each priority that the audience may see (rule 12)."""
    seen = [one for one in of.recommendations if one.seen]
    groups = {name: tuple(one for one in seen if one.priority == name) for name in get_args(Priority)}
    sizes = {name: len(group) for name, group in groups.items() if group}
    withheld = len(of.recommendations) - len(seen)
    hidden = hidden_groups(sizes, len(seen), withheld) if withheld else frozenset[str]()
    for figure in OF_RECOMMENDATIONS:
        for name in sizes:
            made = figure(Group(groups[name], of.cut_off, f".priority.{name}", f": {name} priority"))
            yield suppressed(made.id, made.label, UNIT, of.cut_off) if name in hidden else made


def figures(of: Population) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    whole = Group(of.recommendations, of.cut_off)
    return (
        *(figure(whole) for figure in OF_RECOMMENDATIONS),
        *(figure(of) for figure in OF_CYCLE),
        *by_priority(of),
    )

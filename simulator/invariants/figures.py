"""Invariants of figures: what each report would state now, and what the events say. Each says what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from contracts.audiences import reaches
from services.council.reports.annual.document import AUDIENCE
from simulator.invariants import counted
from simulator.invariants.look import Look
from simulator.invariants.shelf import Numbers

Expected = Mapping[str, Numbers]
"""By the figure's id."""


def the_figures_of_the_year_are_those_of_the_events(look: Look) -> Iterator[str]:
    """Visits, assessments, follow-ups, R, A, I, D and what was taken up, counted by other code than the report's."""
    live, wanted, due = list(counted.live(look.history)), counted.wanted(look.history), list(counted.due(look))
    visits = counted.of_visits(look.history.visits, f"{look.today.year}-01-01", look.today.isoformat())
    expected: dict[str, Numbers] = {id_: (number, None) for id_, number in visits.items()}
    expected |= _implementation(look, live) | {
        "assessments_completed": (_completed(look), None),
        "followups_due": (len(due), None),
        "followups_on_time": (sum(due), len(due)),
        "cases_taken_up": (counted.in_case(look.history, wanted, *counted.TAKEN_UP), len(wanted)),
    }
    yield from _differing("annual", look.figures["annual"], expected)
    shown, said = len(live) - look.withheld["annual"], sum(_shown(look))
    if shown != said:
        yield f"annual: {shown} recommendations are shown, by the events {said}"


def _completed(look: Look) -> int:
    year = str(look.today.year)
    return sum(one.submitted_on[:4] == year for one in look.history.assessments.values() if not one.withdrawn)


def _shown(look: Look) -> Iterator[int]:
    """Of each assessment that stands, how many live ones the report's readers may have."""
    for state in look.history.assessments.values():
        if not state.withdrawn:
            live = (audience for one, audience in state.recommendations.items() if one not in look.history.closed)
            yield sum(reaches(audience, AUDIENCE) for audience in live)


# ---- the other reports ------------------------------------------------------------------------


def the_figures_of_every_report_are_those_of_the_events(look: Look) -> Iterator[str]:
    """Of the review, the programme, the schedule, the briefing, the joint and the thematic report of this year."""
    expected = {
        "review": _review(look),
        "programme": _programme(look),
        "schedule": {"visits_agreed": (_agreed(look), None)},
        "briefing": _briefing(look),
        "joint": _joint(look),
        "thematic": _implementation(look, list(counted.live(look.history))),
    }
    for report, figures in expected.items():
        yield from _differing(report, look.figures[report], figures)


def the_figures_of_a_follow_up_report_are_those_of_its_cycle(look: Look) -> Iterator[str]:
    """What is in the cycle by its events, each once, wherever it was made (OP16, rules 1 and 7)."""
    by_cycle, all_wanted = counted.live_by_cycle(look.history), set(counted.wanted(look.history))
    for cycle, found in look.cycles.items():
        live = by_cycle.get(cycle, [])
        reported = sum(look.history.statuses.get((one, "reported"), ("", ""))[1] == "implemented" for one in live)
        wanted = [one for one in live if one in all_wanted]
        taken_up = counted.in_case(look.history, wanted, *counted.TAKEN_UP)
        more = {"reported_implemented": (reported, len(live)), "taken_up": (taken_up, len(wanted))}
        late = {"days_late": (_days_late(look, cycle), None)}
        yield from _differing(f"follow-up report on {cycle}", found, _implementation(look, live) | more | late)


def _differing(report: str, found: Expected, wanted: Expected) -> Iterator[str]:
    for id_, numbers in wanted.items():
        if found[id_] != numbers:
            yield f"{report}: {id_} is {found[id_]}, by the events {numbers}"


def _implementation(look: Look, live: list[str]) -> dict[str, Numbers]:
    statuses = Counter(look.history.assessed(one) for one in live)
    return {
        "assessed": (len(live) - statuses[None], len(live)),
        "implemented": (statuses["implemented"], len(live)),
    }


def _review(look: Look) -> Expected:
    year, due = look.today.year, list(counted.due(look))
    asked = Counter(one.status for one in look.history.consents.values() if one.asked_on[:4] == str(year))
    held = (one for one in look.history.meetings.values() if one.status == "held")
    adopted = (one for one in look.history.products.values() if one.status == "adopted")
    overdue = sum(numbers[0] or 0 for id_, numbers in look.figures["review"].items() if id_.startswith("overdue_"))
    return {
        "visits_done": _listed_visited(look),
        "consents_given": (asked["given"], asked.total()),
        "consents_declined": (asked["declined"], asked.total()),
        "consents_silent": (asked["asked"] + asked["lapsed"], asked.total()),
        "followups_on_time": (sum(due), len(due)),
        "meetings_held": (sum(one.told_on[:4] == str(year) for one in held), None),
        "products_adopted": (sum(one.told_on[:4] == str(year) for one in adopted), None),
        "assessments_completed": (_completed(look), None),
        "overdue_over_12_months": _rest(
            look.figures["review"]["overdue_over_12_months"], overdue, counted.overdue(look)
        ),
    }


def _rest(found: Numbers, all_ages: int, told: int) -> Numbers:
    """What the oldest should be, if those of all ages are to be as many as the events say."""
    return (found[0] or 0) + told - all_ages, found[1]


def _programme(look: Look) -> Expected:
    year = look.today.year
    visited = {one.state for one in look.history.visits.values() if one.ended_on < f"{year}-01-01"}
    never = {one.id for one in look.reference.states if one.member_on(look.today)} - visited
    return {
        "listed_visited": _listed_visited(look),
        "listed_never_visited": (len(_listed(look) & never), len(never)),
        "changes_after_adoption": (look.history.list_changes[year], None),
    }


def _listed(look: Look) -> frozenset[str]:
    return look.history.programmes.get(look.today.year, frozenset())


def _listed_visited(look: Look) -> Numbers:
    year = str(look.today.year)
    visited = {one.state for one in look.history.visits.values() if one.ended_on[:4] == year}
    return len(_listed(look) & visited), len(_listed(look))


def _agreed(look: Look) -> int:
    agreed = (look.history.agreed[one] for one in look.history.scheduled)
    return sum(one.body == "CTED" and one.start[:4] == str(look.today.year) for one in agreed)


def _briefing(look: Look) -> Expected:
    wanted, history = counted.wanted(look.history), look.history
    pairs = Counter(stage for key, stage in history.duplications.items() if _stands(look, history.served_twice[key]))
    programmes = [one for one in history.projects.values() if one.kind == "programme" and one.status != "cancelled"]
    return {
        "offered": (counted.offered(history, wanted), len(wanted)),
        "taken_up": (counted.in_case(history, wanted, *counted.TAKEN_UP), len(wanted)),
        "delivered": (counted.in_case(history, wanted, "delivered"), len(wanted)),
        "declined": (counted.in_case(history, wanted, "declined"), len(wanted)),
        "duplications_resolved": (pairs["resolved"], pairs.total()),
        "programmes_citing_products": (sum(one.cites for one in programmes), len(programmes)),
    }


def _stands(look: Look, recommendation: str) -> bool:
    """Whether its assessment was not withdrawn, in which it may stand no more (rule 8)."""
    of = look.history.made_by.get(recommendation) or look.history.followed[recommendation]
    return not look.history.assessments[of].withdrawn


def _joint(look: Look) -> Expected:
    wanted, steps, year = counted.wanted(look.history), look.history.steps.values(), str(look.today.year)
    met = (one for one in look.history.briefings.values() if one.kind == "heads_meeting")
    return {
        "steps_done": (sum(bool(one.done_on) for one in steps), len(steps)),
        "taken_up": (counted.in_case(look.history, wanted, *counted.TAKEN_UP), len(wanted)),
        "heads_meetings": (sum(one.held_on[:4] == year for one in met), None),
    }


def _days_late(look: Look, cycle: str) -> int | None:
    sequence = max(number for known, number in look.history.duties if known == cycle)
    duty = look.history.duties[cycle, sequence]
    if not duty.reported_on or not duty.dates[-1][2]:
        return None
    return (date.fromisoformat(duty.reported_on) - date.fromisoformat(duty.dates[-1][2])).days


INVARIANTS: Final = (
    the_figures_of_the_year_are_those_of_the_events,
    the_figures_of_every_report_are_those_of_the_events,
    the_figures_of_a_follow_up_report_are_those_of_its_cycle,
)

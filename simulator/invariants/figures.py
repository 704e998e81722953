"""Invariants of figures: what each report would state now agrees with the events. Each returns what breaks it."""

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
    """Visits, assessments, follow-ups, R, A, I, D and cases taken up, counted by other code than the report has."""
    live, due = list(counted.find_live(look.history)), list(counted.find_due(look))
    needs = counted.find_needs(look.history)
    visits = counted.count_visits(look.history.visits, f"{look.today.year}-01-01", look.today.isoformat())
    expected: dict[str, Numbers] = {id_: (number, None) for id_, number in visits.items()}
    expected |= _implementation(look, live) | {
        "activities": (_count_activities(look), None),
        "assessments_completed": (_count_completed(look), None),
        "followups_due": (len(due), None),
        "followups_on_time": (sum(due), len(due)),
        "cases_taken_up": (counted.count_cases(look.history, needs, *counted.TAKEN_UP), len(needs)),
        "cases_delivered": (counted.count_cases(look.history, needs, "delivered"), len(needs)),
        "cases_delivered_in_part": (counted.count_delivered_in_part(look.history, needs, look.today), len(needs)),
    }
    expected |= _count_words_on_reports(look)
    yield from _differing("annual", look.figures["annual"], expected)
    shown_count, by_events = len(live) - look.withheld_counts["annual"], sum(_count_shown(look))
    if shown_count != by_events:
        yield f"annual: {shown_count} recommendations are shown, by the events {by_events}"


def _count_words_on_reports(look: Look) -> Expected:
    """What States were asked about their reports and said in the year; never read out of a release (OP18, OP19)."""
    year, history = str(look.today.year), look.history
    withdrawn = {id_ for id_, one in history.assessments.items() if one.is_withdrawn}
    asked = [one for id_, one in history.report_consents.items() if one.asked_on[:4] == year and id_ not in withdrawn]
    answers = Counter("silent" if one.answer == "none" else one.answer for one in asked)
    confidential = {id_ for id_, day in history.confidentiality if day[:4] == year and id_ not in withdrawn}
    return {
        "report_consents_asked": (len(asked), None),
        **{f"report_consents_{one}": (answers[one], len(asked)) for one in ("full", "part", "refused", "silent")},
        "confidentiality_requested": (len(confidential), None),
    }


def _count_activities(look: Look) -> int:
    """All of the year, also those that no reader of the report may know by name (OP17, OP18)."""
    return sum(day[:4] == str(look.today.year) for day in look.history.activities.values())


def _count_completed(look: Look) -> int:
    year = str(look.today.year)
    return sum(one.submitted_on[:4] == year for one in look.history.assessments.values() if not one.is_withdrawn)


def _count_shown(look: Look) -> Iterator[int]:
    """For each assessment that was not withdrawn, how many live recommendations the report's readers may see."""
    for state in look.history.assessments.values():
        if not state.is_withdrawn:
            live = (
                audience
                for one, audience in state.recommendations.items()
                if one not in look.history.closed_recommendations
            )
            yield sum(reaches(audience, AUDIENCE) for audience in live)


# ---- the other reports ------------------------------------------------------------------------


def the_figures_of_every_report_are_those_of_the_events(look: Look) -> Iterator[str]:
    """In the review, programme, schedule, briefing, joint and thematic reports of this year."""
    expected = {
        "review": _review(look),
        "programme": _programme(look),
        "schedule": {"visits_agreed": (_count_agreed(look), None)},
        "briefing": _briefing(look),
        "joint": _joint(look),
        "thematic": _implementation(look, list(counted.find_live(look.history))),
    }
    for report, figures in expected.items():
        yield from _differing(report, look.figures[report], figures)


def the_figures_of_a_follow_up_report_are_those_of_its_cycle(look: Look) -> Iterator[str]:
    """Everything that is in the cycle by its events, once each, wherever it was made (OP16, rules 1 and 7)."""
    by_cycle, all_wanted = counted.live_by_cycle(look.history), set(counted.find_needs(look.history))
    for cycle, figures in look.cycles.items():
        live = by_cycle.get(cycle, [])
        implemented = sum(look.history.statuses.get((one, "reported"), ("", ""))[1] == "implemented" for one in live)
        needs = [one for one in live if one in all_wanted]
        taken_up = counted.count_cases(look.history, needs, *counted.TAKEN_UP)
        more = {"reported_implemented": (implemented, len(live)), "taken_up": (taken_up, len(needs))}
        late = {"days_late": (_days_late(look, cycle), None)}
        yield from _differing(f"follow-up report on {cycle}", figures, _implementation(look, live) | more | late)


def _differing(report: str, figures: Expected, expected: Expected) -> Iterator[str]:
    for id_, numbers in expected.items():
        if figures[id_] != numbers:
            yield f"{report}: {id_} is {figures[id_]}, by the events {numbers}"


def _implementation(look: Look, live: list[str]) -> dict[str, Numbers]:
    statuses = Counter(look.history.find_assessed_status(one) for one in live)
    return {
        "assessed": (len(live) - statuses[None], len(live)),
        "implemented": (statuses["implemented"], len(live)),
    }


def _review(look: Look) -> Expected:
    year, due = look.today.year, list(counted.find_due(look))
    consents = Counter(one.status for one in look.history.consents.values() if one.asked_on[:4] == str(year))
    meetings = (one for one in look.history.meetings.values() if one.status == "held")
    products = (one for one in look.history.products.values() if one.status == "adopted")
    overdue = sum(numbers[0] or 0 for id_, numbers in look.figures["review"].items() if id_.startswith("overdue_"))
    return {
        "visits_done": _listed_visited(look),
        "consents_given": (consents["given"], consents.total()),
        "consents_declined": (consents["declined"], consents.total()),
        "consents_silent": (consents["asked"] + consents["lapsed"], consents.total()),
        "followups_on_time": (sum(due), len(due)),
        "meetings_held": (sum(one.told_on[:4] == str(year) for one in meetings), None),
        "products_adopted": (sum(one.told_on[:4] == str(year) for one in products), None),
        "activities": (_count_activities(look), None),
        "assessments_completed": (_count_completed(look), None),
        "overdue_over_12_months": _count_oldest(
            look.figures["review"]["overdue_over_12_months"], overdue, counted.count_overdue(look)
        ),
    }


def _count_oldest(numbers: Numbers, all_ages: int, expected: int) -> Numbers:
    """The right figure for the oldest, so that all ages add up to the number that the events say."""
    return (numbers[0] or 0) + expected - all_ages, numbers[1]


def _programme(look: Look) -> Expected:
    year = look.today.year
    states = {one.state for one in look.history.visits.values() if one.ended_on < f"{year}-01-01"}
    never = {one.id for one in look.reference.states if one.member_on(look.today)} - states
    return {
        "listed_visited": _listed_visited(look),
        "listed_never_visited": (len(_listed_states(look) & never), len(never)),
        "changes_after_adoption": (look.history.list_changes[year], None),
    }


def _listed_states(look: Look) -> frozenset[str]:
    return look.history.programmes.get(look.today.year, frozenset())


def _listed_visited(look: Look) -> Numbers:
    year = str(look.today.year)
    states = {one.state for one in look.history.visits.values() if one.ended_on[:4] == year}
    return len(_listed_states(look) & states), len(_listed_states(look))


def _count_agreed(look: Look) -> int:
    visits = (look.history.agreements[one] for one in look.history.scheduled_visits)
    return sum(one.body == "CTED" and one.start[:4] == str(look.today.year) for one in visits)


def _briefing(look: Look) -> Expected:
    needs, history = counted.find_needs(look.history), look.history
    pairs = Counter(
        stage for key, stage in history.duplications.items() if _is_standing(look, history.served_twice[key])
    )
    programmes = [one for one in history.projects.values() if one.kind == "programme" and one.status != "cancelled"]
    return _what_came_of(needs, look) | {
        "duplications_resolved": (pairs["resolved"], pairs.total()),
        "programmes_citing_products": (sum(one.cites for one in programmes), len(programmes)),
    }


def _what_came_of(needs: list[str], look: Look) -> dict[str, Numbers]:
    """Of the needs for assistance, how many were offered, taken up, delivered or declined."""
    history = look.history
    return {
        "offered": (counted.count_offered(history, needs), len(needs)),
        "taken_up": (counted.count_cases(history, needs, *counted.TAKEN_UP), len(needs)),
        "delivered": (counted.count_cases(history, needs, "delivered"), len(needs)),
        "delivered_in_part": (counted.count_delivered_in_part(history, needs, look.today), len(needs)),
        "declined": (counted.count_cases(history, needs, "declined"), len(needs)),
    }


def _is_standing(look: Look, recommendation: str) -> bool:
    """Whether the assessment of this recommendation was not withdrawn (rule 8)."""
    of = look.history.made_by.get(recommendation) or look.history.later_recommendations[recommendation]
    return not look.history.assessments[of].is_withdrawn


def _joint(look: Look) -> Expected:
    needs, steps, year = counted.find_needs(look.history), look.history.steps.values(), str(look.today.year)
    meetings = (one for one in look.history.briefings.values() if one.kind == "heads_meeting")
    return _what_came_of(needs, look) | {
        "steps_done": (sum(bool(one.done_on) for one in steps), len(steps)),
        "heads_meetings": (sum(one.held_on[:4] == year for one in meetings), None),
    }


def _days_late(look: Look, cycle: str) -> int | None:
    sequence = max(number for one, number in look.history.duties if one == cycle)
    duty = look.history.duties[cycle, sequence]
    if not duty.reported_on or not duty.dates[-1][2]:
        return None
    return (date.fromisoformat(duty.reported_on) - date.fromisoformat(duty.dates[-1][2])).days


INVARIANTS: Final = (
    the_figures_of_the_year_are_those_of_the_events,
    the_figures_of_every_report_are_those_of_the_events,
    the_figures_of_a_follow_up_report_are_those_of_its_cycle,
)

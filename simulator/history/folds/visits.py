"""Applies events about the programme, consent, and visits (OP12, rule 13). Pure."""

from __future__ import annotations

from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import (
    AgreedState,
    ConsentState,
    Data,
    JournalEvent,
    PlannedState,
    VisitChange,
    VisitState,
)

# ---- the list, and consent (OP12) -----------------------------------------------------------


def _fold_list(history: History, event: JournalEvent, data: Data) -> None:
    is_adoption = event.type == "programme.adopted.v1"
    history.must(event, is_adoption != (data["year"] in history.programmes), "is adopted twice, or changed before")
    history.programmes[data["year"]] = members = frozenset(one["state"] for one in data["entries"])
    for state in members if is_adoption else data.get("added", ()):
        history.listings.setdefault((data["year"], state), []).append((data["occurred_on"], True))
    for state in data.get("removed", ()):
        history.listings[data["year"], state].append((data["occurred_on"], False))
    history.list_changes[data["year"]] += not is_adoption


def _fold_question(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, data["consent_id"] not in history.consents, "is asked twice")
    on_list = _was_listed(history, data["year"], data["state"], data["occurred_on"])
    history.must(event, on_list, "asks whom the list did not name on that day")
    history.consents[data["consent_id"]] = ConsentState(data["state"], data["year"], data["occurred_on"])


def _was_listed(history: History, year: int, state: str, day: str) -> bool:
    """Whether the State was on the year's list at any time of that day."""
    marks = sorted(history.listings.get((year, state), ()), key=lambda one: one[0])
    before = [is_on for since, is_on in marks if since < day]
    return before[-1:] == [True] or (day, True) in marks


def _fold_answer(history: History, event: JournalEvent, data: Data) -> None:
    consent, answer = history.consents[data["consent_id"]], event.type.split(".")[1]
    history.must(event, consent.status != answer, f"is {answer} twice")
    consent.status, consent.has_answer = answer, True


def _fold_lapse(history: History, event: JournalEvent, data: Data) -> None:
    """Applies a lapse: only if the State was silent, and only after the list's year is over."""
    consent = history.consents[data["consent_id"]]
    history.must(event, not consent.has_answer and not consent.has_lapsed, "lapses though it was answered, or twice")
    history.must(event, event.day.year > consent.year, "lapses before the end of the list's year")
    history.must(event, data["occurred_on"] == f"{consent.year}-12-31", "lapses on another day than the year's last")
    consent.status, consent.has_lapsed = "lapsed", True


def _fold_request(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, data["request_id"] not in history.visit_requests, "is requested twice")
    history.visit_requests.add(data["request_id"])


# ---- visits ---------------------------------------------------------------------------------


def _fold_plan(history: History, event: JournalEvent, data: Data) -> None:
    visit, has_agreement = data["visit_id"], event.type == "visit.agreed.v1"
    history.must(event, not _is_over(history, visit), "is planned, and over")
    history.planned_visits[visit] = PlannedState(
        data["state"], data["body"], data["start"], data.get("end") or data["start"], has_agreement
    )
    if has_agreement:
        history.scheduled_visits.add(visit)
        history.agreements[visit] = AgreedState(data["body"], data["start"])
    else:  # it may have moved beyond every mandate (rule 9)
        history.scheduled_visits.discard(visit)


def _fold_visit(history: History, event: JournalEvent, data: Data) -> None:
    visit, components = data["visit_id"], [tuple(sorted(one.items())) for one in data["components"]]
    history.must(
        event, visit not in history.merged_visits and visit not in history.cancelled_visits, "is held, and no more"
    )
    history.must(event, len(set(components)) == len(components), "counts a component twice")
    history.planned_visits.pop(visit, None)
    if data["body"] == "CTED":
        mission = data.get("mission_id") or visit
        unknown = data.get("report_unknown", False)
        history.visits[visit] = VisitState(data["state"], mission, data["occurred_on"], len(components), unknown)
        history.visit_changes.append(VisitChange(event.time, visit, history.visits[visit]))


def _fold_merger(history: History, event: JournalEvent, data: Data) -> None:
    """Applies a merger: the others become parts of this visit, and no longer count."""
    for one in data["merged"]:
        history.must(event, one in history.visits and one != data["visit_id"], "merges what does not count")
        history.visits.pop(one, None)
        if one in history.scheduled_visits:
            history.scheduled_visits.discard(one)
            history.taken_off.add(one)
        history.visit_changes.append(VisitChange(event.time, one, None))
        history.merged_visits[one] = data["visit_id"]
        for earlier, into in history.merged_visits.items():
            if into == one:
                history.merged_visits[earlier] = data["visit_id"]


def _fold_separation(history: History, event: JournalEvent, data: Data) -> None:
    """Applies a separation: these are visits of their own again. Other events tell about each."""
    for one in data["separated"]:
        history.must(event, history.merged_visits.get(one) == data["visit_id"], "takes out what is no part of it")
        history.merged_visits.pop(one, None)
        if one in history.taken_off:
            history.taken_off.discard(one)
            history.scheduled_visits.add(one)


def _fold_overlap(history: History, event: JournalEvent, data: Data) -> None:
    history.overlaps.add(frozenset((data["visit_id"], data["other_visit_id"])))


def _fold_resolution(history: History, event: JournalEvent, data: Data) -> None:
    pair = frozenset((data["visit_id"], data["other_visit_id"]))
    history.must(event, pair in history.overlaps, "resolves what was not flagged")
    history.overlaps.discard(pair)


def _fold_cancellation(history: History, event: JournalEvent, data: Data) -> None:
    visit = data["visit_id"]
    history.must(
        event, visit in history.planned_visits or visit in history.visits, "cancels what is neither planned nor held"
    )
    was_scheduled = visit in history.planned_visits and visit in history.scheduled_visits
    history.must(event, was_scheduled == data.get("was_scheduled", False), "is cancelled in public, or is not")
    if was_scheduled:
        history.publicly_cancelled.add(visit)
    history.planned_visits.pop(visit, None)
    if history.visits.pop(visit, None):
        history.visit_changes.append(VisitChange(event.time, visit, None))
    history.scheduled_visits.discard(visit)
    history.cancelled_visits.add(visit)


def _is_over(history: History, visit: str) -> bool:
    return visit in history.visits or visit in history.cancelled_visits or visit in history.merged_visits


VISITS: Final[dict[str, Fold]] = {
    "programme.adopted.v1": _fold_list,
    "programme.changed.v1": _fold_list,
    "consent.asked.v1": _fold_question,
    "consent.given.v1": _fold_answer,
    "consent.declined.v1": _fold_answer,
    "consent.lapsed.v1": _fold_lapse,
    "visit.requested.v1": _fold_request,
    "visit.planned.v1": _fold_plan,
    "visit.agreed.v1": _fold_plan,
    "visit.completed.v1": _fold_visit,
    "visit.merged.v1": _fold_merger,
    "visit.separated.v1": _fold_separation,
    "visit.overlap_flagged.v1": _fold_overlap,
    "visit.overlap_resolved.v1": _fold_resolution,
    "visit.cancelled.v1": _fold_cancellation,
}

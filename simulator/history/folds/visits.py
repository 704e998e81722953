"""What events say of the programme, of consent, and of visits (OP12, rule 13). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.history.states import (
    AgreedState,
    ConsentState,
    Data,
    Fold,
    PlannedState,
    Told,
    VisitChange,
    VisitState,
)

if TYPE_CHECKING:
    from simulator.history import History


# ---- the list, and consent (OP12) -----------------------------------------------------------


def _listed(history: History, told: Told, data: Data) -> None:
    adopted = told.type == "programme.adopted.v1"
    history.must(told, adopted != (data["year"] in history.programmes), "is adopted twice, or changed before")
    history.programmes[data["year"]] = listed = frozenset(one["state"] for one in data["entries"])
    for state in listed if adopted else data.get("added", ()):
        history.listings.setdefault((data["year"], state), []).append((data["occurred_on"], True))
    for state in data.get("removed", ()):
        history.listings[data["year"], state].append((data["occurred_on"], False))
    history.list_changes[data["year"]] += not adopted


def _asked(history: History, told: Told, data: Data) -> None:
    history.must(told, data["consent_id"] not in history.consents, "is asked twice")
    on_list = _was_listed(history, data["year"], data["state"], data["occurred_on"])
    history.must(told, on_list, "asks whom the list did not name on that day")
    history.consents[data["consent_id"]] = ConsentState(data["state"], data["year"], data["occurred_on"])


def _was_listed(history: History, year: int, state: str, day: str) -> bool:
    """Whether the year's list named it at any time of that day."""
    marks = sorted(history.listings.get((year, state), ()), key=lambda one: one[0])
    before = [listed for since, listed in marks if since < day]
    return before[-1:] == [True] or (day, True) in marks


def _answered(history: History, told: Told, data: Data) -> None:
    consent, answer = history.consents[data["consent_id"]], told.type.split(".")[1]
    history.must(told, consent.status != answer, f"is {answer} twice")
    consent.status, consent.answered = answer, True


def _lapsed(history: History, told: Told, data: Data) -> None:
    """Only who said nothing, and only when the list's year is over."""
    consent = history.consents[data["consent_id"]]
    history.must(told, not consent.answered and not consent.lapsed, "lapses though it was answered, or twice")
    history.must(told, told.day.year > consent.year, "lapses before the end of the list's year")
    history.must(told, data["occurred_on"] == f"{consent.year}-12-31", "lapses on another day than the year's last")
    consent.status, consent.lapsed = "lapsed", True


def _requested(history: History, told: Told, data: Data) -> None:
    history.must(told, data["request_id"] not in history.visit_requests, "is requested twice")
    history.visit_requests.add(data["request_id"])


# ---- visits ---------------------------------------------------------------------------------


def _planned(history: History, told: Told, data: Data) -> None:
    visit, agreed = data["visit_id"], told.type == "visit.agreed.v1"
    history.must(told, not _over(history, visit), "is planned, and over")
    history.planned[visit] = PlannedState(
        data["state"], data["body"], data["start"], data.get("end") or data["start"], agreed
    )
    if agreed:
        history.scheduled.add(visit)
        history.agreed[visit] = AgreedState(data["body"], data["start"])


def _visited(history: History, told: Told, data: Data) -> None:
    visit, components = data["visit_id"], [tuple(sorted(one.items())) for one in data["components"]]
    history.must(told, visit not in history.merged and visit not in history.cancelled, "is held, and no more")
    history.must(told, len(set(components)) == len(components), "counts a component twice")
    history.planned.pop(visit, None)
    if data["body"] == "CTED":
        mission = data.get("mission_id") or visit
        history.visits[visit] = VisitState(data["state"], mission, data["occurred_on"], len(components))
        history.visit_changes.append(VisitChange(told.time, visit, history.visits[visit]))


def _merged(history: History, told: Told, data: Data) -> None:
    """The others are part of this one from now on, and count no more."""
    for one in data["merged"]:
        history.must(told, one in history.visits and one != data["visit_id"], "merges what does not count")
        history.visits.pop(one, None)
        if one in history.scheduled:
            history.scheduled.discard(one)
            history.taken_off.add(one)
        history.visit_changes.append(VisitChange(told.time, one, None))
        history.merged[one] = data["visit_id"]
        for earlier, into in history.merged.items():
            if into == one:
                history.merged[earlier] = data["visit_id"]


def _separated(history: History, told: Told, data: Data) -> None:
    """These are visits of their own again; each is told of anew."""
    for one in data["separated"]:
        history.must(told, history.merged.get(one) == data["visit_id"], "takes out what is no part of it")
        history.merged.pop(one, None)
        if one in history.taken_off:
            history.taken_off.discard(one)
            history.scheduled.add(one)


def _flagged(history: History, told: Told, data: Data) -> None:
    history.overlaps.add(frozenset((data["visit_id"], data["other_visit_id"])))


def _resolved(history: History, told: Told, data: Data) -> None:
    pair = frozenset((data["visit_id"], data["other_visit_id"]))
    history.must(told, pair in history.overlaps, "resolves what was not flagged")
    history.overlaps.discard(pair)


def _cancelled(history: History, told: Told, data: Data) -> None:
    visit = data["visit_id"]
    history.must(told, visit in history.planned or visit in history.visits, "cancels what is neither planned nor held")
    history.planned.pop(visit, None)
    if history.visits.pop(visit, None):
        history.visit_changes.append(VisitChange(told.time, visit, None))
    history.scheduled.discard(visit)
    history.cancelled.add(visit)


def _over(history: History, visit: str) -> bool:
    return visit in history.visits or visit in history.cancelled or visit in history.merged


VISITS: Final[dict[str, Fold]] = {
    "programme.adopted.v1": _listed,
    "programme.changed.v1": _listed,
    "consent.asked.v1": _asked,
    "consent.given.v1": _answered,
    "consent.declined.v1": _answered,
    "consent.lapsed.v1": _lapsed,
    "visit.requested.v1": _requested,
    "visit.planned.v1": _planned,
    "visit.agreed.v1": _planned,
    "visit.completed.v1": _visited,
    "visit.merged.v1": _merged,
    "visit.separated.v1": _separated,
    "visit.overlap_flagged.v1": _flagged,
    "visit.overlap_resolved.v1": _resolved,
    "visit.cancelled.v1": _cancelled,
}

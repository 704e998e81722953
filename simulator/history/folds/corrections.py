"""What a correction takes back in the history: the owner tells the record again after it (rule 4). Pure."""

from __future__ import annotations

from typing import Final

from simulator.history.folds.recommendations import count_last_assessed
from simulator.history.history import Fold, History
from simulator.history.states import Data, JournalEvent


def _fold_correction(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, data["before"] != data["after"], "puts right what was right")
    history.corrected.add(data["id"])
    if data["thing"] == "consent":
        history.consents.pop(data["id"])
    if data["thing"] == "meeting":
        history.meetings.pop(data["id"])
    if data["thing"] == "briefing":
        history.briefings.pop(data["id"])
    if data["thing"] == "step":
        history.steps.pop(data["id"])
    if data["thing"] == "visit-request":
        history.visit_requests.discard(data["id"])
    if data["thing"] == "programme":
        _take_list_back(history, int(data["id"].rpartition("-")[2]))
    if data["thing"] == "followup-report":
        _take_report_back(history, data)
    if data["thing"] == "obligation" and data["id"] in history.obligations:  # else no mandate covers its year yet
        history.obligations[data["id"]]["met"] = 0
    if data["thing"] == "response":
        for one in data["replaces"]:
            if one["type"] == "followup.response_received.v1":
                history.followups[one["id"]].has_response = False


def _take_list_back(history: History, year: int) -> None:
    """The list of the year, with all its changes."""
    history.programmes.pop(year)
    history.list_changes[year] = 0
    for listing in [one for one in history.listings if one[0] == year]:
        del history.listings[listing]


def _take_report_back(history: History, data: Data) -> None:
    """That the report was made, and the status that it gave to recommendations."""
    for one in data["replaces"]:
        if one["type"] == "followup.reported.v1":
            for (cycle, sequence), duty in history.duties.items():
                if cycle == one["id"] and duty.reported_on == one["occurred_on"]:
                    duty.reported_on = ""
                    state = history.followups[cycle]
                    state.is_reported = state.is_reported and sequence != state.sequence
        else:
            history.statuses_taken_back.add(one["id"])
            history.assessed[one["id"]].pop(one["occurred_on"])
            count_last_assessed(history, one["id"])


CORRECTIONS: Final[dict[str, Fold]] = {"record.corrected.v1": _fold_correction}

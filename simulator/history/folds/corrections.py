"""What a correction takes back in the history: the owner tells the record again after it (rule 4). Pure."""

from __future__ import annotations

from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import Data, JournalEvent


def _fold_correction(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, data["before"] != data["after"], "puts right what was right")
    history.corrected.add(data["id"])
    if data["thing"] == "consent":
        history.consents.pop(data["id"])
    if data["thing"] == "meeting":
        history.meetings.pop(data["id"])
    if data["thing"] == "obligation" and data["id"] in history.obligations:  # else no mandate covers its year yet
        history.obligations[data["id"]]["met"] = 0
    if data["thing"] == "response":
        for one in data["replaces"]:
            if one["type"] == "followup.response_received.v1":
                history.followups[one["id"]].has_response = False


CORRECTIONS: Final[dict[str, Fold]] = {"record.corrected.v1": _fold_correction}

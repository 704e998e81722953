"""What a follow-up report lists: punctuality, steps, the State's response, what CTED says and proposes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.council.documents.cells import Value, lines, say_in_cell
from services.council.documents.document import Table
from services.council.reports.followup.cycle import Cycle, FollowUp, Recommendation
from services.council.words.catalogue import Words
from services.council.words.names import name_in_cell

Events = Mapping[str, Mapping[str, Any]]
"""The data of events, by their ids."""


def build_all(words: Words, of: Cycle, events: Events) -> tuple[Table, ...]:
    """In the order of the report's sections; recommendations in the order of their references."""
    return _Tables(words, of, events).build_all()


ASSESSMENT: Final = ("kind", "dated", "submitted")
DATES: Final = ("follow-up", "due", "reported", "#days-late", "standing")
STEPS: Final = ("recommendation", "priority", "position", "state-reports", "was-assessed", "steps")
CAPACITY: Final = ("recommendation", "capacity", "assistance-needed", "requested", "taken-up")
RESPONSE: Final = ("due", "received")
PROPOSALS: Final = ("follow-up", "on", "text")
ON: Final = ("capacity", "assistance", "cross_cutting", "proposal")
"""The texts of CTED's report, by their names in its event."""


def _order_of(reference: str) -> list[tuple[int, str]]:
    """So that `R2` comes before `R10`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", reference)]


@dataclass(frozen=True, slots=True)
class _Tables:
    words: Words
    of: Cycle
    events: Events

    def build_all(self) -> tuple[Table, ...]:
        seen = sorted(
            (one for one in self.of.recommendations if one.seen),
            key=lambda one: _order_of(find_reference(one, self.events)),
        )
        return (
            self._table("assessment", "followup-assessment", ASSESSMENT, self._list_assessment()),
            self._table("follow-ups", "followup-dates", DATES, map(self._show_dates, self.of.follow_ups)),
            self._table("steps", "followup-steps", STEPS, map(self._show_steps, seen)),
            self._table("capacity", "followup-capacity", CAPACITY, map(self._show_capacity, seen)),
            self._table("response", "followup-response", RESPONSE, [self._show_response()]),
            self._table("proposals", "followup-proposals", PROPOSALS, self._list_proposals()),
        )

    def _table(self, id_: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Table:
        return lines(self.words, id_, self.words.say(caption), columns, rows)

    def _list_assessment(self) -> Iterator[tuple[Value, ...]]:
        """From whose submission the time of the first follow-up runs (rule 2), where a recommendation of it is live."""
        assessment = self.of.assessment
        own = (one for one in self.events.values() if one.get("assessment_id") == assessment and "report_date" in one)
        for data in sorted(own, key=lambda data: str(data["occurred_on"]))[-1:]:
            dates = date.fromisoformat(data["report_date"]), date.fromisoformat(data["submitted_to_ctc_on"])
            yield name_in_cell(self.words, "assessment-kind", data["kind"]), *dates

    def _show_dates(self, one: FollowUp) -> tuple[Value, ...]:
        standing = "reported" if one.reported_on else "pending" if one.pending else "open"
        days = one.days_late
        return (
            str(one.sequence),
            one.due_on,
            one.reported_on or say_in_cell(self.words, "not-yet"),
            say_in_cell(self.words, "followup-days-none") if days is None else self.words.number(days),
            say_in_cell(self.words, f"followup-standing-{standing}"),
        )

    def _show_steps(self, one: Recommendation) -> tuple[Value, ...]:
        words = self.words
        return (
            self._word_text(one),
            name_in_cell(words, "priority", one.priority),
            name_in_cell(words, "position", one.position) or say_in_cell(words, "followup-position-none"),
            name_in_cell(words, "implementation", one.reported) or say_in_cell(words, "followup-reported-nothing"),
            name_in_cell(words, "implementation", one.assessed) or say_in_cell(words, "followup-assessed-not"),
            _find_last(one, "steps", self.events),
        )

    def _show_capacity(self, one: Recommendation) -> tuple[Value, ...]:
        stated = _find_last(one, "assistance_needed", self.events)
        return (
            self._name(one),
            _find_last(one, "capacity", self.events),
            self._word_yes(one.needed if stated is None else stated),
            self._word_yes(one.requested),
            self._word_uptake(one),
        )

    def _word_uptake(self, one: Recommendation) -> str:
        """Or why it could not be: only a need that the State requested, and that the UN has, is a case (OP39)."""
        if not (one.needed and one.requested):
            return say_in_cell(self.words, "followup-need-not-requested" if one.needed else "followup-need-none")
        return self._word_yes(one.taken_up) if one.released else say_in_cell(self.words, "followup-need-not-released")

    def _word_yes(self, value: bool) -> str:
        return say_in_cell(self.words, "yes" if value else "no")

    def _show_response(self) -> tuple[Value, ...]:
        response = self.of.response
        if response.received_on is None and response.not_answered_on is not None:
            return response.due_on, say_in_cell(self.words, "followup-not-answered", day=response.not_answered_on)
        return response.due_on, response.received_on or say_in_cell(self.words, "not-yet")

    def _list_proposals(self) -> Iterator[tuple[Value, ...]]:
        for follow_up in self.of.follow_ups:
            for event in follow_up.events:
                for on in ON:
                    if text := self.events.get(event, {}).get(on):
                        yield str(follow_up.sequence), self.words.say(f"followup-on-{on.replace('_', '-')}"), text

    def _word_text(self, one: Recommendation) -> str:
        """Its reference, and what it recommends where that is at hand."""
        name, content = self._name(one), next(_find_content(one, self.events), {})
        return self.words.say("with-detail", text=name, detail=content["text"]) if content.get("text") else name

    def _name(self, one: Recommendation) -> str:
        """Its reference; of one that was carried over, that it was (rule 1)."""
        reference = find_reference(one, self.events)
        made_in = self.events.get(one.told_by, {}).get("assessment_id", self.of.assessment)
        if made_in == self.of.assessment:
            return reference
        return self.words.say("followup-carried-over", reference=reference)


def find_reference(one: Recommendation, events: Events) -> str:
    """Its reference, where the event that made it is at hand; or else its id."""
    return next((str(each["reference"]) for each in _find_content(one, events)), one.id)


def _find_last(one: Recommendation, field: str, events: Events) -> Any:
    """What CTED says of it, or else the State."""
    for event in (one.assessed_by, one.reported_by):
        value = events.get(event or "", {}).get(field)
        if value is not None:
            return value
    return None


def _find_content(one: Recommendation, events: Events) -> Iterator[Mapping[str, Any]]:
    data = events.get(one.told_by, {})
    several = [*data.get("recommendations", ()), *(each["recommendation"] for each in data.get("successors", ()))]
    several += [data["recommendation"]] if "recommendation" in data else []
    return (each for each in several if each["recommendation_id"] == one.id)

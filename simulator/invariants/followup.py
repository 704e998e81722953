"""Invariants of assessments, cycles, deadlines and statuses. Each returns what breaks it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from typing import Final

from contracts.ids import cycle_id
from simulator.history.states import FollowupState
from simulator.invariants.look import Look, by_id

AWAITS_REPORT: Final = frozenset({"open", "responded", "not_answered"})


def every_assessment_whose_kind_opens_a_cycle_has_exactly_one(look: Look) -> Iterator[str]:
    """And the others have none (rule 1)."""
    cycles = Counter(row["assessment_id"] for row in look.tables["cycles"])
    for assessment, state in look.history.assessments.items():
        expected = int(state.has_opened_cycle)
        scheduled_times = look.history.followups.get(cycle_id(assessment), FollowupState()).times_scheduled
        if cycles.pop(assessment, 0) != expected or scheduled_times != expected:
            yield f"assessment {assessment}: {expected} cycle wanted, {scheduled_times} told of"
    for assessment in cycles:
        yield f"a cycle of the unknown assessment {assessment}"


def every_assessment_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """Completed or withdrawn, in the owner's table as in the journal."""
    rows = by_id(look.tables["assessments"])
    for assessment, state in look.history.assessments.items():
        status = rows[assessment]["status"] if assessment in rows else "absent"
        if status != ("withdrawn" if state.is_withdrawn else "completed"):
            yield f"assessment {assessment} is {status}"


def every_cycle_stands_as_its_events_say(look: Look) -> Iterator[str]:
    """Its dates and its end."""
    rows = by_id(look.tables["cycles"])
    for cycle, state in look.history.followups.items():
        row = rows.get(cycle)
        if row is None:
            yield f"cycle {cycle} is told of, and not there"
            continue
        end = "closed" if row["closed_on"] else "cancelled" if row["cancelled_on"] else ""
        of_row = {
            "sequence": row["sequence"],
            "due_on": row["due_on"],
            "response_due_on": row["response_due_on"],
            "is_reported": row["reported_on"] is not None,
            "has_response": row["responded_on"] is not None,
            "ended_as": end,
        }
        if not end and row["reported_on"] is None:
            of_row |= {"is_overdue": row["overdue_since"] is not None, "is_pending": row["pending_since"] is not None}
        for name, value in of_row.items():
            if getattr(state, name) != value:
                yield f"cycle {cycle}: {name} is {value}, told {getattr(state, name)}"


def every_cycle_has_its_clock(look: Look) -> Iterator[str]:
    """A deadline runs for each report and response that is awaited, and for nothing else (rule 8)."""
    running = {
        (row["kind"], row["subject"]): row["due_on"]
        for row in look.deadlines
        if row["service"] == "followup" and row["state"] == "pending"
    }
    for row in look.tables["cycles"]:
        report = running.pop(("follow_up", row["id"]), None)
        expected = row["due_on"] if row["status"] in AWAITS_REPORT else None
        if report != expected:
            yield f"cycle {row['id']}, {row['status']}: the report's clock is {report}, wanted {expected}"
        response = running.pop(("response", row["id"]), None)
        is_over = row["responded_on"] or row["not_answered_on"] or row["closed_on"] or row["cancelled_on"]
        expected = None if is_over or row["response_pending_since"] else row["response_due_on"]
        if response != expected:
            yield f"cycle {row['id']}, {row['status']}: the response's clock is {response}, wanted {expected}"
    for kind, subject in running:
        if kind in ("follow_up", "response"):
            yield f"a clock of {kind} runs for {subject}, which is no cycle"


def nothing_that_is_due_is_left_undone(look: Look) -> Iterator[str]:
    """Each deadline acts in the end, however late the loop was."""
    for row in look.deadlines:
        if row["acts_on"] is not None and row["acts_on"] <= look.today:
            yield f"{row['kind']} {row['subject']} of {row['service']} was to act on {row['acts_on']}"


def nothing_is_overdue_without_a_mandate(look: Look) -> Iterator[str]:
    """It is pending: listed for decision. Only what fell due by the last day of a mandate is overdue (rule 9)."""
    if look.is_governed(look.today):
        return
    last = max(one.in_force_until for one in look.reference.mandates if one.in_force_until < look.today).isoformat()
    for row in look.tables["cycles"]:
        if (
            row["pending_since"] is None
            and row["reported_on"] is None
            and not (row["closed_on"] or row["cancelled_on"])
        ):
            if row["due_on"] is None or row["due_on"] > last:
                yield f"cycle {row['id']} is {row['status']}, due on {row['due_on']}, and no mandate governs"
        elif row["pending_since"] and row["due_on"] and row["due_on"] <= last:
            yield f"cycle {row['id']} is pending, and fell due on {row['due_on']}"
    for row in look.tables["obligations"]:
        if row["state"] == "overdue" and str(row["due_on"]) > last:
            yield f"obligation {row['id']} is overdue"


def every_clock_is_its_own_assessments(look: Look) -> Iterator[str]:
    """No clock belongs to a State: each cycle counts from its own assessment's days (rules 1 to 4)."""
    for row in look.tables["cycles"]:
        state = look.history.assessments.get(row["assessment_id"])
        if state is None or row["cancelled_on"]:
            continue  # corrections do not change a cancelled cycle
        days = {
            "opened_on": state.submitted_on,
            "received_by_state_on": state.received_on,
            **({"anchor_on": state.submitted_on} if row["sequence"] == 1 else {}),
        }
        if row["sequence"] == 1 and not row["decided"] and row["due_on"]:
            days["due_on"] = _months_after(state.submitted_on, 12)
        if row["response_due_on"] and not row["response_decided"] and state.received_on:
            days["response_due_on"] = _months_after(state.received_on, 6)
        for name, expected in days.items():
            if row[name] != expected:
                yield f"cycle {row['id']}: {name} is {row[name]}, by its assessment {expected}"


def the_day_that_a_correction_moved_is_kept(look: Look) -> Iterator[str]:
    """The first anchor date of the first report is kept (rule 4)."""
    for row in look.tables["cycles"]:
        first = look.history.followups[row["id"]].first_anchor_on
        if row["sequence"] == 1 and row["anchor_on"] != first and row["original_anchor_on"] != first:
            yield f"cycle {row['id']}: the original is {row['original_anchor_on']}, told first was {first}"


def _months_after(day: str, months: int) -> str:
    """The same day of a later month, or its last one (rule 3)."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return f"{year}-{month + 1:02}-{min(int(day[8:]), monthrange(year, month + 1)[1]):02}"


def a_withdrawn_assessment_leaves_nothing_open(look: Look) -> Iterator[str]:
    """Its deadlines and cases are cancelled (rule 8)."""
    ids = {one for one, state in look.history.assessments.items() if state.is_withdrawn}
    subjects = ids | {cycle_id(one) for one in ids}
    for row in look.deadlines:
        if row["subject"] in subjects and row["acts_on"] is not None:
            yield f"{row['kind']} of {row['subject']} still runs"
    for row in look.tables["cycles"]:
        if row["assessment_id"] in ids and row["status"] != "cancelled":
            yield f"cycle {row['id']} is {row['status']}"
    for row in look.tables["cases"]:
        if row["assessment_id"] in ids and row["status"] not in ("cancelled", "delivered"):
            yield f"case {row['id']} is {row['status']}"


INVARIANTS: Final = (
    every_assessment_whose_kind_opens_a_cycle_has_exactly_one,
    every_assessment_stands_as_its_events_say,
    every_cycle_stands_as_its_events_say,
    every_cycle_has_its_clock,
    nothing_that_is_due_is_left_undone,
    nothing_is_overdue_without_a_mandate,
    every_clock_is_its_own_assessments,
    the_day_that_a_correction_moved_is_kept,
    a_withdrawn_assessment_leaves_nothing_open,
)

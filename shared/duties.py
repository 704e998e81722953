"""When something is due, as the mandate in force on its anchor date says (rules 2, 3 and 9). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reference import AfterAnchor, FixedDate, Mandate, Obligation, Reference
from shared.dates import add_period


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that hangs on a thing, with its day."""

    mandate: Mandate
    obligation: Obligation
    anchor: str
    """The name of the date it is counted from, such as `submitted_to_ctc_on`."""
    anchor_on: date
    due_on: date


def duty_after(reference: Reference, obligation_id: str, anchor_on: date) -> Duty | None:
    """What falls due a period after `anchor_on`, under the mandate in force on that day.

    None: none was in force, or its text is not at hand, so that there is no deadline; to be listed.
    """
    mandate = reference.mandate_on(anchor_on)
    obligation = mandate.obligation(obligation_id) if mandate else None
    if mandate is None or obligation is None or not isinstance(obligation.rule, AfterAnchor):
        return None
    rule = obligation.rule
    return Duty(mandate, obligation, rule.anchor, anchor_on, add_period(anchor_on, rule.period))


def one_off_due(mandate: Mandate, obligation: Obligation) -> date | None:
    """The day of an obligation that the mandate itself fixes; None for the others."""
    rule = obligation.rule
    if isinstance(rule, FixedDate):
        return rule.due_on
    if isinstance(rule, AfterAnchor) and rule.anchor == "adopted":
        return add_period(mandate.adopted, rule.period)
    return None

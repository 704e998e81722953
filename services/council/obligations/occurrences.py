"""The occurrences of obligations, from the mandates' files (rules 9 and 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from reference import AfterAnchor, FixedDate, Mandate, Obligation, Periodic, Reference, TimesAYear, Yearly
from services.council.obligations.model import Occurrence
from shared.engine.time.dates import add_period
from shared.engine.time.duties import carriers


def list_occurrences(reference: Reference) -> tuple[Occurrence, ...]:
    """All that the mandates ask for whose clock is council's, in order of id."""
    by_id: dict[str, Occurrence] = {}
    for mandate in reference.mandates:
        for obligation in mandate.obligations or ():
            if obligation.timed_by == "council":
                for one in _list_occurrences(reference, mandate, obligation):
                    by_id[one.id] = one
    return tuple(by_id[id_] for id_ in sorted(by_id))


def _list_occurrences(reference: Reference, mandate: Mandate, obligation: Obligation) -> Iterable[Occurrence]:
    rule = obligation.rule
    if isinstance(rule, Yearly | TimesAYear):
        count = rule.count if isinstance(rule, TimesAYear) else 1
        for year in range(mandate.in_force_from.year, mandate.in_force_until.year + 1):
            # The year's own anchor is its first day: the mandate in force then fixes it (rule 9).
            last_day = date(year, 12, 31)
            if reference.mandate_on(date(year, 1, 1)) is mandate:
                one = build_occurrence(mandate, obligation, str(year), last_day, count)
                yield replace(one, in_mandate=_is_asked_for(reference, obligation, last_day))
    elif (due_on := find_one_off_date(mandate, obligation)) is not None:
        yield build_occurrence(mandate, obligation, None, due_on)
    elif isinstance(rule, Periodic) and not _is_carried_on(reference, mandate, obligation):
        yield replace(build_occurrence(mandate, obligation, None, None), state="periodic")


def _is_asked_for(reference: Reference, obligation: Obligation, due_on: date) -> bool:
    """Whether a mandate that asks for it is in force on its day. Else the duty of that year does not exist (rule 9)."""
    mandate = reference.mandate_on(due_on)
    return mandate is not None and mandate.obligation(obligation.id) is not None


def find_one_off_date(mandate: Mandate, obligation: Obligation) -> date | None:
    """The day of an obligation that the mandate itself fixes; None for the others."""
    rule = obligation.rule
    if isinstance(rule, FixedDate):
        return rule.due_on
    if isinstance(rule, AfterAnchor) and rule.anchor == "adopted" and isinstance(mandate.adopted, date):
        return add_period(mandate.adopted, rule.period)
    return None


def _is_carried_on(reference: Reference, mandate: Mandate, obligation: Obligation) -> bool:
    """Whether an earlier mandate asked for it, and this one renews that. It then goes on as the same occurrence."""
    asking = (one for one in reference.mandates if one.obligation(obligation.id) is not None)
    return any(mandate in carriers(reference, one.id, obligation.id)[1:] for one in asking)


def build_occurrence(
    mandate: Mandate, obligation: Obligation, period: str | None, due_on: date | None, count: int = 1
) -> Occurrence:
    """An occurrence as the mandate's file has it, with nothing held yet."""
    met_by = obligation.met_by
    return Occurrence(
        id=f"{obligation.id}-{period or mandate.id}",
        obligation=obligation.id,
        mandate=mandate.id,
        paragraph=obligation.paragraph,
        title=obligation.title,
        owner=obligation.owner,
        recipient=obligation.recipient,
        wording=obligation.wording,
        period=period,
        due_on=due_on,
        count=count,
        met_by_event=met_by.event if met_by else "",
        met_where=tuple(f"{name}={'|'.join(values)}" for name, values in met_by.values.items()) if met_by else (),
        year_field=met_by.year_field if met_by else "",
        synthetic=mandate.synthetic,
    )

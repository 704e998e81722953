"""What is on record of a year's list of States to visit is put right (rule 4, OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.corrections import Replaced
from contracts.vocabulary import Day, Line
from services.assessments.consents.model import CONSENTS, Consent
from services.assessments.names import TOPIC
from services.assessments.programmes.model import PROGRAMMES, Programme
from services.assessments.programmes.rules import check_adopted_in_time, check_in_year, tell_programme
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    """The list, and the consents that States on it were asked for."""
    yield Need(PROGRAMMES, key)
    yield Need(CONSENTS, key, by="programme_id")


def _order(programme: Programme, known: Known) -> Iterator[Days]:
    """A change follows the adoption, and earlier changes of the same State. Only a State on the list is asked."""
    adopted = "adopted_on", programme.adopted_on
    changes = [(f"changes.{place}.changed_on", one) for place, one in enumerate(programme.changes)]
    for place, (name, change) in enumerate(changes):
        yield adopted, (name, change.changed_on)
        for earlier_name, earlier in changes[:place]:
            if earlier.states & change.states:
                yield (earlier_name, earlier.changed_on), (name, change.changed_on)
    for consent in known.all(CONSENTS, "programme_id", programme.id):
        yield _find_listing(programme, consent), (f"{consent.id} asked_on", consent.asked_on)


def _find_listing(programme: Programme, consent: Consent) -> tuple[str, date]:
    """The name and the day of what brought the State on the list by the day on which it was asked."""
    listing = "adopted_on", programme.adopted_on
    if consent.state in {entry.state for entry in programme.adopted}:
        return listing
    for place, change in enumerate(programme.changes):
        if consent.state in {entry.state for entry in change.added}:
            return f"changes.{place}.changed_on", change.changed_on
    return listing


def _list_replaced(programme: Programme, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("adopted", "changed"):
        yield Replaced(type=f"programme.{name}.v1", id=programme.id)


def _apply(_before: Programme, after: Programme, _known: Known, _context: Context) -> Iterator[Change]:
    """The list as adopted and each change of it are told again."""
    check_adopted_in_time(after.year, after.adopted_on)
    for change in after.changes:
        check_in_year(after.year, "value", change.changed_on)
    yield Put(PROGRAMMES, after)
    yield from tell_programme(after)


CORRECTABLE: Correctable[Programme] = Correctable(
    name="programme",
    table=PROGRAMMES,
    topic=TOPIC,
    paragraph="OP12",
    fields={
        "adopted_on": Day,
        "document": Line | None,
        "changes.*.changed_on": Day,
        "changes.*.document": Line | None,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda *_: Whose(),
    subject=lambda programme: programme.id,
)

"""The day on which something was held or delivered is put right, as people recorded it (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.council import TOPIC
from contracts.vocabulary import Day
from services.council.obligations.commands import check_mandate
from services.council.obligations.model import OBLIGATIONS, Occurrence
from services.council.obligations.rules import count_performance
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Known, Need


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(OBLIGATIONS, key)


def _order(one: Occurrence, _known: Known) -> Iterator[Days]:
    """What was held before the obligation's year counts for an earlier one."""
    begins = date(int(one.period), 1, 1) if one.period else None
    for place, day in enumerate(one.held_on):
        yield ("period", begins), (f"held_on.{place}", day)


def _apply(before: Occurrence, after: Occurrence, _known: Known, context: Context) -> Iterator[Change]:
    """It stays met, and is met on another day: in time or late."""
    days = zip(before.held_by, before.held_on, after.held_on, strict=True)
    for by, old, new in days:
        if old != new:
            check_mandate(before, new, context)
            yield from count_performance(before, new, by)


CORRECTABLE: Correctable[Occurrence] = Correctable(
    name="obligation",
    table=OBLIGATIONS,
    topic=TOPIC,
    paragraph="OP2",
    fields={"held_on.*": Day},
    needs=_needs,
    order=_order,
    replaces=lambda *_: (),  # of an obligation what was last told holds
    apply=_apply,
    whose=lambda *_: Whose(),
    subject=lambda one: one.id,
)

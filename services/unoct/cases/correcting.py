"""The day of a delivery is put right, of one part of the help (rule 4; OP15, OP25). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.ids import slug
from contracts.unoct import TOPIC
from contracts.vocabulary import Day
from services.unoct.cases.model import CASES, Case
from services.unoct.cases.retelling import list_replaced, tell_case_again
from services.unoct.cases.settling import deliver_case
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(CASES, key)


def _order(case: Case, _known: Known) -> Iterator[Days]:
    """The same as when a delivery is recorded: a project is often registered here after it began."""
    for place, part in enumerate(case.parts):
        yield ("opened_on", case.opened_on), (f"parts.{place}.delivered_on", part.delivered_on)


def _apply(before: Case, after: Case, _known: Known, context: Context) -> Iterator[Change]:
    """The case is settled again: it is delivered on the day on which its last part was."""
    if after.status == "delivered":
        after = deliver_case(after)
    changed = (new.delivered_on for old, new in zip(before.parts, after.parts, strict=True) if old != new)
    yield Put(CASES, after)
    for event in tell_case_again(after, next(changed) or context.today):
        yield Emit(event, after.state)


def _find_whose(case: Case, path: str) -> Whose:
    """Its State's, and the body's whose part it is."""
    body = case.parts[int(path.split(".")[1])].body
    return Whose(case.state, (f"body:{slug(body)}",) if body else ())


CORRECTABLE: Correctable[Case] = Correctable(
    name="case",
    table=CASES,
    topic=TOPIC,
    paragraph="OP15",
    fields={"parts.*.delivered_on": Day},
    needs=_needs,
    order=_order,
    replaces=lambda case, *_: list_replaced(case),
    apply=_apply,
    whose=_find_whose,
    subject=lambda case: case.state,
)

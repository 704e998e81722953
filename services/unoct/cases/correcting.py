"""What is on record of one part of the help is put right: its days, its body, its words (rule 4; OP15, OP25). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.corrections import Replaced
from contracts.ids import slug
from contracts.unoct import TOPIC
from contracts.vocabulary import Day, Line, Text
from services.unoct.cases.history import UNDER_WAY, find_uptake, list_all_replaced, tell_all_again
from services.unoct.cases.model import CASES, Case, Part
from services.unoct.cases.parts import check_words, is_of
from services.unoct.cases.retelling import list_replaced, tell_case_again
from services.unoct.cases.settling import ANSWERED, answer_case, deliver_case
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.corrections.paths import read_field
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class HasPart(Refusal):
    """This body has a part in the help for this need already, which the case lists."""

    rule = "4"
    paragraph = "OP15"


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(CASES, key)


def _order(case: Case, _known: Known) -> Iterator[Days]:
    """As when these are recorded: a project is often registered here after it began. Its offer came before all else."""
    for place, part in enumerate(case.parts):
        for name in ("taken_up_on", "delivered_on", "ended_on"):
            yield (f"parts.{place}.offered_on", part.offered_on), (f"parts.{place}.{name}", getattr(part, name))
        for name in ("offered_on", "taken_up_on", "delivered_on", "ended_on"):
            yield ("opened_on", case.opened_on), (f"parts.{place}.{name}", getattr(part, name))


def _apply(before: Case, after: Case, _known: Known, context: Context) -> Iterator[Change]:
    """The case is settled again: it is delivered on the day on which its last part was."""
    ((old, new),) = [(old, new) for old, new in zip(before.parts, after.parts, strict=True) if old != new]
    if new.body != old.body:
        new = replace(new, body=context.reference.name_body(new.body or ""))
        _check_only_part(before, old, new)
        after = replace(after, parts=tuple(new if part is old else part for part in before.parts))
    check_words(before.parts, after.parts, new.body)
    after = _settle_again(after)
    yield Put(CASES, after)
    is_delivery = new.delivered_on != old.delivered_on
    tell = tell_case_again if is_delivery else tell_all_again
    for event in tell(after, (new.delivered_on if is_delivery else None) or context.today):
        yield Emit(event, after.state)


def _check_only_part(case: Case, old: Part, new: Part) -> None:
    """Raises HasPart: help without a project is known by its body."""
    if any(part is not old and part.project_id is None and is_of(part, new.body) for part in case.parts):
        raise HasPart(fields=("value",))


def _settle_again(case: Case) -> Case:
    """The case with the days and words of its parts."""
    if case.status == "delivered":
        case = deliver_case(case)
    elif case.status in ANSWERED:
        case = answer_case(case)
    return replace(case, taken_up_on=find_uptake(case)) if case.status in UNDER_WAY else case


def _list_replaced(case: Case, path: str, _known: Known) -> Iterator[Replaced]:
    """A delivery is told again from the first one on; anything else of a part, with all that was told of the case."""
    return list_replaced(case) if path.endswith(".delivered_on") else list_all_replaced(case)


def _is_on_record(case: Case, path: str) -> bool:
    """A part in a project is its lead body's. Why, and since when it is over, was said only of what was declined.

    What was before the case opened again is over.
    """
    part: Part = read_field(case, path.rpartition(".")[0])
    name = path.rpartition(".")[2]
    if name == "body":
        return part.project_id is None and part.body is not None
    if name in ("offered_on", "taken_up_on") and getattr(part, name) < case.opened_on:
        return False
    return name not in ("reason", "ended_on") or part.status == "declined"


def _find_whose(case: Case, path: str) -> Whose:
    """Its State's, and the body's whose part it is."""
    body = case.parts[int(path.split(".")[1])].body
    return Whose(case.state, (f"body:{slug(body)}",) if body else ())


CORRECTABLE: Correctable[Case] = Correctable(
    name="case",
    table=CASES,
    topic=TOPIC,
    paragraph="OP15",
    fields={
        "parts.*.offered_on": Day,
        "parts.*.taken_up_on": Day,
        "parts.*.delivered_on": Day,
        "parts.*.ended_on": Day,
        "parts.*.body": Line,
        "parts.*.reason": Text,
        "parts.*.note": Text | None,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=_find_whose,
    subject=lambda case: case.state,
    has=_is_on_record,
)
